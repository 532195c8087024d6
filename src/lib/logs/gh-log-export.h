/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "base/gh-job.h"
#include "logs/gh-log-query.h"
#include "reports/gh-export.h"

G_BEGIN_DECLS

/** The most records per entry whose old and new values go into JSON (C2). */
#define GH_LOG_MAX_RECORDS 100

/**
 * gh_log_export_write:
 * @view: the entries to write
 * @connection: a reader inside a read transaction
 * @format: the file format
 * @with_mark: whether a safe CSV begins with a byte order mark, as a standalone file does
 * @file: where to write them
 * @job: (nullable): progress and cancellation
 * @count: (out): how many entries were written
 * @error: (out): %GH_ERROR_QUERY if the query cannot be read
 *
 * Writes the columns of C2 in constant memory; JSON adds old and new values and the payload.
 *
 * Returns: %TRUE if all were written
 */
gboolean gh_log_export_write (const GhLogView  *view,
                              GhConnection     *connection,
                              GhReportFormat    format,
                              gboolean          with_mark,
                              GhReportFile     *file,
                              GhJob            *job,
                              gint64           *count,
                              GError          **error);

/**
 * gh_log_export:
 * @store: an organisation
 * @actor: who exports
 * @view: the entries; its now and time zone are filled in here
 * @format: the file format
 * @path: the target (R3)
 * @job: (nullable): progress and cancellation
 * @count: (out): how many entries the file holds
 * @error: (out): %GH_ERROR_REFUSED if the role may not export the log
 *
 * Writes a file and notes in the events who exported what. Blocks: call it from a worker.
 *
 * Returns: %TRUE if the target is complete
 */
gboolean gh_log_export (GhStore          *store,
                        const GhActor    *actor,
                        const GhLogView  *view,
                        GhReportFormat    format,
                        const char       *path,
                        GhJob            *job,
                        gint64           *count,
                        GError          **error);

G_END_DECLS
