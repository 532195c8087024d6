/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/gh-connection.h"

#include <sqlite3.h>

G_BEGIN_DECLS

typedef enum {
  GH_ACCESS_READ,       /* file read-only */
  GH_ACCESS_IMMUTABLE,  /* file and folder read-only, and nobody writes: no locks, no WAL */
  GH_ACCESS_WRITE,
} GhAccess;

/* An events file in memory, without events, that the connections of one process share. */
#define GH_EMPTY_EVENTS ":empty-events:"

/* Opens @path hardened as X1 asks. Nothing of the file has been read yet. */
GhConnection *gh_connection_open (const char  *path,
                                  GhAccess     access,
                                  GError     **error);

/* Attaches @path read-only under @name; NULL: an empty database in memory. */
gboolean gh_connection_attach (GhConnection  *self,
                               const char    *path,
                               const char    *name,
                               GhAccess       access,
                               GError       **error);

/* The named statement "INSERT … VALUES (…)" for @n_rows rows, whose parameters follow one another. */
GhStatement *gh_connection_prepare_rows (GhConnection  *self,
                                         const char    *name,
                                         guint          n_rows,
                                         GError       **error);

typedef gboolean (*GhConnectionCheckFunc) (GhConnection  *connection,
                                           gpointer       data,
                                           GError       **error);

/* gh_connection_restore_from(), if @check agrees: it is called with @reader, another connection to the same file,
 * when nobody else can write any more. */
gboolean gh_connection_restore_from_if (GhConnection          *self,
                                        const char            *path,
                                        GhConnection          *reader,
                                        GhConnectionCheckFunc  check,
                                        gpointer               data,
                                        GError               **error);

void     gh_connection_close (GhConnection *self);

/* Gives back the memory of its cache. */
void     gh_connection_trim (GhConnection *self);
sqlite3 *gh_connection_get_db (GhConnection *self);

/* How long connections opened from now on wait for a lock, in place of 10 seconds. */
void gh_connection_set_patience_for_tests (int milliseconds);

/* For a value of a statement that gives one row of one column: PRAGMA user_version and the like. */
gboolean gh_connection_read_int (GhConnection  *self,
                                 const char    *sql,
                                 gint64        *value,
                                 GError       **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GhConnection, gh_connection_close)

G_END_DECLS
