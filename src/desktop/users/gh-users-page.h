/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "list/gh-list-page.h"

G_BEGIN_DECLS

#define GH_TYPE_USERS_PAGE (gh_users_page_get_type ())
G_DECLARE_DERIVABLE_TYPE (GhUsersPage, gh_users_page, GH, USERS_PAGE, GhListPage)

/**
 * GhUsersPage:
 *
 * The list of users. The Trash and a group's members are subclasses, with kinds of their own.
 */
struct _GhUsersPageClass {
  GhListPageClass parent_class;
};

G_END_DECLS
