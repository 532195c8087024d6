/* SPDX-License-Identifier: GPL-3.0-or-later */
/* X1: databases from elsewhere, whose schema matches ours exactly but whose rows hold what no program of ours would
 * write. What SQLite can detect is refused on opening; in a file taken for our own, each read and each change ends with
 * the truth or a clear message. */
#include "gh-test-organisation.h"

#include "logs/gh-log-export.h"
#include "logs/gh-log-verify.h"
#include "operations/gh-witness.h"
#include "organisation/gh-organisation-open.h"
#include "organisation/gh-restore.h"
#include "store/gh-backup.h"
#include "users/gh-user-block.h"
#include "users/gh-user-counts.h"
#include "users/gh-user-report.h"
#include "users/gh-user-search.h"
#include "users/gh-user.h"

#include <glib/gstdio.h>
#include <sqlite3.h>
#include <string.h>

static void
run_sql (sqlite3    *db,
         const char *sql)
{
  char *message = NULL;

  sqlite3_exec (db, sql, NULL, NULL, &message);
  if (message != NULL)
    g_error ("%s: %s", sql, message);
}

static GhTestOrganisation *
make_sample (void)
{
  GhTestOrganisation *org = gh_test_organisation_new ();

  gh_test_add_users (org, "anna bert cleo");
  gh_test_do (org, "group.add", NULL, "{\"name\":\"Staff\"}", 1);
  gh_test_do (org, "user.set-status", gh_target_new_for_ids ((gint64[]) { 2 }, 1), "{\"status\":\"disabled\"}", 1);
  gh_test_do (org, "user.trash", gh_target_new_for_ids ((gint64[]) { 3 }, 1), NULL, 1);
  g_clear_object (&org->store);

  return org;
}

/* --- rows from elsewhere --- */

/* Writes @sql as if the schema did not constrain its rows; afterwards the schema is exactly as before. */
static void
write_unchecked (const char *path,
                 const char *sql)
{
  sqlite3 *db = NULL;

  g_assert_cmpint (sqlite3_open (path, &db), ==, SQLITE_OK);
  run_sql (db, "CREATE TABLE kept AS SELECT rowid AS id, sql FROM sqlite_schema WHERE type = 'table' AND sql LIKE '%STRICT%';"
               "PRAGMA writable_schema = ON;"
               "UPDATE sqlite_schema SET sql = replace (replace (replace (sql, 'STRICT, WITHOUT', 'WITHOUT'), ') STRICT', ')'),"
               " ' NOT NULL', '') WHERE sql LIKE '%STRICT%' AND type = 'table'");
  sqlite3_close (db);

  g_assert_cmpint (sqlite3_open (path, &db), ==, SQLITE_OK);
  run_sql (db, "PRAGMA ignore_check_constraints = ON");
  run_sql (db, sql);
  run_sql (db, "PRAGMA writable_schema = ON;"
               "UPDATE sqlite_master SET sql = (SELECT kept.sql FROM kept WHERE kept.id = sqlite_master.rowid)"
               " WHERE rowid IN (SELECT id FROM kept)");
  sqlite3_close (db);

  g_assert_cmpint (sqlite3_open (path, &db), ==, SQLITE_OK);
  run_sql (db, "DROP TABLE kept");
  sqlite3_close (db);
}

/* A failure says why, in words that can be shown. */
static void
check (GError     *error,
       const char *what)
{
  if (error == NULL)
    return;

  g_test_message ("%s: %s", what, error->message);
  g_assert_true (error->domain == GH_ERROR);
  g_assert_true (g_utf8_validate (error->message, -1, NULL));
  g_assert_null (strstr (error->message, "SELECT"));
  g_assert_null (strstr (error->message, "UPDATE"));
  g_error_free (error);
}

