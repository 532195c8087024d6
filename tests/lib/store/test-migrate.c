/* SPDX-License-Identifier: GPL-3.0-or-later */
/* X: opening brings both files of an earlier version to the newest one, whoever else does the same. */
#include "gh-test-organisation.h"

#include "logs/gh-log-verify.h"
#include "organisation/gh-restore.h"
#include "settings/gh-settings.h"
#include "store/gh-backup.h"
#include "test-migrate-broken.h"
#include "test-migrate-next.h"

#include <glib/gstdio.h>
#include <signal.h>
#include <sqlite3.h>
#include <string.h>

#define N_PROGRAMS 4
#define N_KILLS    12

static void
execute_raw (sqlite3    *db,
             const char *sql)
{
  char *message = NULL;

  sqlite3_exec (db, sql, NULL, NULL, &message);
  g_assert_cmpstr (message, ==, NULL);
}

/* Begins the events anew, as the first version of them did, with one sign-in and @more, and closes the store. */
static void
begin_events_1 (GhTestOrganisation *org,
                const char         *more)
{
  g_autofree char *path = g_strconcat (org->path, "-events", NULL);
  g_autoptr (GBytes) schema = g_resources_lookup_data (
    "/io/github/gatehouse/Gatehouse/sql/store/schema/events/0001-events.sql", G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);
  g_autofree char *about = g_strdup_printf ("INSERT INTO about VALUES (1, '%s', 1795500000);"
                                            "INSERT INTO logins VALUES (1, 1795510000)",
                                            gh_store_get_organisation_key (org->store));
  sqlite3 *db = NULL;

  g_clear_object (&org->store);
  g_unlink (path);
  g_assert_cmpint (sqlite3_open (path, &db), ==, SQLITE_OK);
  execute_raw (db, "PRAGMA journal_mode = WAL; PRAGMA application_id = 0x47486576; PRAGMA user_version = 1");
  execute_raw (db, g_bytes_get_data (schema, NULL));
  execute_raw (db, about);
  execute_raw (db, more);
  sqlite3_close (db);
  g_chmod (path, 0600);
}

/* An organisation with a current directory and the oldest events, closed. */
static GhTestOrganisation *
make_old (void)
{
  GhTestOrganisation *org = gh_test_organisation_new ();

  gh_test_add_users (org, "anna bert");
  gh_test_do (org, "group.add", NULL, "{\"name\":\"Staff\"}", 1);
  gh_test_do (org, "user.add-to-group", gh_target_new_for_query ("username:*"), "{\"group\":\"Staff\"}", 2);
  begin_events_1 (org, "");

  return org;
}

/* Nothing was lost or done twice. */
static void
assert_new (GhTestOrganisation *org)
{
  g_autoptr (GhLogReport) report = NULL;
  g_autoptr (GError) error = NULL;

  gh_test_assert_query (org, "SELECT group_concat (username, ' ') FROM users", "anna bert");
  gh_test_assert_query (org, "SELECT name || ' ' || colour FROM groups", "Staff blue");
  gh_test_assert_query (org, "SELECT count (*) FROM memberships", "2");
  gh_test_assert_query (org, "SELECT count (*) FROM work", "50000");
  gh_test_assert_query (org, "SELECT time || ' ' || address FROM events.logins", "1795510000 unknown");
  gh_test_assert_query (org, "PRAGMA foreign_keys", "1");
  report = gh_log_verify (org->store, NULL, &error);
  g_assert_no_error (error);
  g_assert_null (report->problem);
}

static void
test_both_files (void)
{
  g_autoptr (GhTestOrganisation) org = make_old ();

  test_migrate_next_register_resource ();
  gh_test_reopen (org);
  assert_new (org);
  gh_test_do (org, "group.delete", gh_target_new_for_name ("Staff"), "{}", 1);
  gh_test_assert_query (org, "SELECT count (*) FROM memberships", "0");
  gh_test_reopen (org);
  g_assert_cmpuint (gh_store_get_notices (org->store)->len, ==, 0);
  test_migrate_next_unregister_resource ();
}

/* Earlier facts are kept, and new ones are numbered. */
static void
test_events_1 (void)
{
  g_autoptr (GhTestOrganisation) org = make_old ();

  gh_test_reopen (org);
  g_assert_cmpuint (gh_store_get_notices (org->store)->len, ==, 0);
  gh_test_assert_query (org, "SELECT user_id || ' ' || time FROM events.logins", "1 1795510000");
  gh_test_assert_query (org, "SELECT count (*) FROM events.changes", "0");
  gh_test_write_events (org, "INSERT INTO logins VALUES (2, 1795510001); UPDATE logins SET time = time + 1;"
                             GH_TEST_LOCK_OUT "VALUES (2, 1795510001, NULL, 'guessing'); DELETE FROM logins");
  gh_test_assert_query (org, "SELECT group_concat (id || ' ' || kind || ' ' || record, ', ') FROM events.changes",
                        "1 user 2, 2 user 1, 3 user 2, 4 user 2, 5 user 1, 6 user 2");
  gh_test_reopen (org);
  gh_test_assert_query (org, "SELECT max (id) FROM events.changes", "6");
}

