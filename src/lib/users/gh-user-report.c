/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "users/gh-user-report.h"

#include "reports/gh-json.h"
#include "users/gh-user-row.h"

#include <glib/gi18n-lib.h>

/* Rows between two looks at progress and cancelling. */
#define ROWS_PER_STEP 1000

static gboolean
measure (GhConnection  *connection,
         GArray        *ids,
         guint          n,
         GhUserWidths  *widths,
         GError       **error)
{
  g_autoptr (GhStatement) insert = NULL;
  gint64 n_users;
  gint64 is_everybody;

  if (!gh_connection_execute (connection, "CREATE TABLE IF NOT EXISTS temp.report (id INTEGER PRIMARY KEY);"
                              "DELETE FROM temp.report", error) ||
      !gh_connection_get_number (connection, "users/count-all-users", &n_users, error, ""))
    return FALSE;

  is_everybody = n == n_users;
  insert = gh_connection_prepare (connection, "users/add-to-report", error);
  if (insert == NULL)
    return FALSE;

  for (guint i = 0; !is_everybody && i < n; i++)
    {
      gh_statement_bind_int (insert, 1, g_array_index (ids, gint64, i));
      if (!gh_statement_run (insert, error))
        return FALSE;
    }

  if (!gh_connection_get_number (connection, "users/measure-phones", &widths->phones, error, "i", is_everybody) ||
      !gh_connection_get_number (connection, "users/measure-tokens", &widths->tokens, error, "i", is_everybody) ||
      !gh_connection_get_number (connection, "users/measure-groups", &widths->groups, error, "i", is_everybody))
    return FALSE;

  widths->phones = MAX (widths->phones, 1);
  widths->tokens = MAX (widths->tokens, 1);
  widths->groups = MAX (widths->groups, 1);

  return TRUE;
}

static gboolean
write_rows (GhUserRows          *rows,
            GArray              *ids,
            guint                n,
            GhReportFormat       format,
            const GhUserWidths  *widths,
            GhReportFile        *file,
            GhJob               *job,
            GError             **error)
{
  GCancellable *cancellable = job != NULL ? gh_job_get_cancellable (job) : NULL;
  GhCsvKind kind = format == GH_REPORT_CSV_SAFE ? GH_CSV_SAFE : GH_CSV_EXACT;

  for (guint i = 0; i < n; i++)
    {
      if (i % ROWS_PER_STEP == 0)
        {
          gh_job_set_progress (job, i, n);
          if (gh_error_check_cancelled (cancellable, error))
            return FALSE;
          if (gh_report_file_has_failed (file))
            return TRUE;
        }

      if (!gh_user_rows_read (rows, g_array_index (ids, gint64, i), error))
        return FALSE;

      if (format == GH_REPORT_JSON)
        {
          gh_json_append_literal (file, i == 0 ? "\n" : ",\n");
          if (!gh_user_row_append_json (rows, file, error))
            return FALSE;
        }
      else if (!gh_user_row_append_csv (rows, file, kind, widths, error))
        return FALSE;
    }
  gh_job_set_progress (job, n, n);

  return TRUE;
}

gboolean
gh_user_report_write (const GhUserView  *view,
                      GhConnection      *connection,
                      GhReportFormat     format,
                      gboolean           with_mark,
                      gint64             limit,
                      GhReportFile      *file,
                      GhJob             *job,
                      gint64            *count,
                      GError           **error)
{
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_auto (GhUserRows) rows = { 0 };
  g_autoptr (GError) local_error = NULL;
  GhUserWidths widths = { 0 };
  guint n;

  if (!gh_user_view_list (view, connection, ids, error))
    return FALSE;
  n = limit >= 0 ? MIN (ids->len, limit) : ids->len;

  if (format == GH_REPORT_JSON)
    gh_json_append_literal (file, "[");
  else
    {
      GhCsvKind kind = format == GH_REPORT_CSV_SAFE ? GH_CSV_SAFE : GH_CSV_EXACT;

      if (!measure (connection, ids, n, &widths, error))
        return FALSE;
      if (with_mark)
        gh_csv_begin (file, kind);
      gh_user_row_append_csv_header (file, kind, &widths);
    }

  if (!gh_user_rows_init (&rows, connection, view->now, &local_error) ||
      !write_rows (&rows, ids, n, format, &widths, file, job, &local_error))
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }

  if (format == GH_REPORT_JSON)
    gh_json_append_literal (file, n > 0 ? "\n]\n" : "]\n");
  *count = n;

  return TRUE;
}

/* --- exporting --- */

typedef struct {
  GhUserView      view;
  GhReportFormat  format;
  GhReportFile   *file;
  GhJob          *job;
  gint64          count;
  const char     *path;
  const GhActor  *actor;
} Export;

static gboolean
write_cb (GhConnection  *connection,
          gpointer       data,
          GError       **error)
{
  Export *export = data;
  g_autoptr (GhStatement) organisation = gh_connection_prepare (connection, "operations/get-organisation", error);
  g_autofree char *time_zone = NULL;

  if (organisation == NULL || !gh_statement_step (organisation, error))
    return FALSE;
  time_zone = g_strdup (gh_statement_get_text (organisation, 2));
  export->view.time_zone = time_zone;
  gh_connection_set_cancellable (connection, export->job != NULL ? gh_job_get_cancellable (export->job) : NULL);

  return gh_user_report_write (&export->view, connection, export->format, TRUE, -1, export->file, export->job,
                               &export->count, error);
}

static gboolean
note_cb (GhConnection  *connection,
         gpointer       data,
         GError       **error)
{
  static const char *const formats[] = { "csv", "csv-exact", "json" };
  Export *export = data;

  return gh_connection_run (connection, "users/note-export", error, "issssis", export->view.now,
                            export->actor->name, "users", formats[export->format],
                            export->view.query != NULL ? export->view.query : "", export->count, export->path);
}

gboolean
gh_user_report_export (GhStore           *store,
                       const GhActor     *actor,
                       const GhUserView  *view,
                       GhReportFormat     format,
                       const char        *path,
                       GhJob             *job,
                       gint64            *count,
                       GError           **error)
{
  g_autoptr (GhReportFile) file = NULL;
  g_autoptr (GError) note_error = NULL;
  Export export = { .view = *view, .format = format, .job = job, .path = path, .actor = actor };
  GhRefusal refusal = gh_role_may (actor->role, GH_RIGHT_EXPORT);

  if (refusal != GH_REFUSAL_NONE)
    return gh_refusal_set_error (refusal, error, NULL);

  file = gh_report_file_new (path, error);
  if (file == NULL)
    return FALSE;

  export.file = file;
  export.view.now = gh_clock_now (gh_store_get_clock (store));
  if (!gh_store_read (store, write_cb, &export, error) || !gh_report_file_commit (file, error))
    return FALSE;

  /* Only where it can be: looking and exporting go on in a directory that cannot be written. */
  if (!gh_store_write (store, GH_FILE_EVENTS, note_cb, &export, &note_error))
    g_debug ("Noting an export: %s", note_error->message);
  *count = export.count;

  return TRUE;
}
