/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "session/gh-session.h"

G_BEGIN_DECLS

/**
 * gh_session_count_users_async:
 * @self: a session
 * @queries: (transfer full) (element-type utf8): queries
 * @scope: among whom
 * @cancellable: (nullable): for counts that nobody waits for any more
 * @callback: called when done; its source is %NULL
 * @data: for @callback
 *
 * Counts on a worker how many users each query finds, all at one moment.
 */
void gh_session_count_users_async (GhSession           *self,
                                   GPtrArray           *queries,
                                   GhUserScope          scope,
                                   GCancellable        *cancellable,
                                   GAsyncReadyCallback  callback,
                                   gpointer             data);

/**
 * gh_session_count_users_finish:
 *
 * Returns: (transfer none) (nullable) (element-type gint64): a number for each query, -1 where it cannot be read;
 *   until @result is gone
 */
GArray *gh_session_count_users_finish (GAsyncResult  *result,
                                       GError       **error);

G_END_DECLS
