/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "operate/gh-operate-jobs.h"

#define FORGET_INTERVAL_S 60

/* A shorter wait needs no entry among the jobs. */
#define SHOW_AFTER_MS 300

struct _GhOperateJobs {
  GObject     parent_instance;

  GhClock    *clock;
  GPtrArray  *running;   /* GhOperateJob */
  GListStore *shown;     /* GhOperateJob: in the background, or ended there */
  guint       forget_id;
};

enum {
  SIGNAL_JOB_CHANGED,
  SIGNAL_CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (GhOperateJob, gh_operate_job, G_TYPE_OBJECT)
G_DEFINE_FINAL_TYPE (GhOperateJobs, gh_operate_jobs, G_TYPE_OBJECT)

/* --- a job --- */

static void
job_changed (GhOperateJob *self)
{
  g_signal_emit (self, signals[SIGNAL_JOB_CHANGED], 0);
}

static void
gh_operate_job_finalize (GObject *object)
{
  GhOperateJob *self = GH_OPERATE_JOB (object);

  g_free (self->title);
  g_free (self->folder);
  g_clear_object (&self->job);

  G_OBJECT_CLASS (gh_operate_job_parent_class)->finalize (object);
}

static void
gh_operate_job_class_init (GhOperateJobClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = gh_operate_job_finalize;

  signals[SIGNAL_JOB_CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                              NULL, G_TYPE_NONE, 0);
}

static void
gh_operate_job_init (GhOperateJob *self)
{
}

/* --- all jobs --- */

static void
emit_changed (GhOperateJobs *self)
{
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static void
gh_operate_jobs_finalize (GObject *object)
{
  GhOperateJobs *self = GH_OPERATE_JOBS (object);

  for (guint i = 0; i < self->running->len; i++)
    g_clear_handle_id (&((GhOperateJob *) self->running->pdata[i])->show_id, g_source_remove);
  g_clear_handle_id (&self->forget_id, g_source_remove);
  g_clear_pointer (&self->clock, gh_clock_unref);
  g_clear_pointer (&self->running, g_ptr_array_unref);
  g_clear_object (&self->shown);

  G_OBJECT_CLASS (gh_operate_jobs_parent_class)->finalize (object);
}

static void
gh_operate_jobs_class_init (GhOperateJobsClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = gh_operate_jobs_finalize;

  signals[SIGNAL_CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                          NULL, G_TYPE_NONE, 0);
}

static void
gh_operate_jobs_init (GhOperateJobs *self)
{
  self->running = g_ptr_array_new_with_free_func (g_object_unref);
  self->shown = g_list_store_new (GH_TYPE_OPERATE_JOB);
  g_signal_connect_object (self->shown, "items-changed", G_CALLBACK (emit_changed), self, G_CONNECT_SWAPPED);
}

GhOperateJobs *
gh_operate_jobs_get (GhStore *store)
{
  static const char key[] = "gh-operate-jobs";
  GhOperateJobs *self;

  g_return_val_if_fail (GH_IS_STORE (store), NULL);

  self = g_object_get_data (G_OBJECT (store), key);
  if (self == NULL)
    {
      self = g_object_new (GH_TYPE_OPERATE_JOBS, NULL);
      self->clock = gh_clock_ref (gh_store_get_clock (store));
      g_object_set_data_full (G_OBJECT (store), key, self, g_object_unref);
    }

  return self;
}

GListModel *
gh_operate_jobs_get_shown (GhOperateJobs *self)
{
  g_return_val_if_fail (GH_IS_OPERATE_JOBS (self), NULL);

  return G_LIST_MODEL (self->shown);
}

GhOperateJob *
gh_operate_jobs_begin (GhOperateJobs *self,
                       const char    *title,
                       GhJob         *job)
{
  GhOperateJob *begun;

  g_return_val_if_fail (GH_IS_OPERATE_JOBS (self), NULL);

  begun = g_object_new (GH_TYPE_OPERATE_JOB, NULL);
  begun->title = g_strdup (title);
  begun->job = g_object_ref (job);
  g_signal_connect_object (job, "notify::fraction", G_CALLBACK (job_changed), begun, G_CONNECT_SWAPPED);
  g_ptr_array_add (self->running, g_object_ref (begun));
  emit_changed (self);

  return begun;
}

void
gh_operate_jobs_show (GhOperateJobs *self,
                      GhOperateJob  *job)
{
  g_return_if_fail (GH_IS_OPERATE_JOBS (self));

  if (g_list_store_find (self->shown, job, NULL))
    return;

  g_signal_connect_object (job, "changed", G_CALLBACK (emit_changed), self, G_CONNECT_SWAPPED);
  g_list_store_insert (self->shown, 0, job);
}

typedef struct {
  GhOperateJobs *jobs;
  GhOperateJob  *job;
} ShowSoon;

static gboolean
show_cb (gpointer data)
{
  ShowSoon *soon = data;

  soon->job->show_id = 0;
  gh_operate_jobs_show (soon->jobs, soon->job);

  return G_SOURCE_REMOVE;
}

void
gh_operate_jobs_show_soon (GhOperateJobs *self,
                           GhOperateJob  *job)
{
  ShowSoon *soon;

  g_return_if_fail (GH_IS_OPERATE_JOBS (self));

  soon = g_new (ShowSoon, 1);
  *soon = (ShowSoon){ self, job };
  /* Its end comes first, if both are due. */
  job->show_id = g_timeout_add_full (G_PRIORITY_LOW, SHOW_AFTER_MS, show_cb, soon, g_free);
}

static gboolean
forget_cb (gpointer data)
{
  GhOperateJobs *self = data;

  self->forget_id = 0;
  gh_operate_jobs_forget_old (self);

  return G_SOURCE_REMOVE;
}

void
gh_operate_jobs_end (GhOperateJobs *self,
                     GhOperateJob  *job,
                     const char    *done,
                     gint64         entry,
                     gboolean       may_undo)
{
  g_return_if_fail (GH_IS_OPERATE_JOBS (self));

  g_clear_handle_id (&job->show_id, g_source_remove);
  g_ptr_array_remove (self->running, job);
  if (done == NULL || !g_list_store_find (self->shown, job, NULL))
    {
      gh_operate_jobs_forget (self, job);
      emit_changed (self);
      return;
    }

  g_signal_handlers_disconnect_by_func (job->job, job_changed, job);
  g_clear_object (&job->job);
  g_free (job->title);
  job->title = g_strdup (done);
  job->entry = entry;
  job->may_undo = may_undo;
  job->ended = gh_clock_now (self->clock);
  job_changed (job);
  gh_operate_jobs_forget_old (self);
}

void
gh_operate_jobs_forget (GhOperateJobs *self,
                        GhOperateJob  *job)
{
  guint position;

  g_return_if_fail (GH_IS_OPERATE_JOBS (self));

  if (!g_list_store_find (self->shown, job, &position))
    return;

  g_signal_handlers_disconnect_by_func (job, emit_changed, self);
  g_list_store_remove (self->shown, position);
}

static gboolean
is_same_day (gint64 one,
             gint64 other)
{
  g_autoptr(GDateTime) a = g_date_time_new_from_unix_local (one);
  g_autoptr(GDateTime) b = g_date_time_new_from_unix_local (other);

  return g_date_time_get_day_of_year (a) == g_date_time_get_day_of_year (b) &&
         g_date_time_get_year (a) == g_date_time_get_year (b);
}

void
gh_operate_jobs_forget_old (GhOperateJobs *self)
{
  guint n_done = 0;

  g_return_if_fail (GH_IS_OPERATE_JOBS (self));

  for (guint i = g_list_model_get_n_items (G_LIST_MODEL (self->shown)); i-- > 0;)
    {
      g_autoptr(GhOperateJob) job = g_list_model_get_item (G_LIST_MODEL (self->shown), i);

      if (job->job != NULL)
        continue;
      if (is_same_day (job->ended, gh_clock_now (self->clock)))
        n_done++;
      else
        gh_operate_jobs_forget (self, job);
    }
  g_clear_handle_id (&self->forget_id, g_source_remove);
  if (n_done > 0)
    self->forget_id = g_timeout_add_seconds (FORGET_INTERVAL_S, forget_cb, self);
}

guint
gh_operate_jobs_count_running (GhOperateJobs *self)
{
  g_return_val_if_fail (GH_IS_OPERATE_JOBS (self), 0);

  return self->running->len;
}

double
gh_operate_jobs_get_fraction (GhOperateJobs *self)
{
  double sum = 0;
  guint n = 0;

  g_return_val_if_fail (GH_IS_OPERATE_JOBS (self), -1);

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->shown)); i++)
    {
      g_autoptr(GhOperateJob) job = g_list_model_get_item (G_LIST_MODEL (self->shown), i);
      guint64 done;
      guint64 total;

      if (job->job == NULL)
        continue;

      gh_job_get_progress (job->job, &done, &total);
      sum += total > 0 ? MIN (1.0, (double) done / (double) total) : 0;
      n++;
    }

  return n > 0 ? sum / n : -1;
}

void
gh_operate_jobs_cancel (GhOperateJobs *self)
{
  g_return_if_fail (GH_IS_OPERATE_JOBS (self));

  for (guint i = 0; i < self->running->len; i++)
    {
      const GhOperateJob *job = g_ptr_array_index (self->running, i);

      g_cancellable_cancel (gh_job_get_cancellable (job->job));
    }
}
