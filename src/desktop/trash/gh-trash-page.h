/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "session/gh-page.h"

G_BEGIN_DECLS

/**
 * GhTrashPage:
 *
 * The users in the Trash: why they are there, until when, and the ways out of it.
 */
#define GH_TYPE_TRASH_PAGE (gh_trash_page_get_type ())
G_DECLARE_FINAL_TYPE (GhTrashPage, gh_trash_page, GH, TRASH_PAGE, GhPage)

G_END_DECLS
