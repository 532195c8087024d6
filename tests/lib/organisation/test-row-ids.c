/* SPDX-License-Identifier: GPL-3.0-or-later */
/* O10, Y3: a row id is given once, whatever a backup brings back; the log's numbers still have no gaps. */
#include "gh-test-files.h"

#include "logs/gh-log-verify.h"

#include <glib/gstdio.h>

static void
assert_id (GhTestOrganisation *org,
           const char         *username,
           const char         *id)
{
  g_autofree char *sql = g_strdup_printf ("SELECT id FROM users WHERE username = '%s'", username);

  gh_test_assert_query (org, sql, id);
}

static void
assert_log_has_no_gaps (GhTestOrganisation *org)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GhLogReport) report = gh_log_verify_chain (org->store, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (report->problem, ==, NULL);
  gh_test_assert_query (org, "SELECT count (*) = max (seq) FROM log", "1");
}

static void
test_restore_then_create (void)
{
  g_autoptr (GhTestOrganisation) org = gh_test_organisation_new ();
  g_autofree char *backup = NULL;

  gh_test_add_users (org, "anna bert");
  backup = gh_test_make_backup (org, "backup.db");
  gh_test_add_users (org, "carl dora");
  gh_test_write_events (org, "INSERT INTO logins VALUES (3, 1795510000);"
                             GH_TEST_LOCK_OUT "VALUES (3, 1795510000, NULL, 'guessing')");
  gh_restore_report_free (gh_test_restore (org, backup));
  gh_test_add_users (org, "emil");
  assert_id (org, "emil", "5");
  gh_test_assert_query (org, "SELECT count (*) FROM events.logins JOIN users ON users.id = user_id", "0");
  assert_log_has_no_gaps (org);
}

/* A user whom the events alone still know. */
static void
test_events_know (void)
{
  static const char *const facts[] = {
    "INSERT INTO logins VALUES (40, 1795510000)",
    GH_TEST_LOCK_OUT "VALUES (40, 1795510000, NULL, 'guessing')",
    "INSERT INTO failures (user_id, attempt, application, factors) VALUES (40, 1, 0, 1)",
    "INSERT INTO successes (user_id, application, factor, attempt) VALUES (40, 0, 0, 1)",
    "INSERT INTO application_lockouts (user_id, application, name, attempt, time) VALUES (40, 1, '', 1, 1)",
    "INSERT INTO endpoints (user_id, host, client, used) VALUES (40, 'a', '', 1)",
    "INSERT INTO attempts VALUES (1, 1, 40, '', '', '', '', '', '', '', '', '', '', '', '')",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (facts); i++)
    {
      g_autoptr (GhTestOrganisation) org = gh_test_organisation_new ();
      g_autofree char *backup = gh_test_make_backup (org, "backup.db");

      gh_test_write_events (org, facts[i]);
      gh_restore_report_free (gh_test_restore (org, backup));
      gh_test_add_users (org, "emil");
      assert_id (org, "emil", "41");
    }
}

