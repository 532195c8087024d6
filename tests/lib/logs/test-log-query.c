/* SPDX-License-Identifier: GPL-3.0-or-later */
/* C2, R3. */
#include "gh-test-organisation.h"

#include "logs/gh-log-export.h"
#include "logs/gh-log-result.h"
#include "operations/gh-organisation.h"

#include <glib/gstdio.h>
#include <sqlite3.h>
#include <string.h>
#include <sys/stat.h>

typedef struct {
  GhView  view;
  GhClock   *clock;
  GString   *entries;
  GArray    *listed;
  gint64     count;
} Look;

static gboolean
look_cb (GhConnection  *connection,
         gpointer       data,
         GError       **error)
{
  Look *look = data;
  g_autofree char *time_zone = gh_organisation_read_time_zone (connection, error);
  g_autoptr (GhStatement) rows = NULL;

  look->view.time_zone = time_zone;
  look->view.now = gh_clock_now (look->clock);
  if (time_zone == NULL || !gh_view_count (&gh_log_views, &look->view, connection, &look->count, error))
    return FALSE;

  if (!gh_view_list (&gh_log_views, &look->view, connection, look->listed, error))
    return FALSE;
  rows = gh_view_prepare (&gh_log_views, &look->view, connection, error);
  if (rows == NULL)
    return FALSE;
  while (gh_statement_next (rows))
    g_string_append_printf (look->entries, "%s%s", look->entries->len > 0 ? " " : "",
                            gh_statement_get_text (rows, GH_LOG_COLUMN_ENTRY));

  return gh_statement_finish (rows, error);
}

/* The numbers of the matching entries, newest first. */
static void
assert_found_limited (GhTestOrganisation *org,
                      const char         *query,
                      gint64              limit,
                      const char         *expected)
{
  Look look = { .view = { .query = query, .limit = limit }, .clock = org->clock, .entries = g_string_new (NULL),
                .listed = g_array_new (FALSE, FALSE, sizeof (gint64)) };
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) found = NULL;

  gh_store_read (org->store, look_cb, &look, &error);
  g_assert_no_error (error);
  if (strcmp (look.entries->str, expected) != 0)
    g_error ("“%s” gives %s instead of %s", query, look.entries->str, expected);
  found = g_strsplit (look.entries->str, " ", -1);
  g_assert_cmpint (look.count, ==, g_strv_length (found));
  g_assert_cmpint (look.count, ==, look.listed->len);
  for (guint i = 0; i < look.listed->len; i++)
    g_assert_cmpint (g_array_index (look.listed, gint64, i), ==, g_ascii_strtoll (found[i], NULL, 10));
  g_array_unref (look.listed);
  g_string_free (look.entries, TRUE);
}

static void
assert_found (GhTestOrganisation *org,
              const char         *query,
              const char         *expected)
{
  assert_found_limited (org, query, 0, expected);
}

/* 1 created · 2 Åsa · an hour later 3 bert · by another 4 carl · the next day 5 bert undone · 6 redone */
static GhTestOrganisation *
make_sample (void)
{
  GhTestOrganisation *org = gh_test_organisation_new ();

  gh_test_add_users (org, "Åsa");
  gh_clock_set (org->clock, GH_TEST_NOW + 3600);
  gh_test_add_users (org, "bert");
  gh_test_act_as (org, GH_ROLE_OWNER);
  gh_test_add_users (org, "carl");
  gh_clock_set (org->clock, GH_TEST_NOW + 86400);
  gh_test_do (org, "log.undo", NULL, "{\"entry\":3}", 1);
  gh_test_do (org, "log.undo", NULL, "{\"entry\":5}", 1);

  return org;
}

static void
test_terms (void)
{
  g_autoptr (GhTestOrganisation) org = make_sample ();

  assert_found (org, NULL, "6 5 4 3 2 1");
  assert_found (org, "", "6 5 4 3 2 1");

  /* words: actor and object, ignoring case and accents */
  assert_found (org, "asa", "2");
  assert_found (org, "ÅSA", "2");
  assert_found (org, "tester", "3 2 1");
  assert_found (org, "tester bert", "3");
  assert_found (org, "-tester", "6 5 4");
  assert_found (org, "100%", "");

  assert_found (org, "actor:admin", "6 5 4");
  assert_found (org, "actor:=admin", "6 5 4");
  assert_found (org, "actor:=adm", "");
  assert_found (org, "operation:user", "4 3 2");
  assert_found (org, "operation:=log.undo,organisation.create", "6 5 1");
  assert_found (org, "result:done -operation:undo", "4 3 2 1");
  assert_found (org, "result:failed", "");
}

