/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "groups/gh-group-membership.h"

#include "groups/gh-group-rules.h"
#include "users/gh-user-facts.h"
#include "users/gh-user-record.h"

static void
group_free (gpointer data)
{
  gh_group_facts_clear (data);
  g_free (data);
}

const GhGroupFacts *
gh_membership_get_group (GhRun *run)
{
  return run->data;
}

static gboolean
find_group (GhRun   *run,
            GError **error)
{
  const char *name = gh_run_get_text (run, "group");
  GhGroupFacts *group = g_new0 (GhGroupFacts, 1);
  GhRefusal refusal = GH_REFUSAL_NONE;

  run->data = group;
  run->data_free = group_free;
  if (!gh_group_facts_find (group, run, name, error))
    return FALSE;

  if (group->id == 0)
    refusal = GH_REFUSAL_UNKNOWN_GROUP;
  else
    refusal = gh_group_check_change (group, run->now);
  if (refusal == GH_REFUSAL_NONE)
    refusal = gh_role_may_set_status (run->actor->role, group->status, FALSE, &run->settings);

  if (refusal != GH_REFUSAL_NONE)
    gh_run_refuse (run, refusal, name);
  else
    gh_run_about (run, GH_GROUP_KIND, group->key, group->name);

  return TRUE;
}

static gboolean
decide_chunk (GhRun    *run,
              gpointer  data,
              GError  **error)
{
  const GhMembershipDecide *decide = data;
  g_autoptr (GhStatement) select = gh_connection_prepare (run->connection, "groups/read-chunk-memberships", error);

  if (select == NULL)
    return FALSE;

  gh_statement_bind_int (select, 1, gh_membership_get_group (run)->id);
  while (gh_statement_next (select))
    {
      /* All that decides whether a membership may change. */
      GhUserFacts facts = { .id = gh_statement_get_int (select, 0), .trash_origin = gh_statement_get_int (select, 1) };
      GhRefusal refusal = run->operation->check (&facts, run->now);

      if (refusal == GH_REFUSAL_NONE)
        refusal = (*decide) (gh_statement_get_int (select, 2) != 0, gh_statement_get_int (select, 3));
      if (refusal == GH_REFUSAL_NONE)
        gh_run_change (run, facts.id);
      else
        gh_run_skip (run, GH_USER_KIND, facts.id, refusal);
    }

  return gh_statement_finish (select, error);
}

gboolean
gh_membership_plan (GhRun               *run,
                    GhMembershipDecide   decide,
                    GError             **error)
{
  if (!find_group (run, error))
    return FALSE;

  return run->is_refused || gh_run_in_chunks (run, run->targets, decide_chunk, &decide, error);
}
