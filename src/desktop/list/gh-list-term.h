/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "base/gh-query.h"
#include "store/gh-connection.h"

G_BEGIN_DECLS

/**
 * GhListField:
 * @label: its name, marked for translation
 * @get_word: the name of one of its words, translated; for fields of words
 * @list_names: (nullable): appends the choices, on a worker; for fields of names and texts. Without it they are typed
 * @dup_label: (nullable): the label of a choice, translated; %NULL: as it is
 * @is_never_missing: for a time: whether every record has it
 *
 * A field of a query as people see it.
 */
typedef struct {
  const char   *label;
  const char *(*get_word)   (gint64 word);
  gboolean    (*list_names) (GhConnection  *connection,
                             GPtrArray     *names,
                             GError       **error);
  char       *(*dup_label)  (const char *name);
  gboolean      is_never_missing;
} GhListField;

/**
 * GhListFields:
 * @query: the fields for the parser
 * @fields: the same fields, with the same numbers
 * @offered: (array length=n_offered): those to choose from, in this order; the others can be typed
 * @n_offered: how many
 * @example: a term that can be typed
 *
 * The fields to query a list by.
 */
typedef struct {
  const GhQueryField *query;
  const GhListField  *fields;
  const guint        *offered;
  guint               n_offered;
  const char         *example;
} GhListFields;

/**
 * gh_list_field_get_label:
 *
 * Returns: the name of the field, translated
 */
const char *gh_list_field_get_label (const GhListFields *self,
                                     guint               field);

/**
 * gh_list_term_make:
 * @fields: the query fields
 * @field: which field
 * @is_not: whether to negate it
 * @values: values of which one must match: names and texts as they are, others as typed; "*" for any
 *
 * Returns: (transfer full) (nullable): the term in its shortest form, %NULL if these values have none
 */
char *gh_list_term_make (const GhListFields *fields,
                         guint               field,
                         gboolean            is_not,
                         const char *const  *values) G_GNUC_WARN_UNUSED_RESULT;

/**
 * gh_list_term_parse:
 * @fields: the query fields
 * @term: the text of one term
 *
 * Returns: (transfer full) (nullable): a query of only that term, which has a field
 */
GhQuery *gh_list_term_parse (const GhListFields *fields,
                             const char         *term) G_GNUC_WARN_UNUSED_RESULT;

/**
 * gh_list_term_split:
 * @fields: the query fields
 * @query: a query as a view stores it: terms with chips, a line break, the typed text
 * @terms: (element-type utf8): where to put each term that has a chip
 *
 * Without a line break it was all typed. So a view looks the same to whoever opens it.
 *
 * Returns: (transfer full) (nullable): the typed text; %NULL if @query cannot be read
 */
char *gh_list_term_split (const GhListFields *fields,
                          const char         *query,
                          GPtrArray          *terms) G_GNUC_WARN_UNUSED_RESULT;

/**
 * gh_list_term_join:
 * @category: (nullable): the query of the chosen category
 * @terms: (element-type utf8): the terms with chips
 * @text: the typed text
 *
 * Returns: (transfer full): one query: all of it must match
 */
char *gh_list_term_join (const char *category,
                          GPtrArray  *terms,
                          const char *text) G_GNUC_WARN_UNUSED_RESULT;

/**
 * gh_list_term_join_view:
 * @terms: (element-type utf8): the terms with chips
 * @text: the typed text
 *
 * Returns: (transfer full): the query that gh_list_term_split() splits
 */
char *gh_list_term_join_view (GPtrArray  *terms,
                               const char *text) G_GNUC_WARN_UNUSED_RESULT;

/**
 * gh_list_term_describe:
 * @fields: the query fields
 * @term: a term with a field
 *
 * Returns: (transfer full): its values in words: "Staff or VPN", "over 90 days ago"
 */
char *gh_list_term_describe (const GhListFields *fields,
                             const GhQueryTerm  *term) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
