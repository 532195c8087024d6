/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A kind of list that no other file mentions, and what the statements of all kinds look like. */
#include "gh-test-organisation.h"

#include "groups/gh-group-query.h"
#include "logs/gh-log-query.h"
#include "store/gh-view-query.h"
#include "users/gh-user-query.h"

#include <sqlite3.h>
#include <string.h>

/* --- a throw-away kind: bypass codes by Q11's terms --- */

enum { USER, GROUP, BY, IS, CREATED, EXPIRES, USES };

static const char *const is_words[] = { "noend", "used", NULL };

static const GhQueryField fields[] = {
  [USER] = { "user", GH_QUERY_FIELD_NAME },
  [GROUP] = { "group", GH_QUERY_FIELD_NAME },
  [BY] = { "by", GH_QUERY_FIELD_TEXT },
  [IS] = { "is", GH_QUERY_FIELD_WORD, is_words },
  [CREATED] = { "created", GH_QUERY_FIELD_TIME },
  [EXPIRES] = { "expires", GH_QUERY_FIELD_FUTURE },
  [USES] = { "uses", GH_QUERY_FIELD_COUNT },
  { NULL },
};

static const char *const is[] = { "b.expires IS NULL", "coalesce (b.uses, 1) = 0" };

static const GhViewField asks[] = {
  [USER] = { "name_key", "b.user_id IN (SELECT user_id FROM user_names WHERE %s)", .any = "1" },
  [GROUP] = { "g.name_key", "EXISTS (SELECT 1 FROM memberships AS m JOIN groups AS g ON g.id = m.group_id"
                            " WHERE m.user_id = b.user_id AND %s)",
              .any = "EXISTS (SELECT 1 FROM memberships WHERE user_id = b.user_id)" },
  [BY] = { "gh_search_fold (b.created_by)", .any = "b.created_by <> ''" },
  [IS] = { .words = is },
  [CREATED] = { "b.created" },
  [EXPIRES] = { "b.expires" },
  [USES] = { "b.uses" },
};

static const GhViewField username = { "u.username_fold" };
static const GhViewField number = { "substr (b.key, 3)", .is_digits = TRUE };
static const GhViewField *const words[] = { &username, &asks[BY], &number, NULL };

static const GhViewColumn columns[] = {
  { "user", { "u.username_fold", "u.username" } },
  { "uses", { "coalesce (b.uses, -1)" } },
  { "created" },
  { NULL },
};

static const GhViewKind codes = {
  "bypass_codes AS b JOIN users AS u ON u.id = b.user_id", "b.id", fields, asks, words, columns,
};

typedef struct {
  const char *query;
  const char *sort;
  gint64      limit;
  GString    *ids;
  gint64      count;
} Listing;

static gboolean
list_cb (GhConnection  *connection,
         gpointer       data,
         GError       **error)
{
  Listing *listing = data;
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  const GhView view = { listing->query, listing->sort, .limit = listing->limit, .now = GH_TEST_NOW,
                        .time_zone = "Europe/Oslo" };

  if (!gh_view_list (&codes, &view, connection, ids, error) ||
      !gh_view_count (&codes, &view, connection, &listing->count, error))
    return FALSE;

  for (guint i = 0; i < ids->len; i++)
    g_string_append_printf (listing->ids, "%s%" G_GINT64_FORMAT, i > 0 ? " " : "", g_array_index (ids, gint64, i));
  g_assert_cmpint (listing->count, ==, ids->len);

  return TRUE;
}

static void
check_view (GhTestOrganisation *org,
            const char         *query,
            const char         *sort,
            gint64              limit,
            const char         *expected)
{
  g_autoptr (GString) ids = g_string_new (NULL);
  Listing listing = { query, sort, limit, ids };
  g_autoptr (GError) error = NULL;

  gh_store_read (org->store, list_cb, &listing, &error);
  g_assert_no_error (error);
  if (strcmp (ids->str, expected) != 0)
    g_error ("“%s” by %s shows “%s” instead of “%s”", query, sort, ids->str, expected);
}

static void
check (GhTestOrganisation *org,
       const char         *query,
       const char         *expected)
{
  check_view (org, query, NULL, 0, expected);
}

/* Codes 1 and 2 of anna, who is in VPN, 3 of Björn, 4 of carl, who is in VPN and Staff. */
static GhTestOrganisation *
make_codes (void)
{
  GhTestOrganisation *org = gh_test_organisation_new ();

  gh_test_add_users (org, "anna Björn carl");
  gh_test_do (org, "group.add", NULL, "{\"name\":\"VPN\"}", 1);
  gh_test_do (org, "group.add", NULL, "{\"name\":\"Staff\"}", 1);
  gh_test_do (org, "user.add-to-group", gh_target_new_for_name ("anna"), "{\"group\":\"vpn\"}", 1);
  gh_test_do (org, "user.add-to-group", gh_target_new_for_name ("carl"), "{\"group\":\"vpn\"}", 1);
  gh_test_do (org, "user.add-to-group", gh_target_new_for_name ("carl"), "{\"group\":\"staff\"}", 1);
  gh_test_write_directory (org,
    "INSERT INTO bypass_codes (id, key, user_id, created, created_by, expires, uses, last_op) VALUES"
    " (1, 'DB100', 1, 1795510800 - 86400 * 5, 'Åsa', 1795510800 + 86400, 3, 1),"
    " (2, 'DB2345', 1, 1795510800 - 86400 * 2, 'bert', 1795557600, 0, 1),"  /* the midnight that ends 24 November */
    " (3, 'DB300', 2, 1795510800, 'bert%', NULL, NULL, 1),"
    " (4, 'DB400', 3, 1795510800, '', NULL, 1, 1)");

  return org;
}

