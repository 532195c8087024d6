/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "operations/gh-run.h"

G_BEGIN_DECLS

/**
 * gh_journal_changed:
 * @run: a run being applied
 * @kind: the record's kind
 * @id: its row id
 * @prev: the entry that touched it before
 * @before: JSON of the fields that change, as they were
 * @after: JSON of the same fields, as they are now
 * @error: (out): where to put the error
 *
 * The only place that writes the journal, with gh_journal_created() and gh_journal_removed() (J1).
 *
 * Returns: %TRUE if written
 */
gboolean gh_journal_changed (GhRun       *run,
                             const char  *kind,
                             gint64       id,
                             gint64       prev,
                             const char  *before,
                             const char  *after,
                             GError     **error);

/**
 * gh_journal_created:
 * @prev: 0, or the entry that removed the record where an undo brings it back
 * @record: JSON of the whole record; the journal keeps its hash
 */
gboolean gh_journal_created (GhRun       *run,
                             const char  *kind,
                             gint64       id,
                             gint64       prev,
                             const char  *record,
                             GError     **error);

/**
 * gh_journal_created_record:
 * @run: a run being applied
 * @kind: the record's kind
 * @id: row id of a record that @run has created
 * @error: (out): where to put the error
 *
 * gh_journal_created() with the record from the database.
 *
 * Returns: %TRUE if written
 */
gboolean gh_journal_created_record (GhRun       *run,
                                    const char  *kind,
                                    gint64       id,
                                    GError     **error);

/**
 * gh_journal_removed_record:
 * @run: a run being applied
 * @kind: the record's kind
 * @id: row id of a record that @run is about to remove
 * @prev: the entry that touched it before
 * @error: (out): where to put the error
 *
 * gh_journal_removed() with the record from the database.
 *
 * Returns: %TRUE if written
 */
gboolean gh_journal_removed_record (GhRun       *run,
                                    const char  *kind,
                                    gint64       id,
                                    gint64       prev,
                                    GError     **error);

/**
 * gh_journal_removed:
 * @record: JSON of the whole record
 * @is_for_good: a permanent deletion: the texts are hashed but not kept (J4)
 */
gboolean gh_journal_removed (GhRun       *run,
                             const char  *kind,
                             gint64       id,
                             gint64       prev,
                             const char  *record,
                             gboolean     is_for_good,
                             GError     **error);

/**
 * gh_journal_rows:
 * @run: a run being applied
 * @kind: the records' kind
 * @name: a statement, ?1 the entry's number, that returns id, prev, before and after of each record of
 *   `chunk` that changes, in the order of id
 * @error: (out): where to put the error
 *
 * Journals a whole chunk. Before and after may be NULL as in J1; a record without before was created, and its
 * after is the record's JSON.
 *
 * Returns: %TRUE if written
 */
gboolean gh_journal_rows (GhRun       *run,
                          const char  *kind,
                          const char  *name,
                          GError     **error);

/**
 * gh_journal_rows_with:
 * @types: as for gh_statement_bind(), with the arguments
 *
 * gh_journal_rows() for a statement that takes more than the entry's number and the time.
 */
gboolean gh_journal_rows_with (GhRun       *run,
                               const char  *kind,
                               const char  *name,
                               GError     **error,
                               const char  *types,
                               ...);

/**
 * gh_journal_purge_chunk:
 * @run: a run being applied, with the ids of records in `chunk`
 * @kind_name: the records' kind, one that has @list_removed: this is a #GhRunChunkFunc
 * @error: (out): where to put the error
 *
 * Removes them for good, and erases the texts and salts of earlier rows about them; the hashes stay, so that the log
 * can still be verified (J4).
 *
 * Returns: %TRUE if they are gone
 */
gboolean gh_journal_purge_chunk (GhRun    *run,
                                 gpointer  kind_name,
                                 GError  **error);

/** Removes from the log every entry up to @last with its journal rows (L9). */
gboolean gh_journal_remove_entries (GhRun   *run,
                                    gint64   last,
                                    GError **error);

G_END_DECLS
