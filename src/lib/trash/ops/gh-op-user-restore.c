/* SPDX-License-Identifier: GPL-3.0-or-later */
/* T2, T3: back from the Trash with everything attached, as Disabled; with the previous status only on request, and only
 * where the role may set that status (A4). */
#include "operations/gh-journal.h"
#include "trash/gh-trash-rules.h"
#include "users/gh-user-record.h"
#include "users/gh-user-target.h"
#include "users/gh-user-write.h"

#include <glib/gi18n-lib.h>

typedef struct {
  gboolean   with_status;
  gint64     n_active;
  gint64     n_bypass;
  gint64     n_bypass_without_end;
  gint64     n_disabled;
  gint64     n_inactive;
  gint64     n_left_groups;
  GPtrArray *left_groups; /* names of the first of them, with their groups */
} Restoring;

static void
restoring_free (gpointer data)
{
  Restoring *restoring = data;

  g_ptr_array_unref (restoring->left_groups);
  g_free (restoring);
}

static void
count (Restoring         *restoring,
       const GhUserFacts *facts,
       GhStoredStatus     status,
       gint64             until)
{
  if (status == GH_STATUS_ACTIVE)
    restoring->n_active++;
  else if (status == GH_STATUS_DISABLED)
    restoring->n_disabled++;
  else if (until == 0)
    restoring->n_bypass_without_end++;
  else
    restoring->n_bypass++;

  if (facts->trash_origin == GH_TRASH_INACTIVITY)
    restoring->n_inactive++;
}

static GhRefusal
check (gconstpointer facts,
       gint64        now)
{
  return gh_trash_check (GH_TRASH_ACT_RESTORE, facts, now);
}

static GhRefusal
decide (GhRun             *run,
        const GhUserFacts *facts)
{
  Restoring *restoring = run->data;
  GhStoredStatus status = facts->status;
  gint64 until = 0;
  GhRefusal refusal = GH_REFUSAL_NONE;

  if (restoring->with_status)
    {
      status = gh_trash_get_status_before (facts, run->now, &until);
      if (status != GH_STATUS_DISABLED)
        refusal = gh_role_may_set_status (run->actor->role, status, FALSE, &run->settings);
    }
  if (refusal == GH_REFUSAL_NONE)
    count (restoring, facts, status, until);

  return refusal;
}

/* Lists users whose groups were deleted while they were in the Trash. */
static gboolean
list_left_groups (GhRun    *run,
                  gpointer  data,
                  GError  **error)
{
  Restoring *restoring = run->data;
  g_autoptr (GhStatement) select = gh_connection_prepare (run->connection, "trash/list-left-groups", error);

  if (select == NULL)
    return FALSE;

  for (; gh_statement_next (select); restoring->n_left_groups++)
    if (restoring->left_groups->len < GH_SKIP_NAMES)
      g_ptr_array_add (restoring->left_groups,
                       gh_result_dup_name (gh_statement_get_text (select, 0), gh_statement_get_text (select, 1)));

  return gh_statement_finish (select, error);
}

static void
say_what_else (GhRun *run)
{
  const Restoring *restoring = run->data;

  gh_run_also (run, "stays-disabled", restoring->n_disabled,
               "%s user stays Disabled and cannot sign in until that is changed.",
               "%s users stay Disabled and cannot sign in until that is changed.");
  gh_run_also (run, "becomes-active", restoring->n_active,
               "%s user becomes Active again.", "%s users become Active again.");
  gh_run_also (run, "becomes-bypass", restoring->n_bypass,
               "%s user is in Bypass again, until its end.", "%s users are in Bypass again, until its end.");
  gh_run_also (run, "becomes-bypass-without-end", restoring->n_bypass_without_end,
               "%s user is in Bypass without end again.", "%s users are in Bypass without end again.");
  gh_run_also (run, "from-inactivity", restoring->n_inactive,
               "%s user came here for inactivity. If they do not sign in, they return tomorrow.",
               "%s users came here for inactivity. If they do not sign in, they return tomorrow.");
  gh_run_also_of (run, "left-groups", restoring->n_left_groups, restoring->left_groups,
                  "%s user is no longer in a group that was deleted meanwhile.",
                  "%s users are no longer in groups that were deleted meanwhile.");
}

static gboolean
plan (GhRun   *run,
      GError **error)
{
  Restoring *restoring = g_new0 (Restoring, 1);

  run->data = restoring;
  run->data_free = restoring_free;
  restoring->left_groups = g_ptr_array_new_with_free_func (g_free);
  restoring->with_status = gh_run_get_flag (run, "previous-status");

  if (!gh_user_plan (run, decide, error) ||
      !gh_run_in_chunks (run, run->changes, list_left_groups, NULL, error))
    return FALSE;

  say_what_else (run);

  return TRUE;
}

static gboolean
restore_chunk (GhRun   *run,
               gpointer data,
               GError **error)
{
  const Restoring *restoring = run->data;

  return gh_journal_rows_with (run, GH_USER_KIND, "trash/list-restored-users", error, "iii", run->entry, run->now,
                               (gint64) restoring->with_status) &&
         gh_user_restore_chunk (run, restoring->with_status, error) &&
         gh_connection_run (run->connection, "trash/empty-of-restored-users", error, "");
}

static gboolean
apply (GhRun   *run,
       GError **error)
{
  return gh_run_in_chunks (run, run->changes, restore_chunk, NULL, error);
}

static const GhParameter parameters[] = {
  { "previous-status", GH_PARAMETER_FLAG, FALSE, N_("With the status that they had before") },
  { NULL },
};

const GhOperation gh_op_user_restore = {
  .name = "user.restore",
  .label = N_("Restore…"),
  .done = GH_PLURAL ("%s user restored", "%s users restored"),
  .target = &gh_target_trashed_users,
  .parameters = parameters,
  .check = check,
  .plan = plan,
  .apply = apply,
};
