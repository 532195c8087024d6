/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/gh-connection.h"

G_BEGIN_DECLS

/**
 * GhLateIndexes:
 *
 * Indexes of some tables that are dropped while very many rows are added, and rebuilt at the end: sorting all rows once
 * costs a third of finding the place of each in a tree. It all happens in one transaction, so nobody else sees the
 * tables without them.
 */
typedef struct _GhLateIndexes GhLateIndexes;

/**
 * gh_late_indexes_new:
 * @connection: a writing connection in a transaction, which must live as long
 * @tables: (array zero-terminated=1): the tables
 * @error: (out): where to put the error
 *
 * Drops the tables' indexes over all rows that the schema creates with statements of their own. Rebuilding a unique
 * index fails if a row violates it.
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
 * Creates the indexes again, with the same SQL.
 *
 * Returns: %TRUE if all are there
 */
gboolean gh_late_indexes_build (GhLateIndexes  *self,
                                GError        **error);

/** Forgets indexes that were not rebuilt; only a rollback brings them back. */
void gh_late_indexes_free (GhLateIndexes *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GhLateIndexes, gh_late_indexes_free)

G_END_DECLS
