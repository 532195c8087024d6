/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "session/gh-files-watch.h"

#define ASK_MS 1000

/* The monitors are a hint: they vanish with their disk. */
static const struct {
  const char *suffix;
  gboolean    is_log;   /* shows what is written */
  int         limit_ms;
} files[] = {
  { "", FALSE, 100 },
  { "-events", FALSE, 100 },
  { "-wal", TRUE, 20 },
  { "-events-wal", TRUE, 20 },
};

struct _GhFilesWatch {
  GhStore         *store;
  GhFilesLostFunc  lost;
  GSourceFunc      written;
  gpointer         data;
  GFileMonitor    *monitors[G_N_ELEMENTS (files)];
  guint            ask_id;   /* 0: no checks */
  gboolean         is_newer; /* as was told */
  GCancellable    *asking;   /* nullable */
};

static void
ask_in_thread (GTask        *task,
               gpointer      source,
               gpointer      store,
               GCancellable *cancellable)
{
  GError *error = NULL;

  if (gh_store_check_files (store, &error) && gh_store_check_format (store, &error))
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

  /* The watch is gone. */
  if (g_cancellable_is_cancelled (g_task_get_cancellable (G_TASK (result))))
    return;

  g_clear_object (&self->asking);
  if (g_task_propagate_boolean (G_TASK (result), &error) || self->ask_id == 0)
    return;

  /* They are still there to be read. */
  if (g_error_matches (error, GH_ERROR, GH_ERROR_NEWER))
    {
      if (!self->is_newer)
        self->lost (error, self->data);
      self->is_newer = TRUE;
    }
  else
    {
      g_clear_handle_id (&self->ask_id, g_source_remove);
      self->lost (error, self->data);
    }
}

void
gh_files_watch_ask (GhFilesWatch *self)
{
  g_autoptr (GTask) task = NULL;

  if (self->asking != NULL || self->ask_id == 0)
    return;

  self->asking = g_cancellable_new ();
  task = g_task_new (NULL, self->asking, asked_cb, self);
  g_task_set_source_tag (task, gh_files_watch_ask);
  g_task_set_task_data (task, g_object_ref (self->store), g_object_unref);
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

static void
written_cb (GhFilesWatch *self)
{
  self->written (self->data);
}

GhFilesWatch *
gh_files_watch_new (GhStore         *store,
                    GhFilesLostFunc  lost,
                    GSourceFunc      written,
                    gpointer         data)
{
  GhFilesWatch *self = g_new0 (GhFilesWatch, 1);

  self->store = g_object_ref (store);
  self->lost = lost;
  self->written = written;
  self->data = data;
  for (gsize i = 0; i < G_N_ELEMENTS (files); i++)
    {
      g_autofree char *path = g_strconcat (gh_store_get_path (store), files[i].suffix, NULL);
      g_autoptr (GFile) file = g_file_new_for_path (path);

      self->monitors[i] = g_file_monitor_file (file, G_FILE_MONITOR_NONE, NULL, NULL);
      if (self->monitors[i] == NULL)
        continue;

      g_file_monitor_set_rate_limit (self->monitors[i], files[i].limit_ms);
      g_signal_connect_swapped (self->monitors[i], "changed",
                                files[i].is_log ? G_CALLBACK (written_cb) : G_CALLBACK (gh_files_watch_ask), self);
    }
  gh_files_watch_resume (self);

  return self;
}

void
gh_files_watch_stop (GhFilesWatch *self)
{
  g_cancellable_cancel (self->asking);
  g_clear_object (&self->asking);
  g_clear_handle_id (&self->ask_id, g_source_remove);
  for (gsize i = 0; i < G_N_ELEMENTS (self->monitors); i++)
    if (self->monitors[i] != NULL)
      {
        g_signal_handlers_disconnect_by_data (self->monitors[i], self);
        g_clear_object (&self->monitors[i]);
      }
  g_object_unref (self->store);
  g_free (self);
}
