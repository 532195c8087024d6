/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "users/gh-user-facts.h"
#include "users/gh-user-fields.h"

G_BEGIN_DECLS

/**
 * gh_users_term_make:
 * @field: which field
 * @is_not: whether it must not hold
 * @values: values of which one must hold: names and texts as they are, everything else as it is typed; "*" for any
 *
 * Returns: (transfer full) (nullable): the term in its shortest form, %NULL if there is none of these values
 */
char *gh_users_term_make (GhUserField        field,
                          gboolean           is_not,
                          const char *const *values) G_GNUC_WARN_UNUSED_RESULT;

/**
 * gh_users_term_parse:
 * @term: the text of one term
 *
 * Returns: (transfer full) (nullable): a query of that term alone, which has a field
 */
GhQuery *gh_users_term_parse (const char *term) G_GNUC_WARN_UNUSED_RESULT;

/**
 * gh_users_term_split:
 * @query: a query as a view keeps it: terms that have chips, a line break, what was typed
 * @terms: (element-type utf8): where to put the terms that have chips, each by itself
 *
 * Without a line break all of it was typed. A view is thus shown as it was, whoever opens it.
 *
 * Returns: (transfer full) (nullable): what was typed; %NULL where @query cannot be read
 */
char *gh_users_term_split (const char *query,
                           GPtrArray  *terms) G_GNUC_WARN_UNUSED_RESULT;

/**
 * gh_users_term_join:
 * @category: (nullable): the query of the category that is chosen
 * @terms: (element-type utf8): terms of which each has a chip
 * @text: what was typed
 *
 * Returns: (transfer full): one query: all of it must hold
 */
char *gh_users_term_join (const char *category,
                          GPtrArray  *terms,
                          const char *text) G_GNUC_WARN_UNUSED_RESULT;

/**
 * gh_users_term_join_view:
 * @terms: (element-type utf8): terms of which each has a chip
 * @text: what was typed
 *
 * Returns: (transfer full): the query that gh_users_term_split() takes apart
 */
char *gh_users_term_join_view (GPtrArray  *terms,
                               const char *text) G_GNUC_WARN_UNUSED_RESULT;

/**
 * gh_users_field_get_label:
 *
 * Returns: what people call the field, translated
 */
const char *gh_users_field_get_label (GhUserField field);

/**
 * gh_users_origin_get_label:
 *
 * Returns: why users with that origin are in the Trash, translated; "" where they are not
 */
const char *gh_users_origin_get_label (GhTrashOrigin origin);

/**
 * gh_users_word_get_label:
 * @field: a field of words
 * @word: the number of a word
 *
 * Returns: what people call the word, translated
 */
const char *gh_users_word_get_label (GhUserField field,
                                     gint64      word);

/**
 * gh_users_term_describe:
 * @term: a term with a field
 *
 * Returns: (transfer full): its values as people read them: "Staff or VPN", "over 90 days ago"
 */
char *gh_users_term_describe (const GhQueryTerm *term) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
