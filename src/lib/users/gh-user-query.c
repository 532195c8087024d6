/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A view of users as SQL. The text of a statement is put together from the constants below; what people typed is
 * bound. ?1 is now; the others follow in the order in which they are added. */
#include "users/gh-user-query.h"

#include "base/gh-fold.h"
#include "base/gh-time.h"
#include "users/gh-user-facts.h"
#include "users/gh-user-sort.h"
#include "users/gh-user-status-sql.h"
#include "users/gh-user-status.h"

#include <string.h>

/* Everybody has a status; as a LEFT JOIN it is not even read where nothing is asked of it. */
#define FROM_SQL \
  " FROM users AS u LEFT JOIN user_status AS s ON s.user_id = u.id" \
  " LEFT JOIN trash AS t ON t.user_id = u.id" \
  " LEFT JOIN events.logins AS n ON n.user_id = u.id" \
  " LEFT JOIN events.lockouts AS l ON l.user_id = u.id" \
  " LEFT JOIN directories AS d ON d.id = u.directory_id"

#define ENROLLED_SQL \
  "(EXISTS (SELECT 1 FROM phone_owners WHERE user_id = u.id) OR" \
  " EXISTS (SELECT 1 FROM token_owners WHERE user_id = u.id))"

typedef struct {
  gboolean is_text;
  char    *text;
  gint64   number;
} Bound;

typedef struct {
  const GhUserView *view;
  GString          *where;
  GArray           *bound;     /* Bound, from ?2 on */
  gboolean          sees_trash;
} Builder;

static void
bound_clear (gpointer data)
{
  g_free (((Bound *) data)->text);
}

/* Adds a text to bind and gives its number. */
static guint
bind_text (Builder *builder,
           char    *text)
{
  Bound bound = { TRUE, text, 0 };

  g_array_append_val (builder->bound, bound);

  return builder->bound->len + 1;
}

static guint
bind_number (Builder *builder,
             gint64   number)
{
  Bound bound = { FALSE, NULL, number };

  g_array_append_val (builder->bound, bound);

  return builder->bound->len + 1;
}

/* --- what each kind of value says of a column --- */

/* A condition on the column of fold @column, which stands in @around ("%s" is the condition) where it is in a
 * table of its own. */
static void
add_text_condition (Builder            *builder,
                    const GhQueryValue *value,
                    const char         *column,
                    const char         *before,
                    const char         *after)
{
  g_string_append (builder->where, before);
  if (value->type == GH_QUERY_ANY)
    g_string_append_printf (builder->where, "%s <> ''", column);
  else
    {
      guint n = bind_text (builder, gh_fold_search (value->text));

      g_string_append_printf (builder->where, value->type == GH_QUERY_IS ? "%s = ?%u" : "instr (%s, ?%u) > 0",
                              column, n);
    }
  g_string_append (builder->where, after);
}

static void
add_phone_condition (Builder            *builder,
                     const GhQueryValue *value)
{
  g_autofree char *digits = value->type != GH_QUERY_ANY ? gh_fold_digits (value->text) : NULL;

  g_string_append (builder->where,
                   "EXISTS (SELECT 1 FROM phone_owners AS o JOIN phones AS p ON p.id = o.phone_id"
                   " WHERE o.user_id = u.id AND p.number <> ''");
  if (value->type != GH_QUERY_ANY && (digits == NULL || *digits == '\0'))
    g_string_append (builder->where, " AND 0");
  else if (value->type != GH_QUERY_ANY)
    {
      guint n = bind_text (builder, g_steal_pointer (&digits));

      g_string_append_printf (builder->where,
                              value->type == GH_QUERY_IS ? " AND replace (p.number, '+', '') = ?%u"
                                                         : " AND instr (replace (p.number, '+', ''), ?%u) > 0", n);
    }
  g_string_append_c (builder->where, ')');
}