/* A term with as many values as a query allows finds what one of them finds. */
static void
test_many_values (void)
{
  static const struct {
    const char *term;
    const char *expected;
  } cases[] = {
    { "actor:admin", "6 5 4" }, { "operation:undo", "6 5" }, { "result:x", "" }, { "time:<9d", "6 5 4 3 2 1" },
    { "entry:2", "2" }, { "-entry:2", "6 5 4 3 1" }, { "user:somebody-with-a-name-of-some-length", "" },
  };
  g_autoptr (GhTestOrganisation) org = make_sample ();

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const char *value = strchr (cases[i].term, ':') + 1;
      g_autoptr (GString) many = g_string_new (cases[i].term);

      while (many->len + 1 + strlen (value) <= GH_QUERY_MAX_BYTES)
        g_string_append_printf (many, ",%s", value);
      assert_found (org, cases[i].term, cases[i].expected);
      assert_found (org, many->str, cases[i].expected);
    }
}

static void
test_ranges (void)
{
  g_autoptr (GhTestOrganisation) org = make_sample ();

  assert_found (org, "entry:3", "3");
  assert_found (org, "entry:>4", "6 5");
  assert_found (org, "entry:<2", "1");
  assert_found (org, "entry:2..4", "4 3 2");
  assert_found (org, "entry:1,6", "6 1");
  assert_found (org, "-entry:2..6", "1");

  /* the clock is a day after the first */
  assert_found (org, "time:<1h", "6 5");
  assert_found (org, "time:<23h", "6 5 4 3");
  assert_found (org, "time:>23h", "2 1");
  assert_found (org, "time:2026-11-24", "4 3 2 1");
  assert_found (org, "time:2026-11-25", "6 5");
  assert_found (org, "time:2026-11", "6 5 4 3 2 1");
  assert_found (org, "time:>2026-11-24", "6 5");
  assert_found (org, "time:<2026-11-25", "4 3 2 1");
  assert_found (org, "time:2026-11-25..2026-12-01", "6 5");
  assert_found (org, "time:never", "");
}

static void
test_user (void)
{
  g_autoptr (GhTestOrganisation) org = make_sample ();
  g_autofree char *key = gh_test_query (org, "SELECT key FROM users WHERE username = 'bert'");
  g_autofree char *by_key = g_strconcat ("user:", key, NULL);

  assert_found (org, "user:bert", "6 5 3");
  assert_found (org, "user:BERT", "6 5 3");
  assert_found (org, by_key, "6 5 3");
  assert_found (org, "user:åsa", "2");
  assert_found (org, "user:nobody", "");
  assert_found (org, "user:*", "6 5 4 3 2");
  assert_found (org, "-user:*", "1");

  /* Gone, but known by name. */
  gh_test_do (org, "log.undo", NULL, "{\"entry\":4}", 1);
  assert_found (org, "user:carl", "4");
}

static void
test_limit (void)
{
  g_autoptr (GhTestOrganisation) org = make_sample ();

  assert_found_limited (org, NULL, 2, "6 5");
  assert_found_limited (org, "tester", 1, "3");
  assert_found_limited (org, NULL, -1, "");
}

static void
test_unreadable (void)
{
  static const char *const queries[] = { "entry:x", "time:yesterday", "entry:-1", "\"open", "user:" };
  g_autoptr (GhTestOrganisation) org = make_sample ();

  for (guint i = 0; i < G_N_ELEMENTS (queries); i++)
    {
      Look look = { .view = { .query = queries[i] }, .clock = org->clock };
      g_autoptr (GError) error = NULL;

      g_assert_false (gh_store_read (org->store, look_cb, &look, &error));
      g_assert_error (error, GH_ERROR, GH_ERROR_QUERY);
    }
}

/* --- files --- */

