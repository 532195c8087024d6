/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/gh-row-ids.h"

static int
compare_cb (gconstpointer a,
            gconstpointer b)
{
  gint64 x = *(const gint64 *) a;
  gint64 y = *(const gint64 *) b;

  return (x > y) - (x < y);
}

void
gh_row_ids_sort (GArray *ids)
{
  g_array_sort (ids, compare_cb);
}

void
gh_row_ids_unify (GArray *ids)
{
  guint n = 0;

  gh_row_ids_sort (ids);
  for (guint i = 0; i < ids->len; i++)
    if (n == 0 || g_array_index (ids, gint64, n - 1) != g_array_index (ids, gint64, i))
      g_array_index (ids, gint64, n++) = g_array_index (ids, gint64, i);
  g_array_set_size (ids, n);
}

gboolean
gh_row_ids_contain (GArray *ids,
                    gint64  id)
{
  return g_array_binary_search (ids, &id, compare_cb, NULL);
}
