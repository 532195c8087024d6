/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/gh-store.h"

G_BEGIN_DECLS

/**
 * gh_organisation_open:
 * @path: the directory file
 * @clock: the clock
 * @error: (out): as for gh_store_open(); %GH_ERROR_DAMAGED also for bad row contents
 *
 * Opens an organisation for a program: gh_store_open(), then a look at every row unless the file was last written
 * here (X1), then gh_organisation_settle(). It was last written here if its newest log entry is the newest recorded in
 * the user's state folder. Blocks, for seconds with a large file from elsewhere: not for a main loop.
 *
 * Returns: (transfer full) (nullable): the store
 */
GhStore *gh_organisation_open (const char  *path,
                               GhClock     *clock,
                               GError     **error);

/**
 * gh_organisation_settle:
 * @store: a store, just opened or reopened
 *
 * Compares both files with what this computer saw (L8), and brings them together: an older copy of the events file
 * counts as another from now on, the directory begins a new era where it does not know the events file (X), and the
 * endings that a crash left behind are taken over (O10). What was found, and what cannot be done, become notices of
 * @store. Blocks.
 */
void gh_organisation_settle (GhStore *store);

G_END_DECLS