static gboolean
look_cb (GhConnection  *connection,
         gpointer       data,
         GError       **error)
{
  static const char *const sorts[] = { NULL, "username", "realname:desc", "email", "login", "created:desc", "status", "phones" };
  static const char *const queries[] = { "", "a", "username:*", "until:<7d", "login:never", "group:*", "status:disabled", "phones:>0" };
  g_autoptr (GhUserSearch) search = gh_user_search_new ();
  g_autoptr (GhUserBlock) block = NULL;
  g_autoptr (GArray) all = g_array_new (FALSE, FALSE, sizeof (gint64));
  GhUserCounts counts;
  gint64 count;
  GError *e = NULL;
  gboolean is_loaded = gh_user_search_load (search, connection, NULL, &e);

  check (e, "loading the search");
  for (gsize i = 0; i < G_N_ELEMENTS (sorts); i++)
    for (gsize j = 0; j < G_N_ELEMENTS (queries); j++)
      for (GhUserScope scope = GH_USER_SCOPE_USERS; scope <= GH_USER_SCOPE_TRASH; scope++)
        {
          GhView view = { .query = queries[j], .sort = sorts[i], .scope = scope, .now = GH_TEST_NOW,
                              .time_zone = "Europe/Oslo" };
          g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
          g_autoptr (GArray) found = g_array_new (FALSE, FALSE, sizeof (gint64));

          e = NULL;
          gh_view_list (&gh_user_views, &view, connection, ids, &e);
          check (e, "listing");
          if (i == 0 && j == 0)
            g_array_append_vals (all, ids->data, ids->len);

          e = NULL;
          gh_view_count (&gh_user_views, &view, connection, &count, &e);
          check (e, "counting");

          e = NULL;
          if (is_loaded)
            gh_user_search_list (search, &view, connection, found, &e);
          check (e, "searching");
        }

  e = NULL;
  gh_user_counts_read (&counts, connection, GH_TEST_NOW, &e);
  check (e, "categories");

  e = NULL;
  block = gh_user_block_new (connection, GH_TEST_NOW, &e);
  check (e, "a block of rows");
  for (guint i = 0; i < all->len; i++)
    {
      gint64 id = g_array_index (all, gint64, i);
      g_autoptr (GhUser) user = NULL;

      e = NULL;
      if (block != NULL)
        gh_user_block_read (block, &id, 1, &e);
      check (e, "a row");
      e = NULL;
      user = gh_user_load (connection, id, GH_TEST_NOW, &e);
      check (e, "a user");
    }

  return TRUE;
}

static void
look (GhTestOrganisation *org)
{
  static const GhReportFormat formats[] = { GH_REPORT_CSV_SAFE, GH_REPORT_CSV_EXACT, GH_REPORT_JSON };
  GhLogReport *report;
  GError *e = NULL;
  gint64 count;

  gh_store_read (org->store, look_cb, NULL, &e);
  check (e, "looking");

  for (gsize i = 0; i < G_N_ELEMENTS (formats); i++)
    {
      g_autofree char *path = g_strdup_printf ("%s/report-%" G_GSIZE_FORMAT, org->folder, i);
      GhView view = { .scope = GH_USER_SCOPE_USERS, .sort = "username", .now = GH_TEST_NOW,
                          .time_zone = "Europe/Oslo" };
      GhView log_view = { NULL };

      e = NULL;
      gh_report_export (&gh_report_of_users, org->store, org->actor, &view, formats[i], path, NULL, &count, &e);
      check (e, "exporting users");
      g_unlink (path);
      e = NULL;
      gh_report_export (&gh_report_of_log, org->store, org->actor, &log_view, formats[i], path, NULL, &count, &e);
      check (e, "exporting the log");
      g_unlink (path);
    }

  e = NULL;
  report = gh_log_verify_chain (org->store, NULL, &e);
  check (e, "verifying");
  g_clear_pointer (&report, gh_log_report_free);
}

static void
change (GhTestOrganisation *org,
        const char         *name,
        const char         *query,
        const char         *json)
{
  g_autoptr (JsonNode) node = json != NULL ? json_from_string (json, NULL) : NULL;
  g_autoptr (GhTarget) target = query != NULL ? gh_target_new_for_query (query) : NULL;
  GError *e = NULL;
  g_autoptr (GhResult) result = gh_run (org->store,
                                        &(GhRequest) {
                                          .operation = gh_operation_find (name),
                                          .actor = org->actor,
                                          .target = target,
                                          .parameters = node != NULL ? json_node_get_object (node) : NULL,
                                        },
                                        NULL, &e);

  if (result != NULL)
    {
      g_autofree char *text = gh_result_to_text (result);

      g_assert_true (g_utf8_validate (text, -1, NULL));
    }
  check (e, name);
}

