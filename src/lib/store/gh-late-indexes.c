/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/gh-late-indexes.h"

char *
gh_late_indexes_drop (GhConnection       *connection,
                      const char *const  *tables,
                      GError            **error)
{
  g_autoptr (GString) drop = g_string_new (NULL);
  g_autoptr (GString) create = g_string_new (NULL);

  for (; *tables != NULL; tables++)
    {
      g_autoptr (GhStatement) select = gh_connection_query (connection, "store/list-late-indexes", error, "s", *tables);

      while (gh_statement_next (select))
        {
          g_string_append_printf (drop, "DROP INDEX %s;", gh_statement_get_text (select, 0));
          g_string_append_printf (create, "%s;", gh_statement_get_text (select, 1));
        }
      if (!gh_statement_finish (select, error))
        return NULL;
    }

  if (!gh_connection_execute (connection, drop->str, error))
    return NULL;

  return g_string_free (g_steal_pointer (&create), FALSE);
}
