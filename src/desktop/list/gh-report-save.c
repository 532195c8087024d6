/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "list/gh-report-save.h"

#include "kit/gh-ask.h"
#include "operate/gh-operate-jobs.h"

#include <glib/gi18n-lib.h>

typedef struct {
  GhPage         *page;
  GhStore        *store;
  GhActor        *actor;
  GhReportFormat  format;
  char           *path;
  GhReportWrite   write;
  gpointer        data;
  GDestroyNotify  free_data;
  gint64          count;
  GhJob          *job;
  GhOperateJob   *running;    /* among all jobs */
} Report;

static void
report_free (gpointer data)
{
  Report *report = data;

  report->free_data (report->data);
  g_object_unref (report->page);
  g_object_unref (report->store);
  g_clear_object (&report->job);
  g_clear_object (&report->running);
  gh_actor_free (report->actor);
  g_free (report->path);
  g_free (report);
}

static void
open_folder_cb (AdwToast *toast,
                gpointer  data)
{
  gtk_show_uri (NULL, g_object_get_data (G_OBJECT (toast), "folder"), GDK_CURRENT_TIME);
}

/* --- among the jobs --- */

static void
begin_job (Report *report)
{
  g_autofree char *name = g_filename_display_basename (report->path);
  g_autofree char *folder = g_path_get_dirname (report->path);
  g_autofree char *title = g_strdup_printf (_("Saving report “%s”"), name);

  report->job = gh_job_new ();
  report->running = gh_operate_jobs_begin (gh_operate_jobs_get (report->store), title, report->job);
  report->running->folder = g_filename_to_uri (folder, NULL, NULL);
  gh_operate_jobs_show_soon (gh_operate_jobs_get (report->store), report->running);
}

/* @text: the result, or NULL */
static void
end_job (Report     *report,
         const char *text)
{
  gh_operate_jobs_end (gh_operate_jobs_get (report->store), report->running, text, 0, FALSE);
}

/* --- writing --- */

static char *
describe (const Report *report)
{
  g_autofree char *name = g_filename_display_basename (report->path);
  g_autofree char *number = g_strdup_printf ("%'" G_GINT64_FORMAT, report->count);

  return g_strdup_printf (ngettext ("“%s” saved, %s row", "“%s” saved, %s rows", (gulong) report->count), name, number);
}

static void
written_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      data)
{
  Report *report = g_task_get_task_data (G_TASK (result));
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;
  g_autofree char *title = NULL;
  AdwToast *toast;

  if (!g_task_propagate_boolean (G_TASK (result), &error))
    {
      static const char close_id[] = "close";
      const GhAnswer answer = { close_id, _("_Close"), ADW_RESPONSE_DEFAULT };
      GhQuestion question = { .heading = _("No Report Was Saved"), .body = error->message, .answers = &answer,
                              .n_answers = 1, .default_id = close_id };

      end_job (report, NULL);
      if (g_error_matches (error, GH_ERROR, GH_ERROR_CANCELLED))
        return;
      gh_ask_async (GTK_WIDGET (report->page), &question, NULL, NULL, NULL);
      return;
    }

  text = describe (report);
  end_job (report, text);
  title = g_markup_escape_text (text, -1);
  toast = adw_toast_new (title);
  adw_toast_set_button_label (toast, _("_Open Folder"));
  g_object_set_data_full (G_OBJECT (toast), "folder",
                          g_strdup (report->running->folder), g_free);
  g_signal_connect (toast, "button-clicked", G_CALLBACK (open_folder_cb), NULL);
  gh_page_add_own_toast (report->page, toast);
}

static void
write_in_thread (GTask        *task,
                 gpointer      source,
                 gpointer      data,
                 GCancellable *cancellable)
{
  Report *report = data;
  GError *error = NULL;

  if (report->write (report->store, report->actor, report->format, report->path, report->data, report->job,
                     &report->count, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
chosen_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      data)
{
  Report *report = data;
  g_autoptr (GFile) file = gh_ask_file_finish (result, NULL);
  g_autoptr (GTask) task = NULL;

  if (file == NULL || g_file_peek_path (file) == NULL)
    {
      report_free (report);
      return;
    }

  report->path = g_file_get_path (file);
  begin_job (report);
  task = g_task_new (NULL, NULL, written_cb, NULL);
  g_task_set_task_data (task, report, report_free);
  g_task_run_in_thread (task, write_in_thread);
}

void
gh_report_save (GhPage         *page,
                const char     *name,
                GhReportFormat  format,
                GhReportWrite   write,
                gpointer        data,
                GDestroyNotify  free_data)
{
  GhSession *session = gh_page_get_session (page);
  g_autofree char *file_name = g_strconcat (name, format == GH_REPORT_JSON ? ".json" : ".csv", NULL);
  GhFileQuestion question = {
    .title = _("Save Report"),
    .accept = _("_Save"),
    .save = TRUE,
    .name = file_name,
  };
  Report *report = g_new0 (Report, 1);

  report->page = g_object_ref (page);
  report->store = g_object_ref (gh_session_get_store (session));
  report->actor = gh_actor_copy (gh_session_get_actor (session));
  report->format = format;
  report->write = write;
  report->data = data;
  report->free_data = free_data;
  gh_ask_file_async (GTK_WIDGET (page), &question, NULL, chosen_cb, report);
}
