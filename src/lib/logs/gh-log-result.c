/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "logs/gh-log-result.h"

#include "logs/gh-log-query.h"
#include "operations/gh-record-kind.h"
#include "reports/gh-csv.h"

#include <glib/gi18n-lib.h>
#include <json-glib/json-glib.h>

/* Records between two looks at progress and cancelling. */
#define RECORDS_PER_STEP 1000

/* --- what was skipped --- */

static void
skip_free (gpointer data)
{
  GhLogSkip *skip = data;

  g_free (skip->kind);
  g_array_unref (skip->ids);
  g_free (skip);
}

static void
read_skip (JsonArray *array,
           guint      index,
           JsonNode  *node,
           gpointer   skips)
{
  JsonObject *object = JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
  GhLogSkip *skip;
  JsonNode *ids;

  if (object == NULL)
    return;

  skip = g_new0 (GhLogSkip, 1);
  skip->refusal = gh_refusal_find (json_object_get_string_member_with_default (object, "reason", ""));
  skip->kind = g_strdup (json_object_get_string_member_with_default (object, "kind", ""));
  skip->count = json_object_get_int_member_with_default (object, "count", 0);
  skip->ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  ids = json_object_get_member (object, "ids");
  for (guint i = 0; ids != NULL && JSON_NODE_HOLDS_ARRAY (ids) && i < json_array_get_length (json_node_get_array (ids)); i++)
    {
      gint64 id = json_array_get_int_element (json_node_get_array (ids), i);

      g_array_append_val (skip->ids, id);
    }
  g_ptr_array_add (skips, skip);
}

GPtrArray *
gh_log_skips_read (GhConnection  *connection,
                   gint64         entry,
                   GError       **error)
{
  g_autoptr (GPtrArray) skips = g_ptr_array_new_with_free_func (skip_free);
  g_autoptr (GhStatement) select = gh_log_prepare_entry (connection, entry, error);
  g_autoptr (JsonNode) payload = NULL;
  g_autoptr (GError) local_error = NULL;
  const char *text;
  JsonNode *found;

  if (select == NULL)
    return NULL;
  if (!gh_statement_step (select, &local_error))
    {
      if (local_error != NULL)
        g_propagate_error (error, g_steal_pointer (&local_error));
      return local_error == NULL ? g_steal_pointer (&skips) : NULL;
    }

  text = gh_statement_get_text (select, GH_LOG_COLUMN_PAYLOAD);
  payload = text != NULL && g_utf8_validate (text, -1, NULL) ? json_from_string (text, NULL) : NULL;
  found = payload != NULL && JSON_NODE_HOLDS_OBJECT (payload)
            ? json_object_get_member (json_node_get_object (payload), "skipped") : NULL;
  if (found != NULL && JSON_NODE_HOLDS_ARRAY (found))
    json_array_foreach_element (json_node_get_array (found), read_skip, skips);

  return g_steal_pointer (&skips);
}

/* --- the file --- */

typedef struct {
  const GhActor *actor;
  gint64         entry;
  const char    *path;
  gint64         now;
  GhReportFile  *file;
  GhJob         *job;
  gint64         count;
} Export;

static void
append_row (Export     *export,
            const char *kind,
            const char *key,
            const char *name,
            const char *result,
            const char *reason)
{
  const char *const cells[] = { kind, key, name, result, reason };

  for (gsize i = 0; i < G_N_ELEMENTS (cells); i++)
    gh_csv_append_cell (export->file, GH_CSV_SAFE, i == 0, cells[i]);
  gh_csv_end_row (export->file);
}

/* A record as it is called now; one that is gone has no name. */
static void
append_record (Export       *export,
               GhConnection *connection,
               const char   *kind_name,
               gint64        id,
               const char   *result,
               const char   *reason)
{
  const GhRecordKind *kind = gh_record_kind_find (kind_name);
  g_autoptr (GhStatement) describe = kind != NULL ? gh_connection_prepare (connection, kind->describe, NULL) : NULL;
  g_autofree char *number = g_strdup_printf ("%" G_GINT64_FORMAT, id);
  gboolean is_there = FALSE;

  if (describe != NULL)
    {
      gh_statement_bind_int (describe, 1, id);
      is_there = gh_statement_step (describe, NULL);
    }

  /* The lines of a file are no records, but have numbers. */
  append_row (export, kind_name, is_there ? gh_statement_get_text (describe, 0) : kind == NULL ? number : "",
              is_there ? gh_statement_get_text (describe, 1) : "", result, reason);
  export->count++;
}

