/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "logs/gh-log-export.h"

#include "base/gh-json-reader.h"
#include "base/gh-json-text.h"
#include "base/gh-time.h"
#include "logs/gh-log-summary.h"
#include "logs/gh-log-values.h"
#include "operations/gh-record-kind.h"
#include "reports/gh-json.h"

#include <sodium.h>
#include <string.h>

/* Entries per progress update and cancellation check. */
#define ENTRIES_PER_STEP 1000

static const struct {
  const char  *name;
  GhLogColumn  column;
} columns[] = {
  { "entry", GH_LOG_COLUMN_ENTRY },
  { "time", GH_LOG_COLUMN_TIME },
  { "actor", GH_LOG_COLUMN_ACTOR },
  { "way", GH_LOG_COLUMN_WAY },
  { "operation", GH_LOG_COLUMN_OPERATION },
  { "object", GH_LOG_COLUMN_OBJECT },
  { "changed", GH_LOG_COLUMN_CHANGED },
  { "skipped", GH_LOG_COLUMN_SKIPPED },
  { "result", GH_LOG_COLUMN_RESULT },
  { "undoes", GH_LOG_COLUMN_UNDOES },
};

static const char *
get_text (GhStatement *row,
          int          column)
{
  const char *text = gh_statement_get_text (row, column);

  return text != NULL ? text : "";
}

static char *
make_time (GhStatement *row)
{
  return gh_time_format (gh_statement_get_int (row, GH_LOG_COLUMN_TIME));
}

/* --- CSV --- */

static void
append_csv_header (GhReportFile *file,
                   GhCsvKind     kind)
{
  for (gsize i = 0; i < G_N_ELEMENTS (columns); i++)
    gh_csv_append_cell (file, kind, i == 0, columns[i].name);
  gh_csv_end_row (file);
}

static void
append_csv_row (GhReportFile *file,
                GhCsvKind     kind,
                GhStatement  *row)
{
  g_autofree char *time = make_time (row);
  g_autofree char *object = gh_log_dup_object (row);

  for (gsize i = 0; i < G_N_ELEMENTS (columns); i++)
    gh_csv_append_cell (file, kind, i == 0,
                        columns[i].column == GH_LOG_COLUMN_TIME ? time
                        : columns[i].column == GH_LOG_COLUMN_OBJECT ? object : get_text (row, columns[i].column));
  gh_csv_end_row (file);
}

/* --- JSON --- */

/* @text parsed, or why it cannot be read. */
static JsonNode *
parse_or_explain (const char *text)
{
  g_autoptr (GError) error = NULL;
  JsonNode *node = gh_json_parse (text, &error);

  if (node == NULL)
    {
      JsonObject *unreadable = json_object_new ();

      json_object_set_string_member (unreadable, "unreadable", error->message);
      node = json_node_new (JSON_NODE_OBJECT);
      json_node_take_object (node, unreadable);
    }

  return node;
}

/* Journal JSON in words; only the hash for a created record (J1), nothing for an erased one. */
static JsonNode *
make_value (GhConnection *connection,
            GhStatement  *row,
            int           column)
{
  const char *text = gh_statement_get_text (row, column);
  JsonNode *node;
  gsize length;

  if (gh_statement_get_int (row, 4))
    {
      JsonObject *erased = json_object_new ();

      json_object_set_boolean_member (erased, "erased", TRUE);
      node = json_node_new (JSON_NODE_OBJECT);
      json_node_take_object (node, erased);
      return node;
    }

  if (gh_statement_get_int (row, 5) && column == 3)
    {
      const guint8 *hash = gh_statement_get_blob (row, column, &length);
      g_autofree char *hex = g_malloc0 (2 * length + 1);
      JsonObject *created = json_object_new ();

      sodium_bin2hex (hex, 2 * length + 1, hash, length);
      json_object_set_string_member (created, "sha256", hex);
      node = json_node_new (JSON_NODE_OBJECT);
      json_node_take_object (node, created);
      return node;
    }

  node = text != NULL ? parse_or_explain (text) : json_node_new (JSON_NODE_NULL);
  if (JSON_NODE_HOLDS_OBJECT (node))
    gh_log_record_spell (json_node_get_object (node), get_text (row, 0), gh_statement_get_int (row, 1), connection);

  return node;
}

