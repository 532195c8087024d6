/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/gh-statement.h"

#include <sqlite3.h>

G_BEGIN_DECLS

/* Takes @stmt over. */
GhStatement *gh_statement_new (sqlite3_stmt *stmt,
                               const char   *name);
void         gh_statement_free (GhStatement *self);

/* As gh_statement_bind(), but what is bound must stay until the statement is reset. */
void         gh_statement_lend_valist (GhStatement *self,
                                       const char  *types,
                                       va_list      args);

/* Sets @error from the last failure of @db: "@doing: reason", with the code that fits. */
void gh_sqlite_set_error (GError     **error,
                          sqlite3     *db,
                          int          rc,
                          const char  *doing);

G_END_DECLS
