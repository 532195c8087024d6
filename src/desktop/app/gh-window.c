/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/gh-window-private.h"

#include "keys/gh-key-work.h"
#include "kit/gh-ask.h"
#include "operate/gh-operate-jobs.h"

#include <glib/gi18n-lib.h>

/* Shorter waits show no spinner. */
#define SPINNER_MS 200

G_DEFINE_FINAL_TYPE (GhWindow, gh_window, ADW_TYPE_APPLICATION_WINDOW)

/* --- opening --- */

static gboolean
show_spinner_cb (gpointer data)
{
  GhWindow *self = data;

  self->spinner_id = 0;
  gtk_widget_set_visible (GTK_WIDGET (self->spinner), TRUE);
  gtk_spinner_start (self->spinner);

  return G_SOURCE_REMOVE;
}

static void
hide_spinner (GhWindow *self)
{
  g_clear_handle_id (&self->spinner_id, g_source_remove);
  gtk_spinner_stop (self->spinner);
  gtk_widget_set_visible (GTK_WIDGET (self->spinner), FALSE);
}

static void
opened_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      data)
{
  g_autoptr (GhWindow) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GhSession) session = gh_session_open_finish (result, &error);
  g_autofree char *default_path = NULL;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  hide_spinner (self);
  default_path = gh_store_get_default_path ();
  if (g_error_matches (error, GH_ERROR, GH_ERROR_NOT_FOUND) && g_str_equal (self->path, default_path))
    {
      /* The first start: nothing is missing. */
      g_clear_pointer (&self->path, g_free);
      gtk_stack_set_visible_child_name (self->stack, "start");
      return;
    }
  if (session == NULL)
    {
      gh_window_show_failure (self, _("The Organisation Could Not Be Opened"), error->message, self->path);
      return;
    }

  /* A path from the command line is not remembered. */
  if ((g_application_get_flags (G_APPLICATION (gtk_window_get_application (GTK_WINDOW (self)))) &
       G_APPLICATION_NON_UNIQUE) == 0)
    g_settings_set_string (self->settings, "database", self->path);
  g_set_object (&self->session, session);
  gh_window_follow_session (self);
  gh_window_begin_pages (self);
  if (self->is_new)
    gh_key_work_create (gh_window_get_page (self));
}

static void
open_now (GhWindow   *self,
          const char *path,
          const char *name)
{
  g_cancellable_cancel (self->opening);
  g_clear_object (&self->opening);
  if (path == NULL)
    {
      g_clear_pointer (&self->path, g_free);
      gtk_stack_set_visible_child_name (self->stack, "start");
      return;
    }

  if (path != self->path)
    {
      g_free (self->path);
      self->path = g_strdup (path);
    }
  self->opening = g_cancellable_new ();
  self->is_new = name != NULL;
  gtk_stack_set_visible_child_name (self->stack, "blank");
  if (self->spinner_id == 0)
    self->spinner_id = g_timeout_add (SPINNER_MS, show_spinner_cb, self);
  gh_session_open_async (path, name, self->opening, opened_cb, g_object_ref (self));
}

static void
try_again_cb (GtkWidget  *widget,
              const char *action_name,
              GVariant   *parameter)
{
  GhWindow *self = GH_WINDOW (widget);

  if (gh_window_is_lost (self))
    gh_window_retry (self);
  else if (self->path != NULL)
    open_now (self, self->path, NULL);
}

/* --- another organisation --- */

typedef struct {
  GhWindow  *window;
  GtkWidget *entry;   /* nullable: asks for the name of a new one */
  char      *path;    /* nullable */
  char      *name;    /* nullable: the new one's */
} Other;

static Other *
other_new (gpointer window)
{
  Other *other = g_new0 (Other, 1);

  other->window = g_object_ref (window);

  return other;
}

static void
other_free (Other *other)
{
  g_object_unref (other->window);
  g_clear_object (&other->entry);
  g_free (other->path);
  g_free (other->name);
  g_free (other);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Other, other_free)

static void
left_for_other_cb (GObject      *page,
                   GAsyncResult *result,
                   gpointer      data)
{
  g_autoptr (Other) other = data;

  /* A closed window has no application. */
  if (gh_page_leave_finish (GH_PAGE (page), result) &&
      gtk_window_get_application (GTK_WINDOW (other->window)) != NULL)
    open_now (other->window, other->path, other->name);
}

/* @other: (transfer full) */
static void
open_other (Other *other)
{
  GhPage *page = gh_window_get_page (other->window);

  if (page != NULL)
    {
      gh_page_leave_async (page, left_for_other_cb, other);
      return;
    }

  open_now (other->window, other->path, other->name);
  other_free (other);
}

void
gh_window_open (GhWindow   *self,
                const char *path,
                const char *name)
{
  Other *other;

  g_return_if_fail (GH_IS_WINDOW (self));

  other = other_new (self);
  other->path = g_strdup (path);
  other->name = g_strdup (name);
  open_other (other);
}

