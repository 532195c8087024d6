/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/gh-view-query.h"

#include "base/gh-fold.h"
#include "base/gh-time.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* ?1 is now. */
#define FIRST_BOUND 2

/* How many values go into one pair of parentheses: a query has room for two thousand, and SQLite refuses an expression
 * deeper than a thousand. */
#define VALUES_TOGETHER 32

struct _GhViewQuery {
  const GhViewKind *kind;
  GhQuery          *terms;
  gint64            now;
  gint64            limit;
  const char       *time_zone;
  GString          *where;
  GArray           *bound;      /* Bound, from FIRST_BOUND on */
};

typedef struct {
  char   *text;    /* NULL: a number */
  gint64  number;
} Bound;

static void
bound_clear (gpointer data)
{
  g_free (((Bound *) data)->text);
}

static guint
bind_value (GhViewQuery *self,
            char        *text,
            gint64       number)
{
  Bound bound = { text, number };

  g_array_append_val (self->bound, bound);

  return self->bound->len + FIRST_BOUND - 1;
}

guint
gh_view_query_bind (GhViewQuery *self,
                    char        *text)
{
  return bind_value (self, text, 0);
}

static guint
bind_number (GhViewQuery *self,
             gint64       number)
{
  return bind_value (self, NULL, number);
}

void
gh_view_query_append (GhViewQuery *self,
                      const char  *format,
                      ...)
{
  va_list args;

  va_start (args, format);
  g_string_append_vprintf (self->where, format, args);
  va_end (args);
}

/* --- conditions --- */

static void
append_text (GhViewQuery        *self,
             const GhViewField  *field,
             GhQueryFieldKind    kind,
             const GhQueryValue *value)
{
  g_autofree char *text = kind == GH_QUERY_FIELD_NAME ? gh_fold_name_key (value->text)
                          : field->is_digits ? gh_fold_digits (value->text) : gh_fold_search (value->text);

  if (field->is_digits && (text == NULL || *text == '\0'))
    gh_view_query_append (self, "0");
  else
    gh_view_query_append (self, value->type == GH_QUERY_IS ? "%s = ?%u" : "instr (%s, ?%u) > 0", field->column,
                          gh_view_query_bind (self, g_steal_pointer (&text)));
}

static void
append_dates (GhViewQuery        *self,
              const char         *column,
              gboolean            is_end,
              const GhQueryValue *value)
{
  gint64 start = 0, end = 0, ignored;

  gh_time_parse_days (value->text, self->time_zone, &start, &end);
  if (value->to != NULL)
    gh_time_parse_days (value->to, self->time_zone, &ignored, &end);

  if (value->type == GH_QUERY_BEFORE)
    gh_view_query_append (self, is_end ? "%s <= ?%u" : "%s < ?%u", column, bind_number (self, start));
  else if (value->type == GH_QUERY_AFTER)
    gh_view_query_append (self, is_end ? "%s > ?%u" : "%s >= ?%u", column, bind_number (self, end));
  else
    gh_view_query_append (self, is_end ? "(%s > ?%u AND %s <= ?%u)" : "(%s >= ?%u AND %s < ?%u)",
                          column, bind_number (self, start), column, bind_number (self, end));
}

