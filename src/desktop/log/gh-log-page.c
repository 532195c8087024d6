/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "log/gh-log-page.h"

#include "kit/gh-dialog-size.h"
#include "list/gh-report-save.h"
#include "log/gh-log-kind.h"
#include "logs/gh-log-result.h"
#include "logs/gh-log-verify.h"
#include "operate/gh-operate-users.h"
#include "operations/gh-run.h"
#include "operations/gh-signing.h"
#include "session/gh-when.h"

#include <glib/gi18n-lib.h>
#include <string.h>

G_DEFINE_FINAL_TYPE (GhLogPage, gh_log_page, GH_TYPE_LIST_PAGE)

/* --- verifying (L5) --- */

typedef struct {
  GhLogReport *report;
  char        *notice; /* nullable: why an Owner must look at the log's end */
} Verified;

static void
verified_free (Verified *self)
{
  g_clear_pointer (&self->report, gh_log_report_free);
  g_free (self->notice);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Verified, verified_free)

static void
update_verified (GhLogPage *self)
{
  gint64 time = g_settings_get_int64 (self->organisation, "log-verified");
  g_autofree char *when = gh_when_dup_text (time, gh_session_get_now (gh_page_get_session (GH_PAGE (self))));
  g_autofree char *text = NULL;

  if (self->verifying != NULL)
    text = g_strdup (_("Verifying…"));
  else if (time == 0)
    text = g_strdup (_("Not verified yet"));
  else if (self->is_signed)
    /* Translators: “Signatures verified: Today 09:41” */
    text = g_strdup_printf (_("Signatures verified: %s"), when);
  else
    /* Translators: “Chain verified: Today 09:41” */
    text = g_strdup_printf (_("Chain verified: %s"), when);
  gtk_label_set_text (self->verified, text);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->verified), self->report != NULL ? self->report : text);
  gtk_widget_set_visible (GTK_WIDGET (self->verified_icon), self->verifying == NULL && time != 0);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "log.verify", self->verifying == NULL);
}

/* The page's notice is in the place of the window's, which offers the same (L6). */
static void
add_accept_button (GhLogPage *self)
{
  const GhActor *actor = gh_session_get_actor (gh_page_get_session (GH_PAGE (self)));

  if (self->needs_owner && gh_role_may (actor->role, "log.accept-head") == GH_REFUSAL_NONE)
    gh_notice_add_button (self->notice, _("_Accept…"), "log.accept-head");
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
  add_accept_button (self);
}

/* The verdict, and below it the ranges without a signature (L4). */
static void
show_unsigned (GhLogPage *self)
{
  const char *end = strchr (self->report, '\n');
  g_autofree char *heading = g_strndup (self->report, end - self->report);
  g_autofree char *body = g_strchomp (g_strdup (end + 1));

  gh_notice_show (self->notice, GH_NOTICE_WARNING, heading, body);
  add_accept_button (self);
}

static void
show_changed_minutes (GhLogPage       *self,
                      const GhMinutes *minutes)
{
  g_autofree char *problem = gh_minutes_dup_problem (minutes);

  gh_notice_show (self->notice, GH_NOTICE_ERROR, _("The authentication log was changed."), problem);
}

static void
show_report (GhLogPage         *self,
             const GhLogReport *report)
{
  g_free (self->report);
  self->report = gh_log_report_to_text (report);
  self->is_signed = report->state == GH_LOG_SIGNED;

  if (report->state == GH_LOG_BROKEN)
    show_broken (self, report);
  else if (report->minutes.problem != NULL)
    show_changed_minutes (self, &report->minutes);
  else if (report->state == GH_LOG_UNVOUCHED || (report->fingerprint != NULL && report->n_unsigned > 0))
    show_unsigned (self);
  else
    gh_notice_hide (self->notice);
}

static void
verified_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      data)
{
  g_autoptr (GhLogPage) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (Verified) verified = g_task_propagate_pointer (G_TASK (result), &error);

  g_clear_object (&self->verifying);
  if (self->organisation == NULL)
    return;

  if (verified == NULL)
    gh_page_add_toast (GH_PAGE (self), error->message, 0);
  else
    {
      const GhLogReport *report = verified->report;

      self->needs_owner = verified->notice != NULL;
      g_settings_set_int64 (self->organisation, "log-verified", report->state != GH_LOG_BROKEN
                              ? gh_session_get_now (gh_page_get_session (GH_PAGE (self))) : 0);
      show_report (self, report);
    }
  update_verified (self);
}

