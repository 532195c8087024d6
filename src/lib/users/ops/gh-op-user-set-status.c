/* SPDX-License-Identifier: GPL-3.0-or-later */
/* S1, S2: Active, Bypass (perhaps with an end) and Disabled. Setting Active also ends a lock-out. */
#include "operations/gh-journal.h"
#include "trash/gh-trash-rules.h"
#include "users/gh-user-record.h"
#include "users/gh-user-status-rules.h"
#include "users/gh-user-target.h"

#include <glib/gi18n-lib.h>

typedef struct {
  GhStoredStatus  status;
  gint64          until;
  GError         *error;  /* of a decision */
} Wanted;

static void
wanted_free (gpointer data)
{
  g_clear_error (&((Wanted *) data)->error);
  g_free (data);
}

static GhRefusal
decide (GhRun             *run,
        const GhUserFacts *facts)
{
  Wanted *wanted = run->data;
  GhRefusal refusal = gh_user_check_status (facts, wanted->status, wanted->until, run->actor->role, &run->settings,
                                            run->now);
  gint64 is_overridden;

  /* Who is Disabled by a group is not made Active by being told so again. Of many it is not asked one by one. */
  if (refusal == GH_REFUSAL_ALREADY_SO && run->targets->len == 1 &&
      gh_connection_get_number (run->connection, "users/is-overridden-by-group", &is_overridden, &wanted->error, "ii",
                                facts->id, (gint64) wanted->status) && is_overridden)
    return GH_REFUSAL_STATUS_OF_GROUP;

  return refusal;
}

static gboolean
plan (GhRun   *run,
      GError **error)
{
  Wanted *wanted = g_new0 (Wanted, 1);
  GhRefusal refusal;

  run->data = wanted;
  run->data_free = wanted_free;

  refusal = gh_user_status_parse (gh_run_get_text (run, "status"), gh_run_get_text (run, "until"), run->settings.timezone,
                                  run->now, &wanted->status, &wanted->until);
  if (refusal != GH_REFUSAL_NONE)
    {
      gh_run_refuse (run, refusal, NULL);
      return TRUE;
    }

  if (!gh_user_plan (run, decide, error))
    return FALSE;
  if (wanted->error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&wanted->error));
      return FALSE;
    }

  return TRUE;
}

static gboolean
set_chunk (GhRun   *run,
           gpointer data,
           GError **error)
{
  const Wanted *wanted = run->data;

  return gh_journal_rows_with (run, GH_USER_KIND, "users/list-status-changes", error, "iiit", run->entry, run->now,
                               (gint64) wanted->status, wanted->until) &&
         gh_connection_run (run->connection, "users/set-status", error, "iiit", run->entry, run->now,
                            (gint64) wanted->status, wanted->until);
}

static gboolean
apply (GhRun   *run,
       GError **error)
{
  return gh_run_in_chunks (run, run->changes, set_chunk, NULL, error);
}

static const GhParameter parameters[] = {
  { "status", GH_PARAMETER_STATUS, TRUE, N_("Status: active, bypass or disabled") },
  { "until", GH_PARAMETER_DATE, FALSE, N_("Last day of Bypass") },
  { NULL },
};

const GhOperation gh_op_user_set_status = {
  .name = "user.set-status",
  .label = N_("Change Status…"),
  .done = GH_PLURAL ("Status of %s user changed", "Status of %s users changed"),
  .target = &gh_target_users,
  .parameters = parameters,
  .check = gh_trash_check_change,
  .plan = plan,
  .apply = apply,
};