static char *
export (GhTestOrganisation *org,
        const char         *name,
        GhReportFormat      format,
        gint64              expected)
{
  g_autofree char *path = g_build_filename (org->folder, name, NULL);
  g_autoptr (GError) error = NULL;
  GhView view = { NULL };
  char *text = NULL;
  GStatBuf info;
  gint64 count;

  gh_report_export (&gh_report_of_log, org->store, org->actor, &view, format, path, NULL, &count, &error);
  g_assert_no_error (error);
  g_assert_cmpint (count, ==, expected);
  g_assert_cmpint (g_stat (path, &info), ==, 0);
  g_assert_cmpint (info.st_mode & 0777, ==, 0600);
  g_file_get_contents (path, &text, NULL, &error);
  g_assert_no_error (error);

  return text;
}

static void
test_csv (void)
{
  g_autoptr (GhTestOrganisation) org = gh_test_organisation_new ();
  g_autofree char *safe = NULL;
  g_autofree char *exact = NULL;

  gh_test_do (org, "user.add", NULL, "{\"username\":\"=1+1,\\\"x\\\"\"}", 1);
  gh_test_do (org, "log.undo", NULL, NULL, 1);

  safe = export (org, "safe.csv", GH_REPORT_CSV_SAFE, 3);
  g_assert_cmpstr (safe, ==,
                   "\xef\xbb\xbf" "entry,time,actor,way,operation,object,changed,skipped,result,undoes\r\n"
                   "3,2026-11-24T09:00:00Z,local:tester,test,log.undo,Add User (entry 2),1,0,done,2\r\n"
                   "2,2026-11-24T09:00:00Z,local:tester,test,user.add,\"'=1+1,\"\"x\"\"\",1,0,done,\r\n"
                   "1,2026-11-24T09:00:00Z,local:tester,test,organisation.create,Test Ltd,1,0,done,\r\n");

  exact = export (org, "exact.csv", GH_REPORT_CSV_EXACT, 3);
  g_assert_nonnull (strstr (exact, ",\"=1+1,\"\"x\"\"\","));

  gh_test_assert_query (org, "SELECT group_concat (what || format || rows, ' ') FROM events.exports",
                        "logcsv3 logcsv-exact3");
}

static JsonArray *
parse (const char  *text,
       JsonNode   **root)
{
  g_autoptr (GError) error = NULL;

  *root = json_from_string (text, &error);
  g_assert_no_error (error);

  return json_node_get_array (*root);
}

static void
test_json (void)
{
  g_autoptr (GhTestOrganisation) org = gh_test_organisation_new ();
  g_autofree char *text = NULL;
  g_autofree char *hash = NULL;
  g_autofree char *key = NULL;
  g_autoptr (JsonNode) root = NULL;
  JsonArray *entries;
  JsonObject *added, *undone, *old_value;

  gh_test_add_users (org, "anna bert");
  gh_test_do (org, "log.undo", NULL, NULL, 1);
  key = gh_test_query (org, "SELECT key FROM users WHERE username = 'anna'");
  hash = gh_test_query (org, "SELECT lower (hex (after)) FROM journal WHERE op = 2");

  text = export (org, "log.json", GH_REPORT_JSON, 4);
  entries = parse (text, &root);
  g_assert_cmpint (json_array_get_length (entries), ==, 4);

  undone = json_array_get_object_element (entries, 0);
  g_assert_cmpint (json_object_get_int_member (undone, "entry"), ==, 4);
  g_assert_cmpint (json_object_get_int_member (undone, "undoes"), ==, 3);
  g_assert_cmpint (json_object_get_int_member (undone, "time"), ==, GH_TEST_NOW);
  old_value = json_object_get_object_member (json_object_get_object_member (undone, "old"), "user 2");
  g_assert_cmpstr (json_object_get_string_member (old_value, "username"), ==, "bert");
  g_assert_true (json_object_get_null_member (json_object_get_object_member (undone, "new"), "user 2"));

  added = json_array_get_object_element (entries, 2);
  g_assert_true (json_object_get_null_member (added, "undoes"));
  g_assert_true (json_object_get_null_member (json_object_get_object_member (added, "old"), key));
  g_assert_cmpstr (json_object_get_string_member (
                     json_object_get_object_member (json_object_get_object_member (added, "new"), key), "sha256"),
                   ==, hash);
  g_assert_cmpstr (json_object_get_string_member (
                     json_object_get_object_member (json_object_get_object_member (added, "payload"), "parameters"),
                     "username"),
                   ==, "anna");
}