/* Every kind of value, of a table that is pure SQL. */
static void
test_kinds_of_values (void)
{
  g_autoptr (GhTestOrganisation) org = make_codes ();

  check (org, NULL, "1 2 3 4");
  check (org, "user:ANNA", "1 2");
  check (org, "user:anna,björn", "1 2 3");
  check (org, "user:bjorn", "");
  check (org, "-user:*", "");
  check (org, "group:vpn", "1 2 4");
  check (org, "group:vpn,staff -user:anna", "4");
  check (org, "group:*", "1 2 4");
  check (org, "-group:*,nothing", "3");
  check (org, "by:as", "1");
  check (org, "by:=BERT", "2");
  check (org, "by:bert%", "3");
  check (org, "by:*", "1 2 3");
  check (org, "-by:*", "4");
  check (org, "by:=\"\"", "4");
  check (org, "by:*,=\"\"", "1 2 3 4");
  check (org, "is:noend", "3 4");
  check (org, "is:used,noend", "2 3 4");
  check (org, "-is:used", "1 3 4");
  check (org, "uses:0", "2");
  check (org, "uses:1..3", "1 4");
  check (org, "-uses:>0", "2 3");
  check (org, "created:<3d", "2 3 4");
  check (org, "created:>3d", "1");
  check (org, "created:never", "");
  check (org, "created:2026-11-24", "3 4");
  check (org, "created:<2026-11-22", "1");
  check (org, "expires:<2d", "1 2");
  check (org, "expires:2026-11-24", "2");
  check (org, "expires:>2026-11-24", "1");
  check (org, "-expires:<2d", "3 4");
  check (org, "bjo", "3");
  check (org, "bert -bjorn", "2");
  check (org, "234", "2");
  check (org, "23", "");
}

static void
test_order (void)
{
  g_autoptr (GhTestOrganisation) org = make_codes ();

  check_view (org, NULL, "user", 0, "1 2 3 4");
  check_view (org, NULL, "user:desc", 0, "4 3 2 1");
  check_view (org, NULL, "uses", 0, "3 2 4 1");
  check_view (org, NULL, "created:desc", 0, "4 3 2 1");
  check_view (org, NULL, "uses:desc", 2, "1 4");
  check_view (org, "user:anna", "user", 1, "1");
  check_view (org, NULL, "user", -1, "");
  g_assert_true (gh_view_kind_has_column (&codes, "uses:desc"));
  g_assert_false (gh_view_kind_has_column (&codes, "expires"));
}

/* --- statements --- */

static GString *statements;

static int
trace_cb (unsigned  type,
          void     *db,
          void     *statement,
          void     *sql)
{
  if (statements != NULL && g_str_has_prefix (sql, "SELECT"))
    g_string_append_printf (statements, "%s\n", (const char *) sql);

  return 0;
}

static int
connect_cb (sqlite3                          *db,
            char                            **message,
            const struct sqlite3_api_routines *api)
{
  return sqlite3_trace_v2 (db, SQLITE_TRACE_STMT, trace_cb, db);
}

static gboolean
look_cb (GhConnection  *connection,
         gpointer       data,
         GError       **error)
{
  const char *text = data;
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  const char *const user_fields[] = { "", "name:", "name:=", "phone:", "group:", "directory:", "token:=" };
  const char *const group_fields[] = { "", "name:", "description:=", "directory:" };
  const char *const log_fields[] = { "", "actor:", "user:", "operation:=" };

  for (gsize i = 0; i < G_N_ELEMENTS (user_fields); i++)
    {
      g_autofree char *query = g_strconcat (user_fields[i], text, NULL);
      GhView view = { .query = query, .now = GH_TEST_NOW, .time_zone = "UTC" };

      if (!gh_view_list (&gh_user_views, &view, connection, ids, error))
        return FALSE;
    }
  for (gsize i = 0; i < G_N_ELEMENTS (group_fields); i++)
    {
      g_autofree char *query = g_strconcat (group_fields[i], text, NULL);
      GhView view = { query };

      if (!gh_view_list (&gh_group_views, &view, connection, ids, error))
        return FALSE;
    }
  for (gsize i = 0; i < G_N_ELEMENTS (log_fields); i++)
    {
      g_autofree char *query = g_strconcat (log_fields[i], text, NULL);
      GhView view = { query, .now = GH_TEST_NOW, .time_zone = "UTC" };

      if (!gh_view_list (&gh_log_views, &view, connection, ids, error))
        return FALSE;
    }
  g_assert_cmpint (ids->len, ==, 0);

  return TRUE;
}