typedef struct {
  const char *name;
  const char *table; /* which the refusal names; NULL: the rows alone show nothing */
  const char *sql;
} Content;

/* As any program opens it: no entry of this log has been seen here. */
static void
open_as_foreign (GhTestOrganisation *org,
                 const Content      *content)
{
  g_autofree char *named = g_strdup_printf ("“%s”", content->table);
  g_autoptr (GError) error = NULL;
  g_autoptr (GhStore) store = gh_organisation_open (org->path, org->clock, &error);

  if (content->table == NULL)
    {
      check (g_steal_pointer (&error), "opening");
      return;
    }

  g_assert_null (store);
  g_assert_error (error, GH_ERROR, GH_ERROR_DAMAGED);
  g_assert_nonnull (strstr (error->message, org->path));
  if (strstr (error->message, named) == NULL)
    g_error ("“%s” does not name %s", error->message, named);
  check (g_steal_pointer (&error), "opening");
}

static void
test_content (gconstpointer data)
{
  const Content *content = data;
  g_autoptr (GhTestOrganisation) org = make_sample ();
  g_autoptr (GError) error = NULL;

  write_unchecked (org->path, content->sql);
  open_as_foreign (org, content);

  org->store = gh_store_open (org->path, org->clock, &error);
  if (org->store == NULL)
    {
      check (g_steal_pointer (&error), "opening");
      return;
    }

  look (org);
  change (org, "log.undo", NULL, NULL);
  change (org, "log.undo", NULL, "{\"entry\":6}");
  change (org, "user.set-status", "username:*", "{\"status\":\"active\"}");
  change (org, "user.add", NULL, "{\"username\":\"dora\"}");
  change (org, "user.trash", "username:*", NULL);
  change (org, "user.purge-due", NULL, NULL);
  change (org, "user.sweep-inactive", NULL, NULL);
  change (org, "user.end-bypass", NULL, NULL);
  look (org);
}

static void
write_raw (const char *path,
           const char *sql)
{
  sqlite3 *db = NULL;

  g_assert_cmpint (sqlite3_open (path, &db), ==, SQLITE_OK);
  run_sql (db, sql);
  sqlite3_close (db);
}

#define BAD_NOTES "UPDATE users SET notes = CAST (x'ff' AS TEXT) WHERE id = 1"

/* What was checked once or written here is not read in full again: that costs seconds per million users. */
static void
test_once (void)
{
  g_autoptr (GhTestOrganisation) org = make_sample ();
  g_autoptr (GError) error = NULL;

  org->store = gh_organisation_open (org->path, org->clock, &error);
  g_assert_no_error (error);
  gh_test_add_users (org, "dora");
  g_clear_object (&org->store);
  write_raw (org->path, BAD_NOTES);
  org->store = gh_organisation_open (org->path, org->clock, &error);
  g_assert_no_error (error);
  look (org);
  g_clear_object (&org->store);

  /* An entry this computer has not seen: somebody else wrote. */
  org->store = gh_store_open (org->path, org->clock, &error);
  g_assert_no_error (error);
  gh_test_add_users (org, "emil");
  g_clear_object (&org->store);
  org->store = gh_organisation_open (org->path, org->clock, &error);
  g_assert_null (org->store);
  g_assert_error (error, GH_ERROR, GH_ERROR_DAMAGED);
  g_assert_nonnull (strstr (error->message, "“users”"));
}

