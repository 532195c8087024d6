/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "phones/gh-phone-owners.h"

#include "base/gh-fold.h"
#include "operations/gh-journal.h"
#include "trash/gh-trash-rules.h"
#include "users/gh-user-record.h"
#include "users/gh-user-write.h"

/* --- the user that is named --- */

void
gh_phone_user_clear (GhPhoneUser *self)
{
  g_clear_pointer (&self->key, g_free);
  g_clear_pointer (&self->username, g_free);
}

gboolean
gh_phone_user_find (GhPhoneUser  *self,
                    GhRun        *run,
                    GError      **error)
{
  const char *name = gh_run_get_text (run, "username");
  g_autofree char *name_key = name != NULL ? gh_fold_name_key (name) : NULL;
  g_autoptr (GhStatement) select = NULL;
  GhRefusal refusal = GH_REFUSAL_UNKNOWN_USER;

  *self = (GhPhoneUser) { 0 };
  if (name == NULL)
    return TRUE;

  select = gh_connection_query (run->connection, "phones/find-user", error, "s", name_key);
  if (gh_statement_next (select))
    {
      /* All that decides whether the user may be changed. */
      GhUserFacts facts = { .id = gh_statement_get_int (select, 0), .trash_origin = gh_statement_get_int (select, 3) };

      refusal = gh_trash_check_change (&facts, run->now);
      *self = (GhPhoneUser) {
        .id = facts.id,
        .key = g_strdup (gh_statement_get_text (select, 1)),
        .username = g_strdup (gh_statement_get_text (select, 2)),
        .n_phones = gh_statement_get_int (select, 4),
      };
    }
  if (!gh_statement_finish (select, error))
    return FALSE;

  if (refusal != GH_REFUSAL_NONE)
    gh_run_refuse (run, refusal, name);

  return TRUE;
}

void
gh_phone_user_note (const GhPhoneUser *self,
                    GhRun             *run)
{
  json_object_set_string_member (run->facts, "user_id", self->key);
  json_object_set_string_member (run->facts, "username", self->username);
}

/* --- joining --- */

gboolean
gh_phone_joining_begin (GhRun   *run,
                        GError **error)
{
  return gh_connection_execute (run->connection,
                                "CREATE TABLE IF NOT EXISTS temp.joining"
                                " (user_id INTEGER, phone_id INTEGER, PRIMARY KEY (user_id, phone_id)) WITHOUT ROWID;"
                                "DELETE FROM temp.joining", error);
}

gboolean
gh_phone_joining_add (GhRun   *run,
                      gint64   user_id,
                      gint64   phone_id,
                      GError **error)
{
  return gh_connection_run (run->connection, "phones/add-joining", error, "ii", user_id, phone_id);
}

gboolean
gh_phone_joining_note (GhRun      *run,
                       GhSharing  *sharing,
                       GError    **error)
{
  g_autoptr (GhStatement) select = gh_connection_query (run->connection, "phones/list-sharing", error, "");

  return gh_sharing_add_all (sharing, run, GH_SHARED_PHONE, select, error);
}

gboolean
gh_phone_join_chunk (GhRun    *run,
                     gpointer  data,
                     GError  **error)
{
  return gh_journal_rows (run, GH_USER_KIND, "phones/list-joining-users", error) &&
         gh_user_join_phones_chunk (run, error);
}

/* --- leaving --- */

gboolean
gh_phone_leaving_begin (GhRun         *run,
                        const GArray  *phones,
                        GError       **error)
{
  if (!gh_connection_execute (run->connection,
                              "CREATE TABLE IF NOT EXISTS temp.leaving_phones (id INTEGER PRIMARY KEY);"
                              "DELETE FROM temp.leaving_phones", error))
    return FALSE;

  for (guint i = 0; i < phones->len; i++)
    if (!gh_connection_run (run->connection, "phones/add-leaving-phone", error, "i",
                            g_array_index (phones, gint64, i)))
      return FALSE;

  return TRUE;
}

gboolean
gh_phone_leave_chunk (GhRun    *run,
                      gpointer  data,
                      GError  **error)
{
  return gh_journal_rows (run, GH_USER_KIND, "phones/list-leaving-users", error) &&
         gh_user_leave_phones_chunk (run, error);
}