/* Typed text is bound: no statement contains a letter of it. */
static void
test_bound (void)
{
  static const char *const texts[] = {
    "\"zqz' OR '1'='1\"", "\"zqz%s%n\"", "\"zqz\\\") --\"", "zqz;DROP", "\"zqz?1\"", "\"zqz \\\" UNION SELECT 1\"",
  };
  g_autoptr (GhTestOrganisation) org = gh_test_organisation_new ();

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (GString) seen = g_string_new (NULL);
      g_autoptr (GError) error = NULL;

      statements = seen;
      gh_store_read (org->store, look_cb, (gpointer) texts[i], &error);
      statements = NULL;
      g_assert_no_error (error);
      g_assert_nonnull (strstr (seen->str, "FROM users"));
      g_assert_nonnull (strstr (seen->str, "FROM groups"));
      g_assert_nonnull (strstr (seen->str, "FROM log"));
      g_assert_null (strstr (seen->str, "zqz"));
    }
}

static gboolean
list_hot_cb (GhConnection  *connection,
             gpointer       data,
             GError       **error)
{
  GhView first = *(const GhView *) data;
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));

  first.limit = 40;

  return gh_view_list (&gh_user_views, &first, connection, ids, error);
}

/* The plan of @view's query, a line per step. */
static char *
explain (GhTestOrganisation *org,
         const GhView       *view)
{
  g_autoptr (GString) seen = g_string_new (NULL);
  g_autoptr (GString) plan = g_string_new (NULL);
  g_autofree char *explained = NULL;
  g_autofree char *events = g_strconcat (org->path, "-events", NULL);
  g_autofree char *attach = g_strdup_printf ("ATTACH '%s' AS events", events);
  g_autoptr (GError) error = NULL;
  sqlite3_stmt *statement;
  sqlite3 *db;

  statements = seen;
  gh_store_read (org->store, list_hot_cb, (gpointer) view, &error);
  statements = NULL;
  g_assert_no_error (error);

  g_assert_cmpint (sqlite3_open (org->path, &db), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (db, attach, NULL, NULL, NULL), ==, SQLITE_OK);
  explained = g_strconcat ("EXPLAIN QUERY PLAN ", strstr (seen->str, "SELECT u.id"), NULL);
  g_assert_cmpint (sqlite3_prepare_v2 (db, explained, -1, &statement, NULL), ==, SQLITE_OK);
  while (sqlite3_step (statement) == SQLITE_ROW)
    g_string_append_printf (plan, "%s\n", sqlite3_column_text (statement, 3));
  sqlite3_finalize (statement);
  sqlite3_close (db);

  return g_string_free (g_steal_pointer (&plan), FALSE);
}

/* The first screen of a list comes from an index, and rare rows are not found by a full scan. */
static void
test_plans (void)
{
  static const struct {
    const char *query;
    const char *sort;
    const char *step;
  } cases[] = {
    { NULL, "username", "SCAN u USING INDEX users_by_username" },
    { NULL, "username:desc", "SCAN u USING INDEX users_by_username" },
    { NULL, "realname", "SCAN u USING INDEX users_by_realname" },
    { NULL, "email:desc", "SCAN u USING INDEX users_by_email" },
    { NULL, "created", "SCAN u USING INDEX users_by_created" },
    { "a", "username", "SCAN u USING INDEX users_by_username" },
    { "status:bypass", "login", "SEARCH u USING INTEGER PRIMARY KEY" },
    { "status:disabled,locked", "username", "SEARCH t USING INTEGER PRIMARY KEY" },
    { "group:vpn", "username", "SEARCH m USING PRIMARY KEY (user_id=? AND group_id=?)" },
  };
  g_autoptr (GhTestOrganisation) org = gh_test_organisation_new ();

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const GhView view = {
        .query = cases[i].query, .sort = cases[i].sort, .now = GH_TEST_NOW, .time_zone = "UTC",
      };
      g_autofree char *plan = explain (org, &view);

      if (strstr (plan, cases[i].step) == NULL)
        g_error ("“%s” by %s is done by\n%s", cases[i].query, cases[i].sort, plan);
      if (g_str_has_prefix (cases[i].step, "SCAN"))
        g_assert_null (strstr (plan, "USE TEMP B-TREE FOR ORDER BY"));
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  sqlite3_auto_extension ((void (*) (void)) connect_cb);

  g_test_add_func ("/Q11/throw-away/values", test_kinds_of_values);
  g_test_add_func ("/Q11/throw-away/order", test_order);
  g_test_add_func ("/U3/statements/bound", test_bound);
  g_test_add_func ("/N/statements/plans", test_plans);

  return g_test_run ();
}
