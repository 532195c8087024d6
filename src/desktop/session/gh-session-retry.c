/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "session/gh-session-private.h"

/* What a worker returns for a lost session. */
typedef struct {
  GhStore      *store;
  GhConnection *reader;
  gint64        version;
} Retrying;

static void
retrying_free (gpointer data)
{
  Retrying *retrying = data;

  if (retrying->reader != NULL)
    gh_store_return_reader (retrying->store, retrying->reader);
  g_object_unref (retrying->store);
  g_free (retrying);
}

static void
retry_in_thread (GTask        *task,
                 gpointer      source,
                 gpointer      data,
                 GCancellable *cancellable)
{
  Retrying *retrying = data;
  GError *error = NULL;

  if (gh_store_reopen (retrying->store, &error))
    retrying->reader = gh_store_lend_reader (retrying->store, &error);
  if (retrying->reader == NULL)
    {
      g_task_return_error (task, error);
      return;
    }

  retrying->version = gh_connection_get_data_version (retrying->reader);
  g_task_return_boolean (task, TRUE);
}

void
gh_session_retry_async (GhSession           *self,
                        GAsyncReadyCallback  callback,
                        gpointer             data)
{
  g_autoptr (GTask) task = g_task_new (self, NULL, callback, data);
  Retrying *retrying = g_new0 (Retrying, 1);

  g_return_if_fail (GH_IS_SESSION (self));

  g_task_set_source_tag (task, gh_session_retry_async);
  retrying->store = g_object_ref (gh_session_get_store (self));
  g_task_set_task_data (task, retrying, retrying_free);
  g_task_run_in_thread (task, retry_in_thread);
}

gboolean
gh_session_retry_finish (GhSession    *self,
                         GAsyncResult *result)
{
  Retrying *retrying = g_task_get_task_data (G_TASK (result));
  GError *error = NULL;

  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  if (!g_task_propagate_boolean (G_TASK (result), &error))
    {
      gh_session_set_lost (self, error);
      return FALSE;
    }

  gh_session_resume (self, g_steal_pointer (&retrying->reader), retrying->version);

  return TRUE;
}
