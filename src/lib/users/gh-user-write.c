/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "users/gh-user-write.h"

#include "operations/gh-journal.h"
#include "operations/gh-record-kind.h"
#include "users/gh-user-record.h"

#include <string.h>

void
gh_user_change_text (JsonObject *before,
                     JsonObject *after,
                     const char *name,
                     const char *old,
                     const char *new)
{
  if (new == NULL || strcmp (old, new) == 0)
    return;

  json_object_set_string_member (before, name, old);
  json_object_set_string_member (after, name, new);
}

void
gh_user_set_number_or_null (JsonObject *object,
                            const char *name,
                            gint64      number)
{
  if (number != 0)
    json_object_set_int_member (object, name, number);
  else
    json_object_set_null_member (object, name);
}

gboolean
gh_user_write_begin (GhRun   *run,
                     GError **error)
{
  return gh_connection_execute (run->connection,
                                "CREATE TABLE IF NOT EXISTS temp.back"
                                " (id INTEGER PRIMARY KEY, before TEXT, after TEXT, prev INTEGER);"
                                "DELETE FROM temp.back", error);
}

gboolean
gh_user_write_add (GhRun       *run,
                   gint64       id,
                   const char  *before,
                   const char  *after,
                   GError     **error)
{
  /* The values to write go where an undo has the old ones. */
  return gh_connection_run (run->connection, "users/add-back", error, "iss", id, after, before);
}

gboolean
gh_user_write_batch (GhRun   *run,
                     GError **error)
{
  /* Changed users are journaled before they lose their last entry, new ones once they exist. */
  return gh_journal_rows (run, GH_USER_KIND, "users/list-back-changes", error) &&
         gh_record_kind_put_back (&gh_record_kind_user, run, error) &&
         gh_run_clear_chunk (run, error) &&
         gh_connection_run (run->connection, "users/fill-chunk-with-new", error, "") &&
         gh_journal_rows (run, GH_USER_KIND, "users/list-created-users", error) &&
         gh_user_write_begin (run, error);
}

gboolean
gh_user_disable_chunk (GhRun   *run,
                       GError **error)
{
  return gh_connection_run (run->connection, "users/disable-users", error, "i", run->entry);
}

gboolean
gh_user_restore_chunk (GhRun     *run,
                       gboolean   with_status,
                       GError   **error)
{
  return gh_connection_run (run->connection, "users/restore-users", error, "iii", run->entry, run->now,
                            (gint64) with_status);
}

gboolean
gh_user_join_chunk (GhRun   *run,
                    gint64   group_id,
                    GError **error)
{
  return gh_connection_run (run->connection, "users/insert-memberships", error, "i", group_id) &&
         gh_connection_run (run->connection, "users/touch-users", error, "i", run->entry);
}

gboolean
gh_user_leave_chunk (GhRun   *run,
                     GError **error)
{
  return gh_connection_run (run->connection, "users/remove-memberships", error, "") &&
         gh_connection_run (run->connection, "users/touch-users", error, "i", run->entry);
}

gboolean
gh_user_get_token_chunk (GhRun   *run,
                         gint64   token_id,
                         GError **error)
{
  return gh_connection_run (run->connection, "users/insert-token-owners", error, "i", token_id) &&
         gh_connection_run (run->connection, "users/touch-users", error, "i", run->entry);
}

gboolean
gh_user_lose_tokens_chunk (GhRun   *run,
                           GError **error)
{
  return gh_connection_run (run->connection, "users/remove-token-owners", error, "") &&
         gh_connection_run (run->connection, "users/touch-users", error, "i", run->entry);
}

gboolean
gh_user_join_phones_chunk (GhRun   *run,
                           GError **error)
{
  return gh_connection_run (run->connection, "users/insert-joined-phones", error, "") &&
         gh_connection_run (run->connection, "users/touch-users", error, "i", run->entry);
}

gboolean
gh_user_leave_phones_chunk (GhRun   *run,
                            GError **error)
{
  return gh_connection_run (run->connection, "users/remove-left-phones", error, "") &&
         gh_connection_run (run->connection, "users/touch-users", error, "i", run->entry);
}
