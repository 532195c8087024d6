/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "operate/gh-operate-failure.h"

#include "base/gh-time.h"
#include "kit/gh-ask.h"
#include "store/gh-file.h"

#include <glib/gi18n-lib.h>

typedef struct {
  GtkWidget      *parent; /* weak */
  char           *details;
  GDestroyNotify  closed; /* nullable */
  gpointer        data;
} Failure;

static void
failure_close (Failure *failure)
{
  if (failure->closed != NULL)
    failure->closed (failure->data);
  g_clear_weak_pointer (&failure->parent);
  g_free (failure->details);
  g_free (failure);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Failure, failure_close)

static void ask (Failure *failure, const char *heading, const char *body);

static void
write_thread (GTask        *task,
              gpointer      source,
              gpointer      data,
              GCancellable *cancellable)
{
  const char *details = data;
  g_autofree char *path = g_file_get_path (source);
  GError *error = NULL;

  if ((path != NULL && !gh_file_check_replaceable (path, &error)) ||
      !g_file_replace_contents (source, details, strlen (details), NULL, FALSE,
                                G_FILE_CREATE_PRIVATE | G_FILE_CREATE_REPLACE_DESTINATION, NULL, NULL, &error))
    g_task_return_error (task, error);
  else
    g_task_return_boolean (task, TRUE);
}

static void
written_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      data)
{
  g_autoptr(Failure) failure = data;
  g_autoptr(GError) error = NULL;

  if (g_task_propagate_boolean (G_TASK (result), &error))
    return;

  if (failure->parent == NULL)
    g_message ("Saving details: %s", error->message);
  else
    ask (g_steal_pointer (&failure), _("The Details Were Not Saved"), error->message);
}

static void
chosen_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      data)
{
  g_autoptr(Failure) failure = data;
  g_autoptr(GFile) file = gh_ask_file_finish (result, NULL);
  g_autoptr(GTask) task = NULL;

  if (file == NULL)
    return;

  task = g_task_new (file, NULL, written_cb, failure);
  g_task_set_task_data (task, g_strdup (failure->details), g_free);
  failure = NULL;
  g_task_run_in_thread (task, write_thread);
}

static void
answered_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      data)
{
  g_autoptr(Failure) failure = data;
  g_autofree char *answer = gh_ask_finish (result, NULL);
  const GhFileQuestion question = {
    .title = _("Save Details"),
    .accept = _("_Save"),
    .save = TRUE,
    .name = "gatehouse-details.txt",
  };
  GtkWidget *parent = failure->parent;

  if (g_strcmp0 (answer, "save") == 0)
    gh_ask_file_async (parent, &question, NULL, chosen_cb, g_steal_pointer (&failure));
}

/* Takes @failure. */
static void
ask (Failure    *failure,
     const char *heading,
     const char *body)
{
  const GhAnswer answers[] = {
    { "close", _("_Close"), ADW_RESPONSE_DEFAULT },
    { "save", _("_Save Details…"), ADW_RESPONSE_DEFAULT },
  };
  const GhQuestion question = { heading, body, answers, G_N_ELEMENTS (answers), "close", NULL };

  gh_ask_async (failure->parent, &question, NULL, answered_cb, failure);
}

void
gh_operate_failure_show (GtkWidget         *parent,
                         const char        *heading,
                         const char        *reason,
                         const GhOperation *operation,
                         GDestroyNotify     closed,
                         gpointer           data)
{
  /* Translators: the reason stands before it. */
  g_autofree char *body = g_strdup_printf (_("%s\n\nEverything is as it was."), reason);
  g_autofree char *time = gh_time_format (g_get_real_time () / G_USEC_PER_SEC);
  Failure *failure = g_new0 (Failure, 1);

  g_set_weak_pointer (&failure->parent, parent);
  failure->details = g_strdup_printf ("Gatehouse %s\n%s\n%s\n%s\n", GH_VERSION, time, operation->name, reason);
  failure->closed = closed;
  failure->data = data;
  ask (failure, heading, body);
}
