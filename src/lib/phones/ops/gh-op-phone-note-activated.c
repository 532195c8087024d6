/* SPDX-License-Identifier: GPL-3.0-or-later */
/* P2, T5: the first passcode of an app was accepted in time, which the events file alone knows. From here on the directory
 * knows it, too, so that a loss of that file ends no app that was activated. */
#include "operations/gh-journal.h"
#include "phones/gh-phone-record.h"
#include "phones/gh-phone-target.h"
#include "verification/gh-credential.h"

#include <glib/gi18n-lib.h>

static gboolean
plan (GhRun   *run,
      GError **error)
{
  if (!gh_credential_list_used_in_time (run->connection, GH_PHONE_KIND, run->targets, error))
    return FALSE;

  run->result->selected = run->targets->len;

  return gh_phone_plan (run, 0, NULL, error);
}

static gboolean
note_chunk (GhRun    *run,
            gpointer  data,
            GError  **error)
{
  return gh_journal_rows (run, GH_PHONE_KIND, "phones/list-first-passcodes", error) &&
         gh_connection_run (run->connection, "phones/note-first-passcodes", error, "i", run->entry) &&
         gh_credential_end_waits_chunk (run, (gpointer) GH_PHONE_KIND, error);
}

static gboolean
apply (GhRun   *run,
       GError **error)
{
  return gh_run_in_chunks (run, run->changes, note_chunk, NULL, error);
}

const GhOperation gh_op_phone_note_activated = {
  .name = "phone.note-activated",
  .label = N_("Note Activated Phones"),
  .done = GH_PLURAL ("%s phone activated by its first passcode", "%s phones activated by their first passcodes"),
  .no_undo_reason = N_("The first passcode was accepted, and that cannot be undone."),
  .has_no_menu = TRUE,
  .may_do_nothing = TRUE,
  .plan = plan,
  .apply = apply,
};
