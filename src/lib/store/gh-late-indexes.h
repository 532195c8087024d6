/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/gh-connection.h"

G_BEGIN_DECLS

/**
 * GhLateIndexes:
 *
 * Indexes of some tables that are left out while very many rows come, and are built at their end: to sort all rows
 * once costs a third of finding for each its place in a tree. All of it belongs to one transaction, so that nobody
 * else sees the tables without them.
 */
typedef struct _GhLateIndexes GhLateIndexes;

/**
 * gh_late_indexes_new:
 * @connection: a writing connection in a transaction, which must live as long
 * @tables: (array zero-terminated=1): the tables
 * @error: (out): where to put the error
 *
 * Drops the tables' indexes over all their rows that the schema makes by statements of their own. Those that are
 * unique find at the building that a row should not have come, and fail it.
 *
 * Returns: (transfer full) (nullable): the indexes to build later
 */
GhLateIndexes *gh_late_indexes_new (GhConnection       *connection,
                                    const char *const  *tables,
                                    GError            **error);

/**
 * gh_late_indexes_build:
 * @self: indexes
 * @error: (out): where to put the error
 *
 * Makes the indexes again, in the words that they had.
 *
 * Returns: %TRUE if all are there
 */
gboolean gh_late_indexes_build (GhLateIndexes  *self,
                                GError        **error);

/** Forgets indexes that were not built, which only a rollback brings back. */
void gh_late_indexes_free (GhLateIndexes *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GhLateIndexes, gh_late_indexes_free)

G_END_DECLS