static gboolean
append_values (GhReportFile  *file,
               GhConnection  *connection,
               gint64         entry,
               GError       **error)
{
  g_autoptr (GhStatement) select = gh_connection_prepare (connection, "logs/list-records-of-entry", error);
  g_autoptr (JsonNode) old_node = json_node_new (JSON_NODE_OBJECT);
  g_autoptr (JsonNode) new_node = json_node_new (JSON_NODE_OBJECT);
  JsonObject *old_values = json_object_new ();
  JsonObject *new_values = json_object_new ();
  g_autofree char *old_text = NULL;
  g_autofree char *new_text = NULL;

  json_node_take_object (old_node, old_values);
  json_node_take_object (new_node, new_values);
  if (select == NULL)
    return FALSE;

  gh_statement_bind (select, "ii", entry, (gint64) GH_LOG_MAX_RECORDS);
  while (gh_statement_next (select))
    {
      g_autofree char *name = gh_log_dup_record_key (connection, get_text (select, 0),
                                                     gh_statement_get_int (select, 1));

      json_object_set_member (old_values, name, make_value (connection, select, 2));
      json_object_set_member (new_values, name, make_value (connection, select, 3));
    }
  if (!gh_statement_finish (select, error))
    return FALSE;

  old_text = gh_json_to_text (old_node);
  new_text = gh_json_to_text (new_node);
  gh_json_append_literal (file, ",\"old\":");
  gh_json_append_literal (file, old_text);
  gh_json_append_literal (file, ",\"new\":");
  gh_json_append_literal (file, new_text);

  return TRUE;
}

static void
append_payload (GhReportFile *file,
                GhConnection *connection,
                GhStatement  *row)
{
  const char *payload = get_text (row, GH_LOG_COLUMN_PAYLOAD);
  g_autoptr (JsonNode) node = parse_or_explain (payload);
  g_autofree char *text = NULL;

  if (JSON_NODE_HOLDS_OBJECT (node))
    gh_log_payload_spell (json_node_get_object (node), connection);
  text = gh_json_to_text (node);
  gh_json_append_literal (file, ",\"payload\":");
  gh_json_append_literal (file, text);
}

static gboolean
append_json_row (GhReportFile  *file,
                 GhConnection  *connection,
                 GhStatement   *row,
                 GError       **error)
{
  g_autofree char *object = gh_log_dup_object (row);

  for (gsize i = 0; i < G_N_ELEMENTS (columns); i++)
    {
      gh_json_append_literal (file, i == 0 ? "{\"" : ",\"");
      gh_json_append_literal (file, columns[i].name);
      gh_json_append_literal (file, "\":");
      switch (columns[i].column)
        {
        case GH_LOG_COLUMN_OBJECT:
          gh_json_append_text (file, object);
          break;
        case GH_LOG_COLUMN_ENTRY:
        case GH_LOG_COLUMN_TIME:
        case GH_LOG_COLUMN_CHANGED:
        case GH_LOG_COLUMN_SKIPPED:
          gh_json_append_number (file, gh_statement_get_int (row, columns[i].column));
          break;
        case GH_LOG_COLUMN_UNDOES:
          gh_json_append_time (file, gh_statement_get_int (row, columns[i].column));
          break;
        default:
          gh_json_append_text (file, get_text (row, columns[i].column));
          break;
        }
    }

  if (!append_values (file, connection, gh_statement_get_int (row, GH_LOG_COLUMN_ENTRY), error))
    return FALSE;
  append_payload (file, connection, row);
  gh_json_append_literal (file, "}");

  return TRUE;
}

/* --- files --- */

static gboolean
write_rows (GhStatement     *rows,
            GhConnection    *connection,
            GhReportFormat   format,
            GhReportFile    *file,
            GhJob           *job,
            gint64           total,
            gint64          *count,
            GError         **error)
{
  GhCsvKind kind = gh_report_format_get_csv (format);
  GCancellable *cancellable = job != NULL ? gh_job_get_cancellable (job) : NULL;

  for (*count = 0; gh_statement_next (rows); (*count)++)
    {
      if (*count % ENTRIES_PER_STEP == 0)
        {
          gh_job_set_progress (job, *count, total);
          if (gh_error_check_cancelled (cancellable, error))
            return FALSE;
          if (gh_report_file_has_failed (file))
            return TRUE;
        }

      if (format != GH_REPORT_JSON)
        append_csv_row (file, kind, rows);
      else
        {
          gh_json_append_literal (file, *count == 0 ? "\n" : ",\n");
          if (!append_json_row (file, connection, rows, error))
            return FALSE;
        }
    }

  return gh_statement_finish (rows, error);
}

static gboolean
write_log (const GhView    *view,
           GhConnection    *connection,
           GhReportFormat   format,
           GhReportFile    *file,
           GhJob           *job,
           gint64          *count,
           GError         **error)
{
  g_autoptr (GhStatement) rows = NULL;
  gint64 total;

  if (!gh_view_count (&gh_log_views, view, connection, &total, error))
    return FALSE;

  rows = gh_view_prepare (&gh_log_views, view, connection, error);
  if (rows == NULL)
    return FALSE;

  if (format == GH_REPORT_JSON)
    gh_json_append_literal (file, "[");
  else
    append_csv_header (file, gh_report_format_get_csv (format));

  if (!write_rows (rows, connection, format, file, job, total, count, error))
    return FALSE;

  if (format == GH_REPORT_JSON)
    gh_json_append_literal (file, *count > 0 ? "\n]\n" : "]\n");

  return TRUE;
}

const GhReportKind gh_report_of_log = { GH_RIGHT_EXPORT_LOG, "log", write_log };
