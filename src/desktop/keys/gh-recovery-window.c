/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "keys/gh-recovery-window.h"

#include "keys/gh-recovery-key.h"
#include "keys/gh-recovery-print.h"
#include "keys/gh-secret-file.h"
#include "kit/gh-ask.h"
#include "kit/gh-dialog-size.h"
#include "kit/gh-inner-name.h"
#include "kit/gh-qr.h"
#include "kit/gh-secret-clipboard.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define WIDTH   440
#define COLUMNS 3

/* Characters of a group in the text, its hyphen among them, and without that. */
#define GROUP_STEP   5
#define GROUP_LENGTH 4

#define GH_TYPE_RECOVERY_WINDOW (gh_recovery_window_get_type ())
G_DECLARE_FINAL_TYPE (GhRecoveryWindow, gh_recovery_window, GH, RECOVERY_WINDOW, AdwWindow)

struct _GhRecoveryWindow {
  AdwWindow        parent_instance;

  GtkWidget       *back;
  GtkWidget       *next;
  GtkWidget       *done;
  AdwToastOverlay *toasts;
  GtkStack        *pages;
  GtkWidget       *warning_box;
  GtkLabel        *warning;
  GtkPicture      *picture;
  GtkGrid         *groups;
  GtkWidget       *save;
  GtkWidget       *first;
  GtkWidget       *second;
  GtkWidget       *error_box;
  GtkLabel        *error;

  GhSession       *session;
  GhSecret        *text;
  guint            asked[2];  /* the groups to type back, from 0 on */
};

G_DEFINE_FINAL_TYPE (GhRecoveryWindow, gh_recovery_window, ADW_TYPE_WINDOW)

static void
add_toast (GhRecoveryWindow *self,
           const char       *text)
{
  g_autofree char *title = g_markup_escape_text (text, -1);

  adw_toast_overlay_add_toast (self->toasts, adw_toast_new (title));
}

/* --- keeping it --- */

static void
copy_cb (GhRecoveryWindow *self)
{
  gh_secret_clipboard_copy (GTK_WIDGET (self), self->text);
  add_toast (self, _("Copied, for a minute"));
}

static void
printed_cb (GhRecoveryWindow        *self,
            GtkPrintOperationResult  result,
            GtkPrintOperation       *print)
{
  g_autoptr (GError) error = NULL;

  if (result != GTK_PRINT_OPERATION_RESULT_ERROR)
    return;

  gtk_print_operation_get_error (print, &error);
  gh_ask_tell (GTK_WIDGET (self), _("The Recovery Key Was Not Printed"), error != NULL ? error->message : NULL);
}

static void
print_cb (GhRecoveryWindow *self)
{
  g_autoptr (GtkPrintOperation) print = gh_recovery_print_new (gh_session_get_name (self->session),
                                                               gh_session_get_now (self->session), self->text);

  g_signal_connect_object (print, "done", G_CALLBACK (printed_cb), self, G_CONNECT_SWAPPED);
  gtk_print_operation_run (print, GTK_PRINT_OPERATION_ACTION_PRINT_DIALOG, GTK_WINDOW (self), NULL);
}

typedef struct {
  char     *database;
  char     *path;
  GhSecret *text;
} Saving;

static void
saving_free (gpointer data)
{
  Saving *saving = data;

  g_free (saving->database);
  g_free (saving->path);
  gh_secret_unref (saving->text);
  g_free (saving);
}

