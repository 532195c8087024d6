/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "base/gh-query.h"
#include "store/gh-connection.h"

G_BEGIN_DECLS

/**
 * GhViewQuery:
 *
 * A view of one kind of list as one statement: the terms of a query (Q1) as conditions, the column of an order (Q7).
 * Its text is built from the constants of a #GhViewKind; user input is only ever bound. ?1 is now.
 */
typedef struct _GhViewQuery GhViewQuery;

typedef struct _GhViewField GhViewField;

/**
 * GhViewField:
 * @column: what a value is compared with: a text's search fold, a name's key, a time's unix seconds, a word's number
 * @within: (nullable): what encloses the conditions of a term, with %s in their place: `EXISTS (SELECT … AND %s)`
 * @each: (nullable): what encloses the condition of one value, if a value has a row of its own to look up
 * @any: (nullable): the condition for `*`, if not that @column has a text; without @within and @each
 * @words: (nullable): for %GH_QUERY_FIELD_WORD a condition for each word, if it is not a number in @column
 * @is_digits: whether @column has the digits of phone numbers, to search for digits (Q2)
 * @add: (nullable): adds the condition for a value other than `*`, if this table cannot express it
 *
 * How a field queries the database. A time of %GH_QUERY_FIELD_FUTURE is an end: midnight ends the day before it (Q10).
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
 * @name: its name in a sort
 * @keys: the most significant first
 *
 * A column that a view can be sorted by. The id is added as the last key.
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
 * @asks: how each of them queries the database, by its number
 * @words: (array zero-terminated=1): where to look for a word without a field (Q2), the fastest to read first
 * @columns: what it can be sorted by; the last has no name
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
 * @time_zone: (nullable): the time zone of days; %NULL if @text has none
 * @error: (out): %GH_ERROR_QUERY if @text cannot be parsed
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
 * Returns: whether a term that is not negated has @word
 */
gboolean gh_view_query_asks_for (GhViewQuery *self,
                                 int          field,
                                 gint64       word);

/** Narrows @self to rows that also meet @condition, a constant of the program. */
void gh_view_query_narrow (GhViewQuery *self,
                           const char  *condition);

/** For a field's @add: appends its condition, built from constants of the program and parameter numbers. */
void gh_view_query_append (GhViewQuery *self,
                           const char  *format,
                           ...) G_GNUC_PRINTF (2, 3);

/** For a field's @add: returns the number of the parameter bound to @text (transfer full). */
guint gh_view_query_bind (GhViewQuery *self,
                          char        *text);

/** Returns: whether a view can be sorted by @sort, a column, perhaps with ":desc" */
gboolean gh_view_kind_has_column (const GhViewKind *kind,
                                  const char       *sort);

/**
 * gh_view_query_prepare:
 * @self: a view
 * @connection: a connection
 * @what: what to select from each row, a constant of the program
 * @sort: (nullable): a column, perhaps with ":desc"; %NULL: by row id
 * @limit: the maximum number of rows; -1: all
 * @error: (out): %GH_ERROR_QUERY if there is no such column
 *
 * Returns: (transfer none) (nullable): the statement, bound
 */
GhStatement *gh_view_query_prepare (GhViewQuery   *self,
                                    GhConnection  *connection,
                                    const char    *what,
                                    const char    *sort,
                                    gint64         limit,
                                    GError       **error);

/** Appends the row ids to @ids (element-type gint64), in the order of gh_view_query_prepare(). */
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
 * @count: (out): the number of rows
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
