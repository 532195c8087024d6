/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/gh-connection.h"

G_BEGIN_DECLS

/**
 * GhUserCounts:
 *
 * The six categories of U1. They use the effective status, leave out the Trash, and may overlap (S8).
 */
typedef struct {
  gint64 total;
  gint64 not_enrolled;
  gint64 inactive;
  gint64 bypass;
  gint64 locked_out;
  gint64 trash;
} GhUserCounts;

/**
 * gh_user_counts_read:
 * @self: (out caller-allocates): the counts
 * @connection: a connection
 * @now: unix seconds
 * @error: (out): where to put the error
 *
 * Returns: %TRUE if counted
 */
gboolean gh_user_counts_read (GhUserCounts  *self,
                              GhConnection  *connection,
                              gint64         now,
                              GError       **error);

G_END_DECLS
