/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "base/gh-query.h"
#include "store/gh-connection.h"

G_BEGIN_DECLS

/**
 * GhListField:
 * @label: what people call it, marked for translation
 * @get_word: what people call a word of it, translated; of fields of words
 * @list_names: (nullable): appends what can be chosen, on a worker; of fields of names and texts. Without it they are
 *   typed
 * @dup_label: (nullable): what people call one of these, translated; %NULL: as it is
 * @is_never_missing: of a time: whether everything has it
 *
 * A field of a query as people read it.
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
 * @query: the fields as the parser knows them
 * @fields: the same fields, by the same numbers
 * @offered: (array length=n_offered): those to choose from, in this order; every other one can be typed
 * @n_offered: how many
 * @example: a term that can be typed
 *
 * What can be asked of a list.
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
 * Returns: what people call the field, translated
 */
const char *gh_list_field_get_label (const GhListFields *self,
                                     guint               field);

/**
 * gh_list_field_get_word:
 *
 * Returns: what people call a word of a field of words, translated
 */
const char *gh_list_field_get_word (const GhListFields *self,
                                    guint               field,
                                    gint64              word);

/**
 * gh_list_term_make:
 * @fields: what can be asked
 * @field: which field
 * @is_not: whether it must not hold
 * @values: values of which one must hold: names and texts as they are, everything else as it is typed; "*" for any
 *
 * Returns: (transfer full) (nullable): the term in its shortest form, %NULL if there is none of these values
 */
char *gh_list_term_make (const GhListFields *fields,
                         guint               field,
                         gboolean            is_not,
                         const char *const  *values) G_GNUC_WARN_UNUSED_RESULT;

/**
 * gh_list_term_parse:
 * @fields: what can be asked
 * @term: the text of one term
 *
 * Returns: (transfer full) (nullable): a query of that term alone, which has a field
 */
GhQuery *gh_list_term_parse (const GhListFields *fields,
                             const char         *term) G_GNUC_WARN_UNUSED_RESULT;

/**
 * gh_list_term_split:
 * @fields: what can be asked
 * @query: a query as a view keeps it: terms that have chips, a line break, what was typed
 * @terms: (element-type utf8): where to put the terms that have chips, each by itself
 *
 * Without a line break all of it was typed. A view is thus shown as it was, whoever opens it.
 *
 * Returns: (transfer full) (nullable): what was typed; %NULL where @query cannot be read
 */
char *gh_list_term_split (const GhListFields *fields,
                          const char         *query,
                          GPtrArray          *terms) G_GNUC_WARN_UNUSED_RESULT;

/**
 * gh_list_term_join:
 * @category: (nullable): the query of the category that is chosen
 * @terms: (element-type utf8): terms of which each has a chip
 * @text: what was typed
 *
 * Returns: (transfer full): one query: all of it must hold
 */
char *gh_list_term_join (const char *category,
                          GPtrArray  *terms,
                          const char *text) G_GNUC_WARN_UNUSED_RESULT;

/**
 * gh_list_term_join_view:
 * @terms: (element-type utf8): terms of which each has a chip
 * @text: what was typed
 *
 * Returns: (transfer full): the query that gh_list_term_split() takes apart
 */
char *gh_list_term_join_view (GPtrArray  *terms,
                               const char *text) G_GNUC_WARN_UNUSED_RESULT;

/**
 * gh_list_term_describe:
 * @fields: what can be asked
 * @term: a term with a field
 *
 * Returns: (transfer full): its values as people read them: "Staff or VPN", "over 90 days ago"
 */
char *gh_list_term_describe (const GhListFields *fields,
                             const GhQueryTerm  *term) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
