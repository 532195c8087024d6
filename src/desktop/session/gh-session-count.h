/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "session/gh-session.h"
#include "store/gh-view-query.h"

G_BEGIN_DECLS

/**
 * GhListCount:
 * @kind: which kind of list
 * @view: the view to count
 * @connection: a reader inside a transaction
 * @count: (out): how many rows it has
 * @error: (out): %GH_ERROR_QUERY if it cannot be read
 *
 * Counts on a worker.
 *
 * Returns: %TRUE if counted
 */
typedef gboolean (*GhListCount) (gconstpointer   kind,
                                 const GhView   *view,
                                 GhConnection   *connection,
                                 gint64         *count,
                                 GError        **error);

/**
 * gh_session_count_async:
 * @self: a session
 * @queries: (transfer full) (element-type utf8): queries
 * @count: counts one of them
 * @kind: for @count
 * @cancellable: (nullable): for counts that are no longer needed
 * @callback: called when done; its source is %NULL
 * @data: for @callback
 *
 * Counts on a worker how many rows each query finds, in one snapshot.
 */
void gh_session_count_async (GhSession           *self,
                             GPtrArray           *queries,
                             GhListCount          count,
                             gconstpointer        kind,
                             GCancellable        *cancellable,
                             GAsyncReadyCallback  callback,
                             gpointer             data);

/**
 * gh_session_count_finish:
 *
 * Returns: (transfer none) (nullable) (element-type gint64): a number for each query, -1 if it cannot be read; valid
 *   as long as @result
 */
GArray *gh_session_count_finish (GAsyncResult  *result,
                                 GError       **error);

G_END_DECLS