static void
add_name_condition (Builder            *builder,
                    const GhQueryValue *value,
                    GhUserField         field)
{
  guint n = value->type == GH_QUERY_ANY ? 0 : bind_text (builder, gh_fold_name_key (value->text));

  if (field == GH_USER_FIELD_DIRECTORY && n == 0)
    g_string_append (builder->where, "u.directory_id IS NOT NULL");
  else if (field == GH_USER_FIELD_DIRECTORY)
    g_string_append_printf (builder->where,
                            "u.directory_id IN (SELECT id FROM directories WHERE name_key = ?%u)", n);
  else if (n == 0)
    g_string_append (builder->where, "EXISTS (SELECT 1 FROM memberships WHERE user_id = u.id)");
  else
    g_string_append_printf (builder->where,
                            "EXISTS (SELECT 1 FROM memberships AS m WHERE m.user_id = u.id"
                            " AND m.group_id = (SELECT id FROM groups WHERE name_key = ?%u))", n);
}

static void
add_is_condition (Builder *builder,
                  GhUserIs is)
{
  switch (is)
    {
    case GH_USER_IS_ENROLLED:
      g_string_append (builder->where, ENROLLED_SQL);
      break;
    case GH_USER_IS_PENDING:
      g_string_append (builder->where,
                       "(EXISTS (SELECT 1 FROM enrolments WHERE user_id = u.id) AND NOT " ENROLLED_SQL ")");
      break;
    case GH_USER_IS_INACTIVE:
      g_string_append_printf (builder->where, "coalesce (n.time, 0) <= ?1 - %" G_GINT64_FORMAT,
                              GH_USER_INACTIVE_SECONDS);
      break;
    case GH_USER_IS_NOEND:
      g_string_append (builder->where, "(s.status = 1 AND s.until IS NULL)");
      break;
    case GH_USER_IS_MANAGED:
      g_string_append (builder->where, "u.directory_id IS NOT NULL");
      break;
    default:
      g_assert_not_reached ();
    }
}

/* All who can have it, which is found without looking at each user: a status other than Active is rare. */
static const char *
get_candidates (GhEffectiveStatus status)
{
#define OWN_OR_IN_GROUP(status) \
  "SELECT user_id FROM user_status WHERE status = " status " AND status <> 0" \
  " UNION ALL SELECT m.user_id FROM groups AS g CROSS JOIN memberships AS m ON m.group_id = g.id" \
  " WHERE g.status = " status

  switch (status)
    {
    case GH_EFFECTIVE_BYPASS:
      return OWN_OR_IN_GROUP ("1");
    case GH_EFFECTIVE_DISABLED:
      return OWN_OR_IN_GROUP ("2");
    case GH_EFFECTIVE_LOCKED_OUT:
      return "SELECT user_id FROM events.lockouts";
    case GH_EFFECTIVE_PENDING_DELETION:
      return "SELECT user_id FROM trash";
    case GH_EFFECTIVE_ACTIVE:
    default:
      return NULL;
    }

#undef OWN_OR_IN_GROUP
}

static void
add_status_condition (Builder           *builder,
                      GhEffectiveStatus  status)
{
  const char *candidates = get_candidates (status);

  g_string_append_printf (builder->where, "((" GH_USER_STATUS_SQL ") = %d", (int) status);
  if (candidates != NULL)
    g_string_append_printf (builder->where, " AND u.id IN (%s)", candidates);
  g_string_append_c (builder->where, ')');
}

static void
add_count_condition (Builder            *builder,
                     const GhQueryValue *value,
                     const char         *table)
{
  g_string_append_printf (builder->where, "(SELECT count (*) FROM %s WHERE user_id = u.id) BETWEEN ?%u AND ?%u",
                          table, bind_number (builder, value->low), bind_number (builder, value->high));
}

