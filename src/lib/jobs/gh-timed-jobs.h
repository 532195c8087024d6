/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "base/gh-job.h"
#include "operations/gh-result.h"
#include "store/gh-store.h"

G_BEGIN_DECLS

/** How often a program that stays looks for work that is due, in seconds (T5). */
#define GH_TIMED_JOBS_SECONDS (60 * 60)

/** The same while an app that was activated waits for its first passcode (P2). */
#define GH_TIMED_JOBS_FIRST_PASSCODE_SECONDS 60

/**
 * GhTimedJobsReport:
 * @done: (element-type GhResult): what changed anything
 * @waits: whether something is due that waits because the clock is far ahead
 * @is_held: whether another program was at it, so that nothing was done here
 * @next: when to look again, unix seconds of the store's clock: at most %GH_TIMED_JOBS_SECONDS from now
 *
 * What one look for due work led to.
 */
typedef struct {
  GPtrArray *done;
  gboolean   waits;
  gboolean   is_held;
  gint64     next;
} GhTimedJobsReport;

/**
 * gh_timed_jobs_run_due:
 * @store: an organisation that can be written
 * @way: the program, such as "gatehousectl"
 * @job: (nullable): progress and cancelling
 * @error: (out): where to put the error
 *
 * Does what is due (T5), as System, under the lease: phones that their first passcode activated, ends of Bypass, permanent
 * deletion, the sweep of those restored a day ago, once a day that of all, and facts about people who were deleted, or
 * that are too old. Where nothing is due it only reads. Also notes the latest moment seen (X). Blocks: call it from a
 * worker.
 *
 * Returns: (transfer full) (nullable): what was done
 */
GhTimedJobsReport *gh_timed_jobs_run_due (GhStore     *store,
                                          const char  *way,
                                          GhJob       *job,
                                          GError     **error);

/** Returns: (transfer none): a sentence that says that work waits for the clock, and what to do */
const char *gh_timed_jobs_get_waits_text (void);

void gh_timed_jobs_report_free (GhTimedJobsReport *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GhTimedJobsReport, gh_timed_jobs_report_free)

G_END_DECLS
