/* SPDX-License-Identifier: GPL-3.0-or-later */
/* L2, L4, J6: what verifying says of the authentication log, whose minutes alone are chained. */
#include "gh-test-files.h"
#include "gh-test-log.h"

#include "logs/gh-checkpoint.h"
#include "logs/gh-log-verify.h"
#include "verification/gh-attempt.h"

#include <glib/gstdio.h>
#include <string.h>

#define MINUTE(number) ((gint64) GH_TEST_NOW + 60 * ((number) - 1))

/* Somebody whom nobody knows tries to sign in. */
static void
sign_in (GhTestOrganisation *org,
         gint64              time,
         const char         *name)
{
  GhAttempt attempt = { .purpose = GH_PURPOSE_SIGN_IN, .name = name, .passcode = "1", .way = "test", .address = "::1" };
  g_autoptr (GError) error = NULL;
  GhVerdict verdict;

  gh_clock_set (org->clock, time);
  gh_attempt_judge (org->store, &attempt, &verdict, &error);
  g_assert_no_error (error);
}

/* Of minute 1 attempts 1 and 2, of minute 2 attempts 3 to 5, of minute 3 attempt 6. */
static void
fill (GhTestOrganisation *org,
      const char         *name)
{
  const gint64 seconds[] = { 0, 59, 60, 70, 50, 130 };

  for (gsize i = 0; i < G_N_ELEMENTS (seconds); i++)
    sign_in (org, GH_TEST_NOW + seconds[i], name);
}

static GhTestOrganisation *
make_filled (void)
{
  GhTestOrganisation *org = gh_test_organisation_new ();

  gh_test_make_key (org);
  fill (org, "nobody");

  return org;
}

static GhLogReport *
verify (GhTestOrganisation *org,
        GhCheckpoint       *checkpoint)
{
  g_autoptr (GPtrArray) checkpoints = g_ptr_array_new ();
  g_autoptr (GError) error = NULL;
  GhLogReport *report;

  if (checkpoint != NULL)
    g_ptr_array_add (checkpoints, checkpoint);
  report = gh_log_verify_against (org->store, NULL, checkpoints, NULL, &error);
  g_assert_no_error (error);

  /* Nothing of it is said of the administrator log. */
  g_assert_cmpstr (report->problem, ==, NULL);

  return report;
}

static void
assert_whole (GhTestOrganisation *org,
              GhCheckpoint       *checkpoint,
              gint64              proved)
{
  g_autoptr (GhLogReport) report = verify (org, checkpoint);

  g_assert_cmpstr (report->minutes.problem, ==, NULL);
  g_assert_cmpint (report->minutes.proved, ==, proved);
}

static void
assert_changed (GhTestOrganisation *org,
                GhCheckpoint       *checkpoint,
                gint64              minute)
{
  g_autoptr (GhLogReport) report = verify (org, checkpoint);
  g_autofree char *name = gh_minutes_format (minute);
  g_autofree char *sentence = g_strdup_printf ("The authentication log was changed: minute %s. ", name);
  g_autofree char *text = gh_log_report_to_text (report);

  g_assert_nonnull (report->minutes.problem);
  g_test_message ("%s", text);
  g_assert_cmpint (report->minutes.first_bad, ==, minute);
  g_assert_nonnull (strstr (text, sentence));
}

/* --- what is found without a checkpoint --- */

static void
test_honest (void)
{
  g_autoptr (GhTestOrganisation) org = make_filled ();
  g_autoptr (GhLogReport) report = verify (org, NULL);
  g_autofree char *text = gh_log_report_to_text (report);
  g_autoptr (JsonNode) node = gh_log_report_to_json (report);
  JsonObject *object = json_object_get_object_member (json_node_get_object (node), "authentication_log");

  g_assert_cmpint (report->state, ==, GH_LOG_SIGNED);
  g_assert_nonnull (strstr (text, "Authentication log: 6 attempts, 3 minutes\nNo checkpoint proves it"));
  g_assert_cmpint (json_object_get_int_member (object, "minutes"), ==, 3);
  g_assert_cmpint (json_object_get_int_member (object, "attempts"), ==, 6);
  g_assert_false (json_object_get_boolean_member (object, "changed"));
  g_assert_false (json_object_has_member (object, "proved_to"));
}

static void
test_none (void)
{
  g_autoptr (GhTestOrganisation) org = gh_test_organisation_new ();
  g_autoptr (GhLogReport) report = verify (org, NULL);
  g_autofree char *text = gh_log_report_to_text (report);

  g_assert_cmpint (report->minutes.n_minutes, ==, 0);
  g_assert_null (strstr (text, "Authentication"));
}

