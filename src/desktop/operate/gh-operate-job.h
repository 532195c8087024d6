/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "base/gh-job.h"

G_BEGIN_DECLS

/**
 * GhOperateJob:
 *
 * A long task, and its result. Emits `changed` when it makes progress or ends.
 */
#define GH_TYPE_OPERATE_JOB (gh_operate_job_get_type ())
G_DECLARE_FINAL_TYPE (GhOperateJob, gh_operate_job, GH, OPERATE_JOB, GObject)

/**
 * gh_operate_job_new:
 * @title: what is going on
 * @job: its progress and cancelling
 *
 * Returns: (transfer full): a running job
 */
GhOperateJob *gh_operate_job_new (const char *title,
                                  GhJob      *job);

/**
 * gh_operate_job_end:
 * @self: a running job
 * @done: what was done, in one line
 * @entry: its entry in the log; 0: none
 * @may_undo: whether it can be undone
 * @now: when it ended
 */
void gh_operate_job_end (GhOperateJob *self,
                         const char   *done,
                         gint64        entry,
                         gboolean      may_undo,
                         gint64        now);

/**
 * gh_operate_job_set_folder:
 * @self: a job
 * @uri: the folder it writes its file to
 *
 * Sets what to show once it has ended.
 */
void gh_operate_job_set_folder (GhOperateJob *self,
                                const char   *uri);

/** Returns that folder, or %NULL. */
const char *gh_operate_job_get_folder (GhOperateJob *self);

/** Returns what it does or did. */
const char *gh_operate_job_get_title (GhOperateJob *self);

/**
 * gh_operate_job_get_job:
 *
 * Returns: (transfer none) (nullable): its progress; %NULL once it has ended
 */
GhJob *gh_operate_job_get_job (GhOperateJob *self);

/* Once it has ended. */
gint64   gh_operate_job_get_ended    (GhOperateJob *self);
gint64   gh_operate_job_get_entry    (GhOperateJob *self);
gboolean gh_operate_job_get_may_undo (GhOperateJob *self);

/** Cancels it; it then ends by itself. */
void gh_operate_job_cancel (GhOperateJob *self);

G_END_DECLS
