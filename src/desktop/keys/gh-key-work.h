/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "session/gh-page.h"

G_BEGIN_DECLS

/*
 * What can be done with an organisation's keys (K2, K6, K7). Each asks what is to be asked, works on a thread, and says
 * on the page, or in a dialog above it, what came of it.
 */

/** Makes the first key, puts it into the keyring if there is one, and shows the recovery key. */
void gh_key_work_create (GhPage *page);

/** Says what a rotation does, and does it. */
void gh_key_work_rotate (GhPage *page);

/** Makes a new recovery key, and shows it. */
void gh_key_work_renew_recovery (GhPage *page);

/** Asks for the recovery key, and says whether it is the right one. */
void gh_key_work_test_recovery (GhPage *page);

/** Returns: whether a key is being made or rotated here: that it is in the database before it is open means nothing */
gboolean gh_key_work_is_busy (GhStore *store);

G_END_DECLS
