/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "base/gh-job.h"

G_BEGIN_DECLS

/**
 * GhOperateJob:
 *
 * Something that takes long, and what came of it. Emits `changed` when it is further, or done.
 */
#define GH_TYPE_OPERATE_JOB (gh_operate_job_get_type ())
G_DECLARE_FINAL_TYPE (GhOperateJob, gh_operate_job, GH, OPERATE_JOB, GObject)

/**
 * gh_operate_job_new:
 * @title: what is going on
 * @job: how far it is, and what cancels it
 *
 * Returns: (transfer full): a job that runs
 */
GhOperateJob *gh_operate_job_new (const char *title,
                                  GhJob      *job);

/**
 * gh_operate_job_end:
 * @self: a job that runs
 * @done: what was done, in one line
 * @entry: its entry in the log; 0: none
 * @may_undo: whether it can be undone
 * @now: when it was done
 */
void gh_operate_job_end (GhOperateJob *self,
                         const char   *done,
                         gint64        entry,
                         gboolean      may_undo,
                         gint64        now);

/**
 * gh_operate_job_set_folder:
 * @self: a job
 * @uri: the folder of the file that it writes
 *
 * What there is to see when it is done.
 */
void gh_operate_job_set_folder (GhOperateJob *self,
                                const char   *uri);

/** The URI of that folder, or %NULL. */
const char *gh_operate_job_get_folder (GhOperateJob *self);

/** What is going on, or what was done. */
const char *gh_operate_job_get_title (GhOperateJob *self);

/**
 * gh_operate_job_get_job:
 *
 * Returns: (transfer none) (nullable): how far it is; %NULL when it is done
 */
GhJob *gh_operate_job_get_job (GhOperateJob *self);

/* When it is done. */
gint64   gh_operate_job_get_ended    (GhOperateJob *self);
gint64   gh_operate_job_get_entry    (GhOperateJob *self);
gboolean gh_operate_job_get_may_undo (GhOperateJob *self);

/** Stops it; it then ends by itself. */
void gh_operate_job_cancel (GhOperateJob *self);

G_END_DECLS
