/* SPDX-License-Identifier: GPL-3.0-or-later */
/* T2, S8: sends users who have not signed in for long. Inactivity counts only from the start of the events. */
#include "jobs/gh-lease.h"
#include "trash/gh-trash-rules.h"
#include "trash/gh-trash-send.h"
#include "users/gh-user-target.h"

#include <glib/gi18n-lib.h>

#define DAY_SECONDS (G_GINT64_CONSTANT (24) * 60 * 60)
#define MAX_DAYS    1000000

#define RESTORED_ONLY "restored-only"

static GhRefusal
check (gconstpointer facts,
       gint64        now)
{
  return gh_trash_check (GH_TRASH_ACT_SWEEP, facts, now);
}

static gboolean
list_inactive (GhRun   *run,
               gint64   days,
               GError **error)
{
  gint64 long_ago = run->now - MIN (days, MAX_DAYS) * DAY_SECONDS;
  gint64 spared = run->now - GH_RESTORED_GRACE_HOURS * G_GINT64_CONSTANT (3600);

  if (gh_run_get_flag (run, RESTORED_ONLY))
    return gh_connection_list_ids (run->connection, "trash/list-inactive-restored", run->targets, error, "iii",
                                   long_ago, spared, run->now);

  return gh_connection_list_ids (run->connection, "trash/list-inactive-users", run->targets, error, "ii",
                                 long_ago, spared);
}

static gboolean
plan (GhRun   *run,
      GError **error)
{
  gint64 days = gh_run_get_number (run, "days", run->settings.inactive_user_expiration);

  /* The setting 0 is the organisation's "do not sweep". */
  if (days <= 0)
    return TRUE;

  if (!list_inactive (run, days, error))
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
