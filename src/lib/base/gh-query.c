/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Q1: terms separated by blanks; a term is an optional hyphen, then a word, a "quoted text", or
 * field:value{,value}. */
#include "base/gh-query.h"

#include "base/gh-query-private.h"
#include "base/gh-time.h"

#include <glib/gi18n-lib.h>
#include <string.h>

typedef struct {
  const char         *text;
  const char         *at;
  const GhQueryField *fields;
  GhQuery            *query;
  const char         *term_start;
  GhQueryPlace       *place;
} Parser;

static void
value_free (gpointer data)
{
  GhQueryValue *value = data;

  g_free (value->text);
  g_free (value->to);
  g_free (value);
}

static void
term_free (gpointer data)
{
  GhQueryTerm *term = data;

  g_ptr_array_unref (term->values);
  g_free (term);
}

void
gh_query_free (GhQuery *self)
{
  g_ptr_array_unref (self->terms);
  g_free (self);
}

static gboolean
is_blank (char c)
{
  return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

/* --- errors --- */

static gboolean G_GNUC_PRINTF (3, 4)
fail (Parser      *parser,
      GError     **error,
      const char  *format,
      ...)
{
  g_autofree char *reason = NULL;
  const char *end = parser->term_start;
  va_list args;

  va_start (args, format);
  reason = g_strdup_vprintf (format, args);
  va_end (args);

  while (*end != '\0' && !is_blank (*end))
    end++;
  if (parser->place != NULL)
    {
      parser->place->start = parser->term_start - parser->text;
      parser->place->length = MAX (end, parser->at) - parser->term_start;
    }

  g_set_error (error, GH_ERROR, GH_ERROR_QUERY, _("At character %ld: %s"),
               g_utf8_pointer_to_offset (parser->text, parser->term_start) + 1, reason);
  return FALSE;
}

/* Returns what is wrong with the dates of a value, or NULL if it is something else. */
static char *
explain_dates (const char         *name,
               const GhQueryValue *value)
{
  const char *const dates[] = { value->text, value->to };

  for (gsize i = 0; i < G_N_ELEMENTS (dates) && dates[i] != NULL; i++)
    switch (gh_time_check (dates[i]))
      {
      case GH_REFUSAL_NONE:
        break;
      case GH_REFUSAL_NO_SUCH_DATE:
        return g_strdup_printf (_("the calendar has no %s; a day is written %s:2026-12-03, a month %s:2026-12"), dates[i],
                                name, name);
      case GH_REFUSAL_DATE_RANGE:
        return g_strdup_printf (_("%s is not in the years 1 to 9999, as %s:2026-12-03 is"), dates[i], name);
      default:
        return NULL;
      }

  /* Both are valid, but not together. */
  return value->to != NULL && strcmp (value->text, value->to) != 0
           ? g_strdup_printf (_("%s lies behind %s; the earlier comes first, as in %s:2026-12-03..2026-12-05"),
                              value->text, value->to, name)
           : NULL;
}

static gboolean
fail_value (Parser              *parser,
            const GhQueryField  *field,
            const GhQueryValue  *value,
            GError             **error)
{
  const char *name = field->name;
  g_autofree char *dates = field->kind == GH_QUERY_FIELD_TIME || field->kind == GH_QUERY_FIELD_FUTURE
                             ? explain_dates (name, value) : NULL;

  if (dates != NULL)
    return fail (parser, error, "%s", dates);

  switch (field->kind)
    {
    case GH_QUERY_FIELD_WORD:
      {
        g_autofree char *words = g_strjoinv (", ", (GStrv) field->words);

        return fail (parser, error, _("“%s” is one of %s"), name, words);
      }
    case GH_QUERY_FIELD_COUNT:
      return fail (parser, error, _("“%s” needs a number, for example %s:2, %s:>2 or %s:1..3"), name, name, name, name);
    case GH_QUERY_FIELD_TIME:
      return fail (parser, error, _("“%s” needs a time, for example %s:<90d, %s:never or %s:2026-12"),
                   name, name, name, name);
    case GH_QUERY_FIELD_FUTURE:
      return fail (parser, error, _("“%s” needs a time, for example %s:<7d or %s:2026-12-03"), name, name, name);
    default:
      return fail (parser, error, _("“%s” needs a text, for example %s:anna or %s:*"), name, name, name);
    }
}

/* --- values --- */

/* Parses a quoted text, with @parser at the opening quote. */
static char *
parse_quoted (Parser  *parser,
              GError **error)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (parser->at++; *parser->at != '"'; parser->at++)
    {
      if (*parser->at == '\\' && (parser->at[1] == '"' || parser->at[1] == '\\'))
        parser->at++;
      if (*parser->at == '\0')
        {
          fail (parser, error, _("the text in quotes has no end"));
          return NULL;
        }
      g_string_append_c (text, *parser->at);
    }
  parser->at++;

  return g_string_free (g_steal_pointer (&text), FALSE);
}

