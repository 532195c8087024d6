/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "operations/gh-run.h"

G_BEGIN_DECLS

/**
 * gh_journal_changed:
 * @run: a run that applies
 * @kind: the record's kind
 * @id: its row id
 * @prev: the entry that touched it before
 * @before: JSON of the fields that change, as they were
 * @after: JSON of the same fields, as they are now
 * @error: (out): where to put the error
 *
 * The one place where the journal is written, with gh_journal_created() and gh_journal_removed() (J1).
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
 * @prev: 0, or where an undo brings a record back the entry that removed it
 * @record: JSON of the whole record, of which the journal keeps the hash
 */
gboolean gh_journal_created (GhRun       *run,
                             const char  *kind,
                             gint64       id,
                             gint64       prev,
                             const char  *record,
                             GError     **error);

/**
 * gh_journal_created_record:
 * @run: a run that applies
 * @kind: the record's kind
 * @id: row id of a record that @run has made
 * @error: (out): where to put the error
 *
 * gh_journal_created() with the record as it stands in the database.
 *
 * Returns: %TRUE if written
 */
gboolean gh_journal_created_record (GhRun       *run,
                                    const char  *kind,
                                    gint64       id,
                                    GError     **error);

/**
 * gh_journal_removed_record:
 * @run: a run that applies
 * @kind: the record's kind
 * @id: row id of a record that @run is about to remove
 * @prev: the entry that touched it before
 * @error: (out): where to put the error
 *
 * gh_journal_removed() with the record as it stands in the database.
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
 * @is_for_good: a permanent deletion: the texts are hashed and not kept (J4)
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
 * @run: a run that applies
 * @kind: the records' kind
 * @name: a statement, ?1 the entry's number, that gives id, prev, before and after of each record of `chunk`
 *   that changes, in the order of id
 * @error: (out): where to put the error
 *
 * Journals a chunk at once. Both before and after are NULL-able as in J1; a record without before was
 * created, and its after is the record's JSON.
 *
 * Returns: %TRUE if written
 */
gboolean gh_journal_rows (GhRun       *run,
                          const char  *kind,
                          const char  *name,
                          GError     **error);

/**
 * gh_journal_rows_with:
 * @types: as of gh_statement_bind(), with the arguments
 *
 * gh_journal_rows() of a statement that takes more than the entry's number and the time.
 */
gboolean gh_journal_rows_with (GhRun       *run,
                               const char  *kind,
                               const char  *name,
                               GError     **error,
                               const char  *types,
                               ...);

/**
 * gh_journal_purge_chunk:
 * @run: a run that applies, with the ids of records in `chunk`
 * @kind_name: the records' kind, one that has @list_removed: this is a #GhRunChunkFunc
 * @error: (out): where to put the error
 *
 * Removes them for good. Texts and salts of the earlier rows about them are erased, too; the hashes stay, so that the
 * log can still be proved (J4).
 *
 * Returns: %TRUE if they are gone
 */
gboolean gh_journal_purge_chunk (GhRun    *run,
                                 gpointer  kind_name,
                                 GError  **error);

G_END_DECLS
