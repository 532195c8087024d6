/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Back Up… and Restore… (O9). Both run on a thread. */
#include "settings/gh-settings-backup.h"

#include "kit/gh-ask.h"
#include "operate/gh-operate-failure.h"
#include "operate/gh-operate-jobs.h"
#include "operations/gh-role-table.h"
#include "organisation/gh-restore.h"
#include "store/gh-backup.h"

#include <glib/gi18n-lib.h>

/* What is under way. */
typedef struct {
  GhPage          *page;
  GhStore         *store;
  GhActor         *actor;
  char            *path;
  gboolean         only_rehearse;
  GhJob           *job;
  GhOperateJob    *running;       /* among all jobs */
  GhRestoreReport *report;
} Work;

static void
work_free (gpointer data)
{
  Work *work = data;

  g_object_unref (work->page);
  g_object_unref (work->store);
  gh_actor_free (work->actor);
  g_clear_object (&work->job);
  g_clear_object (&work->running);
  g_clear_pointer (&work->report, gh_restore_report_free);
  g_free (work->path);
  g_free (work);
}

/* @title: what goes on, as it is listed among the jobs, with progress and cancelling */
static void
start (GhPage              *page,
       const char          *path,
       const char          *title,
       gboolean             only_rehearse,
       GTaskThreadFunc      func,
       GAsyncReadyCallback  callback)
{
  GhSession *session = gh_page_get_session (page);
  g_autoptr (GTask) task = g_task_new (page, NULL, callback, NULL);
  Work *work = g_new0 (Work, 1);
  GhOperateJobs *jobs;

  work->page = g_object_ref (page);
  work->store = g_object_ref (gh_session_get_store (session));
  work->actor = gh_actor_copy (gh_session_get_actor (session));
  work->path = g_strdup (path);
  work->only_rehearse = only_rehearse;
  work->job = gh_job_new ();
  jobs = gh_operate_jobs_get (work->store);
  work->running = gh_operate_jobs_begin (jobs, title, work->job);
  gh_operate_jobs_show_soon (jobs, work->running);
  g_task_set_source_tag (task, start);
  g_task_set_task_data (task, work, work_free);
  g_task_run_in_thread (task, func);
}

/* @done: (nullable): what was done, for the list of jobs. Returns: whether it was; otherwise @error says why not */
static gboolean
end (GTask       *task,
     const char  *done,
     GError     **error)
{
  Work *work = g_task_get_task_data (task);
  gboolean ok = g_task_propagate_boolean (task, error);

  gh_operate_jobs_end (gh_operate_jobs_get (work->store), work->running, ok ? done : NULL, 0, FALSE);

  return ok;
}

/* --- choosing the file --- */

typedef void (*Chosen) (GhPage     *page,
                        const char *path);

typedef struct {
  GhPage     *page;
  Chosen      chosen;
  const char *failure;
} Choosing;

static void
chosen_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      data)
{
  g_autofree Choosing *choosing = data;
  g_autoptr (GhPage) page = choosing->page;
  g_autoptr (GFile) file = gh_ask_file_finish (result, NULL);

  if (file == NULL)
    return;

  if (g_file_peek_path (file) != NULL)
    choosing->chosen (page, g_file_peek_path (file));
  else
    gh_ask_tell (GTK_WIDGET (page), choosing->failure, _("The file is not on this computer."));
}

/* @failure: the heading where nothing comes of it */
static void
choose_file (GhPage               *page,
             const GhFileQuestion *question,
             const char           *failure,
             Chosen                chosen)
{
  Choosing *choosing = g_new (Choosing, 1);

  *choosing = (Choosing){ g_object_ref (page), chosen, failure };
  gh_ask_file_async (GTK_WIDGET (page), question, NULL, chosen_cb, choosing);
}

/* --- backing up --- */

