/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "base/gh-job.h"
#include "store/gh-store.h"

G_BEGIN_DECLS

/**
 * GhOperateJob:
 * @title: what it does, or did
 * @job: (nullable): its progress and cancelling; %NULL once it has ended
 * @folder: (nullable): the URI of the folder it writes its file to, to show once it has ended; whoever began it sets it
 * @ended: when it ended
 * @entry: its entry in the log; 0: none
 * @may_undo: whether it can be undone
 *
 * A long task, and its result. Emits `changed` when it makes progress or ends.
 */
#define GH_TYPE_OPERATE_JOB (gh_operate_job_get_type ())
G_DECLARE_FINAL_TYPE (GhOperateJob, gh_operate_job, GH, OPERATE_JOB, GObject)

struct _GhOperateJob {
  GObject   parent_instance;

  char     *title;
  GhJob    *job;
  char     *folder;
  gint64    ended;
  gint64    entry;
  gboolean  may_undo;

  guint     show_id;  /* until gh_operate_jobs_show_soon() shows it */
};

/**
 * GhOperateJobs:
 *
 * The jobs of an organisation. Emits `changed` when one makes progress, comes or goes. Belongs to the main loop.
 */
#define GH_TYPE_OPERATE_JOBS (gh_operate_jobs_get_type ())
G_DECLARE_FINAL_TYPE (GhOperateJobs, gh_operate_jobs, GH, OPERATE_JOBS, GObject)

/**
 * gh_operate_jobs_get:
 * @store: an organisation
 *
 * Returns: (transfer none): its jobs, which live as long as it does
 */
GhOperateJobs *gh_operate_jobs_get (GhStore *store);

/**
 * gh_operate_jobs_get_shown:
 *
 * Returns: (transfer none): the jobs in the background, newest first, and until the next day those that have ended
 */
GListModel *gh_operate_jobs_get_shown (GhOperateJobs *self);

/**
 * gh_operate_jobs_begin:
 * @self: the jobs
 * @title: what is going on
 * @job: its progress and cancelling
 *
 * Adds a job that counts as running, but is listed only after gh_operate_jobs_show().
 *
 * Returns: (transfer full): a new job
 */
GhOperateJob *gh_operate_jobs_begin (GhOperateJobs *self,
                                     const char    *title,
                                     GhJob         *job);

/** Moves a job to the background. */
void gh_operate_jobs_show (GhOperateJobs *self,
                           GhOperateJob  *job);

/** Moves a job to the background if it takes so long that somebody might wonder. */
void gh_operate_jobs_show_soon (GhOperateJobs *self,
                                GhOperateJob  *job);

/**
 * gh_operate_jobs_end:
 * @self: the jobs
 * @job: a running job
 * @done: (nullable): what was done; %NULL: nothing; the job is forgotten
 * @entry: its entry in the log; 0: none
 * @may_undo: whether it can be undone
 */
void gh_operate_jobs_end (GhOperateJobs *self,
                          GhOperateJob  *job,
                          const char    *done,
                          gint64         entry,
                          gboolean       may_undo);

/** Removes it from the list. */
void gh_operate_jobs_forget (GhOperateJobs *self,
                             GhOperateJob  *job);

/** Forgets what ended before today. Happens by itself, within a minute. */
void gh_operate_jobs_forget_old (GhOperateJobs *self);

/**
 * gh_operate_jobs_count_running:
 *
 * Returns: how many are running, shown or not
 */
guint gh_operate_jobs_count_running (GhOperateJobs *self);

/**
 * gh_operate_jobs_get_fraction:
 *
 * Returns: the progress of what runs in the background, from 0 to 1; -1 if nothing does
 */
double gh_operate_jobs_get_fraction (GhOperateJobs *self);

/** Cancels all jobs; each then ends by itself. */
void gh_operate_jobs_cancel (GhOperateJobs *self);

G_END_DECLS