static gboolean
parse_count (const char *text,
             gint64     *number)
{
  guint64 value;

  if (!g_ascii_string_to_unsigned (text, 10, 0, G_MAXINT32, &value, NULL))
    return FALSE;

  *number = (gint64) value;
  return TRUE;
}

static gboolean
read_count (const char   *text,
            GhQueryValue *value)
{
  const char *dots = strstr (text, "..");

  value->type = GH_QUERY_RANGE;
  value->low = 0;
  value->high = G_MAXINT32;
  if (dots != NULL)
    {
      g_autofree char *low = g_strndup (text, dots - text);

      return parse_count (low, &value->low) && parse_count (dots + 2, &value->high) && value->low <= value->high;
    }

  if (*text == '<')
    {
      if (!parse_count (text + 1, &value->high))
        return FALSE;
      value->high--;
      return TRUE;
    }
  if (*text == '>')
    {
      if (!parse_count (text + 1, &value->low))
        return FALSE;
      value->low++;
      return TRUE;
    }

  if (!parse_count (text, &value->low))
    return FALSE;
  value->high = value->low;

  return TRUE;
}

/* A backward range would match nobody, and everybody after a hyphen. */
static gboolean
is_date_range (const char *from,
               const char *to)
{
  gint64 start, end, ignored;

  return gh_time_parse_days (from, "UTC", &start, &ignored) && gh_time_parse_days (to, "UTC", &ignored, &end) &&
         start < end;
}

static gboolean
read_time (const char       *text,
           GhQueryFieldKind  kind,
           GhQueryValue     *value)
{
  const char *dots = strstr (text, "..");
  gboolean is_past = kind == GH_QUERY_FIELD_TIME;

  if (dots != NULL)
    {
      value->type = GH_QUERY_DATES;
      value->text = g_strndup (text, dots - text);
      value->to = g_strdup (dots + 2);

      return is_date_range (value->text, value->to);
    }

  if (*text == '<' || *text == '>')
    {
      gboolean is_before = *text == '<';

      if (gh_time_parse_duration (text + 1, &value->low))
        {
          value->type = is_before ? GH_QUERY_WITHIN : GH_QUERY_LONGER;
          value->text = g_strdup (text + 1);
          return is_before || is_past;
        }
      value->type = is_before ? GH_QUERY_BEFORE : GH_QUERY_AFTER;
      value->text = g_strdup (text + 1);
      return is_date_range (value->text, value->text);
    }

  if (is_past && g_ascii_strcasecmp (text, "never") == 0)
    {
      value->type = GH_QUERY_NEVER;
      return TRUE;
    }

  value->type = GH_QUERY_DATES;
  value->text = g_strdup (text);
  value->to = g_strdup (text);

  return is_date_range (text, text);
}

