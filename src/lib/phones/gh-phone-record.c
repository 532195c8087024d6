/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "phones/gh-phone-record.h"

#include "operations/gh-undo.h"
#include "users/gh-user-record.h"

#include <string.h>

GhInserter *
gh_phone_inserter_new (GhConnection *connection)
{
  return gh_inserter_new (connection, "phones/insert-phone");
}

GhRefusal
gh_phone_check_holders (GhRun       *run,
                        const char  *list_holders,
                        gint64       id,
                        GError     **error)
{
  g_autoptr (GhStatement) select = gh_connection_prepare (run->connection, list_holders, error);
  GhRefusal refusal = GH_REFUSAL_NONE;

  if (select == NULL)
    return GH_REFUSAL_EDITED_SINCE;

  gh_statement_bind (select, "i", id);
  while (gh_statement_next (select))
    if (!gh_undo_check_record (run, GH_USER_KIND, gh_statement_get_int (select, 0), &refusal, error) ||
        refusal != GH_REFUSAL_NONE)
      return GH_REFUSAL_EDITED_SINCE;

  return gh_statement_finish (select, error) ? GH_REFUSAL_NONE : GH_REFUSAL_EDITED_SINCE;
}

static GhRefusal
check_undo (GhRun       *run,
            gint64       id,
            const char  *before,
            GError     **error)
{
  gint64 is_taken;

  if (before == NULL)
    return gh_phone_check_holders (run, "phones/list-holders-of-phone", id, error);

  if (!gh_connection_get_number (run->connection, "phones/is-number-taken", &is_taken, error, "is", id, before))
    return GH_REFUSAL_EDITED_SINCE;

  return is_taken ? GH_REFUSAL_NUMBER_TAKEN : GH_REFUSAL_NONE;
}

const GhRecordKind gh_record_kind_phone = {
  .name = GH_PHONE_KIND,
  .noun = GH_PLURAL ("%s phone", "%s phones"),
  .table = "phones",
  .describe = "phones/describe-phone",
  .record = "phones/get-phone-record",
  .fields = " key:text number:text extension:text name:text type:text platform:text activated:integer activated:null ",
  .label_fields = "[\"number\",\"name\"]",
  .check_undo = check_undo,
  .back = { "phones/amend-back-phones", "phones/remove-back-phones", "phones/make-back-phones",
            "phones/put-back-phones" },
  .list_users_touched = "phones/list-users-of-touched-phones",
  .list_removed = "phones/list-removed-phones",
};
