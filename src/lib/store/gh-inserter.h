/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/gh-connection.h"

G_BEGIN_DECLS

/**
 * GhInserter:
 *
 * Collects the rows of one INSERT and writes many per statement, which halves the cost of a row.
 */
typedef struct _GhInserter GhInserter;

/** This many rows are worth a flush. */
#define GH_INSERTER_ROWS 64

/**
 * gh_inserter_new:
 * @connection: a writing connection, which must live as long
 * @name: a named statement "INSERT OR FAIL … VALUES (…)" of one row, with ?1 to ?n only in its brackets; FAIL,
 *   because the transaction is rolled back as a whole, so SQLite need not keep the changes of a statement of many
 *   rows
 *
 * Returns: (transfer full): an inserter without rows
 */
GhInserter *gh_inserter_new (GhConnection *connection,
                             const char   *name);

/** Drops the rows that have not been flushed. */
void gh_inserter_free (GhInserter *self);

/**
 * gh_inserter_add:
 * @self: an inserter
 * @types: a letter for each of ?1 to ?n, with its argument: `i` gint64, `t` gint64 where 0 means NULL, `s` text or
 *   %NULL, `d` bytes or %NULL and, as another argument, their gsize
 *
 * Adds a row. Texts and bytes are copied.
 */
void gh_inserter_add (GhInserter *self,
                      const char *types,
                      ...);

/** Counts the pending rows. */
guint gh_inserter_get_n_rows (GhInserter *self);

/**
 * Sorts the pending rows by their first texts, the order of a table with that key, so that many of them go to
 * neighbouring places.
 */
void gh_inserter_sort (GhInserter *self);

/**
 * gh_inserter_flush:
 * @self: an inserter
 * @error: (out): where to put the error
 *
 * Writes the pending rows in the order they were added or sorted.
 *
 * Returns: %TRUE if all are written
 */
gboolean gh_inserter_flush (GhInserter  *self,
                            GError     **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GhInserter, gh_inserter_free)

G_END_DECLS
