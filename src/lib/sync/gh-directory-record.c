/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sync/gh-directory-record.h"

#include "base/gh-fold.h"
#include "operations/gh-run.h"

#include <glib/gi18n-lib.h>

static GhRefusal
check_undo (GhRun       *run,
            gint64       id,
            const char  *before,
            GError     **error)
{
  gint64 found = 0;

  /* A directory that has synced since stays. */
  if (before == NULL)
    return gh_connection_get_number (run->connection, "sync/is-directory-used", &found, error, "i", id) && found
             ? GH_REFUSAL_EDITED_SINCE : GH_REFUSAL_NONE;

  return gh_connection_get_number (run->connection, "sync/find-taken-name-of-directory", &found, error, "is", id,
                                   before) && found ? GH_REFUSAL_NAME_TAKEN : GH_REFUSAL_NONE;
}

gboolean
gh_directory_insert_row (GhRun       *run,
                         const char  *key,
                         const char  *name,
                         GError     **error)
{
  g_autofree char *name_key = gh_fold_name_key (name);

  return gh_connection_run (run->connection, "sync/insert-directory", error, "sssi", key, name, name_key, run->entry);
}

const GhRecordKind gh_record_kind_directory = {
  .name = GH_DIRECTORY_KIND,
  .noun = GH_PLURAL ("%s directory", "%s directories"),
  .table = "directories",
  .describe = "sync/describe-directory",
  .record = "sync/get-directory-record",
  .fields = " key:text name:text ",
  .label_fields = "[\"name\"]",
  .check_undo = check_undo,
  .back = { "sync/remove-back-directories", "sync/make-back-directories" },
  .is_name_of_users = TRUE,
  .no_such_key = N_("There is no directory with the ID “%s”."),
};
