/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "operate/gh-operate-failure.h"

#include "base/gh-time.h"
#include "kit/gh-ask.h"

#include <glib/gi18n-lib.h>

typedef struct {
  GtkWidget *parent; /* weak */
  char      *details;
} Failure;

static void
failure_free (gpointer data)
{
  Failure *failure = data;

  g_clear_weak_pointer (&failure->parent);
  g_free (failure->details);
  g_free (failure);
}

static void
written_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      data)
{
  g_autoptr(GTask) task = data;
  g_autoptr(GError) error = NULL;

  if (!g_file_replace_contents_finish (G_FILE (source), result, NULL, &error))
    g_message ("Saving details: %s", error->message);
  g_task_return_boolean (task, TRUE);
}

static void
chosen_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      data)
{
  g_autoptr(GTask) task = data;
  Failure *failure = g_task_get_task_data (task);
  g_autoptr(GFile) file = gh_ask_file_finish (result, NULL);

  if (file == NULL)
    {
      g_task_return_boolean (task, FALSE);
      return;
    }

  g_file_replace_contents_async (file, failure->details, strlen (failure->details), NULL, FALSE,
                                 G_FILE_CREATE_PRIVATE | G_FILE_CREATE_REPLACE_DESTINATION, NULL,
                                 written_cb, g_object_ref (task));
}

static void
answered_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      data)
{
  g_autoptr(GTask) task = data;
  Failure *failure = g_task_get_task_data (task);
  g_autofree char *answer = gh_ask_finish (result, NULL);
  const GhFileQuestion question = {
    .title = _("Save Details"),
    .accept = _("_Save"),
    .save = TRUE,
    .name = "gatehouse-details.txt",
  };

  if (g_strcmp0 (answer, "save") == 0)
    gh_ask_file_async (failure->parent, &question, NULL, chosen_cb, g_object_ref (task));
  else
    g_task_return_boolean (task, FALSE);
}

void
gh_operate_failure_async (GtkWidget           *parent,
                          const char          *heading,
                          const char          *reason,
                          const GhOperation   *operation,
                          GAsyncReadyCallback  callback,
                          gpointer             data)
{
  const GhAnswer answers[] = {
    { "close", _("_Close"), ADW_RESPONSE_DEFAULT },
    { "save", _("_Save Details…"), ADW_RESPONSE_DEFAULT },
  };
  /* Translators: the reason stands before it. */
  g_autofree char *body = g_strdup_printf (_("%s\n\nEverything is as it was."), reason);
  g_autofree char *time = gh_time_format (g_get_real_time () / G_USEC_PER_SEC);
  const GhQuestion question = { heading, body, answers, G_N_ELEMENTS (answers), "close", NULL };
  GTask *task = g_task_new (NULL, NULL, callback, data);
  Failure *failure = g_new0 (Failure, 1);

  g_set_weak_pointer (&failure->parent, parent);
  failure->details = g_strdup_printf ("Gatehouse %s\n%s\n%s\n%s\n", GH_VERSION, time, operation->name, reason);
  g_task_set_source_tag (task, gh_operate_failure_async);
  g_task_set_task_data (task, failure, failure_free);
  gh_ask_async (parent, &question, NULL, answered_cb, task);
}

void
gh_operate_failure_finish (GAsyncResult *result)
{
  g_return_if_fail (g_task_is_valid (result, NULL));

  g_task_propagate_boolean (G_TASK (result), NULL);
}
