/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A view of the log as SQL. The text of a statement is put together from the constants below; what people typed is
 * bound. ?1 is now, ?2 the limit; the others follow in the order in which they are added. */
#include "logs/gh-log-query.h"

#include "base/gh-fold.h"
#include "base/gh-time.h"

#define FIRST_BOUND 3

/* A payload that somebody tampered with must not keep the rest from being looked at. */
#define FROM_PAYLOAD(path) "CASE WHEN json_valid (l.payload) THEN l.payload ->> '" path "' END"

#define ACTOR_SQL "coalesce (" FROM_PAYLOAD ("$.actor") ", l.actor_id)"

#define OBJECT_SQL \
  "coalesce (" FROM_PAYLOAD ("$.label") ", " FROM_PAYLOAD ("$.target.query") ", " FROM_PAYLOAD ("$.target.name") "," \
  " l.object_id, '')"

#define COLUMNS_SQL \
  "l.seq, l.time / 1000000, " ACTOR_SQL ", l.way, l.operation, " OBJECT_SQL \
  ", l.changed, l.skipped, l.result, l.undoes, l.payload" \
  ", (SELECT undone.operation FROM log AS undone WHERE undone.seq = l.undoes)"

/* Who touched a user: the record knows the last entry, and each journal row the one before (J1). Users that are gone
 * are found by the name or key that the entries were about. */
#define TOUCHED_SQL \
  "l.seq IN (WITH RECURSIVE touched (op, id) AS (" \
  " SELECT s.last_op, s.user_id FROM user_status AS s" \
  " WHERE s.user_id IN (SELECT user_id FROM user_names WHERE name_key = ?%u" \
  " UNION SELECT id FROM users WHERE key = ?%u)" \
  " UNION SELECT j.prev, j.id FROM touched JOIN journal AS j ON j.op = touched.op AND j.kind = 'user'" \
  " AND j.id = touched.id WHERE j.prev IS NOT NULL)" \
  " SELECT op FROM touched)"

typedef struct {
  char   *text;   /* NULL: a number */
  gint64  number;
} Bound;

typedef struct {
  const GhLogView *view;
  GString         *where;
  GArray          *bound; /* Bound */
} Builder;

static void
bound_clear (gpointer data)
{
  g_free (((Bound *) data)->text);
}

static void
builder_clear (Builder *builder)
{
  if (builder->where != NULL)
    {
      g_string_free (builder->where, TRUE);
      g_array_unref (builder->bound);
    }
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Builder, builder_clear)

/* Adds a text to bind and gives its number. */
static guint
bind_text (Builder *builder,
           char    *text)
{
  Bound bound = { text, 0 };

  g_array_append_val (builder->bound, bound);

  return builder->bound->len + FIRST_BOUND - 1;
}

static guint
bind_number (Builder *builder,
             gint64   number)
{
  Bound bound = { NULL, number };

  g_array_append_val (builder->bound, bound);

  return builder->bound->len + FIRST_BOUND - 1;
}

static void
add_text (Builder            *builder,
          const GhQueryValue *value,
          const char         *column)
{
  if (value->type == GH_QUERY_ANY)
    g_string_append_printf (builder->where, "%s <> ''", column);
  else
    g_string_append_printf (builder->where,
                            value->type == GH_QUERY_IS ? "gh_search_fold (%s) = ?%u"
                                                       : "instr (gh_search_fold (%s), ?%u) > 0",
                            column, bind_text (builder, gh_fold_search (value->text)));
}

static void
add_user (Builder            *builder,
          const GhQueryValue *value)
{
  guint name, key;

  if (value->type == GH_QUERY_ANY)
    {
      g_string_append (builder->where, "EXISTS (SELECT 1 FROM journal WHERE op = l.seq AND kind = 'user')");
      return;
    }

  name = bind_text (builder, gh_fold_name_key (value->text));
  key = bind_text (builder, g_strdup (value->text));
  g_string_append_printf (builder->where,
                          "(" TOUCHED_SQL " OR (l.object_kind = 'user'"
                          " AND (l.object_id = ?%u OR gh_name_key (" OBJECT_SQL ") = ?%u)))",
                          name, key, key, name);
}

/* Times are stored in microseconds. */
static void
add_time (Builder            *builder,
          const GhQueryValue *value)
{
  const char *zone = builder->view->time_zone;
  gint64 start = 0, end = 0, ignored;

  switch (value->type)
    {
    case GH_QUERY_WITHIN:
      g_string_append_printf (builder->where, "l.time >= (?1 - ?%u) * 1000000", bind_number (builder, value->low));
      break;
    case GH_QUERY_LONGER:
      g_string_append_printf (builder->where, "l.time < (?1 - ?%u) * 1000000", bind_number (builder, value->low));
      break;
    case GH_QUERY_NEVER:
      g_string_append (builder->where, "0");
      break;
    case GH_QUERY_BEFORE:
      gh_time_parse_days (value->text, zone, &start, &ignored);
      g_string_append_printf (builder->where, "l.time < ?%u * 1000000", bind_number (builder, start));
      break;
    case GH_QUERY_AFTER:
      gh_time_parse_days (value->text, zone, &ignored, &end);
      g_string_append_printf (builder->where, "l.time >= ?%u * 1000000", bind_number (builder, end));
      break;
    case GH_QUERY_DATES:
      gh_time_parse_days (value->text, zone, &start, &ignored);
      gh_time_parse_days (value->to, zone, &ignored, &end);
      g_string_append_printf (builder->where, "(l.time >= ?%u * 1000000 AND l.time < ?%u * 1000000)",
                              bind_number (builder, start), bind_number (builder, end));
      break;
    default:
      g_assert_not_reached ();
    }
}