/* Only what its own version created is migrated (X1). */
static void
test_events_1_with_more (void)
{
  g_autoptr (GhTestOrganisation) org = make_old ();
  g_autoptr (GError) error = NULL;

  gh_test_reopen (org);
  begin_events_1 (org, "CREATE TRIGGER logins_insert AFTER INSERT ON logins BEGIN DELETE FROM lockouts; END");
  org->store = gh_store_open (org->path, org->clock, &error);
  g_assert_null (org->store);
  g_assert_error (error, GH_ERROR, GH_ERROR_UNSAFE);
  g_assert_nonnull (strstr (error->message, "logins_insert"));
}

/* A program that does not know the newer format names it as such. */
static void
test_newer_events (void)
{
  g_autoptr (GhTestOrganisation) org = make_old ();
  g_autoptr (GError) error = NULL;

  test_migrate_next_register_resource ();
  gh_test_reopen (org);
  g_clear_object (&org->store);
  test_migrate_next_unregister_resource ();
  org->store = gh_store_open (org->path, org->clock, &error);
  g_assert_null (org->store);
  g_assert_error (error, GH_ERROR, GH_ERROR_NEWER);
}

/* A program that has it open while another migrates it writes nothing more, and can still read. */
static void
test_newer_meanwhile (void)
{
  g_autoptr (GhTestOrganisation) org = make_old ();
  g_autoptr (GhStore) newer = NULL;
  g_autoptr (JsonObject) parameters = json_object_new ();
  g_autoptr (GhResult) result = NULL;
  g_autoptr (GError) error = NULL;

  gh_test_reopen (org);
  gh_test_add_users (org, "cleo");
  g_assert_true (gh_store_check_format (org->store, &error));
  test_migrate_next_register_resource ();
  newer = gh_store_open (org->path, org->clock, &error);
  g_assert_no_error (error);
  test_migrate_next_unregister_resource ();

  json_object_set_string_member (parameters, "username", "dora");
  result = gh_run (org->store,
                   &(GhRequest) {
                     .operation = gh_operation_find ("user.add"),
                     .actor = org->actor,
                     .parameters = parameters,
                   },
                   NULL, &error);
  g_assert_null (result);
  g_assert_error (error, GH_ERROR, GH_ERROR_NEWER);
  gh_test_assert_query (org, "SELECT group_concat (username, ' ') FROM users", "anna bert cleo");
  gh_test_assert_query (org, "SELECT colour FROM groups", "blue");

  /* Who only looks is told, too. */
  g_clear_error (&error);
  g_assert_false (gh_store_check_format (org->store, &error));
  g_assert_error (error, GH_ERROR, GH_ERROR_NEWER);
  g_assert_nonnull (strstr (error->message, "restart"));
}

static void
test_references (void)
{
  g_autoptr (GhTestOrganisation) org = make_old ();
  g_autoptr (GError) error = NULL;

  test_migrate_broken_register_resource ();
  org->store = gh_store_open (org->path, org->clock, &error);
  g_assert_null (org->store);
  g_assert_error (error, GH_ERROR, GH_ERROR_DAMAGED);
  test_migrate_broken_unregister_resource ();

  /* It is unchanged. */
  gh_test_reopen (org);
  gh_test_assert_query (org, "SELECT name FROM groups", "Staff");
  gh_test_assert_query (org, "SELECT count (*) FROM memberships", "2");
}

/* --- other programs --- */

static GSubprocess *
start_program (GhTestOrganisation *org)
{
  g_autoptr (GError) error = NULL;
  GSubprocess *program = g_subprocess_new (G_SUBPROCESS_FLAGS_NONE, &error, "/proc/self/exe", "--open", org->path, NULL);

  g_assert_no_error (error);

  return program;
}

static void
test_at_the_same_moment (void)
{
  g_autoptr (GhTestOrganisation) org = make_old ();
  GSubprocess *programs[N_PROGRAMS];

  for (int i = 0; i < N_PROGRAMS; i++)
    programs[i] = start_program (org);
  for (int i = 0; i < N_PROGRAMS; i++)
    {
      g_autoptr (GError) error = NULL;

      g_subprocess_wait_check (programs[i], NULL, &error);
      g_assert_no_error (error);
      g_object_unref (programs[i]);
    }

  test_migrate_next_register_resource ();
  gh_test_reopen (org);
  assert_new (org);
  test_migrate_next_unregister_resource ();
}

