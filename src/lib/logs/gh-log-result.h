/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "base/gh-job.h"
#include "base/gh-refusal.h"
#include "operations/gh-actor.h"
#include "operations/gh-result.h"
#include "reports/gh-report-file.h"
#include "store/gh-store.h"

G_BEGIN_DECLS

/**
 * GhLogSkip:
 * @refusal: why
 * @kind: name of the kind that was skipped
 * @count: how many
 * @ids: (element-type gint64): the first of them
 *
 * What an operation skipped for one reason.
 */
typedef struct {
  GhRefusal  refusal;
  char      *kind;
  gint64     count;
  GArray    *ids;
} GhLogSkip;

/**
 * gh_log_skips_read:
 * @connection: a connection
 * @entry: the number of an entry
 * @error: (out): where to put the error; not set if there is no such entry
 *
 * Returns: (transfer full) (element-type GhLogSkip) (nullable): the reasons; entries of older versions have none
 */
GPtrArray *gh_log_skips_read (GhConnection  *connection,
                              gint64         entry,
                              GError       **error);

/**
 * gh_log_result_export:
 * @store: an organisation
 * @actor: who exports
 * @entry: the number of an entry
 * @path: the target (R3)
 * @job: (nullable): progress and cancellation
 * @count: (out): how many rows the file has
 * @error: (out): %GH_ERROR_REFUSED if the role may not export the log
 *
 * Writes a safe CSV of what became of each record (O7): changed, or skipped and why. Blocks: call it from a worker.
 *
 * Returns: %TRUE if the target is complete
 */
gboolean gh_log_result_export (GhStore        *store,
                               const GhActor  *actor,
                               gint64          entry,
                               const char     *path,
                               GhJob          *job,
                               gint64         *count,
                               GError        **error);

/**
 * gh_log_skipped_export:
 * @store: an organisation
 * @actor: who saves it
 * @result: what an operation did or would do
 * @path: the target, as it is noted
 * @file: the target, open (R3)
 * @count: (out): how many rows the file has
 * @error: (out): %GH_ERROR_REFUSED if there are more rows than the role may export (A4)
 *
 * Writes all that @result skipped, with the reasons (C4), in the columns of gh_log_result_export(). Blocks.
 *
 * Returns: %TRUE if the target is complete
 */
gboolean gh_log_skipped_export (GhStore         *store,
                                const GhActor   *actor,
                                const GhResult  *result,
                                const char      *path,
                                GhReportFile    *file,
                                gint64          *count,
                                GError         **error);

G_END_DECLS
