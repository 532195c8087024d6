/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "operations/gh-organisation.h"

static void
take_text (GhStatement  *row,
           int           column,
           char        **text)
{
  if (text != NULL)
    *text = row != NULL ? g_strdup (gh_statement_get_text (row, column)) : NULL;
}

gboolean
gh_organisation_read (GhConnection  *connection,
                      char         **key,
                      char         **name,
                      char         **time_zone,
                      GError       **error)
{
  g_autoptr (GhStatement) select = gh_connection_prepare (connection, "operations/get-organisation", error);
  GhStatement *row = gh_statement_next (select) ? select : NULL;

  take_text (row, 0, key);
  take_text (row, 1, name);
  take_text (row, 2, time_zone);

  return gh_statement_finish (select, error);
}

char *
gh_organisation_read_time_zone (GhConnection  *connection,
                                GError       **error)
{
  g_autoptr (GhStatement) select = gh_connection_prepare (connection, "operations/get-organisation", error);

  return gh_statement_require (select, error) ? g_strdup (gh_statement_get_text (select, 2)) : NULL;
}
