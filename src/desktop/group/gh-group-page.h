/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "users/gh-users-page.h"

G_BEGIN_DECLS

#define GH_TYPE_GROUP_PAGE (gh_group_page_get_type ())
G_DECLARE_FINAL_TYPE (GhGroupPage, gh_group_page, GH, GROUP_PAGE, GhUsersPage)

/**
 * GhGroupPage:
 *
 * One group: its name, what it does to its members, and their table (G1).
 */

G_END_DECLS
