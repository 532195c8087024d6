/* SPDX-License-Identifier: GPL-3.0-or-later */
/* X1: databases from elsewhere, whose schema matches ours by name, not by text. */
#include "gh-test-organisation.h"

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

static void
assert_refused (GhTestOrganisation *org,
                const char         *named)
{
  static const char *const words[] = { "SELECT", "CREATE", "INSERT", "TRIGGER", "CHECK", "GENERATED", "INDEX" };
  g_autoptr (GError) error = NULL;
  g_autoptr (GhStore) store = gh_store_open (org->path, org->clock, &error);

  g_assert_null (store);
  g_assert_nonnull (error);
  g_assert_true (g_utf8_validate (error->message, -1, NULL));
  g_assert_nonnull (strstr (error->message, org->path));
  if (strstr (error->message, named) == NULL)
    g_error ("“%s” does not name “%s”", error->message, named);
  for (gsize i = 0; i < G_N_ELEMENTS (words); i++)
    g_assert_null (strstr (error->message, words[i]));
}

static void
test_schema (void)
{
  static const struct {
    const char *sql;
    const char *named;
  } hostile[] = {
    { "CREATE TRIGGER users AFTER UPDATE ON user_status BEGIN DELETE FROM trash; END", "users" },
    { "CREATE TRIGGER groups AFTER INSERT ON log BEGIN UPDATE users SET notes = ''; END;"
      "PRAGMA writable_schema = ON; UPDATE sqlite_schema SET rowid = -5 WHERE name = 'groups' AND type = 'trigger'", "test.db" },
    { "DROP TABLE token_owners; CREATE VIEW token_owners AS SELECT 1 AS user_id, 2 AS token_id", "token_owners" },
    { "CREATE TABLE endpoints (id INTEGER PRIMARY KEY)", "endpoints" },
    { "DROP INDEX users_by_created; CREATE INDEX users_by_created ON users (abs (created))", "users_by_created" },
    { "DROP INDEX users_by_email; CREATE INDEX users_by_email ON users (email) WHERE created > 5", "users_by_email" },
    { "PRAGMA writable_schema = ON; UPDATE sqlite_schema SET sql = replace (sql, 'BETWEEN 0 AND 2', 'BETWEEN 0 AND 9')"
      " WHERE name = 'user_status'", "user_status" },
    { "PRAGMA writable_schema = ON; UPDATE sqlite_schema SET sql = replace (sql, ') STRICT', ')')"
      " WHERE name = 'groups'", "groups" },
    { "ALTER TABLE phones ADD COLUMN spy TEXT GENERATED ALWAYS AS (upper (name)) VIRTUAL", "phones" },
    { "ALTER TABLE tokens ADD COLUMN more ANY DEFAULT 'x'", "tokens" },
    { "CREATE TABLE \"<b>\xe2\x80\xae\xff\" (x)", "<b>" },
    { "CREATE VIRTUAL TABLE words USING fts5 (x)", "words" },
    { "CREATE VIEW v AS SELECT load_extension ('/tmp/x.so')", "v" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (hostile); i++)
    {
      g_autoptr (GhTestOrganisation) org = make_sample ();
      sqlite3 *db = NULL;

      g_assert_cmpint (sqlite3_open (org->path, &db), ==, SQLITE_OK);
      run_sql (db, hostile[i].sql);
      sqlite3_close (db);
      assert_refused (org, hostile[i].named);
    }
}

int
main (int    argc,
      char **argv)
{
  g_autofree char *state = g_dir_make_tmp ("gatehouse-state-XXXXXX", NULL);

  g_setenv ("XDG_STATE_HOME", state, TRUE);
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/X1/hostile-schema", test_schema);

  return g_test_run ();
}