/* @is_future: the time lies ahead and is an end, as that of Bypass: midnight ends the day before it (Q10). */
static void
add_time_condition (Builder            *builder,
                    const GhQueryValue *value,
                    const char         *column,
                    gboolean            is_future)
{
  const char *zone = builder->view->time_zone;
  gint64 start = 0, end = 0, ignored;

  switch (value->type)
    {
    case GH_QUERY_WITHIN:
      g_string_append_printf (builder->where, is_future ? "%s <= ?1 + ?%u" : "%s >= ?1 - ?%u", column,
                              bind_number (builder, value->low));
      break;
    case GH_QUERY_LONGER:
      g_string_append_printf (builder->where, "coalesce (%s, 0) < ?1 - ?%u", column,
                              bind_number (builder, value->low));
      break;
    case GH_QUERY_NEVER:
      g_string_append_printf (builder->where, "%s IS NULL", column);
      break;
    case GH_QUERY_BEFORE:
      gh_time_parse_days (value->text, zone, &start, &ignored);
      g_string_append_printf (builder->where, is_future ? "%s <= ?%u" : "%s < ?%u", column,
                              bind_number (builder, start));
      break;
    case GH_QUERY_AFTER:
      gh_time_parse_days (value->text, zone, &ignored, &end);
      g_string_append_printf (builder->where, is_future ? "%s > ?%u" : "%s >= ?%u", column,
                              bind_number (builder, end));
      break;
    case GH_QUERY_DATES:
      gh_time_parse_days (value->text, zone, &start, &ignored);
      gh_time_parse_days (value->to, zone, &ignored, &end);
      g_string_append_printf (builder->where, is_future ? "(%s > ?%u AND %s <= ?%u)" : "(%s >= ?%u AND %s < ?%u)",
                              column, bind_number (builder, start), column, bind_number (builder, end));
      break;
    default:
      g_assert_not_reached ();
    }
}

/* --- terms --- */

static void
add_field_value (Builder            *builder,
                 GhUserField         field,
                 const GhQueryValue *value)
{
  switch (field)
    {
    case GH_USER_FIELD_USERNAME:
      /* Everybody has one, though one of nothing but marks folds to nothing. */
      if (value->type == GH_QUERY_ANY)
        g_string_append_c (builder->where, '1');
      else
        add_text_condition (builder, value, "u.username_fold", "", "");
      break;
    case GH_USER_FIELD_NAME:
      add_text_condition (builder, value, "u.realname_fold", "", "");
      break;
    case GH_USER_FIELD_EMAIL:
      add_text_condition (builder, value, "u.email_fold", "", "");
      break;
    case GH_USER_FIELD_NOTES:
      add_text_condition (builder, value, "gh_search_fold (u.notes)", "", "");
      break;
    case GH_USER_FIELD_ALIAS:
      add_text_condition (builder, value, "alias_fold",
                          "EXISTS (SELECT 1 FROM user_aliases WHERE user_id = u.id AND ", ")");
      break;
    case GH_USER_FIELD_TOKEN:
      add_text_condition (builder, value, "k.serial_fold",
                          "EXISTS (SELECT 1 FROM token_owners AS o JOIN tokens AS k ON k.id = o.token_id"
                          " WHERE o.user_id = u.id AND ", ")");
      break;
    case GH_USER_FIELD_PHONE:
      add_phone_condition (builder, value);
      break;
    case GH_USER_FIELD_GROUP:
    case GH_USER_FIELD_DIRECTORY:
      add_name_condition (builder, value, field);
      break;
    case GH_USER_FIELD_STATUS:
      add_status_condition (builder, (GhEffectiveStatus) value->low);
      break;
    case GH_USER_FIELD_OWN:
      g_string_append_printf (builder->where, "s.status = %d", (int) value->low);
      break;
    case GH_USER_FIELD_IS:
      add_is_condition (builder, (GhUserIs) value->low);
      break;
    case GH_USER_FIELD_PHONES:
      add_count_condition (builder, value, "phone_owners");
      break;
    case GH_USER_FIELD_TOKENS:
      add_count_condition (builder, value, "token_owners");
      break;
    case GH_USER_FIELD_ALIASES:
      add_count_condition (builder, value, "user_aliases");
      break;
    case GH_USER_FIELD_GROUPS:
      add_count_condition (builder, value, "memberships");
      break;
    case GH_USER_FIELD_LOGIN:
      add_time_condition (builder, value, "n.time", FALSE);
      break;
    case GH_USER_FIELD_CREATED:
      add_time_condition (builder, value, "u.created", FALSE);
      break;
    case GH_USER_FIELD_SYNCED:
      add_time_condition (builder, value, "u.last_sync", FALSE);
      break;
    case GH_USER_FIELD_UNTIL:
      g_string_append (builder->where, "(s.status = 1 AND s.until > ?1 AND ");
      add_time_condition (builder, value, "s.until", TRUE);
      g_string_append_c (builder->where, ')');
      break;
    case GH_USER_FIELD_PURGE:
      add_time_condition (builder, value, "t.purge_at", TRUE);
      break;
    case GH_USER_FIELD_ORIGIN:
      g_string_append_printf (builder->where, "coalesce (t.origin, 0) = %d", (int) value->low + GH_TRASH_BY_HAND);
      break;
    default:
      g_assert_not_reached ();
    }
}

