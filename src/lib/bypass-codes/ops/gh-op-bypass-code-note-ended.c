/* SPDX-License-Identifier: GPL-3.0-or-later */
/* B4, T5: says in the log that codes have ended: used up, past their end, guessed at too often, or by a restore. They let
 * nobody in even without this, and stay, so that who types one again is told which it was. */
#include "bypass-codes/gh-bypass-code-record.h"
#include "bypass-codes/gh-bypass-code-target.h"
#include "jobs/gh-lease.h"
#include "operations/gh-journal.h"

#include <glib/gi18n-lib.h>

static gboolean
plan (GhRun   *run,
      GError **error)
{
  gint64 *now = g_new0 (gint64, 1);
  gboolean is_ahead;

  run->data = now;
  run->data_free = g_free;
  if (!gh_lease_is_clock_ahead (gh_store_get_clock (run->store), run->connection, &is_ahead, error))
    return FALSE;

  /* By a clock that cannot be trusted nothing has ended. */
  *now = is_ahead ? 0 : run->now;
  if (!gh_connection_list_ids (run->connection, "bypass-codes/list-ended-codes", run->changes, error, "i", *now))
    return FALSE;

  run->result->selected = run->changes->len;

  return TRUE;
}

static gboolean
note_chunk (GhRun    *run,
            gpointer  now,
            GError  **error)
{
  return gh_connection_run (run->connection, "bypass-codes/end-codes", error, "i", *(gint64 *) now) &&
         gh_journal_rows (run, GH_BYPASS_CODE_KIND, "bypass-codes/list-code-ends", error) &&
         gh_connection_run (run->connection, "bypass-codes/touch-codes", error, "i", run->entry);
}

static gboolean
apply (GhRun   *run,
       GError **error)
{
  for (guint i = 0; i < MIN (run->changes->len, GH_BYPASS_CODES_NAMED); i++)
    if (!gh_bypass_code_note (run, g_array_index (run->changes, gint64, i), error))
      return FALSE;

  return gh_run_in_chunks (run, run->changes, note_chunk, run->data, error);
}

const GhOperation gh_op_bypass_code_note_ended = {
  .name = "bypass-code.note-ended",
  .label = N_("Note Ended Bypass Codes"),
  .done = GH_PLURAL ("%s bypass code ended", "%s bypass codes ended"),
  .no_undo_reason = N_("A bypass code that has ended does not come back: make a new one."),
  .has_no_menu = TRUE,
  .may_do_nothing = TRUE,
  .plan = plan,
  .apply = apply,
};
