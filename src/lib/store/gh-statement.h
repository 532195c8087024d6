/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "base/gh-error.h"

G_BEGIN_DECLS

/**
 * GhStatement:
 *
 * A prepared statement, borrowed from its #GhConnection, which prepares each only once. Declare it with
 * g_autoptr(): leaving the scope resets it. A statement cannot be used twice at the same time.
 *
 * %NULL stands for one that could not be prepared: it has no rows and ends with that failure, whose error is already
 * set. So nobody who binds by gh_statement_bind() or gh_connection_query() need check before the end; what sets one
 * parameter or reads a column needs a statement.
 *
 * Parameters are ?1, ?2 … of the .sql file; columns are counted from 0.
 */
typedef struct _GhStatement GhStatement;

/**
 * gh_statement_bind:
 * @self: a statement
 * @types: a letter for each parameter from ?1 on, each with its argument: `i` gint64, `s` text or %NULL,
 *   `b` #GBytes or %NULL, `t` gint64 where 0 means NULL
 *
 * Texts and bytes are copied.
 */
void gh_statement_bind (GhStatement *self,
                        const char  *types,
                        ...);

void gh_statement_bind_int (GhStatement *self, int index, gint64 value);
void gh_statement_bind_text (GhStatement *self, int index, const char *text, gssize length);
void gh_statement_bind_blob (GhStatement *self, int index, gconstpointer data, gsize length);
void gh_statement_bind_null (GhStatement *self, int index);

/* As their namesakes, but without copying: the data must stay valid until the statement is reset. */
void gh_statement_lend_text (GhStatement *self, int index, const char *text, gssize length);
void gh_statement_lend_blob (GhStatement *self, int index, gconstpointer data, gsize length);
void gh_statement_lend_valist (GhStatement *self, const char *types, va_list args);

/**
 * gh_statement_next:
 * @self: a statement
 *
 * Steps to the next row. When it returns %FALSE, call gh_statement_finish() to learn why: not to is a critical warning.
 *
 * Returns: %TRUE if there is a row to read, %FALSE at the end and on errors
 */
gboolean gh_statement_next (GhStatement *self);

/**
 * gh_statement_finish:
 * @self: a statement
 * @error: (out): what went wrong
 *
 * Resets to before the first row; the bindings stay. No row can be read any more.
 *
 * Returns: %TRUE if nothing went wrong
 */
gboolean gh_statement_finish (GhStatement  *self,
                              GError      **error);

/**
 * gh_statement_require:
 * @self: a statement
 * @error: (out): %GH_ERROR_DAMAGED if there is no row
 *
 * Steps to a row that must exist.
 *
 * Returns: %TRUE if there is a row to read
 */
gboolean gh_statement_require (GhStatement  *self,
                               GError      **error);

/**
 * gh_statement_run:
 * @self: a statement that returns no rows, or whose rows do not matter
 * @error: (out): where to put the error
 *
 * Steps to the end and resets, so that it can be bound again.
 *
 * Returns: %TRUE if it ran
 */
gboolean gh_statement_run (GhStatement  *self,
                           GError      **error);

/** Appends the row ids in the first column of all rows to @ids, and finishes. */
gboolean gh_statement_list_ids (GhStatement  *self,
                                GArray       *ids,
                                GError      **error);

/* As gh_statement_finish(), but without an error, and clears the bindings. */
void          gh_statement_reset (GhStatement *self);
int           gh_statement_get_n_parameters (GhStatement *self);
gboolean      gh_statement_is_null (GhStatement *self, int column);
gint64        gh_statement_get_int (GhStatement *self, int column);
const char   *gh_statement_get_text (GhStatement *self, int column);
const guint8 *gh_statement_get_blob (GhStatement *self, int column, gsize *length);

/**
 * gh_statement_take_text:
 * @self: a statement
 * @column: a column that a hash covers
 * @text: (out) (nullable): its text
 *
 * SQLite tells apart what a hash over netstrings does not. So these say whether a value is as Gatehouse writes it: a
 * text without a NUL in it; a number other than 0, or NULL; a blob of the length that is wanted.
 *
 * Returns: %TRUE if it is; @text is valid until the next row
 */
gboolean gh_statement_take_text (GhStatement  *self,
                                 int           column,
                                 const char  **text);
gboolean gh_statement_take_number (GhStatement *self,
                                   int          column,
                                   gint64      *number);
gboolean gh_statement_take_blob (GhStatement   *self,
                                 int            column,
                                 gsize          wanted,
                                 const guint8 **blob);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GhStatement, gh_statement_reset)

G_END_DECLS
