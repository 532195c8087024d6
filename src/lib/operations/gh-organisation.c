/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "operations/gh-organisation.h"

#include "settings/gh-settings.h"
#include "store/gh-file.h"

#include <unistd.h>

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

gboolean
gh_organisation_count_administrators (GhConnection  *connection,
                                      gint64        *count,
                                      GError       **error)
{
  return gh_connection_get_number (connection, "operations/count-administrators", count, error, "");
}

gboolean
gh_organisation_check_local (GhStore       *store,
                             GhConnection  *connection,
                             GhRefusal     *refusal,
                             GError       **error)
{
  g_auto (GhSettings) settings = { 0 };
  gint64 n_administrators;

  *refusal = GH_REFUSAL_NONE;
  if (!gh_file_is_mine (gh_store_get_path (store)))
    *refusal = GH_REFUSAL_LOCAL_OWNER_ONLY;
  if (*refusal != GH_REFUSAL_NONE || geteuid () == 0)
    return TRUE;

  if (!gh_settings_read (&settings, connection, error) ||
      !gh_organisation_count_administrators (connection, &n_administrators, error))
    return FALSE;
  /* Without administrators nobody could sign in to allow it again. */
  if (!settings.local_operations && n_administrators > 0)
    *refusal = GH_REFUSAL_LOCAL_OFF;

  return TRUE;
}
