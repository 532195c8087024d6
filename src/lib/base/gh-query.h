/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "base/gh-error.h"

G_BEGIN_DECLS

/* Q1: what a query may hold at the most. */
#define GH_QUERY_MAX_BYTES 4096
#define GH_QUERY_MAX_TERMS 64

/**
 * GhQueryFieldKind:
 * @GH_QUERY_FIELD_TEXT: contains; `=text` the whole; `*` any
 * @GH_QUERY_FIELD_NAME: the whole name in any case; `*` any
 * @GH_QUERY_FIELD_WORD: one of a list of words
 * @GH_QUERY_FIELD_COUNT: `2`, `<2`, `>2`, `1..3`
 * @GH_QUERY_FIELD_TIME: `<90d`, `>90d`, `never`, days and months and ranges of them
 * @GH_QUERY_FIELD_FUTURE: `<7d`, days and months and ranges of them
 *
 * What may stand behind a field's colon (Q4).
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
 * @kind: what may stand behind it
 * @words: (nullable): for %GH_QUERY_FIELD_WORD, %NULL-terminated
 *
 * A field of a kind of list. Its number is its place in the table.
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
 * @GH_QUERY_WORD: the word of number @low
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

/** The number of a term that is a word and has no field. */
#define GH_QUERY_NO_FIELD (-1)

/**
 * GhQueryTerm:
 * @is_not: whether it stood behind a hyphen
 * @field: number of its field, or %GH_QUERY_NO_FIELD
 * @values: (element-type GhQueryValue): at least one; one of them must hold
 * @start: where it begins in the text, in bytes
 * @length: how long it is, in bytes
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
 * @terms: (element-type GhQueryTerm): all must hold; none: everything matches
 * @fields: the table that it was parsed with
 */
typedef struct {
  GPtrArray          *terms;
  const GhQueryField *fields;
} GhQuery;

/**
 * GhQueryPlace:
 *
 * Where in the text a term cannot be read, in bytes: for a red underline.
 */
typedef struct {
  gsize start;
  gsize length;
} GhQueryPlace;

/**
 * gh_query_parse:
 * @text: what was typed
 * @fields: the fields of this list; the last has no name
 * @place: (out) (optional): where the unreadable term is
 * @error: (out): %GH_ERROR_QUERY with the term's place and what would be right
 *
 * The one parser of the query language (Q1, Q4). A query with an unreadable term is refused whole (Q6). Blanks are
 * space, tab, line feed and carriage return; every other character, U+00A0 too, belongs to a word. @place is set where
 * %NULL is returned.
 *
 * Returns: (transfer full) (nullable): the query
 */
GhQuery *gh_query_parse (const char          *text,
                         const GhQueryField  *fields,
                         GhQueryPlace        *place,
                         GError             **error);

/**
 * gh_query_is_empty:
 * @text: a query
 *
 * Lists take such a query as everybody, operations refuse it (Q9).
 *
 * Returns: whether @text has no term, but blanks at the most
 */
gboolean gh_query_is_empty (const char *text);

/**
 * gh_query_may_become_term:
 * @text: what is typed up to now
 * @cursor: where the next letter would go, in bytes
 * @fields: the fields of this list; the last has no name
 *
 * Whether the word at @cursor, perhaps behind a hyphen, begins a field's name in any case, so that a colon may yet
 * make a term of it: then a list that is being typed into stays as it is (Q9). A word in quotes stays a word.
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
 * Texts have quotes only where they need them, field names and words are in small letters.
 *
 * Returns: (transfer full): a text that parses to the same query, and is no longer than the one it was parsed from
 */
char *gh_query_to_string (const GhQuery *self);

void gh_query_free (GhQuery *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GhQuery, gh_query_free)

G_END_DECLS
