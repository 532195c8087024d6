/* SPDX-License-Identifier: GPL-3.0-or-later */
/* G1, J3: groups go, their members stay; those in the Trash leave too. */
#include "groups/gh-group-leaving.h"
#include "groups/gh-group-record.h"
#include "groups/gh-group-rules.h"
#include "groups/gh-group-target.h"
#include "operations/gh-journal.h"

#include <glib/gi18n-lib.h>

static gboolean
plan_group (GhRun   *run,
            gint64   id,
            GError **error)
{
  g_auto (GhGroupFacts) group = { 0 };
  GhRefusal refusal;

  if (!gh_group_facts_read (&group, run, id, error))
    return FALSE;

  refusal = gh_group_check_change (&group, run->now);
  /* Deleting lifts the group's status from its members (A4). */
  if (refusal == GH_REFUSAL_NONE)
    refusal = gh_role_may_set_status (run->actor->role, group.status, FALSE, &run->settings);

  if (refusal != GH_REFUSAL_NONE)
    gh_run_skip (run, GH_GROUP_KIND, id, refusal);
  else
    gh_run_change (run, id);
  if (run->targets->len == 1)
    gh_run_about (run, GH_GROUP_KIND, group.key, group.name);

  return TRUE;
}

static gboolean
plan (GhRun   *run,
      GError **error)
{
  g_autoptr (GArray) members = g_array_new (FALSE, FALSE, sizeof (gint64));
  gint64 n_in_trash;

  for (guint i = 0; i < run->targets->len; i++)
    if (!plan_group (run, g_array_index (run->targets, gint64, i), error))
      return FALSE;

  if (!gh_group_leaving_begin (run, run->changes, error) ||
      !gh_connection_list_ids (run->connection, "groups/list-leaving-members", members, error, "") ||
      !gh_connection_get_number (run->connection, "groups/count-leaving-in-trash", &n_in_trash, error, ""))
    return FALSE;
  gh_run_also (run, "members", members->len, "%s user leaves a group", "%s users leave a group");
  /* Lists count only the others. */
  gh_run_also (run, "members-in-trash", n_in_trash, "%s of them is in the Trash", "%s of them are in the Trash");

  return TRUE;
}

static gboolean
remove_chunk (GhRun    *run,
              gpointer  data,
              GError  **error)
{
  return gh_journal_rows (run, GH_GROUP_KIND, "groups/list-removed-groups", error) &&
         gh_connection_run (run->connection, "groups/remove-groups", error, "");
}

static gboolean
apply (GhRun   *run,
       GError **error)
{
  g_autoptr (GArray) members = g_array_new (FALSE, FALSE, sizeof (gint64));

  return gh_connection_list_ids (run->connection, "groups/list-leaving-members", members, error, "") &&
         gh_run_in_chunks (run, members, gh_group_leave_chunk, NULL, error) &&
         gh_run_in_chunks (run, run->changes, remove_chunk, NULL, error);
}

const GhOperation gh_op_group_delete = {
  .name = "group.delete",
  .label = N_("Delete Group…"),
  .done = GH_PLURAL ("%s group deleted", "%s groups deleted"),
  .target = &gh_target_groups,
  .check = gh_group_check_change,
  .plan = plan,
  .apply = apply,
};
