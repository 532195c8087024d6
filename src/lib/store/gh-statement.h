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

/**
 * gh_statement_step:
 * @self: a statement
 * @error: (out): where to put the error
 *
 * Returns: %TRUE when there is a row to read, %FALSE at the end and on an error: tell by @error
 */
gboolean gh_statement_step (GhStatement  *self,
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

/* Back to before the first row; gh_statement_reset() forgets what was bound, too. */
void          gh_statement_rewind (GhStatement *self);
void          gh_statement_reset (GhStatement *self);
int           gh_statement_get_n_parameters (GhStatement *self);
int           gh_statement_get_n_columns (GhStatement *self);
const char   *gh_statement_get_column_name (GhStatement *self, int column);
gboolean      gh_statement_is_null (GhStatement *self, int column);
gint64        gh_statement_get_int (GhStatement *self, int column);
const char   *gh_statement_get_text (GhStatement *self, int column);
const guint8 *gh_statement_get_blob (GhStatement *self, int column, gsize *length);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GhStatement, gh_statement_reset)

G_END_DECLS
