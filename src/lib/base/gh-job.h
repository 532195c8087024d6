/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * GhJob:
 *
 * The progress of a long piece of work. The worker calls gh_job_set_progress() as often as it likes; the properties
 * are notified on the main context that created the job, at most ten times a second.
 */
#define GH_TYPE_JOB (gh_job_get_type ())
G_DECLARE_FINAL_TYPE (GhJob, gh_job, GH, JOB, GObject)

/** Returns: (transfer full): a job that reports to the caller's thread-default main context */
GhJob *gh_job_new (void);

/** Returns: (transfer none): what cancels the work */
GCancellable *gh_job_get_cancellable (GhJob *self);

/**
 * gh_job_set_progress:
 * @self: (nullable): a job, or %NULL if nobody watches
 * @done: how many are done
 * @total: out of how many; 0 if unknown
 *
 * Like gh_job_get_progress(), it may be called from any thread.
 */
void gh_job_set_progress (GhJob   *self,
                          guint64  done,
                          guint64  total);
void gh_job_get_progress (GhJob   *self,
                          guint64 *done,
                          guint64 *total);

G_END_DECLS
