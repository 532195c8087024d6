/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The entry in the pane: reading it, undoing it, and what it did as a list and as a file. */
#include "log/gh-log-page-private.h"

#include "kit/gh-dialog-size.h"
#include "list/gh-report-save.h"
#include "operate/gh-operate-users.h"
#include "operations/gh-run.h"

#include <glib/gi18n-lib.h>

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

void
gh_log_page_stop_reading (GhLogPage *self)
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
  gh_run_async (gh_session_get_store (session), gh_operation_find ("log.undo"), gh_session_get_actor (session), NULL,
                parameters, NULL, TRUE, self->rehearsing, rehearsed_cb, g_object_ref (self));
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

void
gh_log_page_show_row (GhListPage *page,
                      gint64      entry)
{
  GhLogPage *self = GH_LOG_PAGE (page);
  Reading *reading;

  gh_log_page_stop_reading (self);
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

void
gh_log_page_class_install_pane_actions (GtkWidgetClass *klass)
{
  gtk_widget_class_install_action (klass, "log.show-users", NULL, show_users_cb);
  gtk_widget_class_install_action (klass, "log.save-result", NULL, save_result_cb);
  gtk_widget_class_install_action (klass, "log.undo", NULL, undo_cb);
}
