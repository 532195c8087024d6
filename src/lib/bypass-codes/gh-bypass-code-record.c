/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bypass-codes/gh-bypass-code-record.h"

#include "operations/gh-undo.h"

#include <glib/gi18n-lib.h>

const GhRecordKind gh_record_kind_bypass_code = {
  .name = GH_BYPASS_CODE_KIND,
  .noun = GH_PLURAL ("%s bypass code", "%s bypass codes"),
  .table = "bypass_codes",
  .describe = "bypass-codes/describe-bypass-code",
  .record = "bypass-codes/get-bypass-code-record",
  .fields = " key:text user:integer created:integer created_by:text expires:integer expires:null uses:integer uses:null"
            " digits:integer is_own:integer maker:text ",
  .label_fields = "[]",
  .check_undo = gh_undo_refuse_always,
  .no_such_key = N_("There is no bypass code with the ID “%s”."),
  .list_removed = "bypass-codes/list-removed-bypass-codes",
};