static void
verify_in_thread (GTask        *task,
                  gpointer      store,
                  gpointer      job,
                  GCancellable *cancellable)
{
  g_autoptr (Verified) verified = g_new0 (Verified, 1);
  GError *error = NULL;

  verified->report = gh_log_verify (store, job, &error);
  if (verified->report != NULL && gh_signing_ask (store, &verified->notice, &error))
    g_task_return_pointer (task, g_steal_pointer (&verified), (GDestroyNotify) verified_free);
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
  update_verified (self);
  task = g_task_new (gh_session_get_store (gh_page_get_session (GH_PAGE (self))), NULL, verified_cb,
                     g_object_ref (self));
  g_task_set_source_tag (task, verify_cb);
  g_task_set_task_data (task, g_object_ref (self->verifying), g_object_unref);
  g_task_run_in_thread (task, verify_in_thread);
}

static void
accept_head_cb (GtkWidget  *widget,
                const char *action_name,
                GVariant   *parameter)
{
  gh_page_operate (GH_PAGE (widget), gh_operation_find ("log.accept-head"), NULL, NULL, FALSE);
}

/* What the notice says of the log's end is no longer so. */
static void
operated_cb (GhLogPage      *self,
             const GhResult *result)
{
  if (result->entry != 0 && g_str_equal (result->operation->name, "log.accept-head"))
    gh_notice_hide (self->notice);
}

/* --- the entry in the pane --- */

static gint64
get_shown (GhLogPage *self)
{
  return gh_list_page_get_shown (GH_LIST_PAGE (self));
}

typedef struct {
  gint64        entry;
  GhLogDetails *details;
  GPtrArray    *skips;
} Reading;

static void
reading_free (gpointer data)
{
  Reading *reading = data;

  g_clear_pointer (&reading->details, gh_log_details_free);
  g_clear_pointer (&reading->skips, g_ptr_array_unref);
  g_free (reading);
}

static gboolean
read_cb (GhConnection  *connection,
         gpointer       data,
         GError       **error)
{
  Reading *reading = data;

  reading->details = gh_log_details_read (connection, reading->entry, GH_LOG_PANE_N_CHANGES, error);

  reading->skips = reading->details != NULL ? gh_log_skips_read (connection, reading->entry, error) : NULL;

  return reading->skips != NULL;
}

static void
stop_reading (GhLogPage *self)
{
  g_cancellable_cancel (self->reading);
  g_clear_object (&self->reading);
  if (self->rehearsing != NULL)
    g_cancellable_cancel (gh_job_get_cancellable (self->rehearsing));
  g_clear_object (&self->rehearsing);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "log.undo", FALSE);
}

static void
rehearsed_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      data)
{
  g_autoptr (GhLogPage) self = data;
  g_autoptr (GhResult) rehearsal = gh_run_finish (GH_STORE (source), result, NULL);

  /* Cancelled when another entry was chosen. */
  if (rehearsal == NULL || get_shown (self) == 0)
    return;

  gh_log_pane_set_undo (self->pane, rehearsal);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "log.undo", !rehearsal->is_refused);
}

static JsonObject *
make_undo_parameters (GhLogPage *self)
{
  JsonObject *parameters = json_object_new ();

  json_object_set_int_member (parameters, "entry", get_shown (self));

  return parameters;
}

static void
rehearse_undo (GhLogPage *self)
{
  GhSession *session = gh_page_get_session (GH_PAGE (self));
  g_autoptr (JsonObject) parameters = make_undo_parameters (self);

  self->rehearsing = gh_job_new ();
  gh_rehearse_async (gh_session_get_store (session),
                     &(GhRequest) {
                       .operation = gh_operation_find ("log.undo"),
                       .actor = gh_session_get_actor (session),
                       .parameters = parameters,
                     },
                     self->rehearsing, rehearsed_cb, g_object_ref (self));
}

