/* SPDX-License-Identifier: GPL-3.0-or-later */
/* T5: an Owner says that a clock far ahead is right, so that what waits for it goes on. */
#include "jobs/gh-lease.h"

#include <glib/gi18n-lib.h>

static gboolean
plan (GhRun   *run,
      GError **error)
{
  gboolean is_ahead;

  if (!gh_lease_is_clock_ahead (gh_store_get_clock (run->store), run->connection, &is_ahead, error))
    return FALSE;

  run->result->selected = is_ahead;
  if (is_ahead)
    gh_run_change (run, 0);

  return TRUE;
}

static gboolean
apply (GhRun   *run,
       GError **error)
{
  gh_run_about (run, "organisation", gh_store_get_organisation_key (run->store), run->settings.name);

  return gh_connection_run (run->connection, "jobs/accept-clock", error, "i",
                            gh_clock_read (gh_store_get_clock (run->store)));
}

const GhOperation gh_op_job_accept_clock = {
  .name = "job.accept-clock",
  .label = N_("Accept the Clock"),
  .done = GH_PLURAL ("%s clock taken as right", "%s clocks taken as right"),
  .no_undo_reason = N_("What waited for the clock may be done already."),
  .has_no_menu = TRUE,
  .may_do_nothing = TRUE,
  .plan = plan,
  .apply = apply,
};
