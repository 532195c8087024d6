/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "operate/gh-operate-job.h"

struct _GhOperateJob {
  GObject   parent_instance;

  char     *title;
  GhJob    *job;      /* nullable: it has ended */
  gint64    ended;
  gint64    entry;
  gboolean  may_undo;
  char     *folder;   /* nullable */
};

static guint changed_signal;

G_DEFINE_FINAL_TYPE (GhOperateJob, gh_operate_job, G_TYPE_OBJECT)

static void
progress_cb (GhOperateJob *self)
{
  g_signal_emit (self, changed_signal, 0);
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

  changed_signal = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                 G_TYPE_NONE, 0);
}

static void
gh_operate_job_init (GhOperateJob *self)
{
}

GhOperateJob *
gh_operate_job_new (const char *title,
                    GhJob      *job)
{
  GhOperateJob *self = g_object_new (GH_TYPE_OPERATE_JOB, NULL);

  self->title = g_strdup (title);
  self->job = g_object_ref (job);
  g_signal_connect_object (job, "notify::fraction", G_CALLBACK (progress_cb), self, G_CONNECT_SWAPPED);

  return self;
}

void
gh_operate_job_end (GhOperateJob *self,
                    const char   *done,
                    gint64        entry,
                    gboolean      may_undo,
                    gint64        now)
{
  g_return_if_fail (GH_IS_OPERATE_JOB (self));
  g_return_if_fail (self->job != NULL);

  g_signal_handlers_disconnect_by_func (self->job, progress_cb, self);
  g_clear_object (&self->job);
  g_free (self->title);
  self->title = g_strdup (done);
  self->entry = entry;
  self->may_undo = may_undo;
  self->ended = now;
  g_signal_emit (self, changed_signal, 0);
}

void
gh_operate_job_set_folder (GhOperateJob *self,
                           const char   *uri)
{
  g_return_if_fail (GH_IS_OPERATE_JOB (self));

  g_free (self->folder);
  self->folder = g_strdup (uri);
}

const char *
gh_operate_job_get_folder (GhOperateJob *self)
{
  g_return_val_if_fail (GH_IS_OPERATE_JOB (self), NULL);

  return self->folder;
}

const char *
gh_operate_job_get_title (GhOperateJob *self)
{
  g_return_val_if_fail (GH_IS_OPERATE_JOB (self), NULL);

  return self->title;
}

GhJob *
gh_operate_job_get_job (GhOperateJob *self)
{
  g_return_val_if_fail (GH_IS_OPERATE_JOB (self), NULL);

  return self->job;
}

gint64
gh_operate_job_get_ended (GhOperateJob *self)
{
  g_return_val_if_fail (GH_IS_OPERATE_JOB (self), 0);

  return self->ended;
}

gint64
gh_operate_job_get_entry (GhOperateJob *self)
{
  g_return_val_if_fail (GH_IS_OPERATE_JOB (self), 0);

  return self->entry;
}

gboolean
gh_operate_job_get_may_undo (GhOperateJob *self)
{
  g_return_val_if_fail (GH_IS_OPERATE_JOB (self), FALSE);

  return self->may_undo;
}

void
gh_operate_job_cancel (GhOperateJob *self)
{
  g_return_if_fail (GH_IS_OPERATE_JOB (self));

  if (self->job != NULL)
    g_cancellable_cancel (gh_job_get_cancellable (self->job));
}