static void
add_value (Builder            *builder,
           int                 field,
           const GhQueryValue *value)
{
  switch (field)
    {
    case GH_QUERY_NO_FIELD:
      add_text (builder, value, ACTOR_SQL);
      g_string_append (builder->where, " OR ");
      add_text (builder, value, OBJECT_SQL);
      break;
    case GH_LOG_FIELD_ACTOR:
      add_text (builder, value, ACTOR_SQL);
      break;
    case GH_LOG_FIELD_OPERATION:
      add_text (builder, value, "l.operation");
      break;
    case GH_LOG_FIELD_USER:
      add_user (builder, value);
      break;
    case GH_LOG_FIELD_RESULT:
      add_text (builder, value, "l.result");
      break;
    case GH_LOG_FIELD_TIME:
      add_time (builder, value);
      break;
    case GH_LOG_FIELD_ENTRY:
      g_string_append_printf (builder->where, "l.seq BETWEEN ?%u AND ?%u", bind_number (builder, value->low),
                              bind_number (builder, value->high));
      break;
    default:
      g_assert_not_reached ();
    }
}

static void
add_term (Builder           *builder,
          const GhQueryTerm *term)
{
  g_string_append (builder->where, term->is_not ? " AND NOT coalesce ((" : " AND (");
  for (guint i = 0; i < term->values->len; i++)
    {
      if (i > 0)
        g_string_append (builder->where, " OR ");
      add_value (builder, term->field, g_ptr_array_index (term->values, i));
    }
  g_string_append (builder->where, term->is_not ? "), 0)" : ")");
}

static GhStatement *
prepare (const GhLogView  *view,
         GhConnection     *connection,
         const char       *before,
         const char       *after,
         GError          **error)
{
  g_auto (Builder) builder = { .view = view };
  g_autoptr (GhQuery) query = NULL;
  g_autofree char *sql = NULL;
  GhStatement *statement;

  builder.where = g_string_new (" FROM log AS l WHERE ?1 IS NOT NULL");
  builder.bound = g_array_new (FALSE, FALSE, sizeof (Bound));
  g_array_set_clear_func (builder.bound, bound_clear);

  if (view->query != NULL)
    {
      query = gh_query_parse (view->query, gh_log_fields, NULL, error);
      if (query == NULL)
        return NULL;

      for (guint i = 0; i < query->terms->len; i++)
        add_term (&builder, g_ptr_array_index (query->terms, i));
    }

  sql = g_strconcat (before, builder.where->str, after, NULL);
  statement = gh_connection_prepare_text (connection, sql, error);
  if (statement == NULL)
    return NULL;

  gh_statement_bind_int (statement, 1, view->now);
  gh_statement_bind_int (statement, 2, view->limit);
  for (guint i = 0; i < builder.bound->len; i++)
    {
      const Bound *bound = &g_array_index (builder.bound, Bound, i);

      if (bound->text != NULL)
        gh_statement_bind_text (statement, (int) i + FIRST_BOUND, bound->text, -1);
      else
        gh_statement_bind_int (statement, (int) i + FIRST_BOUND, bound->number);
    }

  return statement;
}

GhStatement *
gh_log_view_prepare (const GhLogView  *view,
                     GhConnection     *connection,
                     GError          **error)
{
  return prepare (view, connection, "SELECT " COLUMNS_SQL, " ORDER BY l.seq DESC LIMIT ?2", error);
}

gboolean
gh_log_view_list (const GhLogView  *view,
                  GhConnection     *connection,
                  GArray           *entries,
                  GError          **error)
{
  g_autoptr (GhStatement) select = prepare (view, connection, "SELECT l.seq", " ORDER BY l.seq DESC LIMIT ?2", error);

  if (select == NULL)
    return FALSE;

  while (gh_statement_next (select))
    {
      gint64 entry = gh_statement_get_int (select, 0);

      g_array_append_val (entries, entry);
    }

  return gh_statement_finish (select, error);
}

GhStatement *
gh_log_prepare_entry (GhConnection  *connection,
                      gint64         entry,
                      GError       **error)
{
  GhStatement *select = gh_connection_prepare_text (connection, "SELECT " COLUMNS_SQL " FROM log AS l WHERE l.seq = ?1",
                                                    error);

  if (select != NULL)
    gh_statement_bind_int (select, 1, entry);

  return select;
}

gboolean
gh_log_view_count (const GhLogView  *view,
                   GhConnection     *connection,
                   gint64           *count,
                   GError          **error)
{
  g_autoptr (GhStatement) select = prepare (view, connection, "SELECT count (*) FROM (SELECT 1", " LIMIT ?2)", error);

  if (select == NULL || !gh_statement_require (select, error))
    return FALSE;

  *count = gh_statement_get_int (select, 0);

  return TRUE;
}
