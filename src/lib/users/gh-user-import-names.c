/* SPDX-License-Identifier: GPL-3.0-or-later */
/* U9: whether the names of an import's row are free, in the directory and in the rows before. */
#include "users/gh-user-import.h"

#include "base/gh-fold.h"
#include "users/gh-user-record.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Claims a name for this row; the first line with it wins. */
static gboolean
claim_name (GhImport         *import,
            GhRun            *run,
            const char       *key,
            int               column,
            GhImportProblem  *problem,
            GError          **error)
{
  gint64 line;

  if (!gh_connection_run (run->connection, "users/add-seen-name", error, "si", key,
                          (gint64) gh_csv_reader_get_line (import->reader)))
    return FALSE;
  if (gh_connection_get_changes (run->connection) > 0)
    return TRUE;

  if (!gh_connection_get_number (run->connection, "users/find-seen-name", &line, error, "s", key))
    return FALSE;
  gh_import_refuse (problem, GH_REFUSAL_REPEATED_IN_FILE, column, g_strdup_printf (_("line %" G_GINT64_FORMAT), line));

  return TRUE;
}

static gboolean
check_alias (GhImport         *import,
             GhRun            *run,
             guint             slot,
             const char       *username_key,
             GhImportProblem  *problem,
             GError          **error)
{
  const char *alias = import->row.aliases[slot];
  const GhImportExisting *existing = &import->existing;
  g_autofree char *key = gh_fold_name_key (alias);
  g_autofree char *holder = NULL;
  int column = gh_import_find_column (import, GH_IMPORT_ALIAS, slot + 1);
  gboolean is_trashed;
  gint64 user_id;

  if (strcmp (key, username_key) == 0)
    {
      gh_import_refuse (problem, GH_REFUSAL_ALIAS_IS_USERNAME, column, NULL);
      return TRUE;
    }

  for (guint i = 0; i < GH_MAX_ALIASES; i++)
    {
      /* The alias that slot i will hold: the row's or, if it has none, the current one. */
      const char *other = import->row.aliases[i] != NULL ? import->row.aliases[i] : existing->aliases[i];
      g_autofree char *other_key = i != slot && other != NULL ? gh_fold_name_key (other) : NULL;

      if (g_strcmp0 (other_key, key) == 0)
        {
          gh_import_refuse (problem, GH_REFUSAL_ALIAS_IS_USERNAME, column, NULL);
          return TRUE;
        }
    }

  if (!gh_user_find_holder (run, alias, &user_id, &is_trashed, &holder, error))
    return FALSE;
  if (user_id != 0 && user_id != existing->id)
    gh_import_refuse (problem, is_trashed ? GH_REFUSAL_NAME_TAKEN_IN_TRASH : GH_REFUSAL_NAME_TAKEN, column,
                      g_steal_pointer (&holder));

  return TRUE;
}

gboolean
gh_import_check_names (GhImport         *import,
                       GhRun            *run,
                       GhImportProblem  *problem,
                       GError          **error)
{
  const GhImportExisting *existing = &import->existing;
  g_autofree char *typed_key = gh_fold_name_key (import->row.username);
  g_autofree char *username_key = existing->id != 0 ? gh_fold_name_key (existing->username) : g_strdup (typed_key);
  int column = gh_import_find_column (import, GH_IMPORT_USERNAME, 0);

  for (guint i = 0; i < GH_MAX_ALIASES; i++)
    if (import->row.aliases[i] != NULL)
      {
        if (!check_alias (import, run, i, username_key, problem, error))
          return FALSE;
        if (problem->refusal != GH_REFUSAL_NONE)
          return TRUE;
      }

  /* An existing user is claimed by username, whichever name the row uses. */
  if (!claim_name (import, run, username_key, column, problem, error))
    return FALSE;

  for (guint i = 0; i < GH_MAX_ALIASES && problem->refusal == GH_REFUSAL_NONE; i++)
    if (import->row.aliases[i] != NULL)
      {
        g_autofree char *key = gh_fold_name_key (import->row.aliases[i]);

        if (!claim_name (import, run, key, gh_import_find_column (import, GH_IMPORT_ALIAS, i + 1), problem, error))
          return FALSE;
      }

  return TRUE;
}
