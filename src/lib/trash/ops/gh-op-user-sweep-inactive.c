/* SPDX-License-Identifier: GPL-3.0-or-later */
/* T2, S8: sends users who have not signed in for long. Inactivity counts only from the start of the events. */
#include "jobs/gh-lease.h"
#include "trash/gh-trash-inactive.h"
#include "trash/gh-trash-rules.h"
#include "trash/gh-trash-send.h"
#include "users/gh-user-target.h"

#include <glib/gi18n-lib.h>

#define RESTORED_ONLY "restored-only"

static GhRefusal
check (gconstpointer facts,
       gint64        now)
{
  return gh_trash_check (GH_TRASH_ACT_SWEEP, facts, now);
}

static gboolean
plan (GhRun   *run,
      GError **error)
{
  gint64 days = gh_run_get_number (run, "days", run->settings.inactive_user_expiration);

  /* The setting 0 is the organisation's "do not sweep". */
  if (days <= 0)
    return TRUE;

  if (!gh_trash_list_inactive (run->connection, run->now, days, gh_run_get_flag (run, RESTORED_ONLY), run->targets,
                               error))
    return FALSE;
  run->result->selected = run->targets->len;
  if (run->targets->len > 0 && !gh_lease_check_clock (run, error))
    return FALSE;
  if (run->is_refused)
    return TRUE;

  if (!gh_user_plan (run, NULL, error))
    return FALSE;

  gh_trash_note_purge_date (run);

  return TRUE;
}

static gboolean
apply (GhRun   *run,
       GError **error)
{
  return gh_trash_send (run, GH_TRASH_INACTIVITY, error);
}

static const GhParameter parameters[] = {
  { "days", GH_PARAMETER_NUMBER, FALSE, N_("Days without a sign-in") },
  { RESTORED_ONLY, GH_PARAMETER_FLAG, FALSE, N_("Only restored users whose day has ended since the last sweep of all") },
  { NULL },
};

const GhOperation gh_op_user_sweep_inactive = {
  .name = "user.sweep-inactive",
  .label = N_("Send Inactive Users to Trash"),
  .done = GH_PLURAL ("%s inactive user sent to the Trash", "%s inactive users sent to the Trash"),
  .has_no_menu = TRUE,
  .may_do_nothing = TRUE,
  .parameters = parameters,
  .check = check,
  .plan = plan,
  .apply = apply,
};