static gboolean
read_word (const char         *text,
           const GhQueryField *field,
           GhQueryValue       *value)
{
  g_autofree char *lower = g_ascii_strdown (text, -1);

  value->type = GH_QUERY_WORD;
  for (value->low = 0; field->words[value->low] != NULL; value->low++)
    if (strcmp (field->words[value->low], lower) == 0)
      return TRUE;

  return FALSE;
}

/* @text: what follows the colon or a comma; @is_quoted: it was quoted, so it is taken literally. */
static gboolean
read_value (const char         *text,
            gboolean            is_quoted,
            gboolean            is_whole,
            const GhQueryField *field,
            GhQueryValue       *value)
{
  switch (field->kind)
    {
    case GH_QUERY_FIELD_WORD:
      return read_word (text, field, value);
    case GH_QUERY_FIELD_COUNT:
      return read_count (text, value);
    case GH_QUERY_FIELD_TIME:
    case GH_QUERY_FIELD_FUTURE:
      return read_time (text, field->kind, value);
    default:
      if (!is_quoted && !is_whole && strcmp (text, "*") == 0)
        {
          value->type = GH_QUERY_ANY;
          return TRUE;
        }
      value->type = is_whole || field->kind == GH_QUERY_FIELD_NAME ? GH_QUERY_IS : GH_QUERY_CONTAINS;
      value->text = g_strdup (text);
      /* With nothing after the equals sign the term is still being typed; ="" is deliberate. */
      return *text != '\0' || (is_whole && is_quoted);
    }
}

static gboolean
parse_value (Parser              *parser,
             const GhQueryField  *field,
             GPtrArray           *values,
             GError             **error)
{
  GhQueryValue *value = g_new0 (GhQueryValue, 1);
  g_autofree char *text = NULL;
  gboolean is_whole = field->kind == GH_QUERY_FIELD_TEXT && *parser->at == '=';
  gboolean is_quoted;

  g_ptr_array_add (values, value);
  if (is_whole)
    parser->at++;

  is_quoted = *parser->at == '"';
  if (is_quoted)
    {
      text = parse_quoted (parser, error);
      if (text == NULL)
        return FALSE;
      if (*parser->at != '\0' && *parser->at != ',' && !is_blank (*parser->at))
        return fail (parser, error, _("a blank or a comma must follow the quotes"));
    }
  else
    {
      const char *start = parser->at;

      while (*parser->at != '\0' && *parser->at != ',' && !is_blank (*parser->at))
        parser->at++;
      text = g_strndup (start, parser->at - start);
    }

  if (!read_value (text, is_quoted, is_whole, field, value))
    return fail_value (parser, field, value, error);

  return TRUE;
}

/* --- terms --- */

int
gh_query_find_field (const char         *text,
                     const GhQueryField *fields)
{
  gsize length = strcspn (text, ":\"" GH_QUERY_BLANKS);

  if (length == 0 || text[length] != ':')
    return GH_QUERY_NO_FIELD;

  for (int i = 0; fields[i].name != NULL; i++)
    if (strlen (fields[i].name) == length && g_ascii_strncasecmp (fields[i].name, text, length) == 0)
      return i;

  return GH_QUERY_NO_FIELD;
}

static gboolean
parse_word (Parser     *parser,
            GPtrArray  *values,
            GError    **error)
{
  GhQueryValue *value = g_new0 (GhQueryValue, 1);
  const char *start = parser->at;

  g_ptr_array_add (values, value);
  value->type = GH_QUERY_CONTAINS;
  if (*start == '"')
    {
      value->text = parse_quoted (parser, error);
      if (value->text == NULL)
        return FALSE;
      if (*parser->at != '\0' && !is_blank (*parser->at))
        return fail (parser, error, _("a blank must follow the quotes"));
      if (*value->text == '\0')
        return fail (parser, error, _("there is nothing in the quotes"));
      return TRUE;
    }

  while (*parser->at != '\0' && !is_blank (*parser->at))
    parser->at++;
  value->text = g_strndup (start, parser->at - start);

  return TRUE;
}

