/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/gh-writer.h"

#include "store/gh-connection-private.h"

struct _GhWriter {
  GThread      *thread;
  GAsyncQueue  *jobs;
  GhConnection *connection;
};

typedef struct {
  GhStoreFunc func;
  gpointer    data;
  GError     *error;
  gboolean    result;
  gboolean    done;
  GMutex      lock;
  GCond       cond;
} Job;

static Job stop_job;

/* What gh_writer_is_current() asks. */
static GPrivate current_connection = G_PRIVATE_INIT (NULL);

static gpointer
writer_thread (gpointer data)
{
  GhWriter *self = data;
  Job *job;

  g_private_set (&current_connection, self->connection);
  while ((job = g_async_queue_pop (self->jobs)) != &stop_job)
    {
      gboolean result = job->func (self->connection, job->data, &job->error);

      gh_connection_trim (self->connection);
      g_mutex_lock (&job->lock);
      job->result = result;
      job->done = TRUE;
      g_cond_signal (&job->cond);
      g_mutex_unlock (&job->lock);
    }

  g_clear_pointer (&self->connection, gh_connection_close);

  return NULL;
}

GhWriter *
gh_writer_new (GhConnection *connection,
               const char   *name)
{
  GhWriter *self = g_new0 (GhWriter, 1);

  self->connection = connection;
  self->jobs = g_async_queue_new ();
  self->thread = g_thread_new (name, writer_thread, self);

  return self;
}

void
gh_writer_free (GhWriter *self)
{
  g_async_queue_push (self->jobs, &stop_job);
  g_thread_join (self->thread);
  g_async_queue_unref (self->jobs);
  g_free (self);
}

gboolean
gh_writer_run (GhWriter     *self,
               GhStoreFunc   func,
               gpointer      data,
               GError      **error)
{
  Job job = { .func = func, .data = data };

  g_mutex_init (&job.lock);
  g_cond_init (&job.cond);
  g_async_queue_push (self->jobs, &job);

  g_mutex_lock (&job.lock);
  while (!job.done)
    g_cond_wait (&job.cond, &job.lock);
  g_mutex_unlock (&job.lock);

  g_mutex_clear (&job.lock);
  g_cond_clear (&job.cond);
  if (job.error != NULL)
    g_propagate_error (error, job.error);

  return job.result;
}

gboolean
gh_writer_is_current (GhConnection *connection)
{
  return g_private_get (&current_connection) == connection;
}
