/* SPDX-License-Identifier: GPL-3.0-or-later */
/* U8, U9: a new user needs nothing but a username. */
#include "base/gh-fold.h"
#include "base/gh-id.h"
#include "operations/gh-run.h"
#include "users/gh-user-record.h"
#include "users/gh-user-rules.h"

#include <glib/gi18n-lib.h>

static gboolean
plan (GhRun   *run,
      GError **error)
{
  const char *username = gh_run_get_text (run, "username");
  GhRefusal refusal = gh_user_check_username (username);
  g_autofree char *holder = NULL;
  gboolean is_trashed;
  gint64 user_id;

  run->result->selected = 1;
  if (refusal != GH_REFUSAL_NONE)
    {
      gh_run_refuse (run, refusal, NULL);
      return TRUE;
    }

  if (!gh_user_find_holder (run, username, &user_id, &is_trashed, &holder, error))
    return FALSE;

  if (user_id != 0)
    gh_run_refuse (run, is_trashed ? GH_REFUSAL_NAME_TAKEN_IN_TRASH : GH_REFUSAL_NAME_TAKEN, holder);
  else
    gh_run_change (run, 0);

  return TRUE;
}

static gboolean
apply (GhRun   *run,
       GError **error)
{
  const char *username = gh_run_get_text (run, "username");
  g_autofree char *key = gh_id_new (GH_ID_USER);
  g_autofree char *fold = gh_fold_search (username);
  g_autofree char *name_key = gh_fold_name_key (username);
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  gint64 id;

  if (!gh_connection_run (run->connection, "users/insert-user", error, "tssssssssi", (gint64) 0,
                          key, username, fold, "", "", "", "", "", run->now))
    return FALSE;

  id = gh_connection_get_last_row_id (run->connection);
  g_array_append_val (ids, id);
  gh_run_about (run, GH_USER_KIND, key, username);

  return gh_connection_run (run->connection, "users/insert-user-status", error, "iiti",
                            id, (gint64) GH_STATUS_ACTIVE, (gint64) 0, run->entry) &&
         gh_connection_run (run->connection, "users/insert-user-name", error, "sii", name_key, id, (gint64) 0) &&
         gh_run_in_chunks (run, ids, gh_user_journal_created, NULL, error);
}

static const GhParameter parameters[] = {
  { "username", GH_PARAMETER_TEXT, TRUE, N_("Username") },
  { NULL },
};

const GhOperation gh_op_user_add = {
  .name = "user.add",
  .label = N_("Add User"),
  .done = GH_PLURAL (N_("%s user added"), N_("%s users added")),
  .parameters = parameters,
  .plan = plan,
  .apply = apply,
};