static void
details_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      data)
{
  g_autoptr (GhLogPage) self = data;
  g_autoptr (GError) error = NULL;
  Reading *reading = gh_session_read_finish (result, &error);

  if (self->organisation == NULL || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (reading == NULL)
    {
      gh_page_add_toast (GH_PAGE (self), error->message, 0);
      return;
    }
  if (reading->entry != get_shown (self))
    return;

  g_clear_pointer (&self->user_ids, g_array_unref);
  self->user_ids = g_array_ref (reading->details->user_ids);
  gh_log_pane_show (self->pane, reading->details, reading->skips, gh_session_get_now (gh_page_get_session (GH_PAGE (self))));
  gh_list_page_reveal_pane (GH_LIST_PAGE (self));
  rehearse_undo (self);
}

static void
gh_log_page_show_row (GhListPage *page,
                      gint64      entry)
{
  GhLogPage *self = GH_LOG_PAGE (page);
  Reading *reading;

  stop_reading (self);
  if (entry == 0)
    return;

  self->reading = g_cancellable_new ();
  reading = g_new0 (Reading, 1);
  reading->entry = entry;
  gh_session_read_async (gh_page_get_session (GH_PAGE (self)), read_cb, reading, reading_free, self->reading, details_cb,
                         g_object_ref (self));
}

static void
undo_cb (GtkWidget  *widget,
         const char *action_name,
         GVariant   *parameter)
{
  GhLogPage *self = GH_LOG_PAGE (widget);
  g_autoptr (JsonObject) parameters = make_undo_parameters (self);

  gh_page_operate (GH_PAGE (self), gh_operation_find ("log.undo"), NULL, parameters, FALSE);
}

static GtkEventController *
make_escape (void)
{
  GtkEventController *controller = gtk_shortcut_controller_new ();

  gtk_shortcut_controller_add_shortcut (GTK_SHORTCUT_CONTROLLER (controller),
                                        gtk_shortcut_new (gtk_keyval_trigger_new (GDK_KEY_Escape, 0),
                                                          gtk_named_action_new ("window.close")));

  return controller;
}

/* --- the result as a file (O7) --- */

static gboolean
write_cb (GhStore         *store,
          const GhActor   *actor,
          GhReportFormat   format,
          const char      *path,
          gpointer         entry,
          GhJob           *job,
          gint64          *count,
          GError         **error)
{
  return gh_log_result_export (store, actor, *(gint64 *) entry, path, job, count, error);
}

static void
save_result_cb (GtkWidget  *widget,
                const char *action_name,
                GVariant   *parameter)
{
  GhLogPage *self = GH_LOG_PAGE (widget);
  gint64 entry = get_shown (self);
  /* Translators: a file name: what came of the entry of that number in the log */
  g_autofree char *name = g_strdup_printf (_("entry-%" G_GINT64_FORMAT), entry);

  gh_report_save (GH_PAGE (self), name, GH_REPORT_CSV_SAFE, write_cb, g_memdup2 (&entry, sizeof entry), g_free);
}

/* --- its users --- */

/* Opens one user's page; for more, a list. */
static void
show_users_cb (GtkWidget  *widget,
               const char *action_name,
               GVariant   *parameter)
{
  GhLogPage *self = GH_LOG_PAGE (widget);
  GhSkip users = { .record_kind = "user", .ids = self->user_ids };
  const GhUserRow *user;
  GtkWidget *window;
  GtkWidget *box;
  GtkWidget *list;

  if (self->user_ids == NULL || self->user_ids->len == 0)
    return;

  user = self->user_ids->len == 1 ? gh_session_read_user (gh_page_get_session (GH_PAGE (self)), g_array_index (self->user_ids, gint64, 0))
                                  : NULL;
  if (user != NULL)
    {
      gtk_widget_activate_action (widget, "win.open-user", "s", user->key);
      return;
    }

  window = adw_window_new ();
  box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  list = gh_operate_users_new ();
  gtk_window_set_title (GTK_WINDOW (window), _("Users of This Entry"));
  gtk_window_set_transient_for (GTK_WINDOW (window), GTK_WINDOW (gtk_widget_get_root (widget)));
  gtk_window_set_modal (GTK_WINDOW (window), TRUE);
  gh_dialog_set_size (GTK_WINDOW (window), 560, 600);
  gtk_box_append (GTK_BOX (box), adw_header_bar_new ());
  gtk_widget_set_vexpand (list, TRUE);
  gtk_box_append (GTK_BOX (box), list);
  adw_window_set_content (ADW_WINDOW (window), box);
  gh_operate_users_show (GH_OPERATE_USERS (list), gh_session_get_store (gh_page_get_session (GH_PAGE (self))), &users);
  gtk_widget_add_controller (window, make_escape ());
  gtk_window_present (GTK_WINDOW (window));
}

/* --- the page --- */

/* @key: the number of an entry to show */
static void
gh_log_page_open (GhPage     *page,
                  const char *key)
{
  GH_PAGE_CLASS (gh_log_page_parent_class)->open (page, key);
  if (key != NULL)
    gh_list_page_go_to_row (GH_LIST_PAGE (page), g_ascii_strtoll (key, NULL, 10));
}

static void
gh_log_page_changed (GhPage          *page,
                     const GhChanges *changes)
{
  GH_PAGE_CLASS (gh_log_page_parent_class)->changed (page, changes);
  update_verified (GH_LOG_PAGE (page));
}

static void
update_narrow (GhLogPage *self)
{
  gboolean narrow = gh_page_get_narrow (GH_PAGE (self));

  gtk_widget_set_visible (GTK_WIDGET (self->verified), !narrow);
  gh_log_pane_set_narrow (self->pane, narrow);
}

static void
gh_log_page_constructed (GObject *object)
{
  GhLogPage *self = GH_LOG_PAGE (object);
  GhSession *session = gh_page_get_session (GH_PAGE (self));
  g_autofree char *path = g_strconcat ("/io/github/gatehouse/Gatehouse/organisations/",
                                       gh_store_get_organisation_key (gh_session_get_store (session)), "/", NULL);

  G_OBJECT_CLASS (gh_log_page_parent_class)->constructed (object);

  self->organisation = g_settings_new_with_path ("io.github.gatehouse.Gatehouse.Organisation", path);
  g_signal_connect (self, "notify::narrow", G_CALLBACK (update_narrow), NULL);
  g_signal_connect_object (session, "operated", G_CALLBACK (operated_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "log.undo", FALSE);
  update_verified (self);
}

static void
gh_log_page_dispose (GObject *object)
{
  GhLogPage *self = GH_LOG_PAGE (object);

  stop_reading (self);
  if (self->verifying != NULL)
    g_cancellable_cancel (gh_job_get_cancellable (self->verifying));
  g_clear_object (&self->organisation);
  g_clear_pointer (&self->user_ids, g_array_unref);
  g_clear_pointer (&self->report, g_free);

  G_OBJECT_CLASS (gh_log_page_parent_class)->dispose (object);
}

static void
gh_log_page_class_init (GhLogPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GhListPageClass *list_class = GH_LIST_PAGE_CLASS (klass);

  g_type_ensure (GH_TYPE_LOG_PANE);
  g_type_ensure (GH_TYPE_NOTICE);

  G_OBJECT_CLASS (klass)->constructed = gh_log_page_constructed;
  G_OBJECT_CLASS (klass)->dispose = gh_log_page_dispose;
  GH_PAGE_CLASS (klass)->beside = GH_CHANGES_ENTRIES | GH_CHANGES_TIME;
  GH_PAGE_CLASS (klass)->changed = gh_log_page_changed;
  GH_PAGE_CLASS (klass)->open = gh_log_page_open;
  list_class->kind = &gh_log_kind;
  list_class->open_row = gh_list_page_show_row;
  list_class->show_row = gh_log_page_show_row;

  gtk_widget_class_install_action (widget_class, "log.show-users", NULL, show_users_cb);
  gtk_widget_class_install_action (widget_class, "log.save-result", NULL, save_result_cb);
  gtk_widget_class_install_action (widget_class, "log.undo", NULL, undo_cb);
  gtk_widget_class_install_action (widget_class, "log.verify", NULL, verify_cb);
  gtk_widget_class_install_action (widget_class, "log.accept-head", NULL, accept_head_cb);

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/gatehouse/Gatehouse/log/gh-log-page.ui");
  gtk_widget_class_bind_template_child (widget_class, GhLogPage, notice);
  gtk_widget_class_bind_template_child (widget_class, GhLogPage, verified_icon);
  gtk_widget_class_bind_template_child (widget_class, GhLogPage, verified);
  gtk_widget_class_bind_template_child (widget_class, GhLogPage, pane);
}

static void
gh_log_page_init (GhLogPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
