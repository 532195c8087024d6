/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "list/gh-list-kind.h"

#include <string.h>

const GhListCategory *
gh_list_kind_find_category (const GhListKind *self,
                            const char       *key)
{
  for (const GhListCategory *category = self->categories; category->key != NULL; category++)
    if (g_strcmp0 (category->key, key) == 0 && category->query != NULL)
      return category;

  return NULL;
}

gboolean
gh_list_kind_is_sort (const GhListKind *self,
                      const char       *sort)
{
  gsize length = strlen (sort) - (g_str_has_suffix (sort, ":desc") ? strlen (":desc") : 0);

  for (guint i = 0; i < self->n_columns; i++)
    if ((self->columns[i].flags & GH_TABLE_COLUMN_SORTABLE) != 0 && strlen (self->columns[i].key) == length &&
        strncmp (self->columns[i].key, sort, length) == 0)
      return TRUE;

  return FALSE;
}

void
gh_list_append_cell (GString  *text,
                     char     *cell,
                     gboolean  is_last)
{
  if (cell != NULL)
    g_string_append (text, g_strdelimit (cell, "\t\r\n", ' '));
  g_string_append_c (text, is_last ? '\n' : '\t');
}
