/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "logs/gh-log-entry.h"

#include "base/gh-json-reader.h"
#include "base/gh-json-text.h"
#include "logs/gh-log-query.h"
#include "logs/gh-log-summary.h"
#include "logs/gh-log-values.h"
#include "operations/gh-head.h"
#include "operations/gh-record-kind.h"
#include "settings/gh-setting.h"

#include <glib/gi18n-lib.h>
#include <sodium.h>
#include <string.h>

/* --- the entry --- */

/* @text as an object; empty if it is not one. */
static JsonObject *
parse (const char  *text,
       GError     **error)
{
  g_autoptr (JsonNode) node = text != NULL ? gh_json_parse (text, error) : NULL;

  return node != NULL && JSON_NODE_HOLDS_OBJECT (node) ? json_object_ref (json_node_get_object (node))
                                                       : json_object_new ();
}

static char *
dup_text (GhStatement *row,
          int          column)
{
  const char *text = gh_statement_get_text (row, column);

  return g_utf8_make_valid (text != NULL ? text : "", -1);
}

static GhLogEntry *
read_row (GhStatement *row)
{
  GhLogEntry *self = g_new0 (GhLogEntry, 1);
  g_autoptr (JsonObject) payload = parse (gh_statement_get_text (row, GH_LOG_COLUMN_PAYLOAD), NULL);
  JsonObject *parameters = gh_json_get_object (payload, "parameters");

  self->entry = gh_statement_get_int (row, GH_LOG_COLUMN_ENTRY);
  self->time = gh_statement_get_int (row, GH_LOG_COLUMN_TIME);
  self->actor = dup_text (row, GH_LOG_COLUMN_ACTOR);
  self->way = dup_text (row, GH_LOG_COLUMN_WAY);
  self->operation = dup_text (row, GH_LOG_COLUMN_OPERATION);
  self->object = gh_log_dup_object (row);
  self->changed = gh_statement_get_int (row, GH_LOG_COLUMN_CHANGED);
  self->skipped = gh_statement_get_int (row, GH_LOG_COLUMN_SKIPPED);
  self->result = dup_text (row, GH_LOG_COLUMN_RESULT);
  self->undoes = gh_statement_get_int (row, GH_LOG_COLUMN_UNDOES);
  if (!gh_statement_is_null (row, GH_LOG_COLUMN_UNDONE))
    self->undone = dup_text (row, GH_LOG_COLUMN_UNDONE);
  self->host = g_strdup (gh_json_get_text (payload, "host"));
  self->login = g_strdup (gh_json_get_text (payload, "login"));
  if (parameters != NULL)
    self->file = g_strdup (gh_json_get_text (parameters, "file"));

  return self;
}

GhLogEntry *
gh_log_entry_read (GhConnection  *connection,
                   gint64         entry,
                   GError       **error)
{
  g_autoptr (GhStatement) select = gh_log_prepare_entry (connection, entry, error);

  if (select == NULL)
    return NULL;
  if (gh_statement_next (select))
    return read_row (select);

  gh_statement_finish (select, error);
  return NULL;
}

const char *
gh_log_entry_get_object_label (const GhLogEntry *self)
{
  const GhSetting *setting = strcmp (self->operation, "settings.set") == 0 ? gh_setting_find (self->object) : NULL;

  return setting != NULL ? _(setting->label) : self->object;
}

void
gh_log_entry_free (GhLogEntry *self)
{
  g_free (self->actor);
  g_free (self->way);
  g_free (self->operation);
  g_free (self->object);
  g_free (self->result);
  g_free (self->undone);
  g_free (self->host);
  g_free (self->login);
  g_free (self->file);
  g_free (self);
}

/* --- its records --- */

static void
change_free (gpointer data)
{
  GhLogChange *change = data;

  g_free (change->kind);
  g_free (change->label);
  g_free (change->field);
  g_free (change->before);
  g_free (change->after);
  g_free (change->problem);
  g_free (change);
}

static char *
dup_json (JsonObject *object,
          const char *name)
{
  JsonNode *node = json_object_get_member (object, name);

  return node != NULL ? gh_json_to_text (node) : g_strdup ("null");
}

/* What readers look for first; otherwise the first in the journal. */
static char *
choose_field (JsonObject *before,
              JsonObject *after)
{
  static const char *const preferred[] = { "status", "trash" };
  g_autoptr (GList) names = json_object_get_members (after);

  for (gsize i = 0; i < G_N_ELEMENTS (preferred); i++)
    if (json_object_has_member (before, preferred[i]) && json_object_has_member (after, preferred[i]))
      return g_strdup (preferred[i]);

  return names != NULL ? g_strdup (names->data) : NULL;
}