static gboolean
append_changed (Export        *export,
                GhConnection  *connection,
                gint64         total,
                GError       **error)
{
  g_autoptr (GhStatement) select = gh_connection_prepare (connection, "logs/list-records-of-entry", error);
  g_autoptr (GError) local_error = NULL;

  if (select == NULL)
    return FALSE;

  gh_statement_bind (select, "ii", export->entry, (gint64) -1);
  while (gh_statement_step (select, &local_error))
    {
      append_record (export, connection, gh_statement_get_text (select, 0), gh_statement_get_int (select, 1),
                     "changed", "");
      if (export->count % RECORDS_PER_STEP == 0)
        {
          gh_job_set_progress (export->job, export->count, total);
          if (export->job != NULL && gh_error_check_cancelled (gh_job_get_cancellable (export->job), error))
            return FALSE;
        }
    }
  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }

  return TRUE;
}

static void
append_skipped (Export       *export,
                GhConnection *connection,
                GPtrArray    *skips)
{
  for (guint i = 0; i < skips->len; i++)
    {
      const GhLogSkip *skip = g_ptr_array_index (skips, i);
      const char *reason = gh_refusal_get_sentence (skip->refusal);
      gint64 n_more = skip->count - skip->ids->len;

      for (guint j = 0; j < skip->ids->len; j++)
        append_record (export, connection, skip->kind, g_array_index (skip->ids, gint64, j), "skipped", reason);
      if (n_more > 0)
        {
          g_autofree char *number = g_strdup_printf ("%" G_GINT64_FORMAT, n_more);
          g_autofree char *more = g_strdup_printf (ngettext ("and %s more", "and %s more", (gulong) n_more), number);

          append_row (export, skip->kind, "", more, "skipped", reason);
        }
    }
}

static gboolean
write_cb (GhConnection  *connection,
          gpointer       data,
          GError       **error)
{
  Export *export = data;
  g_autoptr (GPtrArray) skips = gh_log_skips_read (connection, export->entry, error);
  gint64 total;

  if (skips == NULL || !gh_connection_get_number (connection, "logs/count-rows-of-entry", &total, error, "i",
                                                  export->entry))
    return FALSE;

  gh_csv_begin (export->file, GH_CSV_SAFE);
  append_row (export, "kind", "key", "name", "result", "reason");
  if (!append_changed (export, connection, total, error))
    return FALSE;
  append_skipped (export, connection, skips);

  return TRUE;
}

static gboolean
note_cb (GhConnection  *connection,
         gpointer       data,
         GError       **error)
{
  Export *export = data;
  g_autofree char *query = g_strdup_printf ("entry:%" G_GINT64_FORMAT, export->entry);

  return gh_connection_run (connection, "users/note-export", error, "issssis", export->now, export->actor->name,
                            "log", "csv", query, export->count, export->path);
}

gboolean
gh_log_result_export (GhStore        *store,
                      const GhActor  *actor,
                      gint64          entry,
                      const char     *path,
                      GhJob          *job,
                      gint64         *count,
                      GError        **error)
{
  Export export = { .actor = actor, .entry = entry, .path = path, .job = job };
  g_autoptr (GhReportFile) file = NULL;
  g_autoptr (GError) note_error = NULL;
  GhRefusal refusal;

  g_return_val_if_fail (GH_IS_STORE (store) && actor != NULL, FALSE);

  refusal = gh_role_may (actor->role, GH_RIGHT_EXPORT_LOG);
  if (refusal != GH_REFUSAL_NONE)
    return gh_refusal_set_error (refusal, error, NULL);

  file = gh_report_file_new (path, error);
  if (file == NULL)
    return FALSE;

  export.file = file;
  export.now = gh_clock_now (gh_store_get_clock (store));
  if (!gh_store_read (store, write_cb, &export, error) || !gh_report_file_commit (file, error))
    return FALSE;

  /* Only where it can be: looking and exporting go on in a directory that cannot be written. */
  if (!gh_store_write (store, GH_FILE_EVENTS, note_cb, &export, &note_error))
    g_debug ("Noting an export: %s", note_error->message);
  *count = export.count;

  return TRUE;
}