static void
back_up_thread (GTask        *task,
                gpointer      source,
                gpointer      data,
                GCancellable *cancellable)
{
  Work *work = data;
  GError *error = NULL;

  if (gh_backup_make (work->store, work->path, work->job, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
backed_up_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      data)
{
  Work *work = g_task_get_task_data (G_TASK (result));
  g_autofree char *name = g_filename_display_basename (work->path);
  g_autofree char *text = g_strdup_printf (_("Backup “%s” saved"), name);
  g_autoptr (GError) error = NULL;

  if (end (G_TASK (result), text, &error))
    gh_page_add_toast (work->page, text, 0);
  else if (!g_error_matches (error, GH_ERROR, GH_ERROR_CANCELLED))
    gh_ask_tell (GTK_WIDGET (work->page), _("No Backup Was Made"), error->message);
}

static void
back_up (GhPage     *page,
         const char *path)
{
  g_autofree char *name = g_filename_display_basename (path);
  g_autofree char *title = g_strdup_printf (_("Saving the backup “%s”"), name);

  start (page, path, title, FALSE, back_up_thread, backed_up_cb);
}

static void
back_up_cb (GhPage *page)
{
  GhSession *session = gh_page_get_session (page);
  g_autoptr (GDateTime) now = g_date_time_new_from_unix_local (gh_session_get_now (session));
  g_autofree char *day = g_date_time_format (now, "%F");
  g_autofree char *name = g_strdup_printf ("%s %s.db", gh_session_get_name (session), day);

  choose_file (page,
               &(GhFileQuestion) { .title = _("Back Up"), .accept = _("_Back Up"), .save = TRUE,
                                   .name = g_strdelimit (name, "/", '-') },
               _("No Backup Was Made"), back_up);
}

/* --- restoring --- */

static void
restore_thread (GTask        *task,
                gpointer      source,
                gpointer      data,
                GCancellable *cancellable)
{
  Work *work = data;
  GError *error = NULL;

  work->report = gh_restore (work->path, gh_store_get_path (work->store), gh_store_get_clock (work->store), work->actor,
                             gh_keys_of (work->store), work->only_rehearse, work->job, &error);
  if (work->report != NULL)
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

/* What a report says, in sentences. */
static char *
describe (const GhRestoreReport *report)
{
  if (report->result->is_refused)
    return gh_result_to_text (report->result);

  return gh_restore_report_to_text (report);
}

static void
fail (Work         *work,
      const GError *error)
{
  g_autofree char *text = error != NULL ? g_strdup (error->message) : describe (work->report);

  if (!g_error_matches (error, GH_ERROR, GH_ERROR_CANCELLED))
    gh_operate_failure_show (GTK_WIDGET (work->page), _("Nothing Was Restored"), text,
                             gh_operation_find ("organisation.restore"), NULL, NULL);
}

static void
restored_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      data)
{
  Work *work = g_task_get_task_data (G_TASK (result));
  gboolean is_done = work->report != NULL && !work->report->result->is_refused;
  const char *text = _("The backup was restored");
  g_autoptr (GError) error = NULL;

  if (!end (G_TASK (result), is_done ? text : NULL, &error) || !is_done)
    {
      fail (work, error);
      return;
    }

  gh_page_add_toast (work->page, text, 0);
  gh_session_tell_operated (gh_page_get_session (work->page), work->report->result);
}

static void
answered_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      data)
{
  g_autoptr (GTask) rehearsed = data;
  Work *work = g_task_get_task_data (rehearsed);
  g_autofree char *answer = gh_ask_finish (result, NULL);
  g_autofree char *name = g_filename_display_basename (work->path);
  g_autofree char *title = g_strdup_printf (_("Restoring the backup “%s”"), name);

  if (g_strcmp0 (answer, "restore") == 0)
    start (work->page, work->path, title, FALSE, restore_thread, restored_cb);
}

/* It cannot be undone, so Return gives no answer. */
static void
rehearsed_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      data)
{
  Work *work = g_task_get_task_data (G_TASK (result));
  const GhAnswer answers[] = {
    { "cancel", _("_Cancel"), ADW_RESPONSE_DEFAULT },
    { "restore", _("_Restore"), ADW_RESPONSE_DESTRUCTIVE },
  };
  g_autofree char *body = NULL;
  g_autoptr (GError) error = NULL;

  if (!end (G_TASK (result), NULL, &error) || work->report->result->is_refused)
    {
      fail (work, error);
      return;
    }

  body = describe (work->report);
  gh_ask_async (GTK_WIDGET (work->page),
                &(GhQuestion) { .heading = _("Restore This Backup?"), .body = g_strchomp (body), .answers = answers,
                                .n_answers = G_N_ELEMENTS (answers) },
                NULL, answered_cb, g_object_ref (result));
}

static void
rehearse (GhPage     *page,
          const char *path)
{
  g_autofree char *name = g_filename_display_basename (path);
  g_autofree char *title = g_strdup_printf (_("Checking the backup “%s”"), name);

  start (page, path, title, TRUE, restore_thread, rehearsed_cb);
}

static void
restore_cb (GhPage *page)
{
  choose_file (page, &(GhFileQuestion) { .title = _("Restore"), .accept = _("_Restore…") },
               _("Nothing Was Restored"), rehearse);
}

/* --- the section --- */

static void
add_row (GtkWidget  *group,
         GhPage     *page,
         const char *title,
         const char *caption,
         const char *label,
         const char *right,
         GCallback   clicked)
{
  GhRefusal refusal = gh_role_may (gh_session_get_actor (gh_page_get_session (page))->role, right);
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *button = gtk_button_new_with_mnemonic (label);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), caption);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, caption, -1);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);
  g_signal_connect_object (button, "clicked", clicked, page, G_CONNECT_SWAPPED);
  if (refusal != GH_REFUSAL_NONE)
    {
      gtk_widget_set_sensitive (row, FALSE);
      gtk_widget_set_tooltip_text (row, gh_refusal_get_tooltip (refusal));
    }
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), row);
}

GtkWidget *
gh_settings_backup_new (GhPage *page)
{
  GtkWidget *group = adw_preferences_group_new ();

  add_row (group, page, _("Back up"), _("A copy of both files of the organisation, at any time"), _("_Back Up…"),
           GH_RIGHT_BACKUP, G_CALLBACK (back_up_cb));
  add_row (group, page, _("Restore"), _("Puts a backup in the place of today’s organisation"), _("_Restore…"),
           "organisation.restore", G_CALLBACK (restore_cb));

  return group;
}
