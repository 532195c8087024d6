/* SPDX-License-Identifier: GPL-3.0-or-later */
/* B2, B4: a code that is deleted lets nobody in any more. */
#include "bypass-codes/gh-bypass-code-record.h"
#include "bypass-codes/gh-bypass-code-rules.h"
#include "bypass-codes/gh-bypass-code-target.h"
#include "keys/ops/gh-sealed-record.h"
#include "operations/gh-journal.h"

#include <glib/gi18n-lib.h>

static gboolean
apply (GhRun   *run,
       GError **error)
{
  for (guint i = 0; i < run->changes->len; i++)
    {
      gint64 id = g_array_index (run->changes, gint64, i);
      gint64 last_op;

      if (!gh_connection_get_number (run->connection, "bypass-codes/get-last-op", &last_op, error, "i", id) ||
          !gh_bypass_code_note (run, id, error) ||
          !gh_sealed_delete (run, GH_BYPASS_CODE_KIND, id, error) ||
          !gh_journal_removed_record (run, GH_BYPASS_CODE_KIND, id, last_op, error) ||
          !gh_connection_run (run->connection, "bypass-codes/delete-bypass-code", error, "i", id) ||
          !gh_run_progress (run, i + 1, run->changes->len, error))
        return FALSE;
    }

  return TRUE;
}

const GhOperation gh_op_bypass_code_delete = {
  .name = "bypass-code.delete",
  .label = N_("Delete Bypass Code"),
  .done = GH_PLURAL ("%s bypass code deleted", "%s bypass codes deleted"),
  .no_undo_reason = N_("A deleted bypass code does not come back: make a new one."),
  .target = &gh_target_bypass_codes,
  .plan = gh_bypass_code_plan,
  .apply = apply,
};
