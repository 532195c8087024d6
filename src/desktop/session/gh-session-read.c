/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What pages read on a worker. */
#include "session/gh-session.h"

typedef struct {
  GhStore        *store;
  GhStoreFunc     func;
  gpointer        data;
  GDestroyNotify  free_data;
} Reading;

static void
reading_free (gpointer data)
{
  Reading *reading = data;

  if (reading->free_data != NULL)
    reading->free_data (reading->data);
  g_object_unref (reading->store);
  g_free (reading);
}

static gboolean
read_cb (GhConnection  *connection,
         gpointer       data,
         GError       **error)
{
  Reading *reading = g_task_get_task_data (data);

  gh_connection_set_cancellable (connection, g_task_get_cancellable (data));

  return reading->func (connection, reading->data, error);
}

static void
read_in_thread (GTask        *task,
                gpointer      source,
                gpointer      data,
                GCancellable *cancellable)
{
  Reading *reading = data;
  GError *error = NULL;

  if (gh_store_read (reading->store, read_cb, task, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

void
gh_session_read_async (GhSession           *self,
                       GhStoreFunc          func,
                       gpointer             func_data,
                       GDestroyNotify       free_data,
                       GCancellable        *cancellable,
                       GAsyncReadyCallback  callback,
                       gpointer             data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, data);
  Reading *reading = g_new0 (Reading, 1);

  g_return_if_fail (GH_IS_SESSION (self));

  g_task_set_source_tag (task, gh_session_read_async);
  reading->store = g_object_ref (gh_session_get_store (self));
  reading->func = func;
  reading->data = func_data;
  reading->free_data = free_data;
  g_task_set_task_data (task, reading, reading_free);
  g_task_run_in_thread (task, read_in_thread);
}

gpointer
gh_session_read_finish (GAsyncResult  *result,
                        GError       **error)
{
  Reading *reading;

  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);

  if (!g_task_propagate_boolean (G_TASK (result), error))
    return NULL;

  reading = g_task_get_task_data (G_TASK (result));

  return reading->data;
}
