/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "reports/gh-export.h"

#include "operations/gh-organisation.h"

typedef struct {
  const GhExport *export;
  const GhActor  *actor;
  GhExportFunc    write;
  gpointer        data;
  GhReportFile   *file;
  gint64          now;
  gint64          count;
} Exporting;

static gboolean
write_cb (GhConnection  *connection,
          gpointer       data,
          GError       **error)
{
  Exporting *exporting = data;

  return exporting->write (connection, exporting->file, exporting->now, exporting->data, &exporting->count, error);
}

static gboolean
note_cb (GhConnection  *connection,
         gpointer       data,
         GError       **error)
{
  static const char *const formats[] = { "csv", "csv-exact", "json" };
  const Exporting *exporting = data;
  const GhExport *export = exporting->export;

  return gh_connection_run (connection, "reports/note-export", error, "issssis", exporting->now,
                            exporting->actor->name, export->what, formats[export->format],
                            export->query != NULL ? export->query : "", exporting->count, export->path);
}

gboolean
gh_export_write (const GhExport  *export,
                 GhStore         *store,
                 const GhActor   *actor,
                 GhReportFile    *file,
                 GhExportFunc     write,
                 gpointer         data,
                 gint64          *count,
                 GError         **error)
{
  Exporting exporting = { .export = export, .actor = actor, .write = write, .data = data, .file = file };
  g_autoptr (GError) note_error = NULL;

  g_return_val_if_fail (GH_IS_STORE (store) && actor != NULL, FALSE);

  exporting.now = gh_clock_now (gh_store_get_clock (store));
  if (!gh_store_read (store, write_cb, &exporting, error) || !gh_report_file_commit (file, error))
    return FALSE;

  /* Only if possible: viewing and exporting go on in a read-only directory. */
  if (!gh_store_write (store, GH_FILE_EVENTS, note_cb, &exporting, &note_error))
    g_debug ("Noting an export: %s", note_error->message);
  *count = exporting.count;

  return TRUE;
}

gboolean
gh_export_run (const GhExport  *export,
               GhStore         *store,
               const GhActor   *actor,
               GhExportFunc     write,
               gpointer         data,
               gint64          *count,
               GError         **error)
{
  GhRefusal refusal = gh_role_may (actor->role, export->right);
  g_autoptr (GhReportFile) file = NULL;

  if (refusal != GH_REFUSAL_NONE)
    return gh_refusal_set_error (refusal, error, NULL);

  file = gh_report_file_new (export->path, error);

  return file != NULL && gh_export_write (export, store, actor, file, write, data, count, error);
}

/* --- reports --- */

typedef struct {
  const GhReportKind *kind;
  GhView              view;
  GhReportFormat      format;
  GhJob              *job;
} Report;

GhCsvKind
gh_report_format_get_csv (GhReportFormat format)
{
  return format == GH_REPORT_CSV_SAFE ? GH_CSV_SAFE : GH_CSV_EXACT;
}

static gboolean
report_cb (GhConnection  *connection,
           GhReportFile  *file,
           gint64         now,
           gpointer       data,
           gint64        *count,
           GError       **error)
{
  Report *report = data;
  g_autofree char *time_zone = gh_organisation_read_time_zone (connection, error);

  if (time_zone == NULL)
    return FALSE;

  gh_report_file_set_cancellable (file, report->job != NULL ? gh_job_get_cancellable (report->job) : NULL);
  report->view.now = now;
  report->view.time_zone = time_zone;
  gh_connection_set_cancellable (connection, report->job != NULL ? gh_job_get_cancellable (report->job) : NULL);
  gh_csv_begin (file, gh_report_format_get_csv (report->format));

  return report->kind->write (&report->view, connection, report->format, file, report->job, count, error);
}

gboolean
gh_report_export (const GhReportKind  *kind,
                  GhStore             *store,
                  const GhActor       *actor,
                  const GhView        *view,
                  GhReportFormat       format,
                  const char          *path,
                  GhJob               *job,
                  gint64              *count,
                  GError             **error)
{
  const GhExport export = { kind->right, kind->what, format, view->query, path };
  Report report = { kind, *view, format, job };

  return gh_export_run (&export, store, actor, report_cb, &report, count, error);
}

gboolean
gh_export_merge (GhConnection  *events,
                 GError       **error)
{
  return gh_connection_run (events, "reports/merge-exports", error, "");
}
