/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "keys/gh-recovery-entry.h"

#include "keys/gh-key-list.h"
#include "keys/gh-recovery-key.h"
#include "kit/gh-dialog-size.h"
#include "kit/gh-inner-name.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define WIDTH 440

/* What is typed stays in the wiped memory of such rows (K5). */
#define GH_TYPE_RECOVERY_ENTRY (gh_recovery_entry_get_type ())
G_DECLARE_FINAL_TYPE (GhRecoveryEntry, gh_recovery_entry, GH, RECOVERY_ENTRY, AdwWindow)

struct _GhRecoveryEntry {
  AdwWindow   parent_instance;

  GtkWidget  *row;
  GtkWidget  *error_box;
  GtkLabel   *error;
  GtkButton  *run_button;

  GhSession  *session;
  gboolean    is_test;
  gboolean    is_running;
  GTask      *asked;     /* nullable: until it is answered */
};

G_DEFINE_FINAL_TYPE (GhRecoveryEntry, gh_recovery_entry, ADW_TYPE_WINDOW)

static void
set_error (GhRecoveryEntry *self,
           const char      *text)
{
  GtkAccessible *field = GTK_ACCESSIBLE (gtk_editable_get_delegate (GTK_EDITABLE (self->row)));

  gtk_label_set_text (self->error, text != NULL ? text : "");
  gtk_widget_set_visible (self->error_box, text != NULL);
  if (text != NULL)
    gtk_widget_add_css_class (self->row, "error");
  else
    gtk_widget_remove_css_class (self->row, "error");
  gtk_accessible_update_state (field, GTK_ACCESSIBLE_STATE_INVALID,
                               text != NULL ? GTK_ACCESSIBLE_INVALID_TRUE : GTK_ACCESSIBLE_INVALID_FALSE, -1);
  gtk_accessible_update_property (field, GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, text != NULL ? text : "", -1);
}

/* Nothing runs for an empty field, or twice. A key that is known to be wrong has to be changed first. */
static void
update_action (GhRecoveryEntry *self)
{
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "recovery.run",
                                 !self->is_running && !gtk_widget_get_visible (self->error_box) &&
                                 *gtk_editable_get_text (GTK_EDITABLE (self->row)) != '\0');
}

static void
changed_cb (GhRecoveryEntry *self)
{
  set_error (self, NULL);
  update_action (self);
}

static void
answer (GhRecoveryEntry *self,
        gboolean         is_right)
{
  g_autoptr (GTask) asked = g_steal_pointer (&self->asked);

  if (asked == NULL)
    return;

  if (is_right)
    g_task_return_boolean (asked, TRUE);
  else
    g_task_return_new_error (asked, GH_ERROR, GH_ERROR_CANCELLED, _("Cancelled."));
}

typedef struct {
  GhStore  *store;
  GhSecret *recovery_key;
  gboolean  is_test;
} Recovering;

static void
recovering_free (gpointer data)
{
  Recovering *recovering = data;

  g_object_unref (recovering->store);
  gh_secret_unref (recovering->recovery_key);
  g_free (recovering);
}

static void
recover_in_thread (GTask        *task,
                   gpointer      source,
                   gpointer      data,
                   GCancellable *cancellable)
{
  Recovering *recovering = data;
  GError *error = NULL;

  if (gh_keys_recover (recovering->store, recovering->recovery_key, recovering->is_test, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
recovered_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      data)
{
  GhRecoveryEntry *self = GH_RECOVERY_ENTRY (source);
  g_autoptr (GError) error = NULL;
  gboolean is_right = g_task_propagate_boolean (G_TASK (result), &error);

  self->is_running = FALSE;
  if (self->asked == NULL)
    return;

  if (is_right)
    {
      answer (self, TRUE);
      gtk_window_destroy (GTK_WINDOW (self));
      return;
    }

  set_error (self, error->message);
  update_action (self);
  gtk_widget_grab_focus (self->row);
}

static void
run_cb (GtkWidget  *widget,
        const char *name,
        GVariant   *parameter)
{
  GhRecoveryEntry *self = GH_RECOVERY_ENTRY (widget);
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->row));
  g_autoptr (GhSecret) typed = gh_secret_copy (text, strlen (text));
  g_autoptr (GhSecret) recovery_key = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GTask) task = NULL;
  Recovering *recovering;

  recovery_key = gh_recovery_key_parse (typed, &error);
  if (recovery_key == NULL)
    {
      set_error (self, error->message);
      update_action (self);
      return;
    }

  self->is_running = TRUE;
  update_action (self);
  recovering = g_new0 (Recovering, 1);
  recovering->store = g_object_ref (gh_session_get_store (self->session));
  recovering->recovery_key = g_steal_pointer (&recovery_key);
  recovering->is_test = self->is_test;
  task = g_task_new (self, NULL, recovered_cb, NULL);
  g_task_set_source_tag (task, run_cb);
  g_task_set_task_data (task, recovering, recovering_free);
  g_task_run_in_thread (task, recover_in_thread);
}

static void
gh_recovery_entry_dispose (GObject *object)
{
  GhRecoveryEntry *self = GH_RECOVERY_ENTRY (object);

  answer (self, FALSE);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (gh_recovery_entry_parent_class)->dispose (object);
}

static void
gh_recovery_entry_class_init (GhRecoveryEntryClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = gh_recovery_entry_dispose;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/gatehouse/Gatehouse/keys/gh-recovery-entry.ui");
  gtk_widget_class_bind_template_child (widget_class, GhRecoveryEntry, row);
  gtk_widget_class_bind_template_child (widget_class, GhRecoveryEntry, error_box);
  gtk_widget_class_bind_template_child (widget_class, GhRecoveryEntry, error);
  gtk_widget_class_bind_template_child (widget_class, GhRecoveryEntry, run_button);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);

  gtk_widget_class_install_action (widget_class, "recovery.run", NULL, run_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
gh_recovery_entry_init (GhRecoveryEntry *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gh_entry_row_tell_name (ADW_ENTRY_ROW (self->row));
  update_action (self);
}

void
gh_recovery_entry_ask_async (GtkWidget           *parent,
                             GhSession           *session,
                             gboolean             is_test,
                             GAsyncReadyCallback  callback,
                             gpointer             data)
{
  GhRecoveryEntry *self = g_object_new (GH_TYPE_RECOVERY_ENTRY, "transient-for", gtk_widget_get_root (parent),
                                        "title", is_test ? _("Test Recovery Key") : _("Use Recovery Key"), NULL);

  self->session = g_object_ref (session);
  self->is_test = is_test;
  self->asked = g_task_new (NULL, NULL, callback, data);
  g_task_set_source_tag (self->asked, gh_recovery_entry_ask_async);
  /* Whoever asked may hold that window, which then would stay for as long as the question. */
  g_signal_connect_object (gtk_widget_get_root (parent), "unrealize", G_CALLBACK (gtk_window_destroy), self,
                           G_CONNECT_SWAPPED);
  gtk_button_set_label (self->run_button, is_test ? _("_Test") : _("_Open"));
  gh_dialog_set_size (GTK_WINDOW (self), WIDTH, -1);
  gtk_window_present (GTK_WINDOW (self));
  gtk_widget_grab_focus (self->row);
}

gboolean
gh_recovery_entry_ask_finish (GAsyncResult  *result,
                              GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
