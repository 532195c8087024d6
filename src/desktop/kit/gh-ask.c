/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kit/gh-ask.h"

#include <glib/gi18n-lib.h>

static GtkWindow *
get_window (GtkWidget *parent)
{
  GtkRoot *root = parent != NULL ? gtk_widget_get_root (parent) : NULL;

  return GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL;
}

static void
close_dialog (GObject *dialog)
{
  if (GTK_IS_NATIVE_DIALOG (dialog))
    gtk_native_dialog_destroy (GTK_NATIVE_DIALOG (dialog));
  else
    gtk_window_destroy (GTK_WINDOW (dialog));
}

/* Disconnects all that would answer the task; the caller then answers it, once. Lets go of the dialog, which must not
 * outlive its window. */
static void
detach (GTask *task)
{
  GCancellable *cancellable = g_task_get_cancellable (task);

  g_signal_handlers_disconnect_by_data (g_task_get_task_data (task), task);
  if (cancellable != NULL)
    g_signal_handlers_disconnect_by_data (cancellable, task);
  g_task_set_task_data (task, NULL, NULL);
}

static void
return_cancelled (GTask *task)
{
  g_task_return_new_error (task, GH_ERROR, GH_ERROR_CANCELLED, _("Cancelled."));
}

static gboolean
take_back_cb (gpointer data)
{
  g_autoptr(GTask) task = NULL;
  g_autoptr(GObject) dialog = NULL;

  if (g_task_get_task_data (data) == NULL) /* answered */
    return G_SOURCE_REMOVE;

  task = data; /* the dialog's reference */
  dialog = g_object_ref (g_task_get_task_data (task));
  detach (task);
  close_dialog (dialog);
  return_cancelled (task);

  return G_SOURCE_REMOVE;
}

/* May run in any thread. */
static void
give_up_cb (gpointer  source,
            GTask    *task)
{
  g_idle_add_full (G_PRIORITY_DEFAULT, take_back_cb, g_object_ref (task), g_object_unref);
}

/* Waits for the dialog's response, which takes over the task. @window: (nullable): to which it belongs */
static void
await_answer (gpointer             dialog,
              GtkWindow           *window,
              GCallback            answered,
              gpointer             source_tag,
              GCancellable        *cancellable,
              GAsyncReadyCallback  callback,
              gpointer             data)
{
  GTask *task = g_task_new (NULL, cancellable, callback, data);

  g_task_set_source_tag (task, source_tag);
  /* The answer counts even if it is cancelled at the same moment. */
  g_task_set_check_cancellable (task, FALSE);
  g_task_set_task_data (task, g_object_ref (dialog), g_object_unref);
  g_signal_connect (dialog, "response", answered, task);
  /* A window that is destroyed takes what it asks with it, and would stay for as long as the question does. */
  if (window != NULL)
    g_signal_connect_object (window, "unrealize", G_CALLBACK (give_up_cb), task, 0);
  if (cancellable != NULL)
    g_signal_connect (cancellable, "cancelled", G_CALLBACK (give_up_cb), task);
  if (g_cancellable_is_cancelled (cancellable))
    give_up_cb (cancellable, task);
}

static void
answered_cb (AdwMessageDialog *dialog,
             const char       *id,
             gpointer          data)
{
  g_autoptr(GTask) task = data;

  detach (task);
  g_task_return_pointer (task, g_strdup (id), g_free);
}

void
gh_ask_async (GtkWidget           *parent,
              const GhQuestion    *question,
              GCancellable        *cancellable,
              GAsyncReadyCallback  callback,
              gpointer             data)
{
  GtkWindow *window = get_window (parent);
  AdwMessageDialog *dialog;

  g_return_if_fail (question != NULL && question->heading != NULL);
  g_return_if_fail (question->n_answers > 0);

  dialog = ADW_MESSAGE_DIALOG (adw_message_dialog_new (window, question->heading, question->body));
  /* The answer may close the window while GTK still handles the click and the dialog has yet to detach from it. */
  if (window != NULL)
    g_object_set_data_full (G_OBJECT (dialog), "window", g_object_ref (window), g_object_unref);
  for (guint i = 0; i < question->n_answers; i++)
    {
      adw_message_dialog_add_response (dialog, question->answers[i].id, question->answers[i].label);
      adw_message_dialog_set_response_appearance (dialog, question->answers[i].id,
                                                  question->answers[i].look);
    }
  adw_message_dialog_set_close_response (dialog, question->answers[0].id);
  adw_message_dialog_set_default_response (dialog, question->default_id);
  if (question->extra != NULL)
    adw_message_dialog_set_extra_child (dialog, question->extra);

  await_answer (dialog, window, G_CALLBACK (answered_cb), gh_ask_async, cancellable, callback, data);
  gtk_window_present (GTK_WINDOW (dialog));
}

char *
gh_ask_finish (GAsyncResult  *result,
               GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
told_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      data)
{
  g_free (gh_ask_finish (result, NULL));
}

void
gh_ask_tell (GtkWidget  *parent,
             const char *heading,
             const char *body)
{
  const GhAnswer close = { "close", _("_Close"), ADW_RESPONSE_DEFAULT };

  gh_ask_async (parent,
                &(GhQuestion) {
                  .heading = heading,
                  .body = body,
                  .answers = &close,
                  .n_answers = 1,
                  .default_id = close.id,
                },
                NULL, told_cb, NULL);
}

static void
file_chosen_cb (GtkNativeDialog *dialog,
                int              response,
                gpointer         data)
{
  g_autoptr(GTask) task = data;

  detach (task);
  gtk_native_dialog_hide (dialog);
  if (response == GTK_RESPONSE_ACCEPT)
    g_task_return_pointer (task, gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog)), g_object_unref);
  else
    return_cancelled (task);
}

void
gh_ask_file_async (GtkWidget            *parent,
                   const GhFileQuestion *question,
                   GCancellable         *cancellable,
                   GAsyncReadyCallback   callback,
                   gpointer              data)
{
  g_autoptr(GtkFileChooserNative) dialog = NULL;
  GtkWindow *window = get_window (parent);

  g_return_if_fail (question != NULL && question->title != NULL);

  dialog = gtk_file_chooser_native_new (question->title, window,
                                        question->save ? GTK_FILE_CHOOSER_ACTION_SAVE : GTK_FILE_CHOOSER_ACTION_OPEN,
                                        question->accept, NULL);
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (dialog), TRUE);
  if (question->save && question->name != NULL)
    gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (dialog), question->name);
  if (question->folder != NULL)
    {
      g_autoptr(GFile) folder = g_file_new_for_path (question->folder);

      gtk_file_chooser_set_current_folder (GTK_FILE_CHOOSER (dialog), folder, NULL);
    }
  if (question->pattern != NULL)
    {
      g_autoptr(GtkFileFilter) filter = gtk_file_filter_new ();

      gtk_file_filter_set_name (filter, question->kind);
      gtk_file_filter_add_pattern (filter, question->pattern);
      gtk_file_chooser_add_filter (GTK_FILE_CHOOSER (dialog), filter);
    }

  await_answer (dialog, window, G_CALLBACK (file_chosen_cb), gh_ask_file_async, cancellable, callback, data);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (dialog));
}

GFile *
gh_ask_file_finish (GAsyncResult  *result,
                    GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
