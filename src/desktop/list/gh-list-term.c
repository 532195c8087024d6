/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Terms of a query, as typed and as shown on a chip. */
#include "list/gh-list-term.h"

#include <glib/gi18n-lib.h>
#include <stdlib.h>
#include <string.h>

/* A blank to all other readers of the query (Q1). */
#define CHIPS_END '\n'

const char *
gh_list_field_get_label (const GhListFields *self,
                         guint               field)
{
  return _(self->fields[field].label);
}

/* --- joining and splitting --- */

static void
append_value (GString            *text,
              const GhQueryField *field,
              gboolean            is_whole,
              const char         *value)
{
  gboolean is_plain = field->kind != GH_QUERY_FIELD_TEXT && field->kind != GH_QUERY_FIELD_NAME;

  if (is_plain || strcmp (value, "*") == 0)
    {
      g_string_append (text, value);
      return;
    }

  g_string_append (text, is_whole ? "=\"" : "\"");
  for (; *value != '\0'; value++)
    {
      if (*value == '"' || *value == '\\')
        g_string_append_c (text, '\\');
      g_string_append_c (text, *value);
    }
  g_string_append_c (text, '"');
}

char *
gh_list_term_make (const GhListFields *fields,
                   guint               field,
                   gboolean            is_not,
                   const char *const  *values)
{
  g_autoptr (GString) text = g_string_new (is_not ? "-" : NULL);
  /* A choice matches the whole text. */
  gboolean is_whole = fields->query[field].kind == GH_QUERY_FIELD_TEXT && fields->fields[field].list_names != NULL;
  g_autoptr (GhQuery) query = NULL;

  if (values[0] == NULL)
    return NULL;

  g_string_append_printf (text, "%s:", fields->query[field].name);
  for (gsize i = 0; values[i] != NULL; i++)
    {
      if (i > 0)
        g_string_append_c (text, ',');
      append_value (text, &fields->query[field], is_whole, values[i]);
    }
  query = gh_list_term_parse (fields, text->str);

  return query != NULL ? gh_query_to_string (query) : NULL;
}

GhQuery *
gh_list_term_parse (const GhListFields *fields,
                    const char         *term)
{
  g_autoptr (GhQuery) query = gh_query_parse (term, fields->query, NULL, NULL);

  if (query == NULL || query->terms->len != 1 ||
      ((GhQueryTerm *) g_ptr_array_index (query->terms, 0))->field == GH_QUERY_NO_FIELD)
    return NULL;

  return g_steal_pointer (&query);
}

static void
append_part (GString    *query,
             const char *part)
{
  if (part == NULL || *part == '\0')
    return;

  if (query->len > 0)
    g_string_append_c (query, ' ');
  g_string_append (query, part);
}

/* The line break after the chips; a quoted value may have one, too. */
static const char *
find_typed (const char *query)
{
  gboolean is_quoted = FALSE;

  for (const char *at = query; *at != '\0'; at++)
    {
      if (is_quoted && *at == '\\' && at[1] != '\0')
        at++;
      else if (*at == '"')
        is_quoted = !is_quoted;
      else if (*at == CHIPS_END && !is_quoted)
        return at;
    }

  return NULL;
}

char *
gh_list_term_split (const GhListFields *fields,
                    const char         *query,
                    GPtrArray          *terms)
{
  g_autoptr (GhQuery) parsed = gh_query_parse (query, fields->query, NULL, NULL);
  const char *typed = find_typed (query);
  g_autofree char *chips = typed != NULL ? g_strndup (query, (gsize) (typed - query)) : NULL;
  g_autoptr (GhQuery) before = chips != NULL ? gh_query_parse (chips, fields->query, NULL, NULL) : NULL;
  g_autoptr (GString) text = g_string_new (NULL);

  if (parsed == NULL || (chips != NULL && before == NULL))
    return NULL;

  for (guint i = 0; before != NULL && i < before->terms->len; i++)
    {
      GhQueryTerm *term = g_ptr_array_index (before->terms, i);
      g_autoptr (GPtrArray) one = g_ptr_array_new ();
      const GhQuery alone = { .terms = one, .fields = fields->query };
      g_autofree char *string = NULL;

      g_ptr_array_add (one, term);
      string = gh_query_to_string (&alone);
      /* A word has no chip. */
      if (term->field == GH_QUERY_NO_FIELD)
        append_part (text, string);
      else
        g_ptr_array_add (terms, g_steal_pointer (&string));
    }
  append_part (text, typed != NULL ? typed + 1 : query);

  return g_string_free (g_steal_pointer (&text), FALSE);
}