static gboolean
parse_term (Parser  *parser,
            GError **error)
{
  GhQueryTerm *term = g_new0 (GhQueryTerm, 1);

  term->values = g_ptr_array_new_with_free_func (value_free);
  g_ptr_array_add (parser->query->terms, term);

  parser->term_start = parser->at;
  if (parser->query->terms->len > GH_QUERY_MAX_TERMS)
    return fail (parser, error, _("a query has at most %d terms"), GH_QUERY_MAX_TERMS);

  /* A lone hyphen is a word. */
  if (*parser->at == '-' && parser->at[1] != '\0' && !is_blank (parser->at[1]))
    {
      term->is_not = TRUE;
      parser->at++;
    }

  term->field = gh_query_find_field (parser->at, parser->fields);
  if (term->field == GH_QUERY_NO_FIELD)
    {
      if (!parse_word (parser, term->values, error))
        return FALSE;
    }
  else
    {
      const GhQueryField *field = &parser->fields[term->field];

      parser->at += strlen (field->name);
      do
        {
          parser->at++;
          if (!parse_value (parser, field, term->values, error))
            return FALSE;
        }
      while (*parser->at == ',');
    }

  term->start = parser->term_start - parser->text;
  term->length = parser->at - parser->term_start;

  return TRUE;
}

GhQuery *
gh_query_parse (const char          *text,
                const GhQueryField  *fields,
                GhQueryPlace        *place,
                GError             **error)
{
  g_autoptr (GhQuery) query = g_new0 (GhQuery, 1);
  Parser parser = { .text = text, .at = text, .fields = fields, .query = query, .place = place };

  query->terms = g_ptr_array_new_with_free_func (term_free);
  query->fields = fields;

  if (strlen (text) > GH_QUERY_MAX_BYTES || !g_utf8_validate (text, -1, NULL))
    {
      if (place != NULL)
        *place = (GhQueryPlace) { 0, strlen (text) };
      g_set_error (error, GH_ERROR, GH_ERROR_QUERY, _("At character 1: a query is UTF-8 text of at most %d bytes"),
                   GH_QUERY_MAX_BYTES);
      return NULL;
    }

  while (TRUE)
    {
      while (is_blank (*parser.at))
        parser.at++;
      if (*parser.at == '\0')
        break;
      if (!parse_term (&parser, error))
        return NULL;
    }

  return g_steal_pointer (&query);
}

gboolean
gh_query_is_empty (const char *text)
{
  return text[strspn (text, GH_QUERY_BLANKS)] == '\0';
}

gboolean
gh_query_may_become_term (const char         *text,
                          gsize               cursor,
                          const GhQueryField *fields)
{
  g_autofree char *until_cursor = NULL;
  g_autoptr (GhQuery) query = NULL;
  const GhQueryTerm *term;
  const char *word;
  gsize length;

  g_return_val_if_fail (cursor <= strlen (text), FALSE);

  /* Parsed, because nothing within quotes becomes a term. */
  until_cursor = g_strndup (text, cursor + strcspn (text + cursor, GH_QUERY_BLANKS));
  query = gh_query_parse (until_cursor, fields, NULL, NULL);
  if (query == NULL || query->terms->len == 0)
    return FALSE;

  term = g_ptr_array_index (query->terms, query->terms->len - 1);
  word = until_cursor + term->start + (term->is_not ? 1 : 0);
  length = strlen (word);
  if (term->field != GH_QUERY_NO_FIELD || strpbrk (word, GH_QUERY_BLANKS) != NULL)
    return FALSE;

  for (int i = 0; fields[i].name != NULL; i++)
    if (g_ascii_strncasecmp (fields[i].name, word, length) == 0)
      return TRUE;

  return FALSE;
}
