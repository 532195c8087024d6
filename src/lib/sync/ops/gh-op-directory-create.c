/* SPDX-License-Identifier: GPL-3.0-or-later */
/* S6: a directory, whose syncs may then create managed users. D1 covers how it connects. */
#include "base/gh-fold.h"
#include "base/gh-id.h"
#include "operations/gh-journal.h"
#include "sync/gh-directory-record.h"

#include <glib/gi18n-lib.h>

#define NAME_MAX_CHARACTERS 256

static gboolean
plan (GhRun   *run,
      GError **error)
{
  const char *name = gh_run_get_text (run, "name");
  g_autofree char *name_key = gh_fold_name_key (name);
  GhRefusal refusal = gh_fold_check_name (name, NAME_MAX_CHARACTERS);
  gint64 holder;

  run->result->selected = 1;
  if (refusal != GH_REFUSAL_NONE)
    {
      gh_run_refuse (run, refusal, NULL);
      return TRUE;
    }

  if (!gh_connection_get_number (run->connection, "sync/find-directory-by-name", &holder, error, "s", name_key))
    return FALSE;

  if (holder != 0)
    gh_run_refuse (run, GH_REFUSAL_NAME_TAKEN, name);
  else
    gh_run_change (run, 0);

  return TRUE;
}

static gboolean
apply (GhRun   *run,
       GError **error)
{
  const char *name = gh_run_get_text (run, "name");
  g_autofree char *key = gh_id_new (GH_ID_DIRECTORY);

  if (!gh_directory_insert_row (run, key, name, error))
    return FALSE;
  gh_run_about (run, GH_DIRECTORY_KIND, key, name);

  return gh_journal_created_record (run, GH_DIRECTORY_KIND, gh_connection_get_last_row_id (run->connection), error);
}

static const GhParameter parameters[] = {
  { "name", GH_PARAMETER_TEXT, TRUE, N_("Name") },
  { NULL },
};

const GhOperation gh_op_directory_create = {
  .name = "directory.create",
  .label = N_("Add Directory"),
  .done = GH_PLURAL ("%s directory added", "%s directories added"),
  .has_no_menu = TRUE,
  .parameters = parameters,
  .plan = plan,
  .apply = apply,
};