/* Q2: within one of username, aliases, real name, e-mail, token serials, or a phone number's digits. */
static void
add_word (Builder            *builder,
          const GhQueryValue *value)
{
  static const GhUserField fields[] = {
    GH_USER_FIELD_USERNAME, GH_USER_FIELD_NAME, GH_USER_FIELD_EMAIL, GH_USER_FIELD_ALIAS, GH_USER_FIELD_TOKEN,
  };
  g_autofree char *digits = gh_fold_digits (value->text);

  for (gsize i = 0; i < G_N_ELEMENTS (fields); i++)
    {
      if (i > 0)
        g_string_append (builder->where, " OR ");
      add_field_value (builder, fields[i], value);
    }

  if (digits != NULL && strlen (digits) >= 3)
    {
      g_string_append (builder->where, " OR ");
      add_phone_condition (builder, value);
    }
}

static void
add_term (Builder           *builder,
          const GhQueryTerm *term)
{
  g_string_append (builder->where, term->is_not ? " AND NOT coalesce ((" : " AND (");
  for (guint i = 0; i < term->values->len; i++)
    {
      const GhQueryValue *value = g_ptr_array_index (term->values, i);

      if (i > 0)
        g_string_append (builder->where, " OR ");
      if (term->field == GH_QUERY_NO_FIELD)
        add_word (builder, value);
      else
        add_field_value (builder, term->field, value);

      if (term->field == GH_USER_FIELD_STATUS && !term->is_not &&
          strcmp (gh_user_fields[GH_USER_FIELD_STATUS].words[value->low], "trash") == 0)
        builder->sees_trash = TRUE;
    }
  g_string_append (builder->where, term->is_not ? "), 0)" : ")");
}

