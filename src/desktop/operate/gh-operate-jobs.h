/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "operate/gh-operate-job.h"
#include "store/gh-store.h"

G_BEGIN_DECLS

/**
 * GhOperateJobs:
 *
 * What runs on an organisation. As a list model: the jobs in the background, newest first, and until the next day
 * those that are done. Emits `changed` when any of them is further, and when one comes or goes. Belongs to the main
 * loop.
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
 * gh_operate_jobs_begin:
 * @self: the jobs
 * @title: what is going on
 * @job: how far it is, and what cancels it
 *
 * It counts as running, but is in the list only after gh_operate_jobs_show().
 *
 * Returns: (transfer full): a new job
 */
GhOperateJob *gh_operate_jobs_begin (GhOperateJobs *self,
                                     const char    *title,
                                     GhJob         *job);

/** From now on it runs in the background. */
void gh_operate_jobs_show (GhOperateJobs *self,
                           GhOperateJob  *job);

/**
 * gh_operate_jobs_end:
 * @self: the jobs
 * @job: one that runs
 * @done: (nullable): what was done; %NULL: nothing, and it is forgotten
 * @entry: its entry in the log; 0: none
 * @may_undo: whether it can be undone
 */
void gh_operate_jobs_end (GhOperateJobs *self,
                          GhOperateJob  *job,
                          const char    *done,
                          gint64         entry,
                          gboolean       may_undo);

/** Takes it out of the list. */
void gh_operate_jobs_forget (GhOperateJobs *self,
                             GhOperateJob  *job);

/** Forgets what was done before today. Happens by itself, within a minute. */
void gh_operate_jobs_forget_old (GhOperateJobs *self);

/**
 * gh_operate_jobs_count_running:
 *
 * Returns: how many run, in the background or not
 */
guint gh_operate_jobs_count_running (GhOperateJobs *self);

/**
 * gh_operate_jobs_get_fraction:
 *
 * Returns: how much of what runs in the background is done, from 0 to 1; -1 where nothing does
 */
double gh_operate_jobs_get_fraction (GhOperateJobs *self);

/** Stops all that runs; each then ends by itself. */
void gh_operate_jobs_cancel (GhOperateJobs *self);

G_END_DECLS
