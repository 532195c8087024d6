/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "session/gh-page.h"

G_BEGIN_DECLS

#define GH_TYPE_USERS_PAGE (gh_users_page_get_type ())
G_DECLARE_FINAL_TYPE (GhUsersPage, gh_users_page, GH, USERS_PAGE, GhPage)

/**
 * GhUsersPage:
 *
 * The table of users with its categories, filters and actions (U1 to U6).
 */

G_END_DECLS
