/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "logs/gh-log-result.h"

#include "base/gh-json-reader.h"
#include "logs/gh-log-query.h"
#include "operations/gh-record-kind.h"
#include "reports/gh-csv.h"
#include "reports/gh-export.h"

#include <glib/gi18n-lib.h>

/* Records per progress update and cancellation check. */
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

/* A payload may hold anything: a value of another type reads as 0. */
static gint64
get_number (JsonNode *node)
{
  return node != NULL && json_node_get_value_type (node) == G_TYPE_INT64 ? json_node_get_int (node) : 0;
}

static void
read_skip (JsonArray *array,
           guint      index,
           JsonNode  *node,
           gpointer   skips)
{
  JsonObject *object = JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
  GhLogSkip *skip;
  const char *reason;
  const char *kind;
  JsonNode *ids;

  if (object == NULL)
    return;

  reason = gh_json_get_text (object, "reason");
  kind = gh_json_get_text (object, "kind");

  skip = g_new0 (GhLogSkip, 1);
  skip->refusal = gh_refusal_find (reason != NULL ? reason : "");
  skip->kind = g_strdup (kind != NULL ? kind : "");
  skip->count = get_number (json_object_get_member (object, "count"));
  skip->ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  ids = json_object_get_member (object, "ids");
  for (guint i = 0; ids != NULL && JSON_NODE_HOLDS_ARRAY (ids) && i < json_array_get_length (json_node_get_array (ids)); i++)
    {
      gint64 id = get_number (json_array_get_element (json_node_get_array (ids), i));

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
  const char *text;
  JsonNode *found;

  if (select == NULL)
    return NULL;
  if (!gh_statement_next (select))
    return gh_statement_finish (select, error) ? g_steal_pointer (&skips) : NULL;

  text = gh_statement_get_text (select, GH_LOG_COLUMN_PAYLOAD);
  payload = text != NULL ? gh_json_parse (text, NULL) : NULL;
  found = payload != NULL && JSON_NODE_HOLDS_OBJECT (payload)
            ? json_object_get_member (json_node_get_object (payload), "skipped") : NULL;
  if (found != NULL && JSON_NODE_HOLDS_ARRAY (found))
    json_array_foreach_element (json_node_get_array (found), read_skip, skips);

  return g_steal_pointer (&skips);
}

/* --- the file --- */

typedef struct {
  gint64        entry;
  GhReportFile *file;
  GhJob        *job;
  gint64        count;
} Writing;

static void
append_row (Writing    *writing,
            const char *kind,
            const char *key,
            const char *name,
            const char *result,
            const char *reason)
{
  const char *const cells[] = { kind, key, name, result, reason };

  for (gsize i = 0; i < G_N_ELEMENTS (cells); i++)
    gh_csv_append_cell (writing->file, GH_CSV_SAFE, i == 0, cells[i]);
  gh_csv_end_row (writing->file);
}

/* Names the record as it is called now; one that is gone has no name. */
static void
append_record (Writing      *writing,
               GhConnection *connection,
               const char   *kind_name,
               gint64        id,
               const char   *result,
               const char   *reason)
{
  const GhRecordKind *kind = gh_record_kind_find (kind_name);
  g_autofree char *key = NULL;
  g_autofree char *label = NULL;

  gh_record_kind_describe (kind, connection, id, &key, &label, NULL);
  /* The lines of a file are not records, but have numbers. */
  if (kind == NULL)
    key = g_strdup_printf ("%" G_GINT64_FORMAT, id);
  append_row (writing, kind_name, key != NULL ? key : "", label != NULL ? label : "", result, reason);
  writing->count++;
}

static gboolean
append_changed (Writing       *writing,
                GhConnection  *connection,
                gint64         total,
                GError       **error)
{
  g_autoptr (GhStatement) select = gh_connection_prepare (connection, "logs/list-records-of-entry", error);

  if (select == NULL)
    return FALSE;

  gh_statement_bind (select, "ii", writing->entry, (gint64) -1);
  while (gh_statement_next (select))
    {
      append_record (writing, connection, gh_statement_get_text (select, 0), gh_statement_get_int (select, 1),
                     "changed", "");
      if (writing->count % RECORDS_PER_STEP == 0)
        {
          gh_job_set_progress (writing->job, writing->count, total);
          if (writing->job != NULL && gh_error_check_cancelled (gh_job_get_cancellable (writing->job), error))
            return FALSE;
        }
    }

  return gh_statement_finish (select, error);
}

static void
append_skipped (Writing      *writing,
                GhConnection *connection,
                GPtrArray    *skips)
{
  for (guint i = 0; i < skips->len; i++)
    {
      const GhLogSkip *skip = g_ptr_array_index (skips, i);
      const char *reason = gh_refusal_get_sentence (skip->refusal);
      gint64 n_more = skip->count - skip->ids->len;

      for (guint j = 0; j < skip->ids->len; j++)
        append_record (writing, connection, skip->kind, g_array_index (skip->ids, gint64, j), "skipped", reason);
      if (n_more > 0)
        {
          g_autofree char *number = g_strdup_printf ("%" G_GINT64_FORMAT, n_more);
          g_autofree char *more = g_strdup_printf (ngettext ("and %s more", "and %s more", (gulong) n_more), number);

          append_row (writing, skip->kind, "", more, "skipped", reason);
        }
    }
}

static gboolean
export_cb (GhConnection  *connection,
           GhReportFile  *file,
           gint64         now,
           gpointer       data,
           gint64        *count,
           GError       **error)
{
  Writing *writing = data;
  g_autoptr (GPtrArray) skips = gh_log_skips_read (connection, writing->entry, error);
  gint64 total;

  if (skips == NULL || !gh_connection_get_number (connection, "logs/count-rows-of-entry", &total, error, "i",
                                                  writing->entry))
    return FALSE;

  writing->file = file;
  gh_csv_begin (file, GH_CSV_SAFE);
  append_row (writing, "kind", "key", "name", "result", "reason");
  if (!append_changed (writing, connection, total, error))
    return FALSE;
  append_skipped (writing, connection, skips);
  *count = writing->count;

  return TRUE;
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
  g_autofree char *query = g_strdup_printf ("entry:%" G_GINT64_FORMAT, entry);
  const GhExport export = { GH_RIGHT_EXPORT_LOG, "log", GH_REPORT_CSV_SAFE, query, path };
  Writing writing = { .entry = entry, .job = job };

  return gh_export_run (&export, store, actor, export_cb, &writing, count, error);
}

/* --- of an operation just done or rehearsed --- */

typedef struct {
  Writing         writing;
  const GhResult *result;
} Skipped;

static gboolean
skipped_cb (GhConnection  *connection,
            GhReportFile  *file,
            gint64         now,
            gpointer       data,
            gint64        *count,
            GError       **error)
{
  Skipped *skipped = data;
  Writing *writing = &skipped->writing;

  writing->file = file;
  gh_csv_begin (file, GH_CSV_SAFE);
  append_row (writing, "kind", "key", "name", "result", "reason");
  for (guint i = 0; i < skipped->result->skips->len; i++)
    {
      const GhSkip *skip = g_ptr_array_index (skipped->result->skips, i);
      g_autofree char *reason = gh_skip_get_text (skip);

      for (guint j = 0; j < skip->ids->len; j++)
        append_record (writing, connection, skip->record_kind, g_array_index (skip->ids, gint64, j), "skipped", reason);
    }
  *count = writing->count;

  return TRUE;
}

gboolean
gh_log_skipped_export (GhStore         *store,
                       const GhActor   *actor,
                       const GhResult  *result,
                       const char      *path,
                       GhReportFile    *file,
                       gint64          *count,
                       GError         **error)
{
  const GhExport export = { NULL, "log", GH_REPORT_CSV_SAFE, NULL, path };
  GhRefusal refusal = gh_role_may_take (actor->role, GH_RIGHT_EXPORT, result->n_skipped);
  Skipped skipped = { .result = result };

  if (refusal != GH_REFUSAL_NONE)
    return gh_refusal_set_error (refusal, error, NULL);

  return gh_export_write (&export, store, actor, file, skipped_cb, &skipped, count, error);
}