/* Every kind with row ids, and the import's own way of giving them. */
static void
test_every_kind (void)
{
  static const char *const tables[] = {
    "directories", "users", "groups", "phones", "tokens", "bypass_codes", "keys",
    "sealed", "ended", "credentials", "sms_batches", "administrators", "administrator_credentials",
  };
  g_autoptr (GhTestOrganisation) org = gh_test_organisation_new ();
  g_autofree char *backup = gh_test_make_backup (org, "backup.db");

  gh_test_assert_query (org, "SELECT count (*) FROM sqlite_schema WHERE sql LIKE '%AUTOINCREMENT%'", "13");
  gh_test_add_users (org, "anna bert carl");
  gh_test_write_directory (org,
                           "INSERT INTO directories VALUES (12, 'DS2', 'AD', 'ad', 1);"
                           "INSERT INTO groups VALUES (13, 'DG2', 'Staff', 'staff', 'staff', '', 0, NULL, 1, NULL);"
                           "INSERT INTO phones (id, key, last_op) VALUES (14, 'DP2', 1);"
                           "INSERT INTO tokens (id, key, type, serial, serial_fold, last_op)"
                           " VALUES (15, 'DH2', 'h6', '1', '1', 1);"
                           "INSERT INTO bypass_codes (id, key, user_id, created, created_by, last_op)"
                           " VALUES (17, 'DB2', 1, 1, 'x', 1);"
                           "INSERT INTO keys (id, key, use, made, public, last_op) VALUES (18, 'DK2', 'master', 1, x'00', 1);"
                           "INSERT INTO sealed VALUES (19, 'token', 15, 'seed', 18, x'00', 1);"
                           "INSERT INTO ended VALUES (20, 'credential', 'DC3');"
                           "INSERT INTO credentials (id, key, device_kind, device, type, seed, made, events, last_op)"
                           " VALUES (21, 'DC2', 'token', 15, 1, x'01', 1, x'', 1);"
                           "INSERT INTO sms_batches (id, key, phone_id, made, codes, key_number, era, last_op)"
                           " VALUES (22, 'DM2', 14, 1, 1, 18, x'', 1);"
                           "INSERT INTO administrators (id, key, name, name_fold, email, email_key, role, created, last_op)"
                           " VALUES (23, 'DE2', 'Ingrid', 'ingrid', 'i', 'i', 0, 1, 1);"
                           "INSERT INTO administrator_credentials (id, key, administrator_id, kind, made, era, events,"
                           " last_op) VALUES (24, 'DV2', 23, 'recovery', 1, x'', x'', 1)");
  gh_restore_report_free (gh_test_restore (org, backup));
  for (gsize i = 0; i < G_N_ELEMENTS (tables); i++)
    {
      static const char *const wanted[] = { "12", "3", "13", "14", "15", "17", "18", "19", "20", "21", "22", "23", "24" };
      g_autofree char *sql = g_strdup_printf ("SELECT seq FROM sqlite_sequence WHERE name = '%s'", tables[i]);

      gh_test_assert_query (org, sql, wanted[i]);
    }

  gh_test_do (org, "group.add", NULL, "{\"name\":\"Night\"}", 1);
  gh_test_assert_query (org, "SELECT id FROM groups", "14");
  gh_test_add_users (org, "dora");
  assert_id (org, "dora", "4");
  assert_log_has_no_gaps (org);
}

static void
test_older_backup_twice (void)
{
  g_autoptr (GhTestOrganisation) org = gh_test_organisation_new ();
  g_autofree char *backup = gh_test_make_backup (org, "backup.db");

  gh_test_add_users (org, "anna bert carl");
  gh_restore_report_free (gh_test_restore (org, backup));
  gh_test_add_users (org, "dora");
  assert_id (org, "dora", "4");
  gh_restore_report_free (gh_test_restore (org, backup));
  gh_restore_report_free (gh_test_restore (org, backup));
  gh_test_add_users (org, "emil");
  assert_id (org, "emil", "5");
  assert_log_has_no_gaps (org);
}

/* Only the backup and the events that came with it are known there. */
static void
test_new_place (void)
{
  g_autoptr (GhTestOrganisation) org = gh_test_organisation_new ();
  g_autofree char *backup = NULL;
  g_autofree char *place = g_build_filename (org->folder, "place.db", NULL);

  gh_test_add_users (org, "anna bert");
  gh_test_write_events (org, "INSERT INTO logins VALUES (9, 1795510000)");
  backup = gh_test_make_backup (org, "backup.db");
  gh_test_add_users (org, "carl");

  g_free (org->path);
  org->path = g_steal_pointer (&place);
  gh_restore_report_free (gh_test_restore (org, backup));
  gh_test_reopen (org);
  gh_test_add_users (org, "dora");
  assert_id (org, "dora", "10");
  assert_log_has_no_gaps (org);
}

/* The directory is gone, and the events beside it have facts about people who are not in the backup. */
static void
test_events_alone_know (void)
{
  g_autoptr (GhTestOrganisation) org = gh_test_organisation_new ();
  g_autofree char *backup = NULL;

  gh_test_add_users (org, "anna");
  gh_test_write_events (org, "INSERT INTO logins VALUES (1, 1795510900)");
  backup = gh_test_make_backup (org, "backup.db");
  gh_test_write_events (org, "DELETE FROM logins; " GH_TEST_LOCK_OUT "VALUES (21, 1795510000, NULL, 'guessing')");
  g_clear_object (&org->store);
  g_unlink (org->path);
  gh_restore_report_free (gh_test_restore (org, backup));

  gh_test_reopen (org);
  gh_test_assert_query (org, "SELECT group_concat (user_id) FROM events.logins", "1");
  gh_test_assert_query (org, "SELECT group_concat (user_id) FROM events.lockouts", "21");
  gh_test_add_users (org, "bert");
  assert_id (org, "bert", "22");
}

