/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "users/gh-user-target.h"

#include "base/gh-fold.h"
#include "base/gh-row-ids.h"
#include "users/gh-user-query.h"
#include "users/gh-user-record.h"

#include <glib/gi18n-lib.h>

static gboolean
resolve_keys (GhRun   *run,
              GStrv    keys,
              GArray  *ids,
              GError **error)
{
  for (guint i = 0; keys[i] != NULL; i++)
    {
      gint64 id;

      if (!gh_connection_get_number (run->connection, "users/find-user-by-key", &id, error, "s", keys[i]))
        return FALSE;
      if (id == 0)
        {
          g_set_error (error, GH_ERROR, GH_ERROR_NOT_FOUND, _("There is no user with the ID “%s”."), keys[i]);
          return FALSE;
        }
      g_array_append_val (ids, id);
    }

  return TRUE;
}

static gboolean
resolve_name (GhRun       *run,
              const char  *name,
              GArray      *ids,
              GError     **error)
{
  g_autofree char *holder = NULL;
  gboolean is_trashed;
  gint64 id;

  if (!gh_user_find_holder (run, name, &id, &is_trashed, &holder, error))
    return FALSE;

  if (id == 0)
    {
      g_set_error (error, GH_ERROR, GH_ERROR_NOT_FOUND, _("There is no user “%s”."), name);
      return FALSE;
    }
  g_array_append_val (ids, id);

  return TRUE;
}

/* Both are ascending. */
static void
remove_excepted (GArray *ids,
                 GArray *except)
{
  guint n = 0;
  guint e = 0;

  for (guint i = 0; i < ids->len; i++)
    {
      gint64 id = g_array_index (ids, gint64, i);

      while (e < except->len && g_array_index (except, gint64, e) < id)
        e++;
      if (e == except->len || g_array_index (except, gint64, e) != id)
        g_array_index (ids, gint64, n++) = id;
    }
  g_array_set_size (ids, n);
}

static gboolean
resolve_query (GhRun           *run,
               const GhTarget  *target,
               GhUserScope      scope,
               GArray          *ids,
               GError         **error)
{
  GhUserView view = { .query = target->query, .scope = scope, .now = run->now, .time_zone = run->time_zone };

  if (!gh_user_view_list_unordered (&view, run->connection, ids, error))
    return FALSE;

  if (target->except != NULL)
    {
      g_autoptr (GArray) except = g_array_copy (target->except);

      gh_row_ids_unify (except);
      remove_excepted (ids, except);
    }

  return TRUE;
}

static gboolean
resolve (GhRun           *run,
         const GhTarget  *target,
         GhUserScope      scope,
         GArray          *ids,
         GError         **error)
{
  if (target->query != NULL)
    return resolve_query (run, target, scope, ids, error);

  if (target->keys != NULL && !resolve_keys (run, target->keys, ids, error))
    return FALSE;
  if (target->name != NULL && !resolve_name (run, target->name, ids, error))
    return FALSE;
  if (target->ids != NULL)
    g_array_append_vals (ids, target->ids->data, target->ids->len);

  gh_row_ids_unify (ids);

  return TRUE;
}

static gboolean
resolve_users (GhRun           *run,
               const GhTarget  *target,
               GArray          *ids,
               GError         **error)
{
  return resolve (run, target, GH_USER_SCOPE_USERS, ids, error);
}

static gboolean
resolve_trashed_users (GhRun           *run,
                       const GhTarget  *target,
                       GArray          *ids,
                       GError         **error)
{
  return resolve (run, target, GH_USER_SCOPE_TRASH, ids, error);
}

const GhTargetKind gh_target_users = {
  .record_kind = GH_USER_KIND,
  .noun = GH_PLURAL ("%s user", "%s users"),
  .resolve = resolve_users,
};

const GhTargetKind gh_target_trashed_users = {
  .record_kind = GH_USER_KIND,
  .noun = GH_PLURAL ("%s user in the Trash", "%s users in the Trash"),
  .resolve = resolve_trashed_users,
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
    .locked = gh_statement_get_int (select, 4),
    .locked_until = gh_statement_get_int (select, 5),
    .directory_id = gh_statement_get_int (select, 6),
    .directory_disabled = gh_statement_get_int (select, 7) != 0,
    .trash_origin = gh_statement_get_int (select, 8),
    .purge_at = gh_statement_get_int (select, 9),
    .status_before = gh_statement_get_int (select, 10),
    .until_before = gh_statement_get_int (select, 11),
    .last_op = gh_statement_get_int (select, 12),
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

/* What is done to one user is about that user: so the log can name whom (L1). */
static gboolean
name_the_one (GhRun   *run,
              GError **error)
{
  g_autoptr (GhStatement) describe = gh_connection_prepare (run->connection, "users/describe-user", error);

  if (describe == NULL)
    return FALSE;

  gh_statement_bind (describe, "i", g_array_index (run->targets, gint64, 0));
  if (gh_statement_next (describe))
    gh_run_about (run, GH_USER_KIND, gh_statement_get_text (describe, 0), gh_statement_get_text (describe, 1));

  return gh_statement_finish (describe, error);
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
