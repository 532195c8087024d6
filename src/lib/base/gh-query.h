/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "base/gh-error.h"

G_BEGIN_DECLS

/* Limits of a query (Q1). */
#define GH_QUERY_MAX_BYTES 4096
#define GH_QUERY_MAX_TERMS 64

/**
 * GhQueryFieldKind:
 * @GH_QUERY_FIELD_TEXT: contains the text; `=text`: the whole; `*`: any
 * @GH_QUERY_FIELD_NAME: the whole name in any case; `*`: any
 * @GH_QUERY_FIELD_WORD: one of a list of words
 * @GH_QUERY_FIELD_COUNT: `2`, `<2`, `>2`, `1..3`
 * @GH_QUERY_FIELD_TIME: `<90d`, `>90d`, `never`, days and months and ranges of them
 * @GH_QUERY_FIELD_FUTURE: `<7d`, days and months and ranges of them
 *
 * What may follow a field's colon (Q4).
 */
typedef enum {
  GH_QUERY_FIELD_TEXT,
  GH_QUERY_FIELD_NAME,
  GH_QUERY_FIELD_WORD,
  GH_QUERY_FIELD_COUNT,
  GH_QUERY_FIELD_TIME,
  GH_QUERY_FIELD_FUTURE,
} GhQueryFieldKind;

/**
 * GhQueryField:
 * @name: the word before the colon
 * @kind: what may follow it
 * @words: (nullable): for %GH_QUERY_FIELD_WORD, %NULL-terminated
 *
 * A field of one kind of list. Its number is its index in the table.
 */
typedef struct {
  const char        *name;
  GhQueryFieldKind   kind;
  const char *const *words;
} GhQueryField;

/**
 * GhQueryValueType:
 * @GH_QUERY_ANY: `*`
 * @GH_QUERY_CONTAINS: @text somewhere in it
 * @GH_QUERY_IS: @text is the whole of it
 * @GH_QUERY_WORD: word number @low
 * @GH_QUERY_RANGE: from @low to @high
 * @GH_QUERY_WITHIN: within the last, or for the future the next, @low seconds
 * @GH_QUERY_LONGER: longer ago than @low seconds, or never
 * @GH_QUERY_NEVER: `never`
 * @GH_QUERY_BEFORE: before the day or month @text
 * @GH_QUERY_AFTER: after the day or month @text
 * @GH_QUERY_DATES: from the day or month @text to that of @to, which may be the same
 */
typedef enum {
  GH_QUERY_ANY,
  GH_QUERY_CONTAINS,
  GH_QUERY_IS,
  GH_QUERY_WORD,
  GH_QUERY_RANGE,
  GH_QUERY_WITHIN,
  GH_QUERY_LONGER,
  GH_QUERY_NEVER,
  GH_QUERY_BEFORE,
  GH_QUERY_AFTER,
  GH_QUERY_DATES,
} GhQueryValueType;

typedef struct {
  GhQueryValueType type;
  char            *text;
  char            *to;
  gint64           low;
  gint64           high;
} GhQueryValue;

/** The field number of a term that is a word without a field. */
#define GH_QUERY_NO_FIELD (-1)

/**
 * GhQueryTerm:
 * @is_not: whether a hyphen preceded it
 * @field: number of its field, or %GH_QUERY_NO_FIELD
 * @values: (element-type GhQueryValue): at least one; one of them must hold
 * @start: its offset in the text, in bytes
 * @length: its length, in bytes
 */
typedef struct {
  gboolean   is_not;
  int        field;
  GPtrArray *values;
  gsize      start;
  gsize      length;
} GhQueryTerm;

/**
 * GhQuery:
 * @terms: (element-type GhQueryTerm): all must hold; without terms everything matches
 * @fields: the table it was parsed with
 */
typedef struct {
  GPtrArray          *terms;
  const GhQueryField *fields;
} GhQuery;

/**
 * GhQueryPlace:
 *
 * Where an invalid term is in the text, in bytes: for a red underline.
 */
typedef struct {
  gsize start;
  gsize length;
} GhQueryPlace;

/**
 * gh_query_parse:
 * @text: what was typed
 * @fields: the fields of this list; the last has no name
 * @place: (out) (optional): where the invalid term is
 * @error: (out): %GH_ERROR_QUERY with the term's place and what would be right
 *
 * Parses a query (Q1, Q4); the only parser of the language. A query with an invalid term is refused whole (Q6). Blanks
 * are space, tab, line feed and carriage return; any other character, even U+00A0, belongs to a word. @place is set if
 * %NULL is returned.
 *
 * Returns: (transfer full) (nullable): the query
 */
GhQuery *gh_query_parse (const char          *text,
                         const GhQueryField  *fields,
                         GhQueryPlace        *place,
                         GError             **error);

/** Returns: whether @text has no terms: lists show everybody then, and operations refuse it (Q9) */
gboolean gh_query_is_empty (const char *text);

/**
 * gh_query_may_become_term:
 * @text: what has been typed so far
 * @cursor: where the next letter would go, in bytes
 * @fields: the fields of this list; the last has no name
 *
 * Returns whether the word at @cursor, perhaps after a hyphen, is the start of a field's name in any case, so that a
 * colon may yet turn it into a term. Until then the list stays as it is (Q9). A quoted word stays a word.
 *
 * Returns: %TRUE if it may
 */
gboolean gh_query_may_become_term (const char         *text,
                                   gsize               cursor,
                                   const GhQueryField *fields);

/**
 * gh_query_to_string:
 * @self: a query
 *
 * Formats a query. Texts are quoted only if they need it; field names and words are in lower case.
 *
 * Returns: (transfer full): a text that parses to the same query, and is no longer than the original
 */
char *gh_query_to_string (const GhQuery *self);

void gh_query_free (GhQuery *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GhQuery, gh_query_free)

G_END_DECLS