static void
test_killed (void)
{
  for (int i = 0; i < N_KILLS; i++)
    {
      g_autoptr (GhTestOrganisation) org = make_old ();
      g_autoptr (GSubprocess) program = start_program (org);

      g_usleep ((gulong) g_test_rand_int_range (0, 400 * 1000));
      g_subprocess_send_signal (program, SIGKILL);
      g_subprocess_wait (program, NULL, NULL);

      test_migrate_next_register_resource ();
      gh_test_reopen (org);
      assert_new (org);
      test_migrate_next_unregister_resource ();
    }
}

static gboolean
read_settings_cb (GhConnection  *connection,
                  gpointer       data,
                  GError       **error)
{
  return gh_settings_read (data, connection, error);
}

static int
open_as_program (const char *path)
{
  g_autoptr (GhClock) clock = gh_clock_new ();
  g_autoptr (GhStore) store = NULL;
  g_autoptr (GError) error = NULL;

  test_migrate_next_register_resource ();
  store = gh_store_open (path, clock, &error);
  if (store == NULL)
    g_printerr ("%s\n", error->message);

  return store != NULL ? 0 : 1;
}

/* --- backups --- */

static void
test_older_backup (void)
{
  g_autoptr (GhTestOrganisation) org = make_old ();
  g_autofree char *backup = g_build_filename (org->folder, "backup.db", NULL);
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  g_autoptr (GhRestoreReport) report = NULL;
  g_autoptr (GError) error = NULL;
  gsize n_before, n_after;

  gh_test_reopen (org);
  gh_backup_make (org->store, backup, NULL, &error);
  g_assert_no_error (error);
  g_file_get_contents (backup, &before, &n_before, NULL);

  test_migrate_next_register_resource ();
  gh_test_reopen (org);
  gh_test_do (org, "user.trash", gh_target_new_for_name ("bert"), NULL, 1);
  g_clear_object (&org->store);
  report = gh_restore (backup, org->path, org->clock, org->actor, NULL, FALSE, NULL, &error);
  g_assert_no_error (error);
  g_assert_false (report->result->is_refused);
  gh_test_reopen (org);
  gh_test_assert_query (org, "SELECT count (*) FROM trash", "0");
  assert_new (org);
  test_migrate_next_unregister_resource ();

  g_file_get_contents (backup, &after, &n_after, NULL);
  g_assert_cmpmem (before, n_before, after, n_after);
}

