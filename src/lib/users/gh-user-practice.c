/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "users/gh-user-practice.h"

#include "base/gh-fold.h"

static gboolean
insert_names (GhRun                 *run,
              const GhPracticeUser  *user,
              gint64                 id,
              GError               **error)
{
  g_autofree char *name_key = gh_fold_name_key (user->username);

  if (!gh_connection_run (run->connection, "users/insert-user-name", error, "sii", name_key, id, (gint64) 0))
    return FALSE;

  for (guint i = 0; i < user->n_aliases; i++)
    {
      g_autofree char *key = gh_fold_name_key (user->aliases[i]);
      g_autofree char *fold = gh_fold_search (user->aliases[i]);

      if (!gh_connection_run (run->connection, "users/insert-user-alias", error, "iiss", id, (gint64) i + 1,
                              user->aliases[i], fold) ||
          !gh_connection_run (run->connection, "users/insert-user-name", error, "sii", key, id, (gint64) i + 1))
        return FALSE;
    }

  return TRUE;
}

gboolean
gh_user_insert_practice_token (GhRun   *run,
                               gint64   id,
                               gint64   token_id,
                               GError **error)
{
  return gh_connection_run (run->connection, "users/insert-token-owner", error, "ii", id, token_id);
}

gboolean
gh_user_insert_practice (GhRun                 *run,
                         const GhPracticeUser  *user,
                         gint64                 id,
                         gint64                 token_id,
                         GError               **error)
{
  g_autofree char *username_fold = gh_fold_search (user->username);
  g_autofree char *realname_fold = gh_fold_search (user->realname);
  g_autofree char *email_fold = gh_fold_search (user->email);
  g_autofree char *external_id = user->directory >= 0 ? g_strdup_printf ("uid-%08" G_GINT64_FORMAT, id) : NULL;
  gboolean directory_disabled = user->directory >= 0 && user->status == GH_STATUS_DISABLED && user->trash_origin == 0;

  if (!gh_connection_run (run->connection, "users/insert-practice-user", error, "issssssssitsti",
                          id, user->key, user->username, username_fold, user->realname, realname_fold,
                          user->email, email_fold, user->notes, user->created, (gint64) user->directory + 1,
                          external_id, user->last_sync, (gint64) directory_disabled) ||
      !gh_connection_run (run->connection, "users/insert-user-status", error, "iiti", id, (gint64) user->status,
                          user->until, run->entry) ||
      !insert_names (run, user, id, error))
    return FALSE;

  for (guint i = 0; i < user->n_groups; i++)
    if (!gh_connection_run (run->connection, "users/insert-membership", error, "ii", id, (gint64) user->groups[i] + 1))
      return FALSE;

  for (guint i = 0; i < user->n_phones; i++)
    if (!gh_connection_run (run->connection, "users/insert-phone-owner", error, "ii", id, (gint64) user->phones[i] + 1))
      return FALSE;

  return !user->has_token || gh_user_insert_practice_token (run, id, token_id, error);
}