static void
save_in_thread (GTask        *task,
                gpointer      source,
                gpointer      data,
                GCancellable *cancellable)
{
  Saving *saving = data;
  GError *error = NULL;

  if (gh_secret_file_save (saving->database, saving->path, saving->text, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
saved_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      data)
{
  GhRecoveryWindow *self = GH_RECOVERY_WINDOW (source);
  Saving *saving = g_task_get_task_data (G_TASK (result));
  g_autofree char *name = g_filename_display_basename (saving->path);
  g_autofree char *text = g_strdup_printf (_("“%s” saved"), name);
  g_autoptr (GError) error = NULL;

  if (g_task_propagate_boolean (G_TASK (result), &error))
    add_toast (self, text);
  else
    gh_ask_tell (GTK_WIDGET (self), _("The Recovery Key Was Not Saved"), error->message);
}

static void
chosen_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      data)
{
  g_autoptr (GhRecoveryWindow) self = data;
  g_autoptr (GFile) file = gh_ask_file_finish (result, NULL);
  g_autoptr (GTask) task = NULL;
  Saving *saving;

  if (file == NULL || self->text == NULL)
    return;
  if (g_file_peek_path (file) == NULL)
    {
      gh_ask_tell (GTK_WIDGET (self), _("The Recovery Key Was Not Saved"), _("The file is not on this computer."));
      return;
    }

  saving = g_new0 (Saving, 1);
  saving->database = g_strdup (gh_store_get_path (gh_session_get_store (self->session)));
  saving->path = g_file_get_path (file);
  saving->text = gh_secret_ref (self->text);
  task = g_task_new (self, NULL, saved_cb, NULL);
  g_task_set_source_tag (task, chosen_cb);
  g_task_set_task_data (task, saving, saving_free);
  g_task_run_in_thread (task, save_in_thread);
}

static void
save_cb (GhRecoveryWindow *self)
{
  const GhFileQuestion question = {
    .title = _("Save Recovery Key"),
    .accept = _("_Save"),
    .save = TRUE,
    .name = "gatehouse-recovery-key.txt",
    /* Never proposed beside the database (K6), where the last file dialog may have been. */
    .folder = g_get_home_dir (),
  };

  gh_ask_file_async (GTK_WIDGET (self), &question, NULL, chosen_cb, g_object_ref (self));
}

/* --- showing it --- */

static void
show_group (GhRecoveryWindow *self,
            guint             group)
{
  const char *text = (const char *) gh_secret_get (self->text, NULL) + group * GROUP_STEP;
  g_autofree char *number = g_strdup_printf ("%u", group + 1);
  char characters[GROUP_LENGTH + 1] = { 0 };
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *number_label = gtk_label_new (number);
  GtkWidget *label;

  memcpy (characters, text, GROUP_LENGTH);
  label = gtk_label_new (characters);
  explicit_bzero (characters, sizeof characters);

  gtk_label_set_xalign (GTK_LABEL (number_label), 1);
  gtk_label_set_width_chars (GTK_LABEL (number_label), 2);
  gtk_widget_add_css_class (number_label, "dim-label");
  gtk_widget_add_css_class (number_label, "caption");
  gtk_widget_add_css_class (number_label, "numeric");
  gtk_widget_add_css_class (label, "gh-recovery-group");
  gtk_widget_add_css_class (label, "monospace");
  gtk_box_append (GTK_BOX (box), number_label);
  gtk_box_append (GTK_BOX (box), label);
  gtk_grid_attach (self->groups, box, group % COLUMNS, group / COLUMNS, 1, 1);
}

static void
show_text (GhRecoveryWindow *self)
{
  g_autoptr (GhQr) qr = gh_qr_new (self->text);

  gtk_picture_set_paintable (self->picture, GDK_PAINTABLE (qr));
  for (guint group = 0; group < GH_RECOVERY_KEY_GROUPS; group++)
    show_group (self, group);
}

/* --- typing it back --- */

static gboolean
is_right (GhRecoveryWindow *self,
          GtkWidget        *row,
          guint             group)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (row));
  g_autoptr (GhSecret) typed = gh_secret_copy (text, strlen (text));

  return gh_recovery_key_is_group (self->text, group, typed);
}

/* Marks what is whole and wrong. Returns whether it is right. */
static gboolean
check_row (GhRecoveryWindow *self,
           GtkWidget        *row,
           guint             group,
           guint            *wrong)
{
  GtkAccessible *field = GTK_ACCESSIBLE (gtk_editable_get_delegate (GTK_EDITABLE (row)));
  gboolean right = is_right (self, row, group);
  gboolean is_wrong = !right && g_utf8_strlen (gtk_editable_get_text (GTK_EDITABLE (row)), -1) >= GROUP_LENGTH;

  if (is_wrong)
    {
      gtk_widget_add_css_class (row, "error");
      *wrong = group + 1;
    }
  else
    gtk_widget_remove_css_class (row, "error");
  gtk_accessible_update_state (field, GTK_ACCESSIBLE_STATE_INVALID,
                               is_wrong ? GTK_ACCESSIBLE_INVALID_TRUE : GTK_ACCESSIBLE_INVALID_FALSE, -1);

  return right;
}

static void
typed_cb (GhRecoveryWindow *self)
{
  gboolean first, second;
  guint wrong = 0;

  if (self->text == NULL)
    return;

  second = check_row (self, self->second, self->asked[1], &wrong);
  first = check_row (self, self->first, self->asked[0], &wrong);
  gtk_widget_set_sensitive (self->done, first && second);
  gtk_widget_set_visible (self->error_box, wrong != 0);
  if (wrong != 0)
    {
      g_autofree char *text = g_strdup_printf (_("This is not group %u: compare it with what was printed or saved."),
                                               wrong);

      gtk_label_set_text (self->error, text);
    }
}

