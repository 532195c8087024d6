/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "base/gh-job.h"
#include "store/gh-statement.h"

G_BEGIN_DECLS

/**
 * GhConnection:
 *
 * An open connection to an organisation's two files. It writes at most one of them; the other is attached
 * read-only, so a statement can join both, but no transaction spans them. Belongs to one thread at a time.
 *
 * Besides SQLite's own functions, statements may call gh_search_fold(text) and gh_name_key(text) (Q3), and
 * gh_sha256(x), which returns a blob. None of them may appear in the schema.
 */
typedef struct _GhConnection GhConnection;

/**
 * gh_connection_prepare:
 * @self: a connection
 * @name: a .sql file by folder and name, such as "users/insert-user"
 * @error: (out): where to put the error
 *
 * Returns: (transfer none) (nullable): the statement, reset
 */
GhStatement *gh_connection_prepare (GhConnection  *self,
                                    const char    *name,
                                    GError       **error);

/**
 * gh_connection_prepare_text:
 * @self: a connection
 * @sql: one statement, built from constants of the program; user input is only ever bound
 * @error: (out): where to put the error
 *
 * Prepares what cannot be a parameter: the terms of a filter, the column of an order. Kept like a named statement.
 *
 * Returns: (transfer none) (nullable): the statement, reset
 */
GhStatement *gh_connection_prepare_text (GhConnection  *self,
                                         const char    *sql,
                                         GError       **error);

/**
 * gh_connection_query:
 * @self: a connection
 * @name: a .sql file by folder and name
 * @error: (out): where to put the error
 * @types: as for gh_statement_bind(), with the arguments; texts and bytes are not copied, so they must stay valid until
 *   the last row is read
 *
 * Prepares and binds a statement. The others also run it to its end, and return %TRUE if nothing went wrong:
 * gh_connection_get_number() reads the first column of the first row, 0 if there is no row or it is NULL, and
 * gh_connection_list_ids() appends the row ids in the first column to @ids.
 *
 * Returns: (transfer none) (nullable): the statement
 */
GhStatement *gh_connection_query (GhConnection  *self,
                                  const char    *name,
                                  GError       **error,
                                  const char    *types,
                                  ...);
gboolean     gh_connection_run (GhConnection  *self,
                                const char    *name,
                                GError       **error,
                                const char    *types,
                                ...);
gboolean     gh_connection_get_number (GhConnection  *self,
                                       const char    *name,
                                       gint64        *number,
                                       GError       **error,
                                       const char    *types,
                                       ...);
gboolean     gh_connection_list_ids (GhConnection  *self,
                                     const char    *name,
                                     GArray        *ids,
                                     GError       **error,
                                     const char    *types,
                                     ...);

/**
 * gh_connection_execute:
 * @self: a connection
 * @sql: the program's own statements
 * @error: (out): where to put the error
 *
 * Returns: %TRUE if all ran
 */
gboolean gh_connection_execute (GhConnection  *self,
                                const char    *sql,
                                GError       **error);

gboolean gh_connection_begin_read (GhConnection *self, GError **error);
gboolean gh_connection_begin_write (GhConnection *self, GError **error);
gboolean gh_connection_commit (GhConnection *self, GError **error);
void     gh_connection_rollback (GhConnection *self);

/** Returns: how many rows the last statement changed */
gint64 gh_connection_get_changes (GhConnection *self);

gint64 gh_connection_get_last_row_id (GhConnection *self);

/**
 * gh_connection_get_data_version:
 * @self: a connection without an open transaction
 *
 * Returns: a number that changes when another connection has committed to either file: its upper 32 bits for the
 *   directory, its lower ones for the events
 */
gint64 gh_connection_get_data_version (GhConnection *self);

/**
 * gh_connection_set_cancellable:
 * @self: a connection
 * @cancellable: (nullable): what interrupts a running statement, with %GH_ERROR_CANCELLED
 */
void gh_connection_set_cancellable (GhConnection *self,
                                    GCancellable *cancellable);

GCancellable *gh_connection_get_cancellable (GhConnection *self);

/**
 * gh_connection_backup_to:
 * @self: a connection
 * @path: the file to create, which must not exist; created with the mode of X2
 * @job: (nullable): progress, in pages, and cancelling
 * @error: (out): where to put the error
 *
 * Copies the file that the connection writes, or a reader's directory, as it is at one moment.
 *
 * Returns: %TRUE if the copy is complete and on the disk
 */
gboolean gh_connection_backup_to (GhConnection  *self,
                                  const char    *path,
                                  GhJob         *job,
                                  GError       **error);

G_END_DECLS
