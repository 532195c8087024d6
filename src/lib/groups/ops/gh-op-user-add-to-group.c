/* SPDX-License-Identifier: GPL-3.0-or-later */
/* G1, U5: users join a group. */
#include "groups/gh-group-membership.h"
#include "groups/gh-group-rules.h"
#include "operations/gh-journal.h"
#include "trash/gh-trash-rules.h"
#include "users/gh-user-record.h"
#include "users/gh-user-target.h"
#include "users/gh-user-write.h"

#include <glib/gi18n-lib.h>

static gboolean
plan (GhRun   *run,
      GError **error)
{
  return gh_membership_plan (run, gh_group_check_joining, error);
}

static gboolean
join_chunk (GhRun    *run,
            gpointer  data,
            GError  **error)
{
  gint64 group_id = gh_membership_get_group (run)->id;

  return gh_journal_rows_with (run, GH_USER_KIND, "groups/list-joining-users", error, "iii", run->entry, run->now,
                               group_id) &&
         gh_user_join_chunk (run, group_id, error);
}

static gboolean
apply (GhRun   *run,
       GError **error)
{
  return gh_run_in_chunks (run, run->changes, join_chunk, NULL, error);
}

static const GhParameter parameters[] = {
  { "group", GH_PARAMETER_GROUP, TRUE, N_("Group") },
  { NULL },
};

const GhOperation gh_op_user_add_to_group = {
  .name = "user.add-to-group",
  .label = N_("Add to Group…"),
  .done = GH_PLURAL ("%s user added to the group", "%s users added to the group"),
  .target = &gh_target_users,
  .parameters = parameters,
  .check = gh_trash_check_change,
  .plan = plan,
  .apply = apply,
};
