/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "user/gh-user-reading.h"

#include "base/gh-json-reader.h"
#include "base/gh-time.h"
#include "logs/gh-log-query.h"
#include "session/gh-when.h"
#include "users/gh-user-record.h"
#include "users/gh-user-status.h"

#include <glib/gi18n-lib.h>

static void
entry_free (gpointer data)
{
  GhUserEntry *entry = data;

  g_free (entry->actor);
  g_free (entry->what);
  g_free (entry);
}

static void
reading_free (gpointer data)
{
  GhUserReading *self = data;

  g_clear_object (&self->user);
  g_ptr_array_unref (self->history);
  g_free (self->key);
  g_free (self->time_zone);
  g_free (self);
}

/* Returns the label of a choice. @word: as the log stores it */
static char *
describe_choice (const GhParameter *parameter,
                 const char        *word,
                 gint64             now)
{
  static const char *const statuses[] = { N_("Active"), N_("Bypass"), N_("Disabled") };
  g_autofree char *noon = g_strdup_printf ("%.10sT12:00:00Z", word);
  GhStoredStatus status;
  gint64 day;

  if (parameter->kind == GH_PARAMETER_STATUS && gh_stored_status_parse (word, &status))
    return g_strdup (_(statuses[status]));
  if (parameter->kind == GH_PARAMETER_DATE && gh_time_parse (noon, &day))
    return gh_when_dup_day (day, now, NULL);

  return g_strdup (word);
}

/* "Change Status: Bypass, 3 Dec": the choices that are a word. */
static char *
describe (const GhOperation *operation,
          const char        *name,
          const char        *payload,
          gint64             now)
{
  g_autoptr(GString) text = NULL;
  g_autoptr(JsonNode) node = gh_json_parse (payload, NULL);
  JsonObject *parameters = NULL;
  guint n = 0;

  if (operation == NULL)
    return g_strdup (name);

  text = g_string_new (_(operation->label));
  if (g_str_has_suffix (text->str, "…"))
    g_string_truncate (text, text->len - strlen ("…"));
  if (node != NULL && JSON_NODE_HOLDS_OBJECT (node))
    parameters = gh_json_get_object (json_node_get_object (node), "parameters");
  for (const GhParameter *p = operation->parameters; parameters != NULL && p != NULL && p->name != NULL; p++)
    if ((p->kind == GH_PARAMETER_STATUS || p->kind == GH_PARAMETER_DATE || p->kind == GH_PARAMETER_GROUP) &&
        gh_json_get_text (parameters, p->name) != NULL)
      {
        g_autofree char *choice = describe_choice (p, gh_json_get_text (parameters, p->name), now);

        g_string_append_printf (text, "%s%s", n++ == 0 ? ": " : ", ", choice);
      }

  return g_string_free (g_steal_pointer (&text), FALSE);
}

static gboolean
read_history (GhUserReading  *self,
              GhConnection   *connection,
              GError        **error)
{
  g_autofree char *query = g_strdup_printf ("user:%s", self->key);
  const GhView view = { query, .limit = GH_USER_HISTORY, .now = self->now, .time_zone = self->time_zone };
  g_autoptr(GhStatement) select = gh_view_prepare (&gh_log_views, &view, connection, error);
  g_autoptr(GHashTable) undone = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);

  if (select == NULL)
    return FALSE;

  /* An undo comes before what it undid. */
  while (gh_statement_next (select))
    {
      GhUserEntry *entry = g_new0 (GhUserEntry, 1);
      const char *name = gh_statement_get_text (select, GH_LOG_COLUMN_OPERATION);

      entry->entry = gh_statement_get_int (select, GH_LOG_COLUMN_ENTRY);
      entry->time = gh_statement_get_int (select, GH_LOG_COLUMN_TIME);
      entry->actor = g_strdup (gh_statement_get_text (select, GH_LOG_COLUMN_ACTOR));
      entry->operation = gh_operation_find (name);
      entry->what = describe (entry->operation, name, gh_statement_get_text (select, GH_LOG_COLUMN_PAYLOAD), self->now);
      entry->is_undone = g_hash_table_contains (undone, &entry->entry);
      g_ptr_array_add (self->history, entry);
      if (!gh_statement_is_null (select, GH_LOG_COLUMN_UNDOES))
        {
          gint64 undoes = gh_statement_get_int (select, GH_LOG_COLUMN_UNDOES);

          g_hash_table_add (undone, g_memdup2 (&undoes, sizeof undoes));
        }
    }

  return gh_statement_finish (select, error);
}

static gboolean
read_cb (GhConnection  *connection,
         gpointer       data,
         GError       **error)
{
  GhUserReading *self = data;
  gint64 id;

  if (!gh_record_kind_find_key (&gh_record_kind_user, connection, self->key, &id, error))
    return FALSE;
  if (id == 0)
    return TRUE;

  self->user = gh_user_load (connection, id, self->now, error);

  return self->user != NULL && read_history (self, connection, error);
}

void
gh_user_reading_async (GhSession           *session,
                       const char          *key,
                       GCancellable        *cancellable,
                       GAsyncReadyCallback  callback,
                       gpointer             data)
{
  GhUserReading *self = g_new0 (GhUserReading, 1);

  self->key = g_strdup (key);
  self->now = gh_session_get_now (session);
  self->time_zone = g_strdup (gh_session_get_time_zone (session));
  self->history = g_ptr_array_new_with_free_func (entry_free);
  gh_session_read_async (session, read_cb, self, reading_free, cancellable, callback, data);
}
