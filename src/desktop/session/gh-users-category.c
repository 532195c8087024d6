/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "session/gh-users-category.h"

#include <glib/gi18n-lib.h>

/* As gh_user_counts_read() counts them. */
const GhListCategory gh_users_categories[] = {
  { "all", "", N_("All users") },
  { "not-enrolled", "-is:enrolled", N_("Not enrolled") },
  { "inactive", "is:inactive", N_("Inactive 30 days") },
  { "bypass", "status:bypass", N_("Bypass"), "gh-bypass-symbolic", "warning" },
  { "locked", "status:locked", N_("Locked out"), "gh-locked-symbolic", "error" },
  { "trash", NULL, N_("Trash"), "gh-trash-symbolic" },
  { NULL },
};

const char *
gh_users_category_get_query (const char *key)
{
  for (const GhListCategory *category = gh_users_categories; category->key != NULL; category++)
    if (g_strcmp0 (category->key, key) == 0)
      return category->query;

  return NULL;
}
