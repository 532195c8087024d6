/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "users/gh-users-page.h"

G_BEGIN_DECLS

#define GH_TYPE_TRASH_PAGE (gh_trash_page_get_type ())
G_DECLARE_FINAL_TYPE (GhTrashPage, gh_trash_page, GH, TRASH_PAGE, GhUsersPage)

/**
 * GhTrashPage:
 *
 * Users who will be deleted for good, and can be restored until then (T1 to T4).
 */

G_END_DECLS