static void
append_condition (GhViewQuery        *self,
                  const GhViewField  *field,
                  GhQueryFieldKind    kind,
                  const GhQueryValue *value)
{
  const char *column = field->column;
  gboolean is_end = kind == GH_QUERY_FIELD_FUTURE;

  switch (value->type)
    {
    case GH_QUERY_ANY:
      gh_view_query_append (self, "%s <> ''", column);
      break;
    case GH_QUERY_CONTAINS:
    case GH_QUERY_IS:
      append_text (self, field, kind, value);
      break;
    case GH_QUERY_WORD:
      if (field->words != NULL)
        g_string_append (self->where, field->words[value->low]);
      else
        gh_view_query_append (self, "%s = %d", column, (int) value->low);
      break;
    case GH_QUERY_RANGE:
      gh_view_query_append (self, "%s BETWEEN ?%u AND ?%u", column, bind_number (self, value->low),
                            bind_number (self, value->high));
      break;
    case GH_QUERY_WITHIN:
      gh_view_query_append (self, is_end ? "%s <= ?1 + ?%u" : "%s >= ?1 - ?%u", column,
                            bind_number (self, value->low));
      break;
    case GH_QUERY_LONGER:
      gh_view_query_append (self, "coalesce (%s, 0) < ?1 - ?%u", column, bind_number (self, value->low));
      break;
    case GH_QUERY_NEVER:
      gh_view_query_append (self, "%s IS NULL", column);
      break;
    case GH_QUERY_BEFORE:
    case GH_QUERY_AFTER:
    case GH_QUERY_DATES:
      append_dates (self, column, is_end, value);
      break;
    default:
      g_assert_not_reached ();
    }
}

/* --- terms --- */

/* @template: (nullable): what comes next replaces its %s. */
static void
begin (GhViewQuery *self,
       const char  *template)
{
  if (template != NULL)
    g_string_append_len (self->where, template, strstr (template, "%s") - template);
}

static void
end (GhViewQuery *self,
     const char  *template)
{
  if (template != NULL)
    g_string_append (self->where, strstr (template, "%s") + strlen ("%s"));
}

static void
append_value (GhViewQuery        *self,
              const GhViewField  *field,
              GhQueryFieldKind    kind,
              const GhQueryValue *value)
{
  begin (self, field->each);
  if (field->add != NULL)
    field->add (self, value);
  else
    append_condition (self, field, kind, value);
  end (self, field->each);
}

/* One of @values must hold. What encloses them is queried once for all. */
static void
append_values (GhViewQuery       *self,
               const GhViewField *field,
               GhQueryFieldKind   kind,
               const GPtrArray   *values)
{
  gboolean has_any = FALSE;
  guint64 words = 0;
  guint n = 0;

  for (guint i = 0; i < values->len; i++)
    {
      const GhQueryValue *value = g_ptr_array_index (values, i);
      guint64 word = value->type == GH_QUERY_WORD ? G_GUINT64_CONSTANT (1) << value->low : 0;

      if (value->type == GH_QUERY_ANY && field->any != NULL)
        has_any = TRUE;
      else if ((words & word) == 0)
        {
          if (n == 0)
            {
              begin (self, field->within);
              g_string_append (self->where, "((");
            }
          else
            g_string_append (self->where, n % VALUES_TOGETHER == 0 ? ") OR (" : " OR ");
          append_value (self, field, kind, value);
          words |= word;
          n++;
        }
    }
  if (n > 0)
    {
      g_string_append (self->where, "))");
      end (self, field->within);
    }

  if (has_any)
    gh_view_query_append (self, n > 0 ? " OR %s" : "%s", field->any);
}

static void
append_word (GhViewQuery     *self,
             const GPtrArray *values)
{
  const GhQueryValue *word = g_ptr_array_index (values, 0);
  g_autofree char *digits = gh_fold_word_digits (word->text);

  g_string_append_c (self->where, '0');
  for (gsize i = 0; self->kind->words[i] != NULL; i++)
    if (!self->kind->words[i]->is_digits || digits != NULL)
      {
        g_string_append (self->where, " OR ");
        append_values (self, self->kind->words[i], GH_QUERY_FIELD_TEXT, values);
      }
}

static void
append_term (GhViewQuery       *self,
             const GhQueryTerm *term)
{
  g_string_append (self->where, term->is_not ? " AND NOT coalesce ((" : " AND (");
  if (term->field == GH_QUERY_NO_FIELD)
    append_word (self, term->values);
  else
    append_values (self, &self->kind->asks[term->field], self->kind->fields[term->field].kind, term->values);
  g_string_append (self->where, term->is_not ? "), 0)" : ")");
}

