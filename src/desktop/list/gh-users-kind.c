/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "list/gh-users-kind.h"

#include "list/gh-users-source.h"
#include "users/gh-user-target.h"

#include <glib/gi18n-lib.h>

const GhUsersKind gh_users_kind = {
  .name = "users",
  .link = "users",
  .scope = GH_USER_SCOPE_USERS,
  .categories = gh_users_categories,
  .columns = gh_users_columns,
  .n_choices = GH_USERS_N_CHOICES,
  .sort = "username",
  .offer = { GH_OPERATE_ON_USERS, &gh_target_users, GH_USERS_PREFIX },
  .has_saved_views = TRUE,
  .search_placeholder = N_("Search users, or status:bypass group:vpn"),
  .search_label = N_("Search users"),
  .search_all = N_("Search All Users"),
  .count = GH_PLURAL ("%s user", "%s users"),
  .count_of = GH_PLURAL ("%s of %s user", "%s of %s users"),
  .icon_name = "gh-users-symbolic",
  .empty_title = N_("No Users Yet"),
  .empty_text = N_("Add people one by one, or import them from a CSV file."),
  .empty_action = "win.add-user",
  .empty_label = N_("Add User…"),
  .empty_other_action = "win.choose-import",
  .empty_other_label = N_("Import from CSV…"),
};

const GhUsersCategory *
gh_users_kind_find_category (const GhUsersKind *self,
                             const char        *key)
{
  for (const GhUsersCategory *category = self->categories; category->key != NULL; category++)
    if (g_strcmp0 (category->key, key) == 0 && category->query != NULL)
      return category;

  return NULL;
}