static void
chosen_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      data)
{
  g_autoptr (Other) other = data;
  g_autoptr (GFile) file = gh_ask_file_finish (result, NULL);

  other->path = file != NULL ? g_file_get_path (file) : NULL;
  if (other->path != NULL)
    open_other (g_steal_pointer (&other));
}

static void
open_organisation_cb (GtkWidget  *widget,
                      const char *action_name,
                      GVariant   *parameter)
{
  GhFileQuestion question = {
    .title = _("Open Organisation"),
    .accept = _("_Open"),
    .kind = _("Organisations"),
    .pattern = "*.db",
  };

  gh_ask_file_async (widget, &question, NULL, chosen_cb, other_new (widget));
}

static void
named_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      data)
{
  g_autoptr (Other) other = data;
  g_autofree char *answer = gh_ask_finish (result, NULL);

  other->name = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (other->entry))));
  if (g_strcmp0 (answer, "create") != 0 || *other->name == '\0')
    return;

  /* The first one goes to the default path. */
  if (other->window->path != NULL)
    {
      g_autofree char *file_name = g_strconcat (other->name, ".db", NULL);
      GhFileQuestion question = {
        .title = _("New Organisation"),
        .accept = _("_Create"),
        .save = TRUE,
        .name = g_strdelimit (file_name, "/", '-'),
      };
      GtkWidget *window = GTK_WIDGET (other->window);

      gh_ask_file_async (window, &question, NULL, chosen_cb, g_steal_pointer (&other));
    }
  else
    {
      other->path = gh_store_get_default_path ();
      open_other (g_steal_pointer (&other));
    }
}

static void
new_organisation_cb (GtkWidget  *widget,
                     const char *action_name,
                     GVariant   *parameter)
{
  const GhAnswer answers[] = {
    { "cancel", _("_Cancel"), ADW_RESPONSE_DEFAULT },
    { "create", _("C_reate"), ADW_RESPONSE_SUGGESTED },
  };
  GhQuestion question = {
    .heading = _("New Organisation"),
    .body = _("What is the organisation called?"),
    .answers = answers,
    .n_answers = G_N_ELEMENTS (answers),
    .default_id = "create",
  };
  Other *other = other_new (widget);

  other->entry = g_object_ref_sink (gtk_entry_new ());
  gtk_entry_set_activates_default (GTK_ENTRY (other->entry), TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (other->entry), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("Name of the organisation"), -1);
  question.extra = other->entry;
  gh_ask_async (widget, &question, NULL, named_cb, other);
}

/* --- life --- */

static void
save_size (GhWindow *self)
{
  int width;
  int height;

  gtk_window_get_default_size (GTK_WINDOW (self), &width, &height);
  if (!gtk_window_is_maximized (GTK_WINDOW (self)))
    g_settings_set (self->settings, "window-size", "(ii)", width, height);
  g_settings_set_boolean (self->settings, "maximized", gtk_window_is_maximized (GTK_WINDOW (self)));
}

static void
restore_size (GhWindow *self)
{
  int width;
  int height;

  g_settings_get (self->settings, "window-size", "(ii)", &width, &height);
  gtk_window_set_default_size (GTK_WINDOW (self), CLAMP (width, 360, 8192), CLAMP (height, 480, 8192));
  if (g_settings_get_boolean (self->settings, "maximized"))
    gtk_window_maximize (GTK_WINDOW (self));
}

static void
left_cb (GObject      *page,
         GAsyncResult *result,
         gpointer      data)
{
  g_autoptr (GhWindow) self = data;

  self->is_leaving = FALSE;
  if (!gh_page_leave_finish (GH_PAGE (page), result))
    return;

  save_size (self);
  /* Some fields save when they lose the focus. */
  gtk_window_set_focus (GTK_WINDOW (self), NULL);
  gtk_window_destroy (GTK_WINDOW (self));
}

static GhOperateJobs *
get_jobs (GhWindow *self)
{
  return self->session != NULL ? gh_operate_jobs_get (gh_session_get_store (self->session)) : NULL;
}

/* Each job reverts what it did before it ends. */
static void
jobs_changed_cb (GhWindow      *self,
                 GhOperateJobs *jobs)
{
  if (gh_operate_jobs_count_running (jobs) > 0)
    return;

  g_signal_handlers_disconnect_by_func (jobs, jobs_changed_cb, self);
  gtk_window_close (GTK_WINDOW (self));
}

static void
stop_answered_cb (GObject      *source,
                  GAsyncResult *result,
                  gpointer      data)
{
  g_autoptr (GhWindow) self = data;
  g_autofree char *answer = gh_ask_finish (result, NULL);
  GhOperateJobs *jobs = get_jobs (self);

  self->is_asking = FALSE;
  if (g_strcmp0 (answer, "stop") != 0 || jobs == NULL)
    return;

  g_signal_connect_object (jobs, "changed", G_CALLBACK (jobs_changed_cb), self, G_CONNECT_SWAPPED);
  gh_operate_jobs_cancel (jobs);
  jobs_changed_cb (self, jobs);
}

