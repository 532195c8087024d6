/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The entry in the pane: reading it, undoing it, and what it did as a list and as a file. */
#include "log/gh-log-page-private.h"

#include "kit/gh-dialog-size.h"
#include "list/gh-report-save.h"
#include "operate/gh-operate-users.h"
#include "operations/gh-run.h"

#include <glib/gi18n-lib.h>

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
  if (rehearsal == NULL || self->shown == 0)
    return;

  gh_log_pane_set_undo (self->pane, rehearsal);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "log.undo", !rehearsal->is_refused);
}

static JsonObject *
make_undo_parameters (GhLogPage *self)
{
  JsonObject *parameters = json_object_new ();

  json_object_set_int_member (parameters, "entry", self->shown);

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

/* As high as it was the last time. */
static void
reveal_pane (GhLogPage *self)
{
  if (gtk_widget_get_visible (GTK_WIDGET (self->pane)))
    return;

  gtk_widget_set_visible (GTK_WIDGET (self->pane), TRUE);
  gtk_paned_set_position (self->paned, MAX (0, gtk_widget_get_height (GTK_WIDGET (self->paned)) -
                                               g_settings_get_int (self->settings, "log-pane-height")));
}

static void
details_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      data)
{
  g_autoptr (GhLogPage) self = data;
  g_autoptr (GError) error = NULL;
  Reading *reading = gh_session_read_finish (result, &error);

  if (self->table == NULL || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (reading == NULL)
    {
      gh_page_add_toast (GH_PAGE (self), error->message, 0);
      return;
    }
  if (reading->entry != self->shown)
    return;

  g_clear_pointer (&self->user_ids, g_array_unref);
  self->user_ids = g_array_ref (reading->details->user_ids);
  gh_log_pane_show (self->pane, reading->details, reading->skips, gh_session_get_now (gh_page_get_session (GH_PAGE (self))));
  reveal_pane (self);
  rehearse_undo (self);
}

/* The row of the entry in the pane is marked. */
static void
set_shown (GhLogPage *self,
           gint64     entry)
{
  GhTableList *list = gh_table_get_list (self->table);

  if (self->shown != 0)
    gh_table_list_select_id (list, self->shown, FALSE);
  self->shown = entry;
  if (entry != 0)
    gh_table_list_select_id (list, entry, TRUE);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "log.close", entry != 0);
}

void
gh_log_page_show_entry (GhLogPage *self,
                        gint64     entry)
{
  Reading *reading;

  gh_log_page_stop_reading (self);
  set_shown (self, entry);
  self->reading = g_cancellable_new ();
  reading = g_new0 (Reading, 1);
  reading->entry = entry;
  gh_session_read_async (gh_page_get_session (GH_PAGE (self)), read_cb, reading, reading_free, self->reading, details_cb,
                         g_object_ref (self));
}

void
gh_log_page_keep_pane_height (GhLogPage *self)
{
  int height = gtk_widget_get_height (GTK_WIDGET (self->pane));

  if (height > 0 && self->settings != NULL)
    g_settings_set_int (self->settings, "log-pane-height", height);
}

static void
close_cb (GtkWidget  *widget,
          const char *action_name,
          GVariant   *parameter)
{
  GhLogPage *self = GH_LOG_PAGE (widget);

  gh_log_page_stop_reading (self);
  set_shown (self, 0);
  gtk_widget_set_visible (GTK_WIDGET (self->pane), FALSE);
  gtk_widget_grab_focus (GTK_WIDGET (self->table));
}

static void
show_entry_cb (GtkWidget  *widget,
               const char *action_name,
               GVariant   *parameter)
{
  gh_log_page_go_to_entry (GH_LOG_PAGE (widget), g_variant_get_int64 (parameter));
}

/* The row may come with the next list. */
void
gh_log_page_seek (GhLogPage *self)
{
  guint position = self->sought != 0 ? gh_table_list_find (gh_table_get_list (self->table), self->sought)
                                     : GTK_INVALID_LIST_POSITION;

  if (position == GTK_INVALID_LIST_POSITION)
    return;

  self->sought = 0;
  gh_table_set_cursor (self->table, position, TRUE);
}

void
gh_log_page_go_to_entry (GhLogPage *self,
                         gint64     entry)
{
  self->sought = entry;
  gh_log_page_show_entry (self, entry);
  gh_log_page_seek (self);
  if (self->sought != 0 && self->has_list)
    gh_log_page_clear_filter (self);
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
  /* Translators: a file name: what came of the entry of that number in the log */
  g_autofree char *name = g_strdup_printf (_("entry-%" G_GINT64_FORMAT), self->shown);

  gh_report_save (GH_PAGE (self), name, GH_REPORT_CSV_SAFE, write_cb, g_memdup2 (&self->shown, sizeof self->shown),
                  g_free);
}

/* --- its users --- */

/* One user's page; of more, a list. */
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
  gtk_widget_class_install_action (klass, "log.close", NULL, close_cb);
  gtk_widget_class_install_action (klass, "log.show-entry", "x", show_entry_cb);
  gtk_widget_class_install_action (klass, "log.show-users", NULL, show_users_cb);
  gtk_widget_class_install_action (klass, "log.save-result", NULL, save_result_cb);
  gtk_widget_class_install_action (klass, "log.undo", NULL, undo_cb);
  gtk_widget_class_add_binding_action (klass, GDK_KEY_Escape, 0, "log.close", NULL);
}
