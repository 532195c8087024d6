/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "operations/gh-run-ids.h"

static gboolean
raise_row_ids (GhRun       *self,
               const char  *table,
               gint64       id,
               GError     **error)
{
  return id <= 0 ||
         (gh_connection_run (self->connection, "operations/begin-row-ids", error, "si", table, id) &&
          gh_connection_run (self->connection, "operations/raise-row-ids", error, "si", table, id));
}

gboolean
gh_run_raise_listed_ids (GhRun       *self,
                         const char  *list,
                         GError     **error)
{
  g_auto (GStrv) words = g_strsplit (list != NULL ? list : "", " ", -1);

  for (guint i = 0; words[i] != NULL && words[i + 1] != NULL; i += 2)
    if (!raise_row_ids (self, words[i], g_ascii_strtoll (words[i + 1], NULL, 10), error))
      return FALSE;

  return TRUE;
}

gboolean
gh_run_list_ids (GhConnection  *connection,
                 const char    *statement,
                 GString       *list,
                 GError       **error)
{
  g_autoptr (GhStatement) select = gh_connection_prepare (connection, statement, error);

  while (gh_statement_next (select))
    if (gh_statement_get_int (select, 1) > 0)
      g_string_append_printf (list, "%s%s %" G_GINT64_FORMAT, list->len > 0 ? " " : "",
                              gh_statement_get_text (select, 0), gh_statement_get_int (select, 1));

  return gh_statement_finish (select, error);
}

gboolean
gh_run_list_ids_of_events (GhConnection  *connection,
                           GString       *list,
                           GError       **error)
{
  return gh_run_list_ids (connection, "operations/list-row-ids-of-events", list, error);
}

gboolean
gh_run_raise_ids_of_events (GhRun   *self,
                            GError **error)
{
  g_autoptr (GString) list = g_string_new (NULL);

  return gh_run_list_ids_of_events (self->connection, list, error) &&
         gh_run_raise_listed_ids (self, list->str, error);
}