static void
query_free (GhViewQuery *self)
{
  gh_query_free (self->terms);
  g_string_free (self->where, TRUE);
  g_array_unref (self->bound);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GhViewQuery, query_free)

static GhViewQuery *
query_new (const GhViewKind  *kind,
           const GhView      *view,
           GhConnection      *connection,
           GError           **error)
{
  const char *text = view->query != NULL && view->ids == NULL ? view->query : "";
  g_autoptr (GhQuery) terms = gh_query_parse (text, kind->fields, NULL, error);
  g_autoptr (GhViewQuery) self = NULL;

  /* A selection must not widen to everything (U3). */
  g_assert (view->ids == NULL || kind->narrow != NULL);

  if (terms == NULL)
    return NULL;

  self = g_new0 (GhViewQuery, 1);
  self->kind = kind;
  self->now = view->now;
  self->limit = view->limit;
  self->time_zone = view->time_zone;
  self->where = g_string_new (NULL);
  self->bound = g_array_new (FALSE, FALSE, sizeof (Bound));
  g_array_set_clear_func (self->bound, bound_clear);
  self->terms = g_steal_pointer (&terms);
  for (guint i = 0; i < self->terms->terms->len; i++)
    append_term (self, g_ptr_array_index (self->terms->terms, i));
  if (kind->narrow != NULL && !kind->narrow (self, view, connection, error))
    return NULL;

  return g_steal_pointer (&self);
}

gboolean
gh_view_query_asks_for (GhViewQuery *self,
                        int          field,
                        gint64       word)
{
  for (guint i = 0; i < self->terms->terms->len; i++)
    {
      const GhQueryTerm *term = g_ptr_array_index (self->terms->terms, i);

      for (guint j = 0; term->field == field && !term->is_not && j < term->values->len; j++)
        if (((const GhQueryValue *) g_ptr_array_index (term->values, j))->low == word)
          return TRUE;
    }

  return FALSE;
}

void
gh_view_query_narrow (GhViewQuery *self,
                      const char  *condition)
{
  gh_view_query_append (self, " AND %s", condition);
}

/* --- order --- */

/* Makes what follows ORDER BY. @few: few rows match, so find them first and then sort: in the order of an index each
 * row would be looked up by itself. */
static char *
make_order (const GhViewKind  *kind,
            const char        *sort,
            gboolean           few,
            GError           **error)
{
  gboolean is_descending = g_str_has_suffix (sort, ":desc");
  const char *direction = is_descending ? " DESC" : "";
  g_autofree char *name = g_strndup (sort, strlen (sort) - (is_descending ? strlen (":desc") : 0));
  g_autoptr (GString) order = g_string_new (NULL);
  const GhViewColumn *column = kind->columns;

  while (column->name != NULL && strcmp (column->name, name) != 0)
    column++;
  if (column->name == NULL)
    {
      g_set_error (error, GH_ERROR, GH_ERROR_QUERY, _("There is no column “%s” to sort by."), name);
      return NULL;
    }

  for (gsize i = 0; i < G_N_ELEMENTS (column->keys) && column->keys[i] != NULL; i++)
    g_string_append_printf (order, "%s%s%s, ", few ? "+" : "", column->keys[i], direction);
  g_string_append_printf (order, "%s%s", kind->id, direction);

  return g_string_free (g_steal_pointer (&order), FALSE);
}

gboolean
gh_view_kind_has_column (const GhViewKind *kind,
                         const char       *sort)
{
  g_autofree char *order = make_order (kind, sort, FALSE, NULL);

  return order != NULL;
}

/* --- statements --- */