static void
test_changed (void)
{
  static const struct {
    const char *sql;
    guint       first_bad;
  } changes[] = {
    { "UPDATE attempts SET result = 'success' WHERE id = 4", 2 },
    { "UPDATE attempts SET name = 'somebody' WHERE id = 1", 1 },
    { "UPDATE attempts SET time = time + 1 WHERE id = 6", 3 },
    { "UPDATE attempts SET time = time + 3600000000 WHERE id = 2", 1 },
    { "UPDATE attempts SET user_id = 0 WHERE id = 3", 2 },
    { "UPDATE attempts SET host = host || char (0) || 'x' WHERE id = 3", 2 },
    { "UPDATE attempts SET id = 7 WHERE id = 6", 3 },
    { "DELETE FROM attempts WHERE id = 1", 1 },
    { "DELETE FROM attempts WHERE id = 5", 2 },
    { "DELETE FROM attempts WHERE id IN (3, 4, 5)", 2 },
    { "DELETE FROM attempts WHERE id = 6", 3 },
    { "INSERT INTO attempts SELECT 9, time + 3600000000, user_id, name, application, way, purpose, actor, factor, result,"
      " reason, device, address, host, client FROM attempts WHERE id = 6", 63 },
    { "UPDATE minutes SET rows = zeroblob (32) WHERE number = 2", 2 },
    { "UPDATE minutes SET hash = zeroblob (31) WHERE number = 1", 1 },
    { "UPDATE minutes SET before = zeroblob (32) WHERE number = 3", 3 },
    { "UPDATE minutes SET number = 9223372036854775807 WHERE number = 3", 3 },
    { "DELETE FROM minutes WHERE number = 1", 2 },
    { "DELETE FROM minutes WHERE number = 2", 3 },
    { "DELETE FROM minutes WHERE number = 3", 3 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (changes); i++)
    {
      g_autoptr (GhTestOrganisation) org = make_filled ();

      g_test_message ("%s", changes[i].sql);
      gh_test_write_events (org, changes[i].sql);
      assert_changed (org, NULL, MINUTE (changes[i].first_bad));
    }
}

/* Retention removes the oldest rows, whole minutes, and leaves the hashes. */
static void
test_retention (void)
{
  g_autoptr (GhTestOrganisation) org = make_filled ();
  g_autoptr (GhLogReport) report = NULL;
  g_autofree char *text = NULL;

  gh_test_write_events (org, "DELETE FROM attempts WHERE id < 6");
  report = verify (org, NULL);
  text = gh_log_report_to_text (report);
  g_assert_cmpstr (report->minutes.problem, ==, NULL);
  g_assert_cmpint (report->minutes.n_emptied, ==, 2);
  g_assert_nonnull (strstr (text, "2 older minutes without their attempts"));
}

/* --- what a checkpoint says --- */

static GhCheckpoint
make_checkpoint (GhTestOrganisation *org)
{
  g_autoptr (GError) error = NULL;
  GhCheckpoint checkpoint;

  gh_checkpoint_make (org->store, &checkpoint, &error);
  g_assert_no_error (error);

  return checkpoint;
}

/* By somebody who knows how the hashes are made. */
static void
forge (GhTestOrganisation *org)
{
  gh_test_write_events (org, "DELETE FROM attempts; DELETE FROM minutes; UPDATE about SET last_attempt = 0");
  fill (org, "somebody else");
}

static void
test_checkpoint (void)
{
  g_autoptr (GhTestOrganisation) org = make_filled ();
  GhCheckpoint checkpoint = make_checkpoint (org);
  g_autoptr (GhLogReport) report = verify (org, NULL);
  g_autofree char *text = gh_log_report_to_text (report);

  /* The newest minute still grows. */
  g_assert_cmpint (report->minutes.proved, ==, 2);
  g_assert_nonnull (strstr (text, "up to the minute 2026-11-24T09:01Z. A change after that is not found."));

  forge (org);
  assert_changed (org, NULL, MINUTE (2));
  gh_test_write_directory (org, "DELETE FROM checkpoints");
  assert_whole (org, NULL, 0);
  assert_changed (org, &checkpoint, MINUTE (2));
}

/* A file that was cut or set back is whole in itself. */
static void
test_cut (void)
{
  g_autoptr (GhTestOrganisation) org = make_filled ();
  GhCheckpoint checkpoint = make_checkpoint (org);

  gh_test_write_directory (org, "DELETE FROM checkpoints");
  gh_test_write_events (org, "DELETE FROM attempts WHERE id > 2; DELETE FROM minutes WHERE number > 1");
  assert_whole (org, NULL, 0);
  assert_changed (org, &checkpoint, MINUTE (1));

  gh_test_write_events (org, "DELETE FROM attempts; DELETE FROM minutes");
  assert_whole (org, NULL, 0);
  assert_changed (org, &checkpoint, MINUTE (3));
}

/* What came after the last checkpoint can be written anew. */
static void
test_after_checkpoint (void)
{
  g_autoptr (GhTestOrganisation) org = make_filled ();

  make_checkpoint (org);
  gh_test_write_events (org, "DELETE FROM attempts WHERE id > 5; DELETE FROM minutes WHERE number > 2;"
                             "UPDATE about SET last_attempt = 5");
  sign_in (org, GH_TEST_NOW + 140, "somebody else");
  assert_whole (org, NULL, 2);
}

/* Somebody without the key can write no checkpoint. */
static void
test_checkpoint_forged (void)
{
  g_autoptr (GhTestOrganisation) org = make_filled ();
  g_autoptr (GPtrArray) none = g_ptr_array_new ();
  g_autoptr (GhLogReport) report = NULL;
  g_autoptr (GError) error = NULL;

  make_checkpoint (org);
  gh_test_write_directory (org, "UPDATE checkpoints SET events = 1");
  report = gh_log_verify_against (org->store, NULL, none, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (report->state, ==, GH_LOG_BROKEN);
  g_assert_cmpint (report->minutes.proved, ==, 0);
  g_assert_cmpstr (report->minutes.problem, ==, NULL);
}

/* A new events file knows nothing of what was before it, and says so. */
static void
test_new_file (void)
{
  g_autoptr (GhTestOrganisation) org = make_filled ();
  g_autoptr (GhLogReport) report = NULL;

  make_checkpoint (org);
  gh_test_write_events (org, "DELETE FROM attempts; DELETE FROM minutes;"
                             "UPDATE about SET began = began + 3600, last_attempt = 0");
  report = verify (org, NULL);
  g_assert_cmpstr (report->minutes.problem, ==, NULL);
  g_assert_cmpuint (report->notes->len, ==, 1);
  g_assert_nonnull (strstr (g_ptr_array_index (report->notes, 0), "a new one was begun since"));
}

/* --- O9 --- */

/* A backup that knows more of the newest minute, and of what came then. */
static void
test_restored (void)
{
  g_autoptr (GhTestOrganisation) org = gh_test_organisation_new ();
  g_autofree char *set_back = NULL;
  g_autofree char *backup = NULL;
  g_autoptr (GhLogReport) report = NULL;

  sign_in (org, GH_TEST_NOW, "nobody");
  set_back = gh_test_query (org, "SELECT 'DELETE FROM attempts WHERE id > 1; DELETE FROM minutes WHERE number > 1;"
                                 " UPDATE about SET last_attempt = 1; UPDATE minutes SET rows = ' || quote (rows) || ',"
                                 " hash = ' || quote (hash) FROM events.minutes");
  sign_in (org, GH_TEST_NOW + 30, "nobody");
  sign_in (org, GH_TEST_NOW + 90, "nobody");
  backup = gh_test_make_backup (org, "backup.db");
  gh_test_write_events (org, set_back);

  gh_restore_report_free (gh_test_restore (org, backup));
  gh_test_reopen (org);
  report = verify (org, NULL);
  g_assert_cmpstr (report->minutes.problem, ==, NULL);
  g_assert_cmpint (report->minutes.n_attempts, ==, 3);
  g_assert_cmpint (report->minutes.n_minutes, ==, 2);

  /* An older backup changes nothing. */
  sign_in (org, GH_TEST_NOW + 95, "nobody");
  gh_restore_report_free (gh_test_restore (org, backup));
  gh_test_reopen (org);
  assert_whole (org, NULL, 0);
}

/* The file was lost, a new one was begun, and then a backup of the lost one was restored: both logs stand, one after the
 * other, and what a checkpoint knew of the first is there again. */
static void
test_begun_anew (void)
{
  g_autoptr (GhTestOrganisation) org = make_filled ();
  GhCheckpoint checkpoint = make_checkpoint (org);
  g_autofree char *backup = gh_test_make_backup (org, "backup.db");
  g_autofree char *events = g_strconcat (org->path, "-events", NULL);
  g_autoptr (GhLogReport) report = NULL;

  g_clear_object (&org->store);
  g_unlink (events);
  gh_clock_set (org->clock, GH_TEST_NOW + 600);
  gh_test_reopen (org);
  sign_in (org, GH_TEST_NOW + 600, "nobody");
  sign_in (org, GH_TEST_NOW + 700, "nobody");

  gh_restore_report_free (gh_test_restore (org, backup));
  gh_test_reopen (org);
  sign_in (org, GH_TEST_NOW + 800, "nobody");
  report = verify (org, &checkpoint);
  g_assert_cmpstr (report->minutes.problem, ==, NULL);
  g_assert_cmpint (report->minutes.n_attempts, ==, 9);
  g_assert_cmpint (report->minutes.n_minutes, ==, 6);
  g_assert_cmpint (report->minutes.proved, ==, 2);

  gh_test_write_events (org, "UPDATE minutes SET before = zeroblob (32) WHERE number = (SELECT max (number) FROM minutes)");
  assert_changed (org, NULL, MINUTE (14));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/L2/minutes/honest", test_honest);
  g_test_add_func ("/L2/minutes/none", test_none);
  g_test_add_func ("/L4/minutes/changed", test_changed);
  g_test_add_func ("/L3/minutes/retention", test_retention);
  g_test_add_func ("/J6/minutes/checkpoint", test_checkpoint);
  g_test_add_func ("/J6/minutes/cut", test_cut);
  g_test_add_func ("/J6/minutes/after-checkpoint", test_after_checkpoint);
  g_test_add_func ("/J6/minutes/checkpoint-forged", test_checkpoint_forged);
  g_test_add_func ("/X/minutes/new-events-file", test_new_file);
  g_test_add_func ("/O9/minutes/restored", test_restored);
  g_test_add_func ("/O9/minutes/begun-anew", test_begun_anew);

  return g_test_run ();
}
