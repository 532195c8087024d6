/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bypass-codes/gh-bypass-code-record.h"

#include "bypass-codes/gh-bypass-code-rules.h"
#include "operations/gh-undo.h"

#include <glib/gi18n-lib.h>

const GhRecordKind gh_record_kind_bypass_code = {
  .name = GH_BYPASS_CODE_KIND,
  .noun = GH_PLURAL ("%s bypass code", "%s bypass codes"),
  .table = "bypass_codes",
  .describe = "bypass-codes/describe-bypass-code",
  .record = "bypass-codes/get-bypass-code-record",
  .fields = " key:text user:integer created:integer created_by:text expires:integer expires:null uses:integer uses:null"
            " digits:integer is_own:integer maker:text ended:text ended:null ",
  .label_fields = "[]",
  .check_undo = gh_undo_refuse_always,
  .no_such_key = N_("There is no bypass code with the ID “%s”."),
  .list_removed = "bypass-codes/list-removed-bypass-codes",
};

gboolean
gh_bypass_code_insert_practice (GhRun       *run,
                                const char  *key,
                                gint64       user_id,
                                gint64       created,
                                gint64       end,
                                gint64       uses,
                                GError     **error)
{
  return gh_connection_run (run->connection, "bypass-codes/insert-bypass-code", error, "siisttibiis", key, user_id, created,
                            run->actor->name, end, uses, (gint64) GH_BYPASS_CODE_DIGITS, NULL, (gint64) 0, run->entry,
                            run->actor->name);
}
