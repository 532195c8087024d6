/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "users/gh-users-filter.h"

#include <string.h>

/* The categories of U1, as gh_user_counts_read() counts them. */
static const struct {
  const char *key;
  const char *query;
} categories[] = {
  { "all", "" },
  { "not-enrolled", "-is:enrolled" },
  { "inactive", "is:inactive" },
  { "bypass", "status:bypass" },
  { "locked", "status:locked" },
};

const char *
gh_users_filter_get_category_query (const char *key)
{
  for (gsize i = 0; i < G_N_ELEMENTS (categories); i++)
    if (g_strcmp0 (categories[i].key, key) == 0)
      return categories[i].query;

  return NULL;
}

static void
append (GString    *query,
        const char *part)
{
  if (part == NULL || *part == '\0')
    return;

  if (query->len > 0)
    g_string_append_c (query, ' ');
  g_string_append (query, part);
}

char *
gh_users_filter_join (const char *category,
                      GPtrArray  *terms,
                      const char *text)
{
  g_autoptr (GString) query = g_string_new (NULL);

  append (query, category);
  for (guint i = 0; terms != NULL && i < terms->len; i++)
    append (query, g_ptr_array_index (terms, i));
  append (query, text);

  return g_string_free (g_steal_pointer (&query), FALSE);
}
