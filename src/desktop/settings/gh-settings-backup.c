/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Back Up… and Restore… (O9). Both run on a thread. */
#include "settings/gh-settings-backup.h"

#include "kit/gh-ask.h"
#include "operate/gh-operate-failure.h"
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
  GhRestoreReport *report;
} Work;

static void
work_free (gpointer data)
{
  Work *work = data;

  g_object_unref (work->page);
  g_object_unref (work->store);
  gh_actor_free (work->actor);
  g_clear_pointer (&work->report, gh_restore_report_free);
  g_free (work->path);
  g_free (work);
}

static void
start (GhPage              *page,
       GFile               *file,
       gboolean             only_rehearse,
       GTaskThreadFunc      func,
       GAsyncReadyCallback  callback)
{
  GhSession *session = gh_page_get_session (page);
  g_autoptr (GTask) task = g_task_new (page, NULL, callback, NULL);
  Work *work = g_new0 (Work, 1);

  work->page = g_object_ref (page);
  work->store = g_object_ref (gh_session_get_store (session));
  work->actor = gh_actor_copy (gh_session_get_actor (session));
  work->path = g_file_get_path (file);
  work->only_rehearse = only_rehearse;
  g_task_set_source_tag (task, start);
  g_task_set_task_data (task, work, work_free);
  if (work->path != NULL)
    {
      g_task_run_in_thread (task, func);
      return;
    }

  g_task_return_new_error (task, GH_ERROR, GH_ERROR_FAILED, "%s", _("The file is not on this computer."));
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

  if (gh_backup_make (work->store, work->path, cancellable, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
closed_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      data)
{
  g_free (gh_ask_finish (result, NULL));
}

static void
backed_up_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      data)
{
  const GhAnswer close = { "close", _("_Close"), ADW_RESPONSE_DEFAULT };
  Work *work = g_task_get_task_data (G_TASK (result));
  g_autofree char *name = g_filename_display_basename (work->path != NULL ? work->path : "");
  g_autofree char *text = g_strdup_printf (_("Backup “%s” saved"), name);
  g_autoptr (GError) error = NULL;

  if (g_task_propagate_boolean (G_TASK (result), &error))
    gh_page_add_toast (work->page, text, 0);
  else
    gh_ask_async (GTK_WIDGET (work->page),
                  &(GhQuestion) { .heading = _("No Backup Was Made"), .body = error->message, .answers = &close,
                                  .n_answers = 1, .default_id = close.id },
                  NULL, closed_cb, NULL);
}

static void
chose_backup_cb (GObject      *source,
                 GAsyncResult *result,
                 gpointer      data)
{
  g_autoptr (GhPage) page = data;
  g_autoptr (GFile) file = gh_ask_file_finish (result, NULL);

  if (file != NULL)
    start (page, file, FALSE, back_up_thread, backed_up_cb);
}

static void
back_up_cb (GhPage *page)
{
  GhSession *session = gh_page_get_session (page);
  g_autoptr (GDateTime) now = g_date_time_new_from_unix_local (gh_session_get_now (session));
  g_autofree char *day = g_date_time_format (now, "%F");
  g_autofree char *name = g_strdup_printf ("%s %s.db", gh_session_get_name (session), day);
  const GhFileQuestion question = {
    .title = _("Back Up"),
    .accept = _("_Back Up"),
    .save = TRUE,
    .name = g_strdelimit (name, "/", '-'),
  };

  gh_ask_file_async (GTK_WIDGET (page), &question, NULL, chose_backup_cb, g_object_ref (page));
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
                             gh_keys_of (work->store), work->only_rehearse, NULL, &error);
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

  gh_operate_failure_show (GTK_WIDGET (work->page), _("Nothing Was Restored"), text,
                           gh_operation_find ("organisation.restore"), NULL, NULL);
}

static void
restored_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      data)
{
  Work *work = g_task_get_task_data (G_TASK (result));
  g_autoptr (GError) error = NULL;

  if (!g_task_propagate_boolean (G_TASK (result), &error) || work->report->result->is_refused)
    {
      fail (work, error);
      return;
    }

  gh_page_add_toast (work->page, _("The backup was restored"), 0);
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
  g_autoptr (GFile) file = g_file_new_for_path (work->path);

  if (g_strcmp0 (answer, "restore") == 0)
    start (work->page, file, FALSE, restore_thread, restored_cb);
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

  if (!g_task_propagate_boolean (G_TASK (result), &error) || work->report->result->is_refused)
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
chose_restore_cb (GObject      *source,
                  GAsyncResult *result,
                  gpointer      data)
{
  g_autoptr (GhPage) page = data;
  g_autoptr (GFile) file = gh_ask_file_finish (result, NULL);

  if (file != NULL)
    start (page, file, TRUE, restore_thread, rehearsed_cb);
}

static void
restore_cb (GhPage *page)
{
  const GhFileQuestion question = { .title = _("Restore"), .accept = _("_Restore…") };

  gh_ask_file_async (GTK_WIDGET (page), &question, NULL, chose_restore_cb, g_object_ref (page));
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
  add_row (group, page, _("Restore"), _("Puts a backup in the place of today's organisation"), _("_Restore…"),
           "organisation.restore", G_CALLBACK (restore_cb));

  return group;
}