static void
show_page (GhRecoveryWindow *self,
           gboolean          is_check)
{
  gtk_stack_set_visible_child_name (self->pages, is_check ? "check" : "show");
  gtk_widget_set_visible (self->back, is_check);
  gtk_widget_set_visible (self->next, !is_check);
  gtk_widget_set_visible (self->done, is_check);
  gtk_window_set_default_widget (GTK_WINDOW (self), is_check ? self->done : self->next);
  gtk_widget_grab_focus (is_check ? self->first : self->save);
}

static void
next_cb (GhRecoveryWindow *self)
{
  show_page (self, TRUE);
}

static void
back_cb (GhRecoveryWindow *self)
{
  show_page (self, FALSE);
}

static void
done_cb (GhRecoveryWindow *self)
{
  if (gtk_widget_get_sensitive (self->done))
    gtk_window_destroy (GTK_WINDOW (self));
}

/* --- life --- */

/* Whoever closes it by other means is told how. */
static gboolean
gh_recovery_window_close_request (GtkWindow *window)
{
  add_toast (GH_RECOVERY_WINDOW (window), _("Type two of its groups back first"));

  return TRUE;
}

static void
gh_recovery_window_dispose (GObject *object)
{
  GhRecoveryWindow *self = GH_RECOVERY_WINDOW (object);

  g_clear_pointer (&self->text, gh_secret_unref);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (gh_recovery_window_parent_class)->dispose (object);
}

static void
gh_recovery_window_class_init (GhRecoveryWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = gh_recovery_window_dispose;
  GTK_WINDOW_CLASS (klass)->close_request = gh_recovery_window_close_request;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/gatehouse/Gatehouse/keys/gh-recovery-window.ui");
  gtk_widget_class_bind_template_child (widget_class, GhRecoveryWindow, back);
  gtk_widget_class_bind_template_child (widget_class, GhRecoveryWindow, next);
  gtk_widget_class_bind_template_child (widget_class, GhRecoveryWindow, done);
  gtk_widget_class_bind_template_child (widget_class, GhRecoveryWindow, toasts);
  gtk_widget_class_bind_template_child (widget_class, GhRecoveryWindow, pages);
  gtk_widget_class_bind_template_child (widget_class, GhRecoveryWindow, warning_box);
  gtk_widget_class_bind_template_child (widget_class, GhRecoveryWindow, warning);
  gtk_widget_class_bind_template_child (widget_class, GhRecoveryWindow, picture);
  gtk_widget_class_bind_template_child (widget_class, GhRecoveryWindow, groups);
  gtk_widget_class_bind_template_child (widget_class, GhRecoveryWindow, save);
  gtk_widget_class_bind_template_child (widget_class, GhRecoveryWindow, first);
  gtk_widget_class_bind_template_child (widget_class, GhRecoveryWindow, second);
  gtk_widget_class_bind_template_child (widget_class, GhRecoveryWindow, error_box);
  gtk_widget_class_bind_template_child (widget_class, GhRecoveryWindow, error);
  gtk_widget_class_bind_template_callback (widget_class, back_cb);
  gtk_widget_class_bind_template_callback (widget_class, next_cb);
  gtk_widget_class_bind_template_callback (widget_class, done_cb);
  gtk_widget_class_bind_template_callback (widget_class, copy_cb);
  gtk_widget_class_bind_template_callback (widget_class, print_cb);
  gtk_widget_class_bind_template_callback (widget_class, save_cb);
  gtk_widget_class_bind_template_callback (widget_class, typed_cb);
}

static void
gh_recovery_window_init (GhRecoveryWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

static void
ask_for_group (GtkWidget *row,
               guint      group)
{
  g_autofree char *title = g_strdup_printf (_("Group %u"), group + 1);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  gh_entry_row_tell_name (ADW_ENTRY_ROW (row));
}

void
gh_recovery_window_show (GtkWidget  *parent,
                         GhSession  *session,
                         GhSecret   *text,
                         const char *warning)
{
  GhRecoveryWindow *self = g_object_new (GH_TYPE_RECOVERY_WINDOW, "transient-for", gtk_widget_get_root (parent), NULL);

  self->session = g_object_ref (session);
  self->text = gh_secret_ref (text);
  /* One of each half, in their order. */
  self->asked[0] = (guint) g_random_int_range (0, GH_RECOVERY_KEY_GROUPS / 2);
  self->asked[1] = (guint) g_random_int_range (GH_RECOVERY_KEY_GROUPS / 2, GH_RECOVERY_KEY_GROUPS);
  show_text (self);
  ask_for_group (self->first, self->asked[0]);
  ask_for_group (self->second, self->asked[1]);
  if (warning != NULL)
    gtk_label_set_text (self->warning, warning);
  gtk_widget_set_visible (self->warning_box, warning != NULL);

  gh_dialog_set_size (GTK_WINDOW (self), WIDTH, -1);
  show_page (self, FALSE);
  gtk_window_present (GTK_WINDOW (self));
}