static gboolean
build (const GhUserView  *view,
       Builder           *builder,
       GError           **error)
{
  g_autoptr (GhQuery) query = NULL;

  builder->view = view;
  builder->where = g_string_new (NULL);
  builder->bound = g_array_new (FALSE, FALSE, sizeof (Bound));
  g_array_set_clear_func (builder->bound, bound_clear);

  if (view->query != NULL)
    {
      query = gh_query_parse (view->query, gh_user_fields, NULL, error);
      if (query == NULL)
        return FALSE;

      for (guint i = 0; i < query->terms->len; i++)
        add_term (builder, g_ptr_array_index (query->terms, i));
    }

  if (view->scope == GH_USER_SCOPE_TRASH)
    g_string_append (builder->where, " AND t.user_id IS NOT NULL");
  else if (view->scope == GH_USER_SCOPE_USERS && !builder->sees_trash)
    g_string_append (builder->where, " AND t.user_id IS NULL");

  return TRUE;
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

/* --- statements --- */

static gboolean
fill_selection (const GhUserView  *view,
                GhConnection      *connection,
                GError           **error)
{
  g_autoptr (GhStatement) insert = NULL;

  if (!gh_connection_execute (connection, "CREATE TABLE IF NOT EXISTS temp.selection (id INTEGER PRIMARY KEY);"
                              "DELETE FROM temp.selection", error))
    return FALSE;

  insert = gh_connection_prepare (connection, "users/add-to-selection", error);
  if (insert == NULL)
    return FALSE;

  for (guint i = 0; i < view->ids->len; i++)
    {
      gh_statement_bind_int (insert, 1, g_array_index (view->ids, gint64, i));
      if (!gh_statement_run (insert, error))
        return FALSE;
    }

  return TRUE;
}

/* @what is selected from the view's users; @order: (nullable) what follows ORDER BY. */
static GhStatement *
prepare (const GhUserView  *view,
         GhConnection      *connection,
         const char        *what,
         const char        *order,
         GError           **error)
{
  g_auto (Builder) builder = { 0 };
  g_autofree char *sql = NULL;
  GhStatement *statement;

  if (view->ids != NULL)
    {
      if (!fill_selection (view, connection, error))
        return NULL;
      sql = g_strconcat ("SELECT ", what, FROM_SQL " WHERE ?1 IS NOT NULL AND u.id IN (SELECT id FROM temp.selection)",
                         order != NULL ? " ORDER BY " : NULL, order, NULL);
    }
  else
    {
      if (!build (view, &builder, error))
        return NULL;
      sql = g_strconcat ("SELECT ", what, FROM_SQL " WHERE ?1 IS NOT NULL", builder.where->str,
                         order != NULL ? " ORDER BY " : NULL, order, NULL);
    }

  statement = gh_connection_prepare_text (connection, sql, error);
  if (statement == NULL)
    return NULL;

  gh_statement_bind_int (statement, 1, view->now);
  for (guint i = 0; builder.bound != NULL && i < builder.bound->len; i++)
    {
      const Bound *bound = &g_array_index (builder.bound, Bound, i);

      if (bound->is_text)
        gh_statement_bind_text (statement, (int) i + 2, bound->text, -1);
      else
        gh_statement_bind_int (statement, (int) i + 2, bound->number);
    }

  return statement;
}

static gboolean
read_ids (GhStatement  *select,
          GArray       *ids,
          GError      **error)
{

  while (gh_statement_next (select))
    {
      gint64 id = gh_statement_get_int (select, 0);

      g_array_append_val (ids, id);
    }

  return gh_statement_finish (select, error);
}

gboolean
gh_user_view_list (const GhUserView  *view,
                   GhConnection      *connection,
                   GArray            *ids,
                   GError           **error)
{
  g_autofree char *order = gh_user_sort_to_sql (view->sort, error);
  g_autoptr (GhStatement) select = NULL;

  if (order == NULL)
    return FALSE;

  select = prepare (view, connection, "u.id", order, error);

  return select != NULL && read_ids (select, ids, error);
}

gboolean
gh_user_view_list_first (const GhUserView  *view,
                         GhConnection      *connection,
                         guint              n,
                         GArray            *ids,
                         GError           **error)
{
  g_autofree char *order = gh_user_sort_to_sql (view->sort, error);
  g_autofree char *limited = order != NULL ? g_strdup_printf ("%s LIMIT %u", order, n) : NULL;
  g_autoptr (GhStatement) select = NULL;

  if (limited == NULL)
    return FALSE;

  select = prepare (view, connection, "u.id", limited, error);

  return select != NULL && read_ids (select, ids, error);
}

gboolean
gh_user_view_list_unordered (const GhUserView  *view,
                             GhConnection      *connection,
                             GArray            *ids,
                             GError           **error)
{
  g_autoptr (GhStatement) select = prepare (view, connection, "u.id", "u.id", error);

  return select != NULL && read_ids (select, ids, error);
}

gboolean
gh_user_view_count (const GhUserView  *view,
                    GhConnection      *connection,
                    gint64            *count,
                    GError           **error)
{
  g_autoptr (GhStatement) select = prepare (view, connection, "count (*)", NULL, error);

  if (select == NULL || !gh_statement_require (select, error))
    return FALSE;

  *count = gh_statement_get_int (select, 0);

  return TRUE;
}

gboolean
gh_user_view_is_sort (const char *sort)
{
  g_autofree char *order = gh_user_sort_to_sql (sort, NULL);

  return order != NULL;
}
