/* SPDX-License-Identifier: GPL-3.0-or-later */
/* O9, O10. A restored backup must not let anyone in again: a new era ends all codes and links, and no new record gets the
 * row id of one that is given up. Runs in the copy of a backup that gh_restore() is about to put in place. */
#include "operations/gh-run-ids.h"
#include "organisation/gh-era-ends.h"

#include <glib/gi18n-lib.h>

static gboolean
plan (GhRun   *run,
      GError **error)
{
  run->result->selected = 1;
  gh_run_change (run, 0);

  return gh_era_ends_plan (run, error);
}

static gboolean
apply (GhRun   *run,
       GError **error)
{
  return gh_run_raise_listed_ids (run, gh_run_get_text (run, "abandoned-ids"), error) &&
         gh_era_ends_apply (run, error);
}

static const GhParameter parameters[] = {
  { "abandoned-entry", GH_PARAMETER_NUMBER, FALSE, N_("Number of the newest entry that is given up") },
  { "abandoned-hash", GH_PARAMETER_TEXT, FALSE, N_("That entry’s hash") },
  { "abandoned-ids", GH_PARAMETER_TEXT, FALSE, N_("The highest row ids that were given there") },
  { "without-database", GH_PARAMETER_TEXT, FALSE, N_("Why there was no database to be replaced") },
  { NULL },
};

const GhOperation gh_op_organisation_restore = {
  .name = "organisation.restore",
  .label = N_("Restore a Backup"),
  .done = GH_PLURAL ("%s organisation restored", "%s organisations restored"),
  .no_undo_reason = N_("Restoring a backup ends codes and links, and those cannot be brought back."),
  .has_no_menu = TRUE,
  .parameters = parameters,
  .plan = plan,
  .apply = apply,
};