static void
ask_to_stop (GhWindow *self,
             guint     n)
{
  const GhAnswer answers[] = {
    { "cancel", _("_Cancel"), ADW_RESPONSE_DEFAULT },
    { "stop", _("_Stop and Quit"), ADW_RESPONSE_DESTRUCTIVE },
  };
  g_autofree char *heading = g_strdup_printf (ngettext ("%u Job Is Still Running", "%u Jobs Are Still Running", n), n);
  const GhQuestion question = {
    .heading = heading,
    .body = _("What is stopped leaves everything as it was."),
    .answers = answers,
    .n_answers = G_N_ELEMENTS (answers),
    .default_id = "cancel",
  };

  self->is_asking = TRUE;
  gh_ask_async (GTK_WIDGET (self), &question, NULL, stop_answered_cb, g_object_ref (self));
}

static gboolean
gh_window_close_request (GtkWindow *window)
{
  GhWindow *self = GH_WINDOW (window);
  GhPage *page = gh_window_get_page (self);
  guint n_running = get_jobs (self) != NULL ? gh_operate_jobs_count_running (get_jobs (self)) : 0;

  if (n_running > 0)
    {
      if (!self->is_asking)
        ask_to_stop (self, n_running);
      return TRUE;
    }

  if (self->is_leaving)
    return TRUE;
  if (page != NULL)
    {
      self->is_leaving = TRUE;
      gh_page_leave_async (page, left_cb, g_object_ref (self));
      return TRUE;
    }

  save_size (self);

  return GTK_WINDOW_CLASS (gh_window_parent_class)->close_request (window);
}

/* What waits for the keyring holds the window, which is closed now. */
static void
gh_window_unrealize (GtkWidget *widget)
{
  gh_window_end_keys (GH_WINDOW (widget));

  GTK_WIDGET_CLASS (gh_window_parent_class)->unrealize (widget);
}

static void
gh_window_dispose (GObject *object)
{
  GhWindow *self = GH_WINDOW (object);

  g_cancellable_cancel (self->opening);
  g_clear_object (&self->opening);
  g_clear_handle_id (&self->spinner_id, g_source_remove);
  g_clear_handle_id (&self->toast_id, g_source_remove);
  g_clear_object (&self->next_toast);
  if (self->toast != NULL)
    g_signal_handlers_disconnect_by_data (self->toast, self);
  g_clear_object (&self->toast);
  g_clear_weak_pointer (&self->lost_focus);
  g_clear_object (&self->session);
  g_clear_object (&self->settings);
  g_clear_pointer (&self->places, g_ptr_array_unref);
  g_clear_pointer (&self->undos, g_array_unref);
  g_clear_object (&self->notice);
  gh_window_end_owner_notices (self);

  G_OBJECT_CLASS (gh_window_parent_class)->dispose (object);
}

static void
gh_window_finalize (GObject *object)
{
  GhWindow *self = GH_WINDOW (object);

  g_free (self->path);
  g_free (self->link);
  g_free (self->key_places);

  G_OBJECT_CLASS (gh_window_parent_class)->finalize (object);
}

static void
gh_window_class_init (GhWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = gh_window_dispose;
  G_OBJECT_CLASS (klass)->finalize = gh_window_finalize;
  widget_class->unrealize = gh_window_unrealize;
  GTK_WINDOW_CLASS (klass)->close_request = gh_window_close_request;

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/gatehouse/Gatehouse/app/gh-window.ui");
  gtk_widget_class_bind_template_child (widget_class, GhWindow, toasts);
  gtk_widget_class_bind_template_child (widget_class, GhWindow, stack);
  gtk_widget_class_bind_template_child (widget_class, GhWindow, failure);
  gtk_widget_class_bind_template_child (widget_class, GhWindow, failure_path);
  gtk_widget_class_bind_template_child (widget_class, GhWindow, try_again);
  gtk_widget_class_bind_template_child (widget_class, GhWindow, spinner);

  /* Class actions are not exported to other programs (F6). */
  gtk_widget_class_install_action (widget_class, "win.open-organisation", NULL, open_organisation_cb);
  gtk_widget_class_install_action (widget_class, "win.new-organisation", NULL, new_organisation_cb);
  gtk_widget_class_install_action (widget_class, "win.try-again", NULL, try_again_cb);
  gh_window_class_install_page_actions (widget_class);
  gh_window_class_install_view_actions (widget_class);
  gh_window_class_install_undo_actions (widget_class);
  gh_window_class_install_notice_actions (widget_class);
  gh_window_class_install_key_actions (widget_class);
  gh_window_class_install_owner_actions (widget_class);
}

static void
gh_window_init (GhWindow *self)
{
  self->places = g_ptr_array_new_with_free_func (gh_place_free);
  self->undos = g_array_new (FALSE, FALSE, sizeof (gint64));
  gtk_widget_init_template (GTK_WIDGET (self));
  gh_window_guard_toasts (self);
}

GhWindow *
gh_window_new (GtkApplication *application,
               GSettings      *settings)
{
  GhWindow *self = g_object_new (GH_TYPE_WINDOW, "application", application, NULL);

  self->settings = g_object_ref (settings);
  restore_size (self);

  return self;
}