/* An older file copied back by hand, without a restore. */
static void
test_higher_in_events (void)
{
  g_autoptr (GhTestOrganisation) org = gh_test_organisation_new ();
  g_autofree char *backup = NULL;

  gh_test_add_users (org, "anna");
  backup = gh_test_make_backup (org, "backup.db");
  gh_test_add_users (org, "bert carl");
  gh_test_write_events (org, "INSERT INTO logins VALUES (3, 1795510000)");
  g_clear_object (&org->store);
  g_assert_cmpint (g_rename (backup, org->path), ==, 0);

  gh_test_reopen (org);
  gh_test_add_users (org, "dora");
  assert_id (org, "dora", "4");

  /* Redo and import give ids too. */
  gh_test_do (org, "log.undo", NULL, NULL, 1);
  gh_test_add_users (org, "emil");
  assert_id (org, "emil", "5");
  gh_test_write_events (org, GH_TEST_LOCK_OUT "VALUES (30, 1795510000, NULL, 'guessing')");
  gh_test_add_users (org, "fred");
  assert_id (org, "fred", "31");
  assert_log_has_no_gaps (org);
}

/* A number that was never given must not use up the remaining ones. */
static void
test_absurd_in_events (void)
{
  g_autoptr (GhTestOrganisation) org = gh_test_organisation_new ();

  gh_test_write_events (org, "INSERT INTO logins VALUES (9223372036854775807, 1795510000), (-5, 1795510000), (7, 1);"
                             GH_TEST_LOCK_OUT "VALUES (9007199254740992, 1795510000, NULL, 'x')");
  gh_test_add_users (org, "anna");
  assert_id (org, "anna", "8");
}

static void
test_absurd_in_abandoned (void)
{
  g_autoptr (GhTestOrganisation) org = gh_test_organisation_new ();
  g_autofree char *backup = gh_test_make_backup (org, "backup.db");

  gh_test_add_users (org, "anna");
  g_clear_object (&org->store);
  gh_test_write_raw (org->path, "UPDATE sqlite_sequence SET seq = 9223372036854775807 WHERE name = 'users';"
                        "INSERT INTO sqlite_sequence VALUES ('log', 5), ('nothing', 5), ('x y', 5)");
  gh_restore_report_free (gh_test_restore (org, backup));
  gh_test_reopen (org);
  gh_test_add_users (org, "bert");
  assert_id (org, "bert", "1");
  gh_test_assert_query (org, "SELECT group_concat (name) FROM sqlite_sequence", "users");
}

static void
test_purge_of_the_highest (void)
{
  g_autoptr (GhTestOrganisation) org = gh_test_organisation_new ();

  gh_test_add_users (org, "anna bert");
  gh_test_do (org, "user.trash", gh_target_new_for_ids ((gint64[]) { 2 }, 1), NULL, 1);
  gh_test_do (org, "user.purge", gh_target_new_for_ids ((gint64[]) { 2 }, 1), "{\"confirm\":1}", 1);
  gh_test_add_users (org, "carl");
  assert_id (org, "carl", "3");
  assert_log_has_no_gaps (org);
}

int
main (int    argc,
      char **argv)
{
  g_autofree char *state = g_dir_make_tmp ("gatehouse-state-XXXXXX", NULL);

  g_setenv ("XDG_STATE_HOME", state, TRUE);
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/O10/ids/restore-then-create", test_restore_then_create);
  g_test_add_func ("/O10/ids/every-kind", test_every_kind);
  g_test_add_func ("/O10/ids/older-backup-twice", test_older_backup_twice);
  g_test_add_func ("/O10/ids/new-place", test_new_place);
  g_test_add_func ("/O10/ids/events-alone-know", test_events_alone_know);
  g_test_add_func ("/O10/ids/higher-in-events", test_higher_in_events);
  g_test_add_func ("/O10/ids/absurd-in-events", test_absurd_in_events);
  g_test_add_func ("/O10/ids/absurd-in-abandoned", test_absurd_in_abandoned);
  g_test_add_func ("/O10/ids/purge-of-the-highest", test_purge_of_the_highest);
  g_test_add_func ("/O10/row-ids/events-know", test_events_know);

  return g_test_run ();
}