/* Puts @before and @after around the rows. */
static GhStatement *
prepare (GhViewQuery   *self,
         GhConnection  *connection,
         const char    *before,
         const char    *after,
         GError       **error)
{
  g_autofree char *sql = g_strconcat ("SELECT ", before, " FROM ", self->kind->from, " WHERE ?1 IS NOT NULL",
                                      self->where->str, after, NULL);
  GhStatement *statement = gh_connection_prepare_text (connection, sql, error);

  if (statement == NULL)
    return NULL;

  gh_statement_bind_int (statement, 1, self->now);
  for (guint i = 0; i < self->bound->len; i++)
    {
      const Bound *bound = &g_array_index (self->bound, Bound, i);

      if (bound->text != NULL)
        gh_statement_bind_text (statement, (int) i + FIRST_BOUND, bound->text, -1);
      else
        gh_statement_bind_int (statement, (int) i + FIRST_BOUND, bound->number);
    }

  return statement;
}

/* A number, not a parameter, because the planner uses it: few rows come from an index, not from a sort. */
static char *
make_limit (const GhViewQuery *self)
{
  return self->limit != 0 ? g_strdup_printf (" LIMIT %" G_GINT64_FORMAT, MAX (self->limit, 0)) : NULL;
}

/* @sort: (nullable): %NULL: by row id */
static GhStatement *
prepare_ordered (GhViewQuery   *self,
                 GhConnection  *connection,
                 const char    *what,
                 const char    *sort,
                 GError       **error)
{
  gboolean few = self->terms->terms->len > 0 && self->limit == 0;
  g_autofree char *order = sort != NULL ? make_order (self->kind, sort, few, error) : g_strdup (self->kind->id);
  g_autofree char *limited = make_limit (self);
  g_autofree char *after = NULL;

  if (order == NULL)
    return NULL;

  after = g_strconcat (" ORDER BY ", order, limited, NULL);

  return prepare (self, connection, what, after, error);
}

static gboolean
list (const GhViewKind  *kind,
      const GhView      *view,
      const char        *sort,
      GhConnection      *connection,
      GArray            *ids,
      GError           **error)
{
  g_autoptr (GhViewQuery) query = query_new (kind, view, connection, error);
  g_autoptr (GhStatement) select = NULL;

  if (query == NULL)
    return FALSE;

  select = prepare_ordered (query, connection, kind->id, sort, error);

  return gh_statement_list_ids (select, ids, error);
}

static const char *
get_sort (const GhViewKind *kind,
          const GhView     *view)
{
  return view->sort != NULL ? view->sort : kind->sort;
}

GhStatement *
gh_view_prepare (const GhViewKind  *kind,
                 const GhView      *view,
                 GhConnection      *connection,
                 GError           **error)
{
  g_autoptr (GhViewQuery) query = query_new (kind, view, connection, error);

  return query != NULL ? prepare_ordered (query, connection, kind->what, get_sort (kind, view), error) : NULL;
}

gboolean
gh_view_list (const GhViewKind  *kind,
              const GhView      *view,
              GhConnection      *connection,
              GArray            *ids,
              GError           **error)
{
  return list (kind, view, get_sort (kind, view), connection, ids, error);
}

gboolean
gh_view_list_unordered (const GhViewKind  *kind,
                        const GhView      *view,
                        GhConnection      *connection,
                        GArray            *ids,
                        GError           **error)
{
  return list (kind, view, NULL, connection, ids, error);
}

gboolean
gh_view_count (const GhViewKind  *kind,
               const GhView      *view,
               GhConnection      *connection,
               gint64            *count,
               GError           **error)
{
  g_autoptr (GhViewQuery) query = query_new (kind, view, connection, error);
  g_autofree char *limited = query != NULL ? make_limit (query) : NULL;
  g_autofree char *after = limited != NULL ? g_strconcat (limited, ")", NULL) : NULL;
  g_autoptr (GhStatement) select = NULL;

  if (query == NULL)
    return FALSE;

  select = prepare (query, connection, after != NULL ? "count (*) FROM (SELECT 1" : "count (*)", after, error);
  if (!gh_statement_require (select, error))
    return FALSE;

  *count = gh_statement_get_int (select, 0);

  return TRUE;
}
