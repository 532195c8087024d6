/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "base/gh-query.h"
#include "store/gh-connection.h"

G_BEGIN_DECLS

/**
 * GhViewQuery:
 *
 * A view of some kind of list as one statement: the terms of a query (Q1) as conditions, the column of an order (Q7).
 * Its text is put together from the constants of a #GhViewKind; what people typed is only ever bound. ?1 is now.
 */
typedef struct _GhViewQuery GhViewQuery;

typedef struct _GhViewField GhViewField;

/**
 * GhViewField:
 * @column: what a value is compared with: of texts the search fold, of names the name key, of times unix seconds, of
 *   words the number of the word
 * @within: (nullable): what the conditions of a term stand in, with %s in their place: `EXISTS (SELECT … AND %s)`
 * @each: (nullable): what the condition of one value stands in, where a value has a row of its own to look up
 * @any: (nullable): what `*` asks where it is not that @column has a text; without @within and @each
 * @words: (nullable): for %GH_QUERY_FIELD_WORD a condition for each word, where it is not a number in @column
 * @is_digits: whether @column has the digits of phone numbers, in which digits are looked for (Q2)
 * @add: (nullable): adds the condition for a value other than `*` where a row of the table cannot say it
 *
 * What a field asks of the database. A time of %GH_QUERY_FIELD_FUTURE is an end: midnight ends the day before it
 * (Q10).
 */
struct _GhViewField {
  const char        *column;
  const char        *within;
  const char        *each;
  const char        *any;
  const char *const *words;
  gboolean           is_digits;
  void             (*add) (GhViewQuery        *query,
                           const GhQueryValue *value);
};

/**
 * GhViewColumn:
 * @name: how a sort calls it
 * @keys: the most significant first
 *
 * By what a view can be sorted. The id is added as the last key.
 */
typedef struct {
  const char *name;
  const char *keys[3];
} GhViewColumn;

/**
 * GhViewKind:
 * @from: what follows FROM
 * @id: the row id in it
 * @fields: the fields of its query; the last has no name
 * @asks: what each of them asks, by its number
 * @words: (array zero-terminated=1): where a word without a field is looked for (Q2), what is read soonest first
 * @columns: by what it can be sorted; the last has no name
 *
 * A kind of list.
 */
typedef struct {
  const char               *from;
  const char               *id;
  const GhQueryField       *fields;
  const GhViewField        *asks;
  const GhViewField *const *words;
  const GhViewColumn       *columns;
} GhViewKind;

/**
 * gh_view_query_new:
 * @kind: what is listed
 * @text: (nullable): a query; %NULL: all
 * @now: unix seconds
 * @time_zone: (nullable): in which days are meant; %NULL where @text has none
 * @error: (out): %GH_ERROR_QUERY where @text cannot be read
 *
 * Returns: (transfer full) (nullable): the view
 */
GhViewQuery *gh_view_query_new (const GhViewKind  *kind,
                                const char        *text,
                                gint64             now,
                                const char        *time_zone,
                                GError           **error);

void gh_view_query_free (GhViewQuery *self);

/**
 * gh_view_query_asks_for:
 * @self: a view
 * @field: a field of words
 * @word: one of its words
 *
 * Returns: whether a term that is no negation has it
 */
gboolean gh_view_query_asks_for (GhViewQuery *self,
                                 int          field,
                                 gint64       word);

/** Narrows @self to rows for which @condition holds as well, a constant of the program. */
void gh_view_query_narrow (GhViewQuery *self,
                           const char  *condition);

/** For a field's @add: appends its condition, put together from constants of the program and numbers of parameters. */
void gh_view_query_append (GhViewQuery *self,
                           const char  *format,
                           ...) G_GNUC_PRINTF (2, 3);

/**
 * gh_view_query_bind:
 * @self: a view
 * @text: (transfer full): a text
 *
 * For a field's @add.
 *
 * Returns: the number of the parameter that stands for @text
 */
guint gh_view_query_bind (GhViewQuery *self,
                          char        *text);

/**
 * gh_view_kind_has_column:
 * @kind: a kind
 * @sort: a column, perhaps with ":desc"
 *
 * Returns: whether a view can be sorted by it
 */
gboolean gh_view_kind_has_column (const GhViewKind *kind,
                                  const char       *sort);

/**
 * gh_view_query_prepare:
 * @self: a view
 * @connection: a connection
 * @what: what is selected of each row, a constant of the program
 * @sort: (nullable): a column, perhaps with ":desc"; %NULL: by row id
 * @limit: how many rows at the most; -1: all
 * @error: (out): %GH_ERROR_QUERY where there is no such column
 *
 * Returns: (transfer none) (nullable): the statement, bound
 */
GhStatement *gh_view_query_prepare (GhViewQuery   *self,
                                    GhConnection  *connection,
                                    const char    *what,
                                    const char    *sort,
                                    gint64         limit,
                                    GError       **error);

/**
 * gh_view_query_list:
 * @ids: (element-type gint64): where to append the row ids
 *
 * Runs what gh_view_query_prepare() makes.
 *
 * Returns: %TRUE if listed
 */
gboolean gh_view_query_list (GhViewQuery   *self,
                             GhConnection  *connection,
                             const char    *sort,
                             gint64         limit,
                             GArray        *ids,
                             GError       **error);

/**
 * gh_view_query_count:
 * @self: a view
 * @connection: a connection
 * @limit: where to stop; -1: never
 * @count: (out): how many rows it has
 * @error: (out): where to put the error
 *
 * Returns: %TRUE if counted
 */
gboolean gh_view_query_count (GhViewQuery   *self,
                              GhConnection  *connection,
                              gint64         limit,
                              gint64        *count,
                              GError       **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GhViewQuery, gh_view_query_free)

G_END_DECLS
