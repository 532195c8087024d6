/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "users/gh-user-target.h"

#include "users/gh-user-query.h"
#include "users/gh-user-record.h"
#include "users/gh-user.h"

static gboolean
list_view (GhRun        *run,
           const char   *query,
           GhUserScope   scope,
           GArray       *ids,
           GError      **error)
{
  GhView view = { .query = query, .scope = scope, .now = run->now, .time_zone = run->settings.timezone };

  return gh_view_list_unordered (gh_user_views_get (run->settings.identity_proofing), &view, run->connection, ids, error);
}

static gboolean
list_users (GhRun       *run,
            const char  *query,
            GArray      *ids,
            GError     **error)
{
  return list_view (run, query, GH_USER_SCOPE_USERS, ids, error);
}

static gboolean
list_trashed_users (GhRun       *run,
                    const char  *query,
                    GArray      *ids,
                    GError     **error)
{
  return list_view (run, query, GH_USER_SCOPE_TRASH, ids, error);
}

const GhTargetKind gh_target_users = {
  .record_kind = GH_USER_KIND,
  .list_query = list_users,
};

const GhTargetKind gh_target_trashed_users = {
  .record_kind = GH_USER_KIND,
  .noun = GH_PLURAL ("%s user in the Trash", "%s users in the Trash"),
  .list_query = list_trashed_users,
};

/* --- planning --- */

static void
read_facts (GhStatement *select,
            GhUserFacts *facts)
{
  *facts = (GhUserFacts) {
    .id = gh_statement_get_int (select, 0),
    .status = gh_statement_get_int (select, 1),
    .until = gh_statement_get_int (select, 2),
    .unlocked = gh_statement_get_int (select, 3),
    .lockout = gh_statement_get_int (select, 4),
    .locked = gh_statement_get_int (select, 5),
    .locked_until = gh_statement_get_int (select, 6),
    .directory_id = gh_statement_get_int (select, 7),
    .directory_disabled = gh_statement_get_int (select, 8) != 0,
    .trash_origin = gh_statement_get_int (select, 9),
    .purge_at = gh_statement_get_int (select, 10),
    .status_before = gh_statement_get_int (select, 11),
    .until_before = gh_statement_get_int (select, 12),
    .last_op = gh_statement_get_int (select, 13),
    .locked_there_until = gh_statement_get_int (select, 14),
  };
}

static gboolean
decide_chunk (GhRun   *run,
              gpointer data,
              GError **error)
{
  GhUserDecide decide = data;
  g_autoptr (GhStatement) select = gh_connection_prepare (run->connection, "users/read-chunk-facts", error);
  GhUserFacts facts;

  if (select == NULL)
    return FALSE;

  while (gh_statement_next (select))
    {
      GhRefusal refusal;

      read_facts (select, &facts);
      refusal = run->operation->check != NULL ? run->operation->check (&facts, run->now) : GH_REFUSAL_NONE;
      if (refusal == GH_REFUSAL_NONE && decide != NULL)
        refusal = decide (run, &facts);
      if (refusal == GH_REFUSAL_NONE)
        gh_run_change (run, facts.id);
      else
        gh_run_skip (run, GH_USER_KIND, facts.id, refusal);
    }

  return gh_statement_finish (select, error);
}

/* A run on one user is about that user, so the log can name them (L1). */
static gboolean
name_the_one (GhRun   *run,
              GError **error)
{
  g_autofree char *key = NULL;
  g_autofree char *username = NULL;

  if (!gh_record_kind_describe (&gh_record_kind_user, run->connection, g_array_index (run->targets, gint64, 0), &key,
                                &username, error))
    return FALSE;
  if (key != NULL)
    gh_run_about (run, GH_USER_KIND, key, username);

  return TRUE;
}

gboolean
gh_user_plan (GhRun         *run,
              GhUserDecide   decide,
              GError       **error)
{
  if (run->targets->len == 1 && !name_the_one (run, error))
    return FALSE;

  return gh_run_in_chunks (run, run->targets, decide_chunk, decide, error);
}
