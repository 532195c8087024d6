/* SPDX-License-Identifier: GPL-3.0-or-later */
/* O10, X. The directory meets an events file that it does not know: the one before is gone, damaged or set back, so that
 * nobody knows what was used since. Until this has run nothing is alive; what is made afterwards is. */
#include "operations/gh-era.h"
#include "organisation/gh-era-ends.h"

#include <glib/gi18n-lib.h>

static gboolean
plan (GhRun   *run,
      GError **error)
{
  gboolean knows;

  run->result->selected = 1;
  if (!gh_era_knows_events (run->connection, &knows, error))
    return FALSE;
  if (knows)
    return TRUE;

  gh_run_change (run, 0);

  return gh_era_ends_plan (run, error);
}

const GhOperation gh_op_organisation_begin_era = {
  .name = "organisation.begin-era",
  .label = N_("Begin with New Events"),
  .done = GH_PLURAL ("%s organisation began with new events", "%s organisations began with new events"),
  .no_undo_reason = N_("This ends codes and links, and those cannot be brought back."),
  .has_no_menu = TRUE,
  .may_do_nothing = TRUE,
  .plan = plan,
  .apply = gh_era_ends_apply,
};