static void
test_events (void)
{
  static const char *const hostile[] = {
    "INSERT INTO logins VALUES (1, NULL)",
    "INSERT INTO logins VALUES (1, 'soon')",
    GH_TEST_LOCK_OUT "VALUES (1, 5, NULL, CAST (x'ff' AS TEXT))",
    "INSERT INTO changes VALUES (9223372036854775807, 'user', 1)",
    "INSERT INTO changes VALUES (-5, 'user', 1)",
    "INSERT INTO changes VALUES (1, CAST (x'ff' AS TEXT), 1)",
    "INSERT INTO changes VALUES (1, 'user', NULL)",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (hostile); i++)
    {
      g_autoptr (GhTestOrganisation) org = make_sample ();
      g_autofree char *events = g_strconcat (org->path, "-events", NULL);
      g_autofree char *named = g_strdup_printf ("“%s”", events);
      g_autoptr (GError) error = NULL;

      write_unchecked (events, hostile[i]);
      org->store = gh_organisation_open (org->path, org->clock, &error);
      g_assert_null (org->store);
      g_assert_error (error, GH_ERROR, GH_ERROR_DAMAGED);
      g_assert_nonnull (strstr (error->message, named));
      g_assert_nonnull (strstr (error->message, "Move it away"));

      /* That helps. */
      g_clear_error (&error);
      g_unlink (events);
      org->store = gh_organisation_open (org->path, org->clock, &error);
      g_assert_no_error (error);
      look (org);
    }
}

/* A file that replaces the open one is not used; with the right one back, all is well. */
static void
test_replaced (void)
{
  g_autoptr (GhTestOrganisation) org = make_sample ();
  g_autofree char *copy = g_build_filename (org->folder, "copy.db", NULL);
  g_autofree char *kept = g_build_filename (org->folder, "kept.db", NULL);
  g_autoptr (GError) error = NULL;

  gh_test_reopen (org);
  gh_backup_make (org->store, copy, NULL, &error);
  g_assert_no_error (error);
  write_raw (copy, BAD_NOTES);
  g_rename (org->path, kept);
  g_rename (copy, org->path);
  g_assert_false (gh_store_reopen (org->store, &error));
  g_assert_error (error, GH_ERROR, GH_ERROR_DAMAGED);
  g_assert_nonnull (strstr (error->message, org->path));
  g_clear_error (&error);

  g_rename (kept, org->path);
  g_assert_true (gh_store_reopen (org->store, &error));
  gh_test_add_users (org, "dora");
}

/* A backup with such rows is not restored. */
static void
test_backup (void)
{
  g_autoptr (GhTestOrganisation) org = make_sample ();
  g_autofree char *backup = g_build_filename (org->folder, "backup.db", NULL);
  g_autoptr (GhRestoreReport) report = NULL;
  g_autoptr (GError) error = NULL;

  gh_test_reopen (org);
  gh_backup_make (org->store, backup, NULL, &error);
  g_assert_no_error (error);
  g_clear_object (&org->store);
  write_raw (backup, BAD_NOTES);
  report = gh_restore (backup, org->path, org->clock, org->actor, NULL, FALSE, NULL, &error);
  g_assert_null (report);
  g_assert_error (error, GH_ERROR, GH_ERROR_DAMAGED);
  g_assert_nonnull (strstr (error->message, "“users”"));
  gh_test_reopen (org);
  gh_test_assert_query (org, "SELECT count (*) FROM log WHERE operation = 'organisation.restore'", "0");
}

