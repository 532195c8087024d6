/* SPDX-License-Identifier: GPL-3.0-or-later */
/* O9, X2. */
#include "gh-test-files.h"
#include "gh-test-log.h"

#include "logs/gh-checkpoint.h"
#include "logs/gh-log-verify.h"
#include "operations/gh-witness.h"
#include "store/gh-backup.h"

#include <glib/gstdio.h>
#include <signal.h>
#include <sqlite3.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#define N_KILLS 12

static void
assert_restore_fails (GhTestOrganisation *org,
                      const char         *backup,
                      int                 code)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GhRestoreReport) report = gh_restore (backup, org->path, org->clock, org->actor, NULL, FALSE, NULL, &error);

  g_assert_null (report);
  g_assert_error (error, GH_ERROR, code);
}

static void
assert_no_folder_left (GhTestOrganisation *org)
{
  g_autoptr (GDir) dir = g_dir_open (org->folder, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (dir)) != NULL)
    g_assert_null (strstr (name, "restoring"));
}

static int
get_mode (const char *path)
{
  struct stat info;

  g_assert_cmpint (stat (path, &info), ==, 0);

  return info.st_mode & 0777;
}

/* --- backup --- */

static void
test_backup (void)
{
  g_autoptr (GhTestOrganisation) org = gh_test_organisation_new ();
  g_autofree char *backup = NULL;
  g_autofree char *events = NULL;
  g_autoptr (GhStore) copy = NULL;
  g_autoptr (GhLogReport) report = NULL;
  g_autoptr (GError) error = NULL;
  mode_t mask;

  gh_test_add_users (org, "anna bert");
  gh_test_write_events (org, "INSERT INTO logins VALUES (1, 1795510000)");
  mask = umask (0);
  backup = gh_test_make_backup (org, "backup.db");
  umask (mask);
  events = g_strconcat (backup, "-events", NULL);
  g_assert_cmpint (get_mode (backup), ==, 0600);
  g_assert_cmpint (get_mode (events), ==, 0600);

  copy = gh_store_open (backup, org->clock, &error);
  g_assert_no_error (error);
  g_assert_cmpint (gh_store_get_notices (copy)->len, ==, 0);
  report = gh_log_verify (copy, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (report->problem, ==, NULL);
  g_assert_cmpint (report->n_entries, ==, 3);
}

static void
test_backup_overwrites_nothing (void)
{
  g_autoptr (GhTestOrganisation) org = gh_test_organisation_new ();
  g_autofree char *backup = g_build_filename (org->folder, "there.db", NULL);
  g_autofree char *other = g_build_filename (org->folder, "other.db", NULL);
  g_autofree char *other_events = g_strconcat (other, "-events", NULL);
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;

  g_file_set_contents (backup, "mine", -1, NULL);
  g_assert_false (gh_backup_make (org->store, backup, NULL, &error));
  g_assert_error (error, GH_ERROR, GH_ERROR_EXISTS);
  g_file_get_contents (backup, &text, NULL, NULL);
  g_assert_cmpstr (text, ==, "mine");
  g_clear_error (&error);

  g_file_set_contents (other_events, "mine", -1, NULL);
  g_assert_false (gh_backup_make (org->store, other, NULL, &error));
  g_assert_error (error, GH_ERROR, GH_ERROR_EXISTS);
  g_assert_false (g_file_test (other, G_FILE_TEST_EXISTS));
}

static void
test_backup_cancelled (void)
{
  g_autoptr (GhTestOrganisation) org = gh_test_organisation_new ();
  g_autofree char *backup = g_build_filename (org->folder, "backup.db", NULL);
  g_autofree char *events = g_strconcat (backup, "-events", NULL);
  g_autoptr (GhJob) job = gh_job_new ();
  g_autoptr (GhJob) watched = gh_job_new ();
  g_autoptr (GError) error = NULL;
  guint64 done, total;

  g_cancellable_cancel (gh_job_get_cancellable (job));
  g_assert_false (gh_backup_make (org->store, backup, job, &error));
  g_assert_error (error, GH_ERROR, GH_ERROR_CANCELLED);
  g_assert_false (g_file_test (backup, G_FILE_TEST_EXISTS));
  g_assert_false (g_file_test (events, G_FILE_TEST_EXISTS));

  /* Not cancelled it says how far it is, in the end that it has all pages of the directory. */
  g_clear_error (&error);
  g_assert_true (gh_backup_make (org->store, backup, watched, &error));
  g_assert_no_error (error);
  gh_job_get_progress (watched, &done, &total);
  g_assert_cmpuint (done, >, 10);
  g_assert_cmpuint (done, ==, total);
}

/* --- restoring --- */

/* A log that is signed, and that retention has shortened beyond the backup's end. */
static void
test_restore_signed (void)
{
  g_autoptr (GhTestOrganisation) org = gh_test_organisation_new ();
  g_autoptr (GhRestoreReport) report = NULL;
  g_autoptr (GhLogReport) verified = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *backup = NULL;

  gh_test_make_key (org);
  gh_test_add_users (org, "anna");
  backup = gh_test_make_backup (org, "backup.db"); /* ends with entry 3 */
  g_free (gh_witness_attach (org->store));
  for (int i = 1; i <= 4; i++)
    {
      g_autofree char *name = g_strdup_printf ("user%d", i);

      gh_clock_set (org->clock, GH_TEST_NOW + i * G_GINT64_CONSTANT (7) * 24 * 60 * 60);
      gh_test_add_users (org, name);
      g_assert_true (gh_checkpoint_make_due (org->store, &error));
    }
  gh_clock_set (org->clock, GH_TEST_NOW + G_GINT64_CONSTANT (45) * 24 * 60 * 60);
  gh_clock_set_synchronised (org->clock, TRUE);
  gh_test_do (org, "log.apply-retention", NULL, "{\"days\":30}", 5); /* entry 8 */

  report = gh_test_restore (org, backup);
  g_assert_cmpint (report->abandoned_head, ==, 8);
  g_assert_cmpint (report->n_abandoned, ==, 5);

  gh_test_reopen (org);
  g_assert_null (gh_witness_attach (org->store));
  gh_test_open_key (org, 1);
  gh_test_add_users (org, "bert");
  gh_test_assert_query (org, "SELECT operation FROM log WHERE seq = 5", "log.note-unsigned");
  verified = gh_log_verify (org->store, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (verified->problem, ==, NULL);
  g_assert_cmpint (verified->n_unsigned, ==, 1);
}

static void
test_restore (void)
{
  g_autoptr (GhTestOrganisation) org = gh_test_organisation_new ();
  g_autoptr (GhRestoreReport) report = NULL;
  g_autofree char *backup = NULL;
  g_autofree char *head = NULL;

  gh_test_add_users (org, "anna bert");
  backup = gh_test_make_backup (org, "backup.db");
  g_free (gh_witness_attach (org->store));
  gh_test_add_users (org, "carl dora emil");
  head = gh_test_query (org, "SELECT lower (hex (hash)) FROM head");

  /* Another program, here another connection, keeps it open throughout. */
  report = gh_test_restore (org, backup);
  gh_test_assert_query (org, "SELECT group_concat (username, ' ') FROM users", "anna bert");
  g_assert_cmpint (report->abandoned_head, ==, 6);
  g_assert_cmpint (report->n_abandoned, ==, 3);
  g_assert_cmpint (report->backup_head, ==, 3);
  g_assert_true (report->keeps_events);
  g_assert_cmpint (report->result->entry, ==, 4);

  gh_test_assert_query (org, "SELECT operation FROM log WHERE seq = 4", "organisation.restore");
  gh_test_assert_query (org, "SELECT payload ->> '$.parameters.abandoned-entry' FROM log WHERE seq = 4", "6");
  gh_test_assert_query (org, "SELECT payload ->> '$.parameters.abandoned-hash' FROM log WHERE seq = 4", head);

  /* It continues from there; this computer's witness agrees. */
  gh_test_assert_log_whole (org);
  gh_test_add_users (org, "fred");
  gh_test_assert_log_whole (org);
  assert_no_folder_left (org);
  gh_test_refused (org, "log.undo", NULL, "{\"entry\":4}", GH_REFUSAL_CANNOT_BE_UNDONE);
}

/* One at once, by a new era (O10). */
static void
test_codes_and_links_end (void)
{
  g_autoptr (GhTestOrganisation) org = gh_test_organisation_new ();
  g_autoptr (GhRestoreReport) report = NULL;
  g_autofree char *backup = NULL;
  g_autofree char *text = NULL;

  gh_test_add_users (org, "anna bert");
  backup = gh_test_make_backup (org, "backup.db");
  gh_test_write_raw (backup,
             "INSERT INTO bypass_codes (id, key, user_id, created, created_by, expires, uses, last_op, era)"
             " SELECT column1, 'DB' || column1, 1, 1795510000, 'x', column2, NULL, 2, era FROM organisation,"
             " (VALUES (1, NULL), (2, 1900000000), (3, 1795510100));"
             "INSERT INTO enrolments SELECT 2, 'b@example.com', 1795510000, 1900000000, era FROM organisation;"
             "INSERT INTO enrolments SELECT 1, 'a@example.com', 1795000000, 1795510100, era FROM organisation");

  report = gh_test_restore (org, backup);
  text = gh_result_to_text (report->result);
  g_assert_nonnull (strstr (text, "2 bypass codes end"));
  g_assert_nonnull (strstr (text, "1 enrolment link ends"));
  gh_test_assert_query (org, "SELECT count (*) FROM bypass_codes WHERE era = (SELECT era FROM organisation)", "0");
  gh_test_assert_query (org, "SELECT count (*) FROM enrolments WHERE era = (SELECT era FROM organisation)", "0");
  gh_test_assert_query (org, "SELECT count (*) FROM bypass_codes", "3");
  gh_test_assert_query (org, "SELECT count (*) FROM journal WHERE op = 4", "0");
  gh_test_assert_log_whole (org);
}

static void
test_rehearsal (void)
{
  g_autoptr (GhTestOrganisation) org = gh_test_organisation_new ();
  g_autoptr (GhRestoreReport) report = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *backup = NULL;

  backup = gh_test_make_backup (org, "backup.db");
  gh_test_add_users (org, "anna bert");
  report = gh_restore (backup, org->path, org->clock, org->actor, NULL, TRUE, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (report->result->is_rehearsed);
  g_assert_cmpint (report->n_abandoned, ==, 2);
  g_assert_cmpint (report->result->entry, ==, 0);
  gh_test_assert_query (org, "SELECT count (*) FROM users", "2");
  gh_test_assert_query (org, "SELECT count (*) FROM log", "3");
  assert_no_folder_left (org);
}

/* After a restore the two logs diverge; what is given up is counted from there. */
static void
test_parted (void)
{
  g_autoptr (GhTestOrganisation) org = gh_test_organisation_new ();
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;
  g_autoptr (GhRestoreReport) report = NULL;

  first = gh_test_make_backup (org, "first.db");
  gh_test_add_users (org, "anna bert carl");
  second = gh_test_make_backup (org, "second.db");
  gh_restore_report_free (gh_test_restore (org, first));
  gh_test_add_users (org, "dora");

  report = gh_test_restore (org, second);
  g_assert_cmpint (report->n_abandoned, ==, 2);
  gh_test_assert_query (org, "SELECT count (*) FROM users", "3");
}

static void
test_other_organisation (void)
{
  g_autoptr (GhTestOrganisation) org = gh_test_organisation_new ();
  g_autoptr (GhTestOrganisation) other = gh_test_organisation_new ();
  g_autofree char *backup = gh_test_make_backup (other, "backup.db");

  gh_test_add_users (org, "anna");
  assert_restore_fails (org, backup, GH_ERROR_REFUSED);
  gh_test_assert_query (org, "SELECT count (*) FROM users", "1");
  assert_no_folder_left (org);
}

static void
test_roles (void)
{
  g_autoptr (GhTestOrganisation) org = gh_test_organisation_new ();
  g_autofree char *backup = gh_test_make_backup (org, "backup.db");

  for (GhRole role = GH_ROLE_ADMINISTRATOR; role < GH_N_ROLES; role++)
    {
      gh_test_act_as (org, role);
      assert_restore_fails (org, backup, GH_ERROR_REFUSED);
    }
  gh_test_assert_query (org, "SELECT count (*) FROM log", "1");
}

static void
test_itself (void)
{
  g_autoptr (GhTestOrganisation) org = gh_test_organisation_new ();

  assert_restore_fails (org, org->path, GH_ERROR_QUERY);
}

/* --- a database that is gone or damaged --- */

static void
test_missing (void)
{
  g_autoptr (GhTestOrganisation) org = gh_test_organisation_new ();
  g_autoptr (GhRestoreReport) report = NULL;
  g_autofree char *backup = NULL;
  g_autofree char *events = g_strconcat (org->path, "-events", NULL);
  g_autofree char *wal = g_strconcat (org->path, "-wal", NULL);

  gh_test_add_users (org, "anna");
  gh_test_write_events (org, "INSERT INTO logins VALUES (1, 1795510000)");
  backup = gh_test_make_backup (org, "backup.db");
  g_clear_object (&org->store);
  g_unlink (org->path);
  g_unlink (events);
  /* Leftovers of an older file must not be read into the new one. */
  g_file_set_contents (wal, "left behind", -1, NULL);

  report = gh_test_restore (org, backup);
  g_assert_cmpint (report->abandoned_head, ==, 0);
  g_assert_false (report->keeps_events);
  gh_test_reopen (org);
  g_assert_cmpint (gh_store_get_notices (org->store)->len, ==, 0);
  gh_test_assert_query (org, "SELECT group_concat (username) FROM users", "anna");
  gh_test_assert_query (org, "SELECT time FROM events.logins", "1795510000");
  g_assert_cmpint (get_mode (org->path), ==, 0600);
  g_assert_cmpint (get_mode (events), ==, 0600);
  gh_test_assert_log_whole (org);
  gh_test_add_users (org, "bert");
}

static void
damage_and_restore (GhTestOrganisation *org,
                    const char         *backup)
{
  g_autoptr (GhRestoreReport) report = gh_test_restore (org, backup);

  g_assert_cmpint (report->abandoned_head, ==, 0);
  g_assert_nonnull (report->aside);
  g_assert_true (g_file_test (report->aside, G_FILE_TEST_EXISTS));
  g_unlink (report->aside);
  gh_test_reopen (org);
  gh_test_assert_query (org, "SELECT group_concat (username) FROM users", "anna");
  gh_test_assert_log_whole (org);
  g_clear_object (&org->store);
}

static void
test_damaged (void)
{
  g_autoptr (GhTestOrganisation) org = gh_test_organisation_new ();
  g_autofree char *backup = NULL;

  gh_test_add_users (org, "anna");
  backup = gh_test_make_backup (org, "backup.db");
  g_clear_object (&org->store);

  g_file_set_contents (org->path, "not a database at all, but long enough to be one: ............................"
                       "......................................................................", -1, NULL);
  damage_and_restore (org, backup);

  g_assert_cmpint (truncate (org->path, 5000), ==, 0);
  damage_and_restore (org, backup);

  g_assert_cmpint (truncate (org->path, 0), ==, 0);
  damage_and_restore (org, backup);

  gh_test_write_raw (org->path, "CREATE TRIGGER evil AFTER INSERT ON users BEGIN SELECT 1; END");
  damage_and_restore (org, backup);
}

static void
test_damaged_backup (void)
{
  g_autoptr (GhTestOrganisation) org = gh_test_organisation_new ();
  g_autofree char *garbage = g_build_filename (org->folder, "garbage.db", NULL);
  g_autofree char *missing = g_build_filename (org->folder, "missing.db", NULL);
  g_autofree char *truncated = NULL;
  g_autofree char *tampered = NULL;
  g_autofree char *trigger = NULL;
  g_autofree char *newer = NULL;

  gh_test_add_users (org, "anna");
  truncated = gh_test_make_backup (org, "truncated.db");
  tampered = gh_test_make_backup (org, "tampered.db");
  trigger = gh_test_make_backup (org, "trigger.db");
  newer = gh_test_make_backup (org, "newer.db");
  gh_test_add_users (org, "bert");

  g_assert_cmpint (truncate (truncated, 100 * 1000), ==, 0);
  gh_test_write_raw (tampered, "UPDATE log SET actor_id = 'mallory' WHERE seq = 2");
  gh_test_write_raw (trigger, "CREATE TRIGGER evil AFTER INSERT ON users BEGIN SELECT 1; END");
  gh_test_write_raw (newer, "PRAGMA user_version = 999");
  g_file_set_contents (garbage, "garbage, garbage, garbage", -1, NULL);

  assert_restore_fails (org, garbage, GH_ERROR_DAMAGED);
  assert_restore_fails (org, missing, GH_ERROR_NOT_FOUND);
  assert_restore_fails (org, truncated, GH_ERROR_DAMAGED);
  assert_restore_fails (org, tampered, GH_ERROR_DAMAGED);
  assert_restore_fails (org, trigger, GH_ERROR_UNSAFE);
  assert_restore_fails (org, newer, GH_ERROR_NEWER);
  gh_test_assert_query (org, "SELECT group_concat (username) FROM users", "anna,bert");
  assert_no_folder_left (org);
}

/* --- the events --- */

static void
test_events_kept (void)
{
  g_autoptr (GhTestOrganisation) org = gh_test_organisation_new ();
  g_autofree char *backup = gh_test_make_backup (org, "backup.db");

  gh_test_write_events (org, "INSERT INTO logins VALUES (1, 1795511111)");
  gh_restore_report_free (gh_test_restore (org, backup));
  gh_test_reopen (org);
  gh_test_assert_query (org, "SELECT time FROM events.logins", "1795511111");
}

static void
test_events_restored (void)
{
  g_autoptr (GhTestOrganisation) org = gh_test_organisation_new ();
  g_autofree char *backup = NULL;

  gh_test_write_events (org, "INSERT INTO logins VALUES (1, 1795511111)");
  backup = gh_test_make_backup (org, "backup.db");
  gh_test_write_events (org, "DELETE FROM logins");
  gh_restore_report_free (gh_test_restore (org, backup));

  /* In place: open connections see it. */
  gh_test_assert_query (org, "SELECT time FROM events.logins", "1795511111");
}

static void
test_events_of_another (void)
{
  g_autoptr (GhTestOrganisation) org = gh_test_organisation_new ();
  g_autofree char *events = g_strconcat (org->path, "-events", NULL);
  g_autofree char *backup = NULL;

  gh_test_write_events (org, "INSERT INTO logins VALUES (1, 1795511111)");
  backup = gh_test_make_backup (org, "backup.db");
  g_clear_object (&org->store);
  gh_test_write_raw (events, "UPDATE about SET organisation = 'DA000000000000000000', began = 1900000000");

  gh_restore_report_free (gh_test_restore (org, backup));
  gh_test_reopen (org);
  g_assert_cmpint (gh_store_get_notices (org->store)->len, ==, 0);
  gh_test_assert_query (org, "SELECT time FROM events.logins", "1795511111");
}

static void
test_backup_without_events (void)
{
  g_autoptr (GhTestOrganisation) org = gh_test_organisation_new ();
  g_autofree char *backup = gh_test_make_backup (org, "backup.db");
  g_autofree char *events = g_strconcat (backup, "-events", NULL);

  gh_test_write_events (org, "INSERT INTO logins VALUES (1, 1795500000)");
  g_unlink (events);
  gh_restore_report_free (gh_test_restore (org, backup));
  gh_test_assert_query (org, "SELECT time FROM events.logins", "1795500000");
}

/* --- never half --- */

static gboolean
refuse_cb (GhConnection  *connection,
           gpointer       data,
           GError       **error)
{
  GhTestOrganisation *org = data;
  sqlite3 *db = NULL;

  /* Nobody else can write meanwhile. */
  sqlite3_open (org->path, &db);
  g_assert_cmpint (sqlite3_exec (db, "BEGIN IMMEDIATE", NULL, NULL, NULL), ==, SQLITE_BUSY);
  sqlite3_close (db);

  g_set_error_literal (error, GH_ERROR, GH_ERROR_PLAN_CHANGED, "no");
  return FALSE;
}

static gboolean
nothing_cb (GhConnection  *connection,
            gpointer       data,
            GError       **error)
{
  return TRUE;
}

static void
test_changed_meanwhile (void)
{
  g_autoptr (GhTestOrganisation) org = gh_test_organisation_new ();
  g_autofree char *backup = gh_test_make_backup (org, "backup.db");
  g_autoptr (GhBackupCopy) copy = NULL;
  g_autoptr (GError) error = NULL;

  gh_test_add_users (org, "anna");
  copy = gh_backup_copy_new (backup, org->path, GH_TEST_NOW, NULL, &error);
  g_assert_no_error (error);
  g_assert_false (gh_backup_copy_install (copy, refuse_cb, nothing_cb, org, NULL, &error));
  g_assert_error (error, GH_ERROR, GH_ERROR_PLAN_CHANGED);
  gh_test_assert_query (org, "SELECT username FROM users", "anna");
  gh_test_add_users (org, "bert");
}

/* Kills it after @microseconds; 0: lets it end. */
static void
restore_in_child (GhTestOrganisation *org,
                  const char         *backup,
                  guint               microseconds)
{
  pid_t child = fork ();
  int status;

  if (child == 0)
    {
      g_autoptr (GError) error = NULL;
      GhRestoreReport *report = gh_restore (backup, org->path, org->clock, org->actor, NULL, FALSE, NULL, &error);

      _exit (report != NULL ? 0 : 1);
    }

  g_assert_cmpint (child, >, 0);
  if (microseconds > 0)
    {
      g_usleep (microseconds);
      kill (child, SIGKILL);
    }
  waitpid (child, &status, 0);
  g_assert_true (microseconds > 0 || (WIFEXITED (status) && WEXITSTATUS (status) == 0));
}

static void
test_killed (void)
{
  g_autoptr (GhTestOrganisation) org = gh_test_organisation_new ();
  g_autofree char *backup = NULL;
  gint64 start, needed;
  guint n_old = 0;
  guint n_new = 0;

  gh_test_do (org, "organisation.fill-practice", NULL,
              "{\"users\":2000,\"seed\":1,\"today\":\"2026-11-24T00:00:00Z\"}", 2006);
  backup = gh_test_make_backup (org, "backup.db");
  g_clear_object (&org->store);
  start = g_get_monotonic_time ();
  restore_in_child (org, backup, 0);
  needed = g_get_monotonic_time () - start;
  gh_test_reopen (org);

  for (guint i = 0; i < N_KILLS; i++)
    {
      g_autofree char *users = NULL;
      g_autofree char *name = g_strdup_printf ("new%u", i);

      gh_test_add_users (org, name);
      g_clear_object (&org->store);
      restore_in_child (org, backup, g_test_rand_int_range (needed / 2, needed * 5 / 4));

      gh_test_reopen (org);
      users = gh_test_query (org, "SELECT count (*) FROM users WHERE username LIKE 'new%'");
      if (g_str_equal (users, "0"))
        {
          gh_test_assert_query (org, "SELECT operation FROM log ORDER BY seq DESC LIMIT 1", "organisation.restore");
          n_new++;
        }
      else
        {
          gh_test_assert_query (org, "SELECT operation FROM log ORDER BY seq DESC LIMIT 1", "user.add");
          n_old++;
        }
      gh_test_assert_query (org, "PRAGMA integrity_check", "ok");
      gh_witness_accept (org->store);
      gh_test_assert_log_whole (org);
    }
  g_test_message ("%u old, %u new", n_old, n_new);

  /* The next restore removes what the kills left behind. */
  gh_restore_report_free (gh_test_restore (org, backup));
  assert_no_folder_left (org);
}

int
main (int    argc,
      char **argv)
{
  g_autofree char *state = g_dir_make_tmp ("gatehouse-state-XXXXXX", NULL);

  g_setenv ("XDG_STATE_HOME", state, TRUE);
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/O9/backup/whole", test_backup);
  g_test_add_func ("/O9/backup/overwrites-nothing", test_backup_overwrites_nothing);
  g_test_add_func ("/O9/backup/cancelled", test_backup_cancelled);
  g_test_add_func ("/O9/restore/in-place", test_restore);
  g_test_add_func ("/L9/restore-of-a-signed-log", test_restore_signed);
  g_test_add_func ("/O9/restore/codes-and-links-end", test_codes_and_links_end);
  g_test_add_func ("/O9/restore/rehearsal", test_rehearsal);
  g_test_add_func ("/O9/restore/parted-logs", test_parted);
  g_test_add_func ("/O9/restore/other-organisation", test_other_organisation);
  g_test_add_func ("/O9/restore/roles", test_roles);
  g_test_add_func ("/O9/restore/itself", test_itself);
  g_test_add_func ("/O9/restore/missing", test_missing);
  g_test_add_func ("/O9/restore/damaged", test_damaged);
  g_test_add_func ("/O9/restore/damaged-backup", test_damaged_backup);
  g_test_add_func ("/O9/events/kept", test_events_kept);
  g_test_add_func ("/O9/events/restored", test_events_restored);
  g_test_add_func ("/O9/events/of-another-organisation", test_events_of_another);
  g_test_add_func ("/O9/events/not-in-the-backup", test_backup_without_events);
  g_test_add_func ("/O9/restore/changed-meanwhile", test_changed_meanwhile);
  g_test_add_func ("/O9/restore/killed", test_killed);

  return g_test_run ();
}
