/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "base/gh-job.h"
#include "reports/gh-export.h"
#include "users/gh-user-query.h"

G_BEGIN_DECLS

/**
 * gh_user_report_write:
 * @view: the users to write, in their order
 * @connection: a reader inside a read transaction, so that list, count and rows match (R3)
 * @format: the form of the file
 * @with_mark: whether a safe CSV begins with a byte order mark, as a standalone file does
 * @limit: how many rows at most; -1: all
 * @file: where they go
 * @job: (nullable): progress and cancelling
 * @count: (out): how many users were written
 * @error: (out): where to put the error
 *
 * Uses constant memory plus 32 bytes a user.
 *
 * Returns: %TRUE if all were written
 */
gboolean gh_user_report_write (const GhUserView  *view,
                               GhConnection      *connection,
                               GhReportFormat     format,
                               gboolean           with_mark,
                               gint64             limit,
                               GhReportFile      *file,
                               GhJob             *job,
                               gint64            *count,
                               GError           **error);

/**
 * gh_user_report_export:
 * @store: an organisation
 * @actor: who exports
 * @view: the users; its now and time zone are filled in here
 * @format: the form of the file
 * @path: the target (R3)
 * @job: (nullable): progress and cancelling
 * @count: (out): how many users the file holds
 * @error: (out): %GH_ERROR_REFUSED if the role may not export
 *
 * Writes a file and records in the events who took what. Blocks: call it from a worker.
 *
 * Returns: %TRUE if the target is complete
 */
gboolean gh_user_report_export (GhStore           *store,
                                const GhActor     *actor,
                                const GhUserView  *view,
                                GhReportFormat     format,
                                const char        *path,
                                GhJob             *job,
                                gint64            *count,
                                GError           **error);

G_END_DECLS
