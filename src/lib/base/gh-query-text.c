/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Turns a query back into text. */
#include "base/gh-query.h"

#include "base/gh-query-private.h"

#include <string.h>

/* Each part is written in its shortest form, never longer than it was typed, so the whole stays within
 * GH_QUERY_MAX_BYTES. */

static void
append_quoted (GString    *string,
               const char *text)
{
  g_string_append_c (string, '"');
  for (; *text != '\0'; text++)
    {
      /* A backslash before anything else is literal. */
      if (*text == '"' || (*text == '\\' && (text[1] == '"' || text[1] == '\\' || text[1] == '\0')))
        g_string_append_c (string, '\\');
      g_string_append_c (string, *text);
    }
  g_string_append_c (string, '"');
}

/* Appends @text, quoted if it would be misread otherwise. @ends: the characters that end it when unquoted. */
static void
append_text (GString    *string,
             const char *text,
             gboolean    needs_quotes,
             const char *ends)
{
  if (needs_quotes || *text == '\0' || *text == '"' || strpbrk (text, ends) != NULL)
    append_quoted (string, text);
  else
    g_string_append (string, text);
}

static void
append_word (GString            *string,
             const char         *text,
             gboolean            is_not,
             const GhQueryField *fields)
{
  gboolean is_negation = !is_not && text[0] == '-' && text[1] != '\0';

  append_text (string, text, is_negation || gh_query_find_field (text, fields) != GH_QUERY_NO_FIELD,
               GH_QUERY_BLANKS);
}

static void
append_range (GString *string,
              gint64   low,
              gint64   high)
{
  if (high < low)
    g_string_append (string, "<0");
  else if (low == high)
    g_string_append_printf (string, "%" G_GINT64_FORMAT, low);
  else if (low == 0 && high < G_MAXINT32)
    g_string_append_printf (string, "<%" G_GINT64_FORMAT, high + 1);
  else if (low > 0 && high == G_MAXINT32)
    g_string_append_printf (string, ">%" G_GINT64_FORMAT, low - 1);
  else
    g_string_append_printf (string, "%" G_GINT64_FORMAT "..%" G_GINT64_FORMAT, low, high);
}

static void
append_value (GString            *string,
              const GhQueryValue *value,
              const GhQueryField *field)
{
  gboolean is_any = g_strcmp0 (value->text, "*") == 0;

  switch (value->type)
    {
    case GH_QUERY_ANY:
      g_string_append_c (string, '*');
      break;
    case GH_QUERY_IS:
      if (field->kind == GH_QUERY_FIELD_TEXT)
        g_string_append_c (string, '=');
      append_text (string, value->text, is_any && field->kind == GH_QUERY_FIELD_NAME, "," GH_QUERY_BLANKS);
      break;
    case GH_QUERY_CONTAINS:
      append_text (string, value->text, is_any || *value->text == '=', "," GH_QUERY_BLANKS);
      break;
    case GH_QUERY_WORD:
      g_string_append (string, field->words[value->low]);
      break;
    case GH_QUERY_RANGE:
      append_range (string, value->low, value->high);
      break;
    case GH_QUERY_WITHIN:
    case GH_QUERY_BEFORE:
      g_string_append_printf (string, "<%s", value->text);
      break;
    case GH_QUERY_LONGER:
    case GH_QUERY_AFTER:
      g_string_append_printf (string, ">%s", value->text);
      break;
    case GH_QUERY_NEVER:
      g_string_append (string, "never");
      break;
    case GH_QUERY_DATES:
      g_string_append (string, value->text);
      if (strcmp (value->text, value->to) != 0)
        g_string_append_printf (string, "..%s", value->to);
      break;
    default:
      g_assert_not_reached ();
    }
}

char *
gh_query_to_string (const GhQuery *self)
{
  GString *string = g_string_new (NULL);

  for (guint i = 0; i < self->terms->len; i++)
    {
      const GhQueryTerm *term = g_ptr_array_index (self->terms, i);
      const GhQueryField *field = term->field != GH_QUERY_NO_FIELD ? &self->fields[term->field] : NULL;

      if (i > 0)
        g_string_append_c (string, ' ');
      if (term->is_not)
        g_string_append_c (string, '-');
      if (field != NULL)
        g_string_append_printf (string, "%s:", field->name);
      for (guint j = 0; j < term->values->len; j++)
        {
          const GhQueryValue *value = g_ptr_array_index (term->values, j);

          if (j > 0)
            g_string_append_c (string, ',');
          if (field != NULL)
            append_value (string, value, field);
          else
            append_word (string, value->text, term->is_not, self->fields);
        }
    }

  return g_string_free (string, FALSE);
}
