/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "base/gh-error.h"

G_BEGIN_DECLS

/**
 * GhStatement:
 *
 * A prepared statement, borrowed from its #GhConnection, which prepares each only once. Declare it with
 * g_autoptr(): leaving the scope resets it. One statement cannot be in use twice at a time.
 *
 * Parameters are ?1, ?2 … of the .sql file, columns are counted from 0.
 */
typedef struct _GhStatement GhStatement;

/**
 * gh_statement_bind:
 * @self: a statement
 * @types: a letter for each parameter from ?1 on, each with its argument: `i` gint64, `s` text or %NULL,
 *   `b` #GBytes or %NULL, `t` gint64 where 0 stands for NULL
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

/* As their namesakes, but not copied: what is lent must stay until the statement is reset. */
void gh_statement_lend_text (GhStatement *self, int index, const char *text, gssize length);
void gh_statement_lend_blob (GhStatement *self, int index, gconstpointer data, gsize length);
void gh_statement_lend_valist (GhStatement *self, const char *types, va_list args);

/**
 * gh_statement_next:
 * @self: a statement
 *
 * After it said that there is no row, gh_statement_finish() has to be asked why: not to is a critical warning.
 *
 * Returns: %TRUE when there is a row to read, %FALSE at the end and where something went wrong
 */
gboolean gh_statement_next (GhStatement *self);

/**
 * gh_statement_finish:
 * @self: a statement
 * @error: (out): what went wrong
 *
 * Back to before the first row; what was bound stays. No row can be read any more.
 *
 * Returns: %TRUE if nothing went wrong
 */
gboolean gh_statement_finish (GhStatement  *self,
                              GError      **error);

/**
 * gh_statement_require:
 * @self: a statement
 * @error: (out): %GH_ERROR_DAMAGED where there is no row
 *
 * For a row that must be there.
 *
 * Returns: %TRUE when there is a row to read
 */
gboolean gh_statement_require (GhStatement  *self,
                               GError      **error);

/**
 * gh_statement_run:
 * @self: a statement that gives no rows, or whose rows do not matter
 * @error: (out): where to put the error
 *
 * Steps to the end and resets, so that it can be bound anew.
 *
 * Returns: %TRUE if it ran
 */
gboolean gh_statement_run (GhStatement  *self,
                           GError      **error);

/* As gh_statement_finish() where nothing is left to ask, and forgets what was bound. */
void          gh_statement_reset (GhStatement *self);
int           gh_statement_get_n_parameters (GhStatement *self);
gboolean      gh_statement_is_null (GhStatement *self, int column);
gint64        gh_statement_get_int (GhStatement *self, int column);
const char   *gh_statement_get_text (GhStatement *self, int column);
const guint8 *gh_statement_get_blob (GhStatement *self, int column, gsize *length);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GhStatement, gh_statement_reset)

G_END_DECLS
