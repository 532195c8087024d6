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
 * GhView:
 * @query: (nullable): what was typed; %NULL: all
 * @sort: (nullable): a column of the kind, perhaps with ":desc"; %NULL: the kind's own order
 * @ids: (nullable) (element-type gint64): a selection, which @query does not narrow further, of a kind that can
 * @scope: which rows, if the kind has such a choice
 * @limit: the most rows; 0: all, -1: none
 * @now: unix seconds
 * @time_zone: (nullable): the organisation's; %NULL if nothing in the kind depends on it
 *
 * A list as shown: the same for the window, counts, files and operations.
 */
typedef struct {
  const char   *query;
  const char   *sort;
  const GArray *ids;
  int           scope;
  gint64        limit;
  gint64        now;
  const char   *time_zone;
} GhView;

/**
 * GhViewKind:
 * @from: what follows FROM
 * @id: the row id in it
 * @fields: the fields of its query; the last has no name
 * @asks: how each of them queries the database, by its number
 * @words: (array zero-terminated=1): where to look for a word without a field (Q2), the fastest to read first
 * @columns: what it can be sorted by; the last has no name
 * @sort: the order of a view without one
 * @what: (nullable): what gh_view_prepare() selects from each row
 * @narrow: (nullable): narrows a query to the view's selection and scope
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
  const char               *sort;
  const char               *what;
  gboolean                (*narrow) (GhViewQuery   *query,
                                     const GhView  *view,
                                     GhConnection  *connection,
                                     GError       **error);
} GhViewKind;

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
 * gh_view_prepare:
 * @kind: what is listed
 * @view: a view of it
 * @connection: a connection
 * @error: (out): %GH_ERROR_QUERY if the query or the sort cannot be read
 *
 * Returns: (transfer none) (nullable): a statement, bound, that returns the view's rows
 */
GhStatement *gh_view_prepare (const GhViewKind  *kind,
                              const GhView      *view,
                              GhConnection      *connection,
                              GError           **error);

/**
 * gh_view_list:
 * @kind: what is listed
 * @view: a view of it
 * @connection: a connection
 * @ids: (element-type gint64): where to append the row ids, in the view's order (Q7)
 * @error: (out): %GH_ERROR_QUERY if the query or the sort cannot be read
 *
 * Returns: %TRUE if listed
 */
gboolean gh_view_list (const GhViewKind  *kind,
                       const GhView      *view,
                       GhConnection      *connection,
                       GArray            *ids,
                       GError           **error);

/** Like gh_view_list(), in row id order, which is cheaper. */
gboolean gh_view_list_unordered (const GhViewKind  *kind,
                                 const GhView      *view,
                                 GhConnection      *connection,
                                 GArray            *ids,
                                 GError           **error);

/** Counts the rows that gh_view_list() would list. */
gboolean gh_view_count (const GhViewKind  *kind,
                        const GhView      *view,
                        GhConnection      *connection,
                        gint64            *count,
                        GError           **error);

G_END_DECLS
