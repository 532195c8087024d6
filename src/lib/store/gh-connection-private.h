/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/gh-connection.h"
#include "store/gh-file.h"

#include <sqlite3.h>

G_BEGIN_DECLS

typedef enum {
  GH_ACCESS_READ,       /* file read-only */
  GH_ACCESS_IMMUTABLE,  /* file and folder read-only, and nobody writes: no locks, no WAL */
  GH_ACCESS_WRITE,
} GhAccess;

/* An events file in memory, without events, that the connections of one process share. */
#define GH_EMPTY_EVENTS ":empty-events:"

/* Opens @path hardened as X1 asks, if it is safe. Nothing of the file has been read yet. */
GhConnection *gh_connection_open (const char  *path,
                                  GhAccess     access,
                                  GError     **error);

/* The same, but only the file that @wanted is (GH_ERROR_GONE): not even a WAL beside another one is looked at. */
GhConnection *gh_connection_open_same (const char            *path,
                                       GhAccess               access,
                                       const GhFileIdentity  *wanted,
                                       GError               **error);

/* Attaches @path read-only under @name, if it is the file that @wanted is. */
gboolean gh_connection_attach (GhConnection          *self,
                               const char            *path,
                               const char            *name,
                               GhAccess               access,
                               const GhFileIdentity  *wanted,
                               GError               **error);

/* The named statement "INSERT … VALUES (…)" for @n_rows rows, whose parameters follow one another. */
GhStatement *gh_connection_prepare_rows (GhConnection  *self,
                                         const char    *name,
                                         guint          n_rows,
                                         GError       **error);

typedef gboolean (*GhConnectionCheckFunc) (GhConnection  *connection,
                                           gpointer       data,
                                           GError       **error);

/* Exchanges the content for that of @path in one transaction, if @check (nullable) agrees: it is called with @reader,
 * another connection to the same file, when nobody else can write any more. */
gboolean gh_connection_restore_from (GhConnection           *self,
                                     const char             *path,
                                     GhConnection           *reader,
                                     GhConnectionCheckFunc   check,
                                     gpointer                data,
                                     GError                **error);

void     gh_connection_close (GhConnection *self);

gboolean gh_connection_is_in_transaction (GhConnection *self);

/* From now on gh_connection_begin_write() is for the schema's version of now alone: %GH_ERROR_NEWER. */
gboolean gh_connection_note_version (GhConnection  *self,
                                     GError       **error);

/* Gives back the memory of its cache. */
void     gh_connection_trim (GhConnection *self);
sqlite3 *gh_connection_get_db (GhConnection *self);

/* The file that was opened, as it was called. */
const char           *gh_connection_get_path (GhConnection *self);

/* Which file that was; inode 0 for a database in memory. */
const GhFileIdentity *gh_connection_get_identity (GhConnection *self);

/* For the store: which opening of its files this connection is of. */
guint                 gh_connection_get_generation (GhConnection *self);
void                  gh_connection_set_generation (GhConnection *self, guint generation);

/* Makes @db wait for locks as all connections do. */
void gh_connection_set_patience (sqlite3 *db);

/* How long connections opened from now on wait for a lock, in place of 10 seconds. */
void gh_connection_set_patience_for_tests (int milliseconds);

/* For a value of a statement that gives one row of one column: PRAGMA user_version and the like. */
gboolean gh_connection_read_int (GhConnection  *self,
                                 const char    *sql,
                                 gint64        *value,
                                 GError       **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GhConnection, gh_connection_close)

G_END_DECLS
