/* SPDX-License-Identifier: GPL-3.0-or-later */
/* T1, T5: deletes users for good once their time in the Trash has ended. */
#include "jobs/gh-forget.h"
#include "jobs/gh-lease.h"
#include "trash/gh-purge.h"
#include "trash/gh-trash-rules.h"
#include "users/gh-user-target.h"

#include <glib/gi18n-lib.h>

static GhRefusal
check (gconstpointer facts,
       gint64        now)
{
  return gh_trash_check (GH_TRASH_ACT_PURGE_DUE, facts, now);
}

static gboolean
plan (GhRun   *run,
      GError **error)
{
  if (!gh_connection_list_ids (run->connection, "trash/list-due-users", run->targets, error, "i", run->now))
    return FALSE;
  run->result->selected = run->targets->len;
  if (run->targets->len > 0 && !gh_lease_check_clock (run, error))
    return FALSE;

  return run->is_refused || (gh_user_plan (run, NULL, error) && gh_purge_plan (run, error));
}

const GhOperation gh_op_user_purge_due = {
  .name = "user.purge-due",
  .label = N_("Empty Trash of Users Who Are Due"),
  .done = GH_PLURAL ("%s user whose time was over deleted for good",
                     "%s users whose time was over deleted for good"),
  .no_undo_reason = N_("Deleting for good cannot be undone."),
  .has_no_menu = TRUE,
  .may_do_nothing = TRUE,
  .check = check,
  .plan = plan,
  .apply = gh_purge_apply,
  .follow = gh_forget_purged,
};
