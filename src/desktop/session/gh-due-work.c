/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "session/gh-due-work.h"

#include "jobs/gh-timed-jobs.h"

/* How often the clock is asked: the window shows within a second what has come. */
#define TICK_MS 500

/* After a failure, such as a database that another program holds. */
#define RETRY_SECONDS 60

struct _GhDueWork {
  GhStore         *store;
  GSourceOnceFunc  changed;
  gpointer         data;
  guint            tick_id;   /* 0: not loaded yet */
  gboolean         must_look;
  gint64           next;      /* when something is due, unix seconds of the store's clock */
  gboolean         waits;     /* for the clock */
  GhJob           *job;       /* while a worker is at it */
};

static void
run_in_thread (GTask        *task,
               gpointer      source,
               gpointer      job,
               GCancellable *cancellable)
{
  GError *error = NULL;
  GhTimedJobsReport *report = gh_timed_jobs_run_due (GH_STORE (source), "gatehouse", job, &error);

  if (report != NULL)
    g_task_return_pointer (task, report, (GDestroyNotify) gh_timed_jobs_report_free);
  else
    g_task_return_error (task, error);
}

static void
ran_cb (GObject      *source,
        GAsyncResult *result,
        gpointer      data)
{
  GhDueWork *self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GhTimedJobsReport) report = NULL;
  gboolean did_wait;

  /* Nobody looks any more. */
  if (g_cancellable_is_cancelled (g_task_get_cancellable (G_TASK (result))))
    return;

  g_clear_object (&self->job);
  report = g_task_propagate_pointer (G_TASK (result), &error);
  if (report == NULL)
    {
      g_debug ("Timed jobs: %s", error->message);
      self->next = gh_clock_now (gh_store_get_clock (self->store)) + RETRY_SECONDS;
      return;
    }

  self->next = report->next;
  did_wait = self->waits;
  self->waits = report->waits;
  if (report->waits != did_wait)
    self->changed (self->data);
}

static gboolean
tick_cb (gpointer data)
{
  GhDueWork *self = data;
  g_autoptr (GTask) task = NULL;

  if (self->job != NULL || (!self->must_look && gh_clock_now (gh_store_get_clock (self->store)) < self->next))
    return G_SOURCE_CONTINUE;

  self->must_look = FALSE;
  self->job = gh_job_new ();
  task = g_task_new (self->store, gh_job_get_cancellable (self->job), ran_cb, self);
  g_task_set_source_tag (task, tick_cb);
  g_task_set_task_data (task, g_object_ref (self->job), g_object_unref);
  g_task_run_in_thread (task, run_in_thread);

  return G_SOURCE_CONTINUE;
}

GhDueWork *
gh_due_work_new (GhStore         *store,
                 GSourceOnceFunc  changed,
                 gpointer         data)
{
  GhDueWork *self = g_new0 (GhDueWork, 1);

  self->store = g_object_ref (store);
  self->changed = changed;
  self->data = data;

  return self;
}

void
gh_due_work_look (GhDueWork *self)
{
  self->must_look = TRUE;
  if (self->tick_id == 0)
    self->tick_id = g_timeout_add (TICK_MS, tick_cb, self);
}

gboolean
gh_due_work_waits (GhDueWork *self)
{
  return self->waits;
}

void
gh_due_work_stop (GhDueWork *self)
{
  if (self->job != NULL)
    g_cancellable_cancel (gh_job_get_cancellable (self->job));
  g_clear_object (&self->job);
  g_clear_handle_id (&self->tick_id, g_source_remove);
  g_object_unref (self->store);
  g_free (self);
}
