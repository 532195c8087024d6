/* SPDX-License-Identifier: GPL-3.0-or-later */
/* G1, U5: users leave a group. */
#include "groups/gh-group-leaving.h"
#include "groups/gh-group-membership.h"
#include "groups/gh-group-rules.h"
#include "trash/gh-trash-rules.h"
#include "users/gh-user-target.h"

#include <glib/gi18n-lib.h>

static gboolean
plan (GhRun   *run,
      GError **error)
{
  return gh_membership_plan (run, gh_group_check_leaving, error);
}

static gboolean
apply (GhRun   *run,
       GError **error)
{
  g_autoptr (GArray) groups = g_array_new (FALSE, FALSE, sizeof (gint64));

  g_array_append_val (groups, gh_membership_get_group (run)->id);

  return gh_group_leaving_begin (run, groups, error) &&
         gh_run_in_chunks (run, run->changes, gh_group_leave_chunk, NULL, error);
}

static const GhParameter parameters[] = {
  { "group", GH_PARAMETER_GROUP, TRUE, N_("Group") },
  { NULL },
};

const GhOperation gh_op_user_remove_from_group = {
  .name = "user.remove-from-group",
  .label = N_("Remove from Group…"),
  .done = GH_PLURAL ("%s user removed from the group", "%s users removed from the group"),
  .target = &gh_target_users,
  .parameters = parameters,
  .check = gh_trash_check_change,
  .plan = plan,
  .apply = apply,
};
