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

struct _GhConnection {
  sqlite3        *db;
  char           *path;        /* that was opened */
  GhFileIdentity  identity;    /* which file that was; inode 0 for a database in memory */
  GHashTable     *statements;  /* name -> GhStatement, of the .sql files */
  GHashTable     *made;        /* text -> GhStatement, a limited number */
  guint64         n_lent;      /* counts lendings of those, to find the oldest */
  guint           generation;  /* for the store: which opening of its files it belongs to */
  gint64          version;     /* of the schema that it may write; 0: any */
  GCancellable   *cancellable;
  int             log_pages;   /* in the WAL after its last commit; kept for the store's writers alone */
};

/* An empty events file in memory, shared by the connections of one process. */
#define GH_EMPTY_EVENTS ":empty-events:"

/* Opens @path hardened as X1 asks, if it is safe. Reads nothing of the file yet. */
GhConnection *gh_connection_open (const char  *path,
                                  GhAccess     access,
                                  GError     **error);

/* The same, but only if the file is @wanted (GH_ERROR_GONE): not even the WAL of another file is read. */
GhConnection *gh_connection_open_same (const char            *path,
                                       GhAccess               access,
                                       const GhFileIdentity  *wanted,
                                       GError               **error);

/* Attaches @path read-only as @name, if the file is @wanted. */
gboolean gh_connection_attach (GhConnection          *self,
                               const char            *path,
                               const char            *name,
                               GhAccess               access,
                               const GhFileIdentity  *wanted,
                               GError               **error);

/* Prepares the named statement "INSERT … VALUES (…)" for @n_rows rows with consecutive parameters. */
GhStatement *gh_connection_prepare_rows (GhConnection  *self,
                                         const char    *name,
                                         guint          n_rows,
                                         GError       **error);

typedef gboolean (*GhConnectionCheckFunc) (GhConnection  *connection,
                                           gpointer       data,
                                           GError       **error);

/* Replaces the content with that of @path in one transaction, if @check (nullable) agrees. It is called with @reader,
 * another connection to the same file, when nobody else can write any more. */
gboolean gh_connection_restore_from (GhConnection           *self,
                                     const char             *path,
                                     GhConnection           *reader,
                                     GhConnectionCheckFunc   check,
                                     gpointer                data,
                                     GError                **error);

void     gh_connection_close (GhConnection *self);

/* From now on gh_connection_begin_write() fails with %GH_ERROR_NEWER if the schema's version changes. */
gboolean gh_connection_note_version (GhConnection  *self,
                                     GError       **error);

/* Makes @db wait for locks as all connections do. */
void gh_connection_set_patience (sqlite3 *db);

/* Returns for how long that is, in milliseconds. */
int gh_connection_get_patience (void);

/* Sets how long connections opened from now on wait for a lock, instead of 10 seconds. */
void gh_connection_set_patience_for_tests (int milliseconds);

/* Reads a statement's single value: PRAGMA user_version and the like. */
gboolean gh_connection_read_int (GhConnection  *self,
                                 const char    *sql,
                                 gint64        *value,
                                 GError       **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GhConnection, gh_connection_close)

G_END_DECLS
