/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/gh-statement.h"

#include <sqlite3.h>

G_BEGIN_DECLS

struct _GhStatement {
  sqlite3_stmt *stmt;
  char         *name;
  const char   *path;
  guint64       lent;      /* the connection's count when it was last lent */
  gboolean      is_used;   /* bound or stepped since its last reset */
  int           rc;        /* of the last step */
  gboolean      is_to_ask; /* there was no row; the reason is still unread */
};

/* Takes over @stmt. @path, the connection's file, is borrowed and for messages. */
GhStatement *gh_statement_new (sqlite3_stmt *stmt,
                               const char   *name,
                               const char   *path);
void         gh_statement_free (GhStatement *self);

/* Says that @path is damaged, and what helps, which differs between a directory and events. */
void gh_sqlite_set_damaged (GError     **error,
                            const char  *path);

/* Sets @error from the last failure of @db, with the code that fits and a sentence that names @path, or the attached
 * events file if that one failed. Never uses SQLite's own messages, which contain statements and column names. */
void gh_sqlite_set_error (GError     **error,
                          sqlite3     *db,
                          int          rc,
                          const char  *path);

G_END_DECLS