/* Viewing and exporting still work when the log contains nonsense. */
static void
test_tampered (void)
{
  g_autoptr (GhTestOrganisation) org = gh_test_organisation_new ();
  g_autofree char *text = NULL;
  g_autoptr (JsonNode) root = NULL;
  sqlite3 *db = NULL;

  gh_test_add_users (org, "anna bert");
  g_clear_object (&org->store);
  sqlite3_open (org->path, &db);
  g_assert_cmpint (sqlite3_exec (db,
                                 "UPDATE log SET payload = '{\"nonsense' WHERE seq = 2;"
                                 "UPDATE log SET payload = '{}', operation = 'no.such' WHERE seq = 3;"
                                 "UPDATE journal SET before = 'nonsense', kind = 'nonsense' WHERE op = 3",
                                 NULL, NULL, NULL), ==, SQLITE_OK);
  sqlite3_close (db);
  gh_test_reopen (org);

  assert_found (org, "tester", "3 2 1");
  text = export (org, "log.json", GH_REPORT_JSON, 3);
  g_assert_cmpint (json_array_get_length (parse (text, &root)), ==, 3);
}

static void
test_roles (void)
{
  static const gboolean may[GH_N_ROLES] = { TRUE, TRUE, FALSE, TRUE, FALSE, TRUE, TRUE };

  for (GhRole role = 0; role < GH_N_ROLES; role++)
    {
      g_autoptr (GhTestOrganisation) org = gh_test_organisation_new ();
      g_autofree char *path = g_build_filename (org->folder, "log.csv", NULL);
      g_autoptr (GError) error = NULL;
      GhView view = { NULL };
      gint64 count;

      gh_test_act_as (org, role);
      g_assert_cmpint (gh_report_export (&gh_report_of_log, org->store, org->actor, &view, GH_REPORT_CSV_SAFE, path,
                                         NULL, &count, &error), ==, may[role]);
      g_assert_cmpint (g_file_test (path, G_FILE_TEST_EXISTS), ==, may[role]);
      if (!may[role])
        g_assert_error (error, GH_ERROR, GH_ERROR_REFUSED);
    }
}

/* O7: what became of each, and why. */
static void
test_result (void)
{
  g_autoptr (GhTestOrganisation) org = gh_test_organisation_new ();
  g_autofree char *path = g_build_filename (org->folder, "result.csv", NULL);
  g_autofree char *key = NULL;
  g_autofree char *expected = NULL;
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;
  gint64 entry;
  gint64 count;

  gh_test_add_users (org, "anna bert");
  gh_test_make_managed (org, "bert");
  entry = gh_test_do (org, "user.trash", gh_target_new_for_query ("username:*"), NULL, 1);
  key = gh_test_query (org, "SELECT group_concat (key, ' ') FROM (SELECT key FROM users ORDER BY id)");

  g_assert_true (gh_log_result_export (org->store, org->actor, entry, path, NULL, &count, &error));
  g_assert_no_error (error);
  g_assert_cmpint (count, ==, 2);
  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  expected = g_strdup_printf ("\xef\xbb\xbf" "kind,key,name,result,reason\r\n"
                              "user,%.20s,anna,changed,\r\nuser,%.20s,bert,skipped,\"%s\"\r\n",
                              key, strchr (key, ' ') + 1, gh_refusal_get_sentence (GH_REFUSAL_MANAGED_BY_DIRECTORY));
  g_assert_cmpstr (text, ==, expected);

  gh_test_act_as (org, GH_ROLE_HELP_DESK);
  g_assert_false (gh_log_result_export (org->store, org->actor, entry, path, NULL, &count, &error));
  g_assert_error (error, GH_ERROR, GH_ERROR_REFUSED);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/C2/terms", test_terms);
  g_test_add_func ("/Q1/log/many-values", test_many_values);
  g_test_add_func ("/C2/ranges", test_ranges);
  g_test_add_func ("/C2/user", test_user);
  g_test_add_func ("/C2/limit", test_limit);
  g_test_add_func ("/Q6/log/unreadable", test_unreadable);
  g_test_add_func ("/L3/csv", test_csv);
  g_test_add_func ("/L1/json", test_json);
  g_test_add_func ("/L3/tampered", test_tampered);
  g_test_add_func ("/A4/log-export/roles", test_roles);
  g_test_add_func ("/O7/result", test_result);

  return g_test_run ();
}