static const Content contents[] = {
  { "text-for-numbers", "users", "UPDATE users SET created = 'soon', last_sync = 'x', directory_disabled = 'y';"
                        "UPDATE user_status SET status = 'admin', until = 'never', last_op = '?';"
                        "UPDATE trash SET sent = 'a', purge_at = 'b', origin = 'c', status_before = 'd';"
                        "UPDATE log SET time = 'now', changed = 'many', journal_rows = 'x'" },
  { "nulls", "users", "UPDATE users SET username = NULL, username_fold = NULL, realname = NULL, realname_fold = NULL,"
             " email = NULL, email_fold = NULL, notes = NULL, created = NULL, directory_disabled = NULL;"
             "UPDATE user_status SET status = NULL, last_op = NULL;"
             "UPDATE groups SET name = NULL, name_fold = NULL, description = NULL, status = NULL;"
             "UPDATE trash SET sent = NULL, sent_by = NULL, purge_at = NULL, origin = NULL, status_before = NULL" },
  { "null-keys", "users", "DROP INDEX users_by_key; UPDATE users SET key = NULL; CREATE UNIQUE INDEX users_by_key ON users (key)" },
  { "log-nulls", "log", "UPDATE log SET actor_kind = NULL, actor_id = NULL, way = NULL, operation = NULL, result = NULL,"
                 " payload = NULL, hash = NULL, salt = NULL, journal_hash = NULL, changed = NULL, skipped = NULL" },
  { "journal-nulls", "journal", "UPDATE journal SET hash = NULL, before = NULL, after = NULL, salt = NULL, prev = NULL" },
  { "head", "head", "UPDATE head SET seq = NULL, hash = NULL" },
  { "head-text", "head", "UPDATE head SET seq = 'x', hash = 'short'" },
  { "no-head", NULL, "DELETE FROM head" },
  { "bad-utf-8", "users", "UPDATE users SET username = CAST (x'ff80fe41' AS TEXT) || id, realname = CAST (x'c3' AS TEXT),"
                 " realname_fold = CAST (x'f5' AS TEXT), email = CAST (x'e282' AS TEXT), notes = CAST (x'00ff00' AS TEXT),"
                 " username_fold = CAST (x'ff' AS TEXT), email_fold = CAST (x'edA080' AS TEXT);"
                 "UPDATE groups SET name = CAST (x'ff' AS TEXT), description = CAST (x'fe' AS TEXT);"
                 "UPDATE log SET payload = CAST (x'7bff7d' AS TEXT), actor_id = CAST (x'ff' AS TEXT), operation = CAST (x'ff' AS TEXT),"
                 " way = CAST (x'ff' AS TEXT); UPDATE trash SET sent_by = CAST (x'ff' AS TEXT)" },
  { "blobs-for-text", "users", "UPDATE users SET username = x'ff80' || id, realname = zeroblob (10), email = x'00', notes = x'c328';"
                      "UPDATE settings SET value = x'ff'; UPDATE groups SET name = x'ff', key = x'00'" },
  { "time-zone", NULL, "UPDATE settings SET value = '../../etc/passwd' WHERE key = 'timezone'" },
  { "no-time-zone", NULL, "UPDATE settings SET value = NULL" },
  { "times", NULL, "UPDATE users SET created = 9223372036854775807, last_sync = -9223372036854775808;"
             "UPDATE user_status SET status = 1, until = 9223372036854775807, unlocked = -9223372036854775808;"
             "UPDATE trash SET sent = 9223372036854775807, purge_at = -9223372036854775808, until_before = 9223372036854775807;"
             "UPDATE log SET time = 9223372036854775807" },
  { "times-2", NULL, "UPDATE users SET created = -62135596801; UPDATE user_status SET status = 1, until = 253402300800;"
               "UPDATE log SET time = -9223372036854775808" },
  { "ids", "users", "INSERT INTO users (id, key, username, username_fold, created) VALUES"
           " (-1, 'DUNEGATIVE0000000000', 'minus', 'minus', 1), (0, 'DUZERO00000000000000', 'zero', 'zero', 1),"
           " (9223372036854775807, 'DUGIANT0000000000000', 'giant', 'giant', 1),"
           " (4294967297, 'DUWIDE00000000000000', 'wide', 'wide', 1);"
           "INSERT INTO user_status (user_id, status, last_op) VALUES (-1, 0, 1), (0, 0, 1), (9223372036854775807, 0, 1),"
           " (4294967297, 0, 1)" },
  { "status-out-of-range", "user_status", "UPDATE user_status SET status = 77; UPDATE groups SET status = -3; UPDATE trash SET origin = 99,"
                           " status_before = -1; UPDATE user_aliases SET slot = 200; UPDATE user_names SET slot = 99" },
  { "slot-out-of-range", "user_names", "UPDATE user_names SET slot = 9" },
  { "origin-out-of-range", "trash", "UPDATE trash SET origin = 0" },
  { "second-head", "head", "INSERT INTO head (id, seq, hash) VALUES (2, 7, x'00')" },
  { "nul-in-text", "users", "UPDATE users SET notes = CAST (x'610062' AS TEXT) WHERE id = 2" },
  { "surrogate-in-text", "groups", "UPDATE groups SET description = CAST (x'eda080' AS TEXT)" },
  { "numbers-for-times", "trash", "UPDATE trash SET purge_at = 1.5" },
  { "dangling", NULL, "UPDATE users SET directory_id = 99; UPDATE groups SET directory_id = 77;"
                "INSERT INTO memberships VALUES (1, 99), (99, 1); INSERT INTO phone_owners VALUES (1, 5), (99, 5);"
                "INSERT INTO token_owners VALUES (1, 5);"
                "INSERT INTO enrolments VALUES (99, 'x', 1, 2, NULL); INSERT INTO trash VALUES (98, 1, 1, 'x', 1, 0, NULL);"
                "UPDATE user_status SET last_op = 12345; UPDATE log SET undoes = 99 WHERE seq = 4" },
  { "cycles", NULL, "UPDATE journal SET prev = op; UPDATE log SET undoes = seq WHERE seq = 4; UPDATE log SET undoes = 6 WHERE seq = 5;"
              "UPDATE log SET undoes = 5 WHERE seq = 6" },
  { "missing-status", NULL, "DELETE FROM user_status; DELETE FROM user_names" },
  { "same-names", NULL, "UPDATE users SET username = 'anna', username_fold = 'anna'; UPDATE groups SET name = 'Staff';"
                  "INSERT INTO user_names VALUES ('ANNA', 2, 0), ('Anna', 3, 0), ('', 1, 3)" },
  { "wrong-folds", NULL, "UPDATE users SET username_fold = 'zzz', realname_fold = 'ÅÄ', email_fold = username || 'x'" },
  { "huge-texts", NULL, "UPDATE users SET notes = hex (zeroblob (2000000)), realname = hex (zeroblob (100000));"
                  "UPDATE log SET payload = '{\"label\":\"' || hex (zeroblob (500000)) || '\"}'" },
  { "payloads", NULL, "UPDATE log SET payload = CASE seq % 6 WHEN 0 THEN '' WHEN 1 THEN '[]' WHEN 2 THEN 'null' WHEN 3 THEN '{'"
                " WHEN 4 THEN '{\"parameters\":5,\"label\":[],\"actor\":{},\"facts\":\"\",\"skipped\":{}}' ELSE '\"x\"' END" },
  { "journal-values", NULL, "UPDATE journal SET before = CASE op % 3 WHEN 0 THEN '[]' WHEN 1 THEN 'x' ELSE '{\"status\":\"a\",\"until\":{}}' END,"
                      " after = CASE op % 3 WHEN 0 THEN '{}' WHEN 1 THEN x'00' ELSE '7' END, kind = kind" },
  { "journal-kinds", "journal", "UPDATE journal SET kind = 'nothing' || id; INSERT INTO journal VALUES (6, 'user', -1, 6, '{}', '{}', NULL, x'')" },
  { "operations", NULL, "UPDATE log SET operation = 'no.such', actor_kind = 'martian', object_kind = 'martian', result = '?'" },
  { "sequence", NULL, "UPDATE log SET seq = seq + 9223372036854775000; UPDATE head SET seq = 9223372036854775807" },
  { "no-organisation", NULL, "DELETE FROM organisation" },
  { "organisation-key", NULL, "UPDATE organisation SET key = '../../../tmp/x'" },
};

int
main (int    argc,
      char **argv)
{
  g_autofree char *state = g_dir_make_tmp ("gatehouse-state-XXXXXX", NULL);

  g_setenv ("XDG_STATE_HOME", state, TRUE);
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/X1/hostile/once", test_once);
  g_test_add_func ("/X1/hostile/events", test_events);
  g_test_add_func ("/X1/hostile/replaced", test_replaced);
  g_test_add_func ("/X1/hostile/backup", test_backup);
  for (gsize i = 0; i < G_N_ELEMENTS (contents); i++)
    {
      g_autofree char *path = g_strconcat ("/X1/hostile/content/", contents[i].name, NULL);

      g_test_add_data_func (path, &contents[i], test_content);
    }

  return g_test_run ();
}