char *
gh_list_term_join (const char *category,
                   GPtrArray  *terms,
                   const char *text)
{
  g_autoptr (GString) query = g_string_new (NULL);

  append_part (query, category);
  for (guint i = 0; i < terms->len; i++)
    append_part (query, g_ptr_array_index (terms, i));
  append_part (query, text);

  return g_string_free (g_steal_pointer (&query), FALSE);
}

char *
gh_list_term_join_view (GPtrArray  *terms,
                        const char *text)
{
  g_autofree char *chips = gh_list_term_join (NULL, terms, "");
  const char end[] = { CHIPS_END, '\0' };

  /* Pasted text may have a line break that ends no chips. */
  if (terms->len == 0 && strchr (text, CHIPS_END) == NULL)
    return g_strdup (text);

  return g_strconcat (chips, end, text, NULL);
}

/* --- in words --- */

/* "90d" */
static char *
describe_duration (const char *text)
{
  char *unit;
  gulong n = strtoul (text, &unit, 10);

  switch (*unit)
    {
    case 'h':
      return g_strdup_printf (ngettext ("%lu hour", "%lu hours", n), n);

    case 'w':
      return g_strdup_printf (ngettext ("%lu week", "%lu weeks", n), n);

    default:
      return g_strdup_printf (ngettext ("%lu day", "%lu days", n), n);
    }
}

static char *
describe_range (gint64 low,
                gint64 high)
{
  if (low == 0 && high == 0)
    return g_strdup (_("none"));
  if (low == high)
    return g_strdup_printf ("%" G_GINT64_FORMAT, low);
  if (low == 0)
    return g_strdup_printf (_("fewer than %d"), (int) (high + 1));
  if (high == G_MAXINT32)
    return g_strdup_printf (_("more than %d"), (int) (low - 1));

  return g_strdup_printf (_("%d to %d"), (int) low, (int) high);
}

static char *
describe_value (const GhListFields *fields,
                const GhQueryTerm  *term,
                const GhQueryValue *value)
{
  g_autofree char *duration = NULL;

  switch (value->type)
    {
    case GH_QUERY_ANY:
      return g_strdup (_("any"));

    case GH_QUERY_CONTAINS:
      return g_strdup_printf (_("with “%s”"), value->text);

    case GH_QUERY_IS:
      if (fields->fields[term->field].dup_label != NULL)
        return fields->fields[term->field].dup_label (value->text);
      return g_strdup (value->text);

    case GH_QUERY_WORD:
      return g_strdup (fields->fields[term->field].get_word (value->low));

    case GH_QUERY_RANGE:
      return describe_range (value->low, value->high);

    case GH_QUERY_WITHIN:
      duration = describe_duration (value->text);
      return g_strdup_printf (_("within %s"), duration);

    case GH_QUERY_LONGER:
      duration = describe_duration (value->text);
      return g_strdup_printf (_("over %s ago"), duration);

    case GH_QUERY_NEVER:
      return g_strdup (_("never"));

    case GH_QUERY_BEFORE:
      return g_strdup_printf (_("before %s"), value->text);

    case GH_QUERY_AFTER:
      return g_strdup_printf (_("after %s"), value->text);

    case GH_QUERY_DATES:
      return strcmp (value->text, value->to) == 0 ? g_strdup (value->text)
                                                  : g_strdup_printf (_("%s to %s"), value->text, value->to);
    }

  return NULL;
}

char *
gh_list_term_describe (const GhListFields *fields,
                       const GhQueryTerm  *term)
{
  const GhQueryValue *first = g_ptr_array_index (term->values, 0);
  g_autofree char *text = describe_value (fields, term, first);

  if (term->is_not && term->values->len == 1 && first->type == GH_QUERY_ANY)
    return g_strdup (_("none"));

  for (guint i = 1; i < term->values->len; i++)
    {
      g_autofree char *next = describe_value (fields, term, g_ptr_array_index (term->values, i));
      char *both = g_strdup_printf (C_("one value or another", "%s or %s"), text, next);

      g_free (text);
      text = both;
    }

  return term->is_not ? g_strdup_printf (C_("a filter that must not hold", "not %s"), text) : g_steal_pointer (&text);
}
