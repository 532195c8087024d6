/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "session/gh-users-category.h"

#include <glib/gi18n-lib.h>

/* The categories of U1, as gh_user_counts_read() counts them. */
static const struct {
  const char *key;
  const char *query;
  const char *label;
} categories[] = {
  { "all", "", N_("All users") },
  { "not-enrolled", "-is:enrolled", N_("Not enrolled") },
  { "inactive", "is:inactive", N_("Inactive 30 days") },
  { "bypass", "status:bypass", N_("Bypass") },
  { "locked", "status:locked", N_("Locked out") },
};

const char *
gh_users_category_get_query (const char *key)
{
  for (gsize i = 0; i < G_N_ELEMENTS (categories); i++)
    if (g_strcmp0 (categories[i].key, key) == 0)
      return categories[i].query;

  return NULL;
}

const char *
gh_users_category_get_label (const char *key)
{
  for (gsize i = 0; i < G_N_ELEMENTS (categories); i++)
    if (g_strcmp0 (categories[i].key, key) == 0)
      return _(categories[i].label);

  return NULL;
}
