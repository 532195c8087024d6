/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "groups/gh-group-query.h"
#include "reports/gh-export.h"

G_BEGIN_DECLS

/**
 * gh_group_report_write:
 * @view: the groups to write, in their order
 * @connection: a reader inside a read transaction
 * @format: the file format
 * @with_mark: whether a safe CSV begins with a byte order mark, as a standalone file does
 * @file: where the rows go
 * @count: (out): how many groups were written
 * @error: (out): where to put the error
 *
 * Writes the groups with their member counts (R1, R13).
 *
 * Returns: %TRUE if all were written
 */
gboolean gh_group_report_write (const GhGroupView  *view,
                                GhConnection       *connection,
                                GhReportFormat      format,
                                gboolean            with_mark,
                                GhReportFile       *file,
                                gint64             *count,
                                GError            **error);

/**
 * gh_group_report_export:
 * @store: an organisation
 * @actor: who exports
 * @view: the groups
 * @format: the file format
 * @path: the target (R3)
 * @count: (out): how many groups the file holds
 * @error: (out): %GH_ERROR_REFUSED if the role may not export
 *
 * Writes a file and notes in the events who exported what. Blocks: call it from a worker.
 *
 * Returns: %TRUE if the target is complete
 */
gboolean gh_group_report_export (GhStore            *store,
                                 const GhActor      *actor,
                                 const GhGroupView  *view,
                                 GhReportFormat      format,
                                 const char         *path,
                                 gint64             *count,
                                 GError            **error);

G_END_DECLS