static GhLogChange *
read_change (GhConnection *connection,
             GhStatement  *row)
{
  GhLogChange *change = g_new0 (GhLogChange, 1);
  const char *before = gh_statement_get_text (row, 2);
  gboolean is_erased = gh_statement_get_int (row, 4) != 0;
  gboolean is_created = gh_statement_get_int (row, 5) != 0;

  change->kind = dup_text (row, 0);
  gh_record_kind_describe (gh_record_kind_find (change->kind), connection, gh_statement_get_int (row, 1), NULL,
                           &change->label, NULL);
  if (is_erased)
    return change;

  if (is_created || gh_statement_is_null (row, 3))
    {
      change->before = is_created ? NULL : g_strdup ("{}");
      change->after = is_created ? g_strdup ("{}") : NULL;
    }
  else
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (JsonObject) old_values = parse (before, &error);
      g_autoptr (JsonObject) new_values = parse (gh_statement_get_text (row, 3), error == NULL ? &error : NULL);

      if (error != NULL)
        {
          change->problem = g_strdup (error->message);
          return change;
        }
      gh_log_record_spell (old_values, change->kind, gh_statement_get_int (row, 1), connection);
      gh_log_record_spell (new_values, change->kind, gh_statement_get_int (row, 1), connection);
      change->field = choose_field (old_values, new_values);
      if (change->field != NULL)
        {
          change->before = dup_json (old_values, change->field);
          change->after = dup_json (new_values, change->field);
        }
    }

  return change;
}

static gboolean
read_changes (GhLogDetails  *self,
              GhConnection  *connection,
              guint          n_changes,
              GError       **error)
{
  g_autoptr (GhStatement) select = gh_connection_prepare (connection, "logs/list-records-of-entry", error);

  if (select == NULL)
    return FALSE;

  gh_statement_bind (select, "ii", self->entry->entry, (gint64) n_changes);
  while (gh_statement_next (select))
    g_ptr_array_add (self->changes, read_change (connection, select));

  return gh_statement_finish (select, error);
}

static gboolean
read_counts (GhLogDetails  *self,
             GhConnection  *connection,
             GError       **error)
{
  g_autoptr (GhStatement) count = gh_connection_prepare (connection, "logs/count-records-of-entry", error);

  if (count == NULL)
    return FALSE;

  gh_statement_bind_int (count, 1, self->entry->entry);
  while (gh_statement_next (count))
    {
      const GhRecordKind *kind = gh_record_kind_find (gh_statement_get_text (count, 0));

      if (kind != NULL)
        g_array_append_vals (self->counts, &(GhLogKindCount) { kind->name, gh_statement_get_int (count, 1) }, 1);
    }

  return gh_statement_finish (count, error) &&
         gh_connection_list_ids (connection, "logs/list-users-of-entry", self->user_ids, error, "i",
                                 self->entry->entry);
}

static gboolean
read_hash (GhLogDetails  *self,
           GhConnection  *connection,
           GError       **error)
{
  guint8 hash[GH_HASH_BYTES];

  if (!gh_head_read_entry (connection, self->entry->entry, hash, error))
    return FALSE;

  self->hash = g_malloc (2 * sizeof hash + 1);
  sodium_bin2hex (self->hash, 2 * sizeof hash + 1, hash, sizeof hash);

  return TRUE;
}

GhLogDetails *
gh_log_details_read (GhConnection  *connection,
                     gint64         entry,
                     guint          n_changes,
                     GError       **error)
{
  g_autoptr (GhLogDetails) self = g_new0 (GhLogDetails, 1);
  g_autoptr (GError) local_error = NULL;

  self->changes = g_ptr_array_new_with_free_func (change_free);
  self->counts = g_array_new (FALSE, FALSE, sizeof (GhLogKindCount));
  self->user_ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  self->entry = gh_log_entry_read (connection, entry, &local_error);
  if (self->entry == NULL && local_error == NULL)
    g_set_error (&local_error, GH_ERROR, GH_ERROR_NOT_FOUND, _("There is no entry %" G_GINT64_FORMAT " in the log."),
                 entry);

  if (local_error == NULL && read_hash (self, connection, &local_error) &&
      read_changes (self, connection, n_changes, &local_error) && read_counts (self, connection, &local_error))
    return g_steal_pointer (&self);

  g_propagate_error (error, g_steal_pointer (&local_error));

  return NULL;
}

void
gh_log_details_free (GhLogDetails *self)
{
  g_clear_pointer (&self->entry, gh_log_entry_free);
  g_free (self->hash);
  g_ptr_array_unref (self->changes);
  g_array_unref (self->counts);
  g_array_unref (self->user_ids);
  g_free (self);
}