/* The database that it replaces may be of the earlier version too: nobody has opened it since. */
static void
test_older_database (void)
{
  g_autoptr (GhTestOrganisation) org = make_old ();
  g_autofree char *backup = g_build_filename (org->folder, "backup.db", NULL);
  g_autoptr (GhRestoreReport) report = NULL;
  g_autoptr (GError) error = NULL;

  gh_test_reopen (org);
  gh_backup_make (org->store, backup, NULL, &error);
  g_assert_no_error (error);
  gh_test_do (org, "user.trash", gh_target_new_for_name ("bert"), NULL, 1);
  g_clear_object (&org->store);

  test_migrate_next_register_resource ();
  report = gh_restore (backup, org->path, org->clock, org->actor, NULL, FALSE, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (report->n_abandoned, ==, 1);
  gh_test_reopen (org);
  assert_new (org);
  test_migrate_next_unregister_resource ();
}

/* --- files that earlier programs made --- */

/* Copies the files of tests/fixtures/schema-N to a folder of their own. */
static GhTestOrganisation *
copy_fixture (const char *name)
{
  static const char *const files[][2] = { { "organisation.db", "" }, { "organisation.db-events", "-events" } };
  GhTestOrganisation *org = gh_test_organisation_new ();

  g_clear_object (&org->store);
  for (gsize i = 0; i < G_N_ELEMENTS (files); i++)
    {
      g_autofree char *from = g_build_filename (GH_TEST_FIXTURES, name, files[i][0], NULL);
      g_autofree char *to = g_strconcat (org->path, files[i][1], NULL);
      g_autofree char *log = g_strconcat (to, "-wal", NULL);
      g_autofree char *content = NULL;
      g_autoptr (GError) error = NULL;
      gsize length;

      g_unlink (log);
      g_file_get_contents (from, &content, &length, &error);
      g_assert_no_error (error);
      g_file_set_contents_full (to, content, (gssize) length, G_FILE_SET_CONTENTS_NONE, 0600, &error);
      g_assert_no_error (error);
    }

  return org;
}

/* Everything of the first released schema is there, and can be undone and verified. */
static void
assert_fixture_1 (GhTestOrganisation *org)
{
  g_autoptr (GhLogReport) report = NULL;
  g_autoptr (GError) error = NULL;
  g_auto (GhSettings) settings;
  g_autofree char *undo = NULL;

  report = gh_log_verify_chain (org->store, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (report->problem, ==, NULL);
  g_assert_cmpint (report->state, ==, GH_LOG_CHAINED);

  gh_test_assert_query (org, "SELECT group_concat (username, ' ') FROM users", "anna bert cleo dora eve");
  gh_test_assert_query (org, "SELECT realname || ' ' || notes FROM users WHERE id = 1", "Åsa Berg second");
  gh_test_assert_query (org, "SELECT group_concat (firstname || lastname, '') FROM users", "");
  gh_test_assert_query (org, "SELECT group_concat (user_id) FROM trash", "4");
  gh_test_assert_query (org, "SELECT time FROM events.logins WHERE user_id = 1", "1795510000");
  gh_test_assert_query (org, "SELECT count (*) FROM settings WHERE last_op <> 0", "0");
  gh_test_assert_query (org, "SELECT length (era) FROM organisation", "16");
  gh_test_assert_query (org, "SELECT length (identity) FROM events.about", "16");
  gh_test_assert_query (org, "SELECT head.time = log.time FROM head JOIN log ON log.seq = head.seq", "1");

  gh_store_read (org->store, read_settings_cb, &settings, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (settings.name, ==, "Halden University");
  g_assert_cmpstr (settings.timezone, ==, "Europe/Oslo");
  g_assert_cmpint (settings.pending_deletion_days, ==, 7);
  g_assert_true (settings.email_needs_dot);

  undo = gh_test_query (org, "SELECT json_object ('entry', seq) FROM log WHERE operation = 'user.edit'");
  gh_test_do (org, "log.undo", NULL, undo, 1);
  gh_test_assert_query (org, "SELECT notes FROM users WHERE id = 1", "first");
}

static void
test_fixture_1 (void)
{
  g_autoptr (GhTestOrganisation) org = copy_fixture ("schema-1");

  gh_test_reopen (org);
  g_assert_cmpuint (gh_store_get_notices (org->store)->len, ==, 0);
  assert_fixture_1 (org);
}

/* A migrated organisation has every setting that a new one has, with the same value. */
static void
test_same_settings (void)
{
  const char *list = "SELECT group_concat (key || ' ' || coalesce (value, 'NULL') || ' ' || typeof (value), ', ')"
                     " FROM (SELECT * FROM settings WHERE key NOT IN ('name', 'timezone') ORDER BY key)";
  g_autoptr (GhTestOrganisation) org = copy_fixture ("schema-1");
  g_autoptr (GhTestOrganisation) new_one = gh_test_organisation_new ();
  g_autofree char *expected = gh_test_query (new_one, list);

  gh_test_reopen (org);
  gh_test_assert_query (org, list, expected);
}

/* A backup of that version, and a database of it that nobody has opened since. */
static void
test_fixture_1_restored (void)
{
  g_autoptr (GhTestOrganisation) backup = copy_fixture ("schema-1");
  g_autoptr (GhTestOrganisation) org = copy_fixture ("schema-1");
  g_autoptr (GhRestoreReport) report = NULL;
  g_autoptr (GError) error = NULL;

  report = gh_restore (backup->path, org->path, org->clock, org->actor, NULL, FALSE, NULL, &error);
  g_assert_no_error (error);
  g_assert_false (report->result->is_refused);
  g_assert_cmpint (report->n_abandoned, ==, 0);
  gh_test_reopen (org);
  assert_fixture_1 (org);
}

int
main (int    argc,
      char **argv)
{
  if (argc == 3 && g_str_equal (argv[1], "--open"))
    return open_as_program (argv[2]);

  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/X/migrate/both-files", test_both_files);
  g_test_add_func ("/X/migrate/events-1", test_events_1);
  g_test_add_func ("/X1/migrate/events-1-with-more", test_events_1_with_more);
  g_test_add_func ("/X/migrate/newer-events", test_newer_events);
  g_test_add_func ("/X/migrate/newer-meanwhile", test_newer_meanwhile);
  g_test_add_func ("/X/migrate/references", test_references);
  g_test_add_func ("/X/migrate/at-the-same-moment", test_at_the_same_moment);
  g_test_add_func ("/X/migrate/killed", test_killed);
  g_test_add_func ("/X/migrate/older-backup", test_older_backup);
  g_test_add_func ("/X/migrate/older-database", test_older_database);
  g_test_add_func ("/X/migrate/fixture-1", test_fixture_1);
  g_test_add_func ("/X/migrate/fixture-1-restored", test_fixture_1_restored);
  g_test_add_func ("/I1/migrate/same-settings", test_same_settings);

  return g_test_run ();
}
