/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Verifying the log (L5). */
#include "log/gh-log-page-private.h"

#include "logs/gh-log-verify.h"
#include "session/gh-when.h"

#include <glib/gi18n-lib.h>

void
gh_log_page_update_verified (GhLogPage *self)
{
  gint64 time = g_settings_get_int64 (self->organisation, "log-verified");
  g_autofree char *when = gh_when_dup_text (time, gh_session_get_now (gh_page_get_session (GH_PAGE (self))));
  g_autofree char *text = NULL;

  if (self->verifying != NULL)
    text = g_strdup (_("Verifying…"));
  else if (time == 0)
    text = g_strdup (_("Not verified yet"));
  else
    /* Translators: “Chain verified: Today 09:41” */
    text = g_strdup_printf (_("Chain verified: %s"), when);
  gtk_label_set_text (self->verified, text);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->verified), text);
  gtk_widget_set_visible (GTK_WIDGET (self->verified_icon), self->verifying == NULL && time != 0);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "log.verify", self->verifying == NULL);
}

static void
show_broken (GhLogPage         *self,
             const GhLogReport *report)
{
  g_autofree char *number = g_strdup_printf ("%'" G_GINT64_FORMAT, report->first_bad);
  g_autofree char *heading = g_strdup_printf (_("The log was changed at entry %s."), number);
  g_autofree char *action = g_strdup_printf ("list.show-row(int64 %" G_GINT64_FORMAT ")", report->first_bad);

  gh_notice_show (self->notice, GH_NOTICE_ERROR, heading, report->problem);
  gh_notice_add_button (self->notice, _("_Show"), action);
}

static void
verified_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      data)
{
  g_autoptr (GhLogPage) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GhLogReport) report = g_task_propagate_pointer (G_TASK (result), &error);

  g_clear_object (&self->verifying);
  if (self->organisation == NULL)
    return;

  if (report == NULL)
    gh_page_add_toast (GH_PAGE (self), error->message, 0);
  else
    {
      g_settings_set_int64 (self->organisation, "log-verified", report->state != GH_LOG_BROKEN
                              ? gh_session_get_now (gh_page_get_session (GH_PAGE (self))) : 0);
      if (report->state == GH_LOG_BROKEN)
        show_broken (self, report);
      else
        gh_notice_hide (self->notice);
    }
  gh_log_page_update_verified (self);
}

static void
verify_in_thread (GTask        *task,
                  gpointer      store,
                  gpointer      job,
                  GCancellable *cancellable)
{
  GError *error = NULL;
  GhLogReport *report = gh_log_verify (store, job, &error);

  if (report != NULL)
    g_task_return_pointer (task, report, (GDestroyNotify) gh_log_report_free);
  else
    g_task_return_error (task, error);
}

static void
verify_cb (GtkWidget  *widget,
           const char *action_name,
           GVariant   *parameter)
{
  GhLogPage *self = GH_LOG_PAGE (widget);
  g_autoptr (GTask) task = NULL;

  self->verifying = gh_job_new ();
  gh_log_page_update_verified (self);
  task = g_task_new (gh_session_get_store (gh_page_get_session (GH_PAGE (self))), NULL, verified_cb,
                     g_object_ref (self));
  g_task_set_source_tag (task, verify_cb);
  g_task_set_task_data (task, g_object_ref (self->verifying), g_object_unref);
  g_task_run_in_thread (task, verify_in_thread);
}

void
gh_log_page_class_install_check_actions (GtkWidgetClass *klass)
{
  gtk_widget_class_install_action (klass, "log.verify", NULL, verify_cb);
}
