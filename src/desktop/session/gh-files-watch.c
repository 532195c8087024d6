/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "session/gh-files-watch.h"

/* The monitors are a hint: they vanish with their disk. */
#define ASK_MS     1000
#define MONITOR_MS 100

struct _GhFilesWatch {
  gatomicrefcount  ref_count;   /* each check holds one */
  GhStore         *store;
  GhFilesLostFunc  func;
  gpointer         data;
  GFileMonitor    *monitors[2];
  guint            ask_id;      /* 0: no checks */
  gboolean         is_asking;
};

static void
watch_unref (GhFilesWatch *self)
{
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;

  g_object_unref (self->store);
  g_free (self);
}

static void
ask_in_thread (GTask        *task,
               gpointer      source,
               gpointer      data,
               GCancellable *cancellable)
{
  GhFilesWatch *self = data;
  GError *error = NULL;

  if (gh_store_check_files (self->store, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
asked_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      data)
{
  GhFilesWatch *self = data;
  g_autoptr (GError) error = NULL;

  self->is_asking = FALSE;
  if (!g_task_propagate_boolean (G_TASK (result), &error) && self->ask_id != 0)
    {
      g_clear_handle_id (&self->ask_id, g_source_remove);
      self->func (error, self->data);
    }
}

void
gh_files_watch_ask (GhFilesWatch *self)
{
  g_autoptr (GTask) task = NULL;

  if (self->is_asking || self->ask_id == 0)
    return;

  self->is_asking = TRUE;
  g_atomic_ref_count_inc (&self->ref_count);
  task = g_task_new (NULL, NULL, asked_cb, self);
  g_task_set_source_tag (task, gh_files_watch_ask);
  g_task_set_task_data (task, self, (GDestroyNotify) watch_unref);
  g_task_run_in_thread (task, ask_in_thread);
}

static gboolean
ask_cb (gpointer data)
{
  gh_files_watch_ask (data);

  return G_SOURCE_CONTINUE;
}

void
gh_files_watch_resume (GhFilesWatch *self)
{
  if (self->ask_id == 0)
    self->ask_id = g_timeout_add (ASK_MS, ask_cb, self);
}

static GFileMonitor *
monitor (GhFilesWatch *self,
         const char   *end)
{
  g_autofree char *path = g_strconcat (gh_store_get_path (self->store), end, NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  GFileMonitor *result = g_file_monitor_file (file, G_FILE_MONITOR_NONE, NULL, NULL);

  if (result == NULL)
    return NULL;

  g_file_monitor_set_rate_limit (result, MONITOR_MS);
  g_signal_connect_swapped (result, "changed", G_CALLBACK (gh_files_watch_ask), self);

  return result;
}

GhFilesWatch *
gh_files_watch_new (GhStore         *store,
                    GhFilesLostFunc  func,
                    gpointer         data)
{
  GhFilesWatch *self = g_new0 (GhFilesWatch, 1);

  g_atomic_ref_count_init (&self->ref_count);
  self->store = g_object_ref (store);
  self->func = func;
  self->data = data;
  self->monitors[0] = monitor (self, "");
  self->monitors[1] = monitor (self, "-events");
  gh_files_watch_resume (self);

  return self;
}

void
gh_files_watch_stop (GhFilesWatch *self)
{
  g_clear_handle_id (&self->ask_id, g_source_remove);
  for (gsize i = 0; i < G_N_ELEMENTS (self->monitors); i++)
    if (self->monitors[i] != NULL)
      {
        g_signal_handlers_disconnect_by_data (self->monitors[i], self);
        g_clear_object (&self->monitors[i]);
      }
  watch_unref (self);
}
