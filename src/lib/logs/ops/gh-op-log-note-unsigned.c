/* SPDX-License-Identifier: GPL-3.0-or-later */
/* L6: names the entries that were written without the key. The first writer that has it adds this by itself, in the
 * transaction of its own entry (gh_run_entry_begin()), so there is never anything to do here.
 */
#include "operations/gh-run.h"

#include <glib/gi18n-lib.h>

static gboolean
plan (GhRun   *run,
      GError **error)
{
  return TRUE;
}

static gboolean
apply (GhRun   *run,
       GError **error)
{
  return TRUE;
}

static const GhParameter parameters[] = {
  { "first", GH_PARAMETER_NUMBER, FALSE, N_("Number of the first unsigned entry") },
  { "last", GH_PARAMETER_NUMBER, FALSE, N_("Number of the last unsigned entry") },
  { NULL },
};

const GhOperation gh_op_log_note_unsigned = {
  .name = "log.note-unsigned",
  .label = N_("Name Unsigned Entries"),
  .done = GH_PLURAL ("%s entry without a signature named", "%s entries without a signature named"),
  .no_undo_reason = N_("What was written without the key stays so."),
  .has_no_menu = TRUE,
  .may_do_nothing = TRUE,
  .parameters = parameters,
  .plan = plan,
  .apply = apply,
};
