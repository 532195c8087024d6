/* SPDX-License-Identifier: GPL-3.0-or-later */
/* T5: what is due is done once, by whichever program is up. */
#include "gh-test-organisation.h"

#include "jobs/gh-lease.h"
#include "jobs/gh-timed-jobs.h"

#define DAY     (24 * 60 * 60)
#define ALL     gh_target_new_for_query ("username:*")
#define NAME(n) gh_target_new_for_query ("username:=" n)

static GhTimedJobsReport *
run (GhTestOrganisation *org)
{
  g_autoptr (GError) error = NULL;
  GhTimedJobsReport *report = gh_timed_jobs_run_due (org->store, "test", NULL, &error);

  g_assert_no_error (error);
  g_assert_nonnull (report);

  return report;
}

/* Asserts which operations changed anything: "user.end-bypass 2, …". */
static void
expect (GhTestOrganisation *org,
        const char         *done)
{
  g_autoptr (GhTimedJobsReport) report = run (org);
  g_autoptr (GString) text = g_string_new (NULL);

  g_assert_false (report->is_held);
  for (guint i = 0; i < report->done->len; i++)
    {
      const GhResult *result = g_ptr_array_index (report->done, i);

      g_string_append_printf (text, "%s%s %" G_GINT64_FORMAT, i > 0 ? ", " : "", result->operation->name,
                              result->changed);
    }
  g_assert_cmpstr (text->str, ==, done);
}

static void
set_sweep (GhTestOrganisation *org,
           int                 days)
{
  g_autofree char *sql = g_strdup_printf ("UPDATE settings SET value = %d WHERE key = 'inactive_user_expiration'", days);

  gh_test_write_directory (org, sql);
}

/* A day at a time, so that the clock is trusted. */
static void
pass_days (GhTestOrganisation *org,
           int                 from,
           int                 to)
{
  for (int day = from; day <= to; day++)
    {
      g_autoptr (GhTimedJobsReport) report = NULL;

      gh_clock_set (org->clock, GH_TEST_NOW + day * DAY);
      if (day < to)
        report = run (org);
    }
}

static void
test_each_once (void)
{
  g_autoptr (GhTestOrganisation) org = gh_test_organisation_new ();

  gh_test_add_users (org, "anna bert cleo");
  gh_test_do (org, "user.set-status", NAME ("anna"), "{\"status\":\"bypass\",\"until\":\"2026-11-25\"}", 1);
  gh_test_do (org, "user.trash", NAME ("bert"), NULL, 1);
  expect (org, "");

  gh_clock_set (org->clock, GH_TEST_NOW + 2 * DAY);
  expect (org, "user.end-bypass 1");
  expect (org, "");
  gh_clock_set (org->clock, GH_TEST_NOW + 7 * DAY - 1);
  expect (org, "");
  gh_clock_set (org->clock, GH_TEST_NOW + 7 * DAY);
  expect (org, "user.purge-due 1");
  expect (org, "");
  gh_test_assert_query (org, "SELECT group_concat (DISTINCT actor_kind || ' ' || way) FROM log WHERE seq > 6",
                        "system test");
  gh_test_assert_query (org, "SELECT count (*) FROM log", "8");
}

/* Nothing is written where nothing is due. */
static void
test_cheap (void)
{
  g_autoptr (GhTestOrganisation) org = gh_test_organisation_new ();
  g_autofree char *before = NULL;
  const char *all = "SELECT json_array ((SELECT count (*) FROM log), (SELECT count (*) FROM lease),"
                    " (SELECT latest FROM events.about))";

  gh_test_add_users (org, "anna");
  expect (org, "");
  before = gh_test_query (org, all);
  gh_clock_set (org->clock, GH_TEST_NOW + GH_TIMED_JOBS_SECONDS);
  expect (org, "");
  gh_test_assert_query (org, all, before);
}

static void
test_next (void)
{
  g_autoptr (GhTestOrganisation) org = gh_test_organisation_new ();
  g_autoptr (GhTimedJobsReport) hour = NULL;
  g_autoptr (GhTimedJobsReport) purge = NULL;
  g_autoptr (GhTimedJobsReport) bypass = NULL;

  gh_test_add_users (org, "anna bert");
  hour = run (org);
  g_assert_cmpint (hour->next, ==, GH_TEST_NOW + GH_TIMED_JOBS_SECONDS);
  gh_test_do (org, "user.trash", NAME ("anna"), NULL, 1);
  gh_clock_set (org->clock, GH_TEST_NOW + 7 * DAY - 1000);
  purge = run (org);
  g_assert_cmpint (purge->next, ==, GH_TEST_NOW + 7 * DAY);
  gh_test_do (org, "user.set-status", NAME ("bert"), "{\"status\":\"bypass\",\"until\":\"2026-12-01T08:50:00Z\"}", 1);
  bypass = run (org);
  g_assert_cmpint (bypass->next, ==, GH_TEST_NOW + 7 * DAY - 600);
}

static void
test_sweeps_daily (void)
{
  g_autoptr (GhTestOrganisation) org = gh_test_organisation_new ();

  set_sweep (org, 30);
  gh_test_add_users (org, "anna bert");
  gh_test_write_events (org, "INSERT INTO logins VALUES (2, " G_STRINGIFY (GH_TEST_NOW) " + 86400)");
  pass_days (org, 1, 30);
  expect (org, "user.sweep-inactive 1");

  /* Within the day all others wait, however often it is looked. */
  gh_test_add_users (org, "cleo");
  gh_test_write_directory (org, "UPDATE users SET created = created - 40 * 86400 WHERE username = 'cleo'");
  gh_clock_set (org->clock, GH_TEST_NOW + 31 * DAY - 1);
  expect (org, "");
  gh_clock_set (org->clock, GH_TEST_NOW + 31 * DAY);
  expect (org, "user.sweep-inactive 2");
}

/* Whoever was restored goes again when the day has ended, not when all are looked at. */
static void
test_sweeps_restored (void)
{
  g_autoptr (GhTestOrganisation) org = gh_test_organisation_new ();

  set_sweep (org, 30);
  gh_test_add_users (org, "anna bert");
  gh_test_write_events (org, "INSERT INTO logins VALUES (2, " G_STRINGIFY (GH_TEST_NOW) " + 86400)");
  pass_days (org, 1, 30);
  expect (org, "user.sweep-inactive 1");
  gh_clock_set (org->clock, GH_TEST_NOW + 30 * DAY + 3600);
  gh_test_do (org, "user.restore", NAME ("anna"), NULL, 1);
  gh_clock_set (org->clock, GH_TEST_NOW + 31 * DAY);
  expect (org, "user.sweep-inactive 1"); /* Bert */
  gh_clock_set (org->clock, GH_TEST_NOW + 31 * DAY + 3599);
  expect (org, "");
  gh_clock_set (org->clock, GH_TEST_NOW + 31 * DAY + 3600);
  expect (org, "user.sweep-inactive 1");
  expect (org, "");
}

static void
test_off (void)
{
  g_autoptr (GhTestOrganisation) org = gh_test_organisation_new ();

  gh_test_add_users (org, "anna");
  pass_days (org, 1, 40);
  expect (org, "");
  set_sweep (org, 30);
  expect (org, "user.sweep-inactive 1");
}

static void
test_waits_for_the_clock (void)
{
  g_autoptr (GhTestOrganisation) org = gh_test_organisation_new ();
  g_autoptr (GhTimedJobsReport) nothing = NULL;
  g_autoptr (GhTimedJobsReport) waits = NULL;
  g_autoptr (GhTimedJobsReport) again = NULL;
  g_autoptr (GhTimedJobsReport) after = NULL;

  gh_test_add_users (org, "anna bert");
  gh_clock_set (org->clock, GH_TEST_NOW + 8 * DAY);
  nothing = run (org);
  g_assert_false (nothing->waits);

  /* An end of Bypass does not wait: it lets nobody in and deletes nothing. */
  gh_clock_set (org->clock, GH_TEST_NOW);
  gh_test_do (org, "user.set-status", NAME ("bert"), "{\"status\":\"bypass\",\"until\":\"2026-11-25\"}", 1);
  gh_test_do (org, "user.trash", NAME ("anna"), NULL, 1);
  gh_clock_set (org->clock, GH_TEST_NOW + 900 * DAY);
  waits = run (org);
  g_assert_true (waits->waits);
  g_assert_cmpuint (waits->done->len, ==, 1);
  again = run (org);
  g_assert_true (again->waits);
  g_assert_cmpuint (again->done->len, ==, 0);
  gh_test_assert_query (org, "SELECT count (*) FROM users", "2");

  /* A clock put right waits for nothing, and nothing was made past by the one that was wrong. */
  gh_test_assert_query (org, "SELECT latest <= " G_STRINGIFY (GH_TEST_NOW) " + 8 * 86400 FROM events.about", "1");

  gh_test_act_as (org, GH_ROLE_ADMINISTRATOR);
  gh_test_refused (org, "job.accept-clock", NULL, NULL, GH_REFUSAL_ROLE);
  gh_test_act_as (org, GH_ROLE_OWNER);
  gh_test_do (org, "job.accept-clock", NULL, NULL, 1);
  after = run (org);
  g_assert_false (after->waits);
  g_assert_cmpuint (after->done->len, ==, 1);
  gh_test_assert_query (org, "SELECT group_concat (username) FROM users", "bert");
  gh_test_refused (org, "log.undo", NULL, "{\"entry\":7}", GH_REFUSAL_CANNOT_BE_UNDONE);
}

/* Nor does what is done at the wrong time make it right, if nothing was due before. */
static void
test_entries_do_not_count (void)
{
  g_autoptr (GhTestOrganisation) org = gh_test_organisation_new ();
  g_autoptr (GhTimedJobsReport) waits = NULL;

  gh_test_add_users (org, "anna");
  gh_test_do (org, "user.trash", ALL, NULL, 1);
  gh_clock_set (org->clock, GH_TEST_NOW + 100 * DAY);
  waits = run (org);
  g_assert_true (waits->waits);
  gh_test_add_users (org, "bert");
  g_clear_pointer (&waits, gh_timed_jobs_report_free);
  waits = run (org);
  g_assert_true (waits->waits);
}

/* Synchronised meanwhile. */
static void
test_waits_no_more (void)
{
  g_autoptr (GhTestOrganisation) org = gh_test_organisation_new ();
  g_autoptr (GhTimedJobsReport) waits = NULL;

  gh_test_add_users (org, "anna");
  gh_test_do (org, "user.trash", ALL, NULL, 1);
  gh_clock_set (org->clock, GH_TEST_NOW + 8 * DAY);
  waits = run (org);
  g_assert_true (waits->waits);
  gh_clock_set_synchronised (org->clock, TRUE);
  expect (org, "user.purge-due 1");
}

static void
test_past_stays_past (void)
{
  g_autoptr (GhTestOrganisation) org = gh_test_organisation_new ();

  gh_test_add_users (org, "anna");
  gh_test_do (org, "user.set-status", ALL, "{\"status\":\"bypass\",\"until\":\"2026-11-25\"}", 1);
  gh_clock_set (org->clock, GH_TEST_NOW + 2 * DAY);
  expect (org, "user.end-bypass 1");

  /* Here, and in a program that opens it later. */
  gh_clock_set (org->clock, GH_TEST_NOW);
  g_assert_cmpint (gh_clock_now (org->clock), ==, GH_TEST_NOW + 2 * DAY);
  gh_clock_unref (org->clock);
  org->clock = gh_clock_new_at (GH_TEST_NOW - 3000 * DAY);
  gh_test_reopen (org);
  g_assert_cmpint (gh_clock_now (org->clock), ==, GH_TEST_NOW + 2 * DAY);
  expect (org, "");
}

static void
test_another_is_at_it (void)
{
  g_autoptr (GhTestOrganisation) org = gh_test_organisation_new ();
  g_autoptr (GhTimedJobsReport) held = NULL;
  g_autoptr (GError) error = NULL;
  gint64 until;
  GhLease *other;

  gh_test_add_users (org, "anna");
  gh_test_do (org, "user.trash", ALL, NULL, 1);
  gh_clock_set (org->clock, GH_TEST_NOW + 7 * DAY);
  other = gh_lease_take (org->store, &until, &error);
  held = run (org);
  g_assert_true (held->is_held);
  g_assert_cmpuint (held->done->len, ==, 0);
  g_assert_cmpint (held->next, ==, GH_TEST_NOW + 7 * DAY + GH_LEASE_SECONDS);

  /* It died. */
  gh_clock_set (org->clock, held->next);
  expect (org, "user.purge-due 1");
  gh_lease_release (other);
}

/* What the events hold of people who are gone, also if the program that deleted them died. */
static void
test_forgets_purged (void)
{
  g_autoptr (GhTestOrganisation) org = gh_test_organisation_new ();
  const char *facts = "SELECT (SELECT group_concat (user_id) FROM events.logins) || ' ' ||"
                      " (SELECT group_concat (user_id) FROM events.lockouts) || ' ' ||"
                      " (SELECT group_concat (user_id) FROM events.endpoints)";

  gh_test_add_users (org, "anna bert cleo");
  gh_test_write_events (org, "INSERT INTO logins VALUES (1, 5), (2, 6), (3, 7);"
                             GH_TEST_LOCK_OUT "VALUES (1, 5, NULL, 'x'), (2, 5, NULL, 'x'), (3, 5, NULL, 'x');"
                             "INSERT INTO endpoints (user_id, host, client, used) SELECT user_id, 'desk', '', "
                             G_STRINGIFY (GH_TEST_NOW) " FROM logins");
  gh_test_do (org, "user.trash", NAME ("anna"), NULL, 1);
  gh_test_do (org, "user.trash", NAME ("bert"), NULL, 1);
  gh_test_do (org, "user.purge", NAME ("anna"), "{\"confirm\":1}", 1);
  gh_test_assert_query (org, facts, "2,3 2,3 2,3");

  /* As if it had died in between. */
  gh_test_do (org, "user.purge", NAME ("bert"), "{\"confirm\":1}", 1);
  gh_test_write_events (org, "INSERT INTO logins VALUES (2, 6); " GH_TEST_LOCK_OUT "VALUES (2, 5, NULL, 'x');"
                             "INSERT INTO endpoints VALUES (9, 2, 'desk', '', " G_STRINGIFY (GH_TEST_NOW) ")");
  gh_test_write_directory (org, "UPDATE lease SET forgot = forgot - 1");
  expect (org, "");
  gh_test_assert_query (org, facts, "3 3 3");
  gh_test_assert_query (org, "SELECT forgot = (SELECT max (seq) FROM log) FROM lease", "1");
}

/* Who signed in after being sent for inactivity comes back instead (S7). */
static void
test_signed_in_since (void)
{
  g_autoptr (GhTestOrganisation) org = gh_test_organisation_new ();

  gh_test_add_users (org, "anna bert");
  gh_test_do (org, "user.trash", ALL, NULL, 2);
  gh_test_write_directory (org, "UPDATE trash SET origin = 2 WHERE user_id = 1");
  gh_test_write_events (org, "INSERT INTO logins VALUES (1, " G_STRINGIFY (GH_TEST_NOW) " + 5),"
                             " (2, " G_STRINGIFY (GH_TEST_NOW) " + 5)");
  gh_clock_set (org->clock, GH_TEST_NOW + 7 * DAY);
  expect (org, "user.purge-due 1");
  gh_test_assert_query (org, "SELECT group_concat (username) FROM users", "anna");
}

typedef struct {
  GhTestOrganisation *org;
  GhStore            *store;
  guint               n_done;
} Program;

static gpointer
program_thread (gpointer data)
{
  Program *program = data;
  g_autoptr (GError) error = NULL;

  for (int i = 0; i < 20; i++)
    {
      g_autoptr (GhTimedJobsReport) report = gh_timed_jobs_run_due (program->store, "test", NULL, &error);

      g_assert_no_error (error);
      program->n_done += report->done->len;
    }

  return NULL;
}

static void
test_three_programs (void)
{
  g_autoptr (GhTestOrganisation) org = gh_test_organisation_new ();
  Program programs[3] = { 0 };
  GThread *threads[3];
  guint n_done = 0;

  gh_test_add_users (org, "anna bert cleo");
  gh_test_do (org, "user.set-status", NAME ("cleo"), "{\"status\":\"bypass\",\"until\":\"2026-11-25\"}", 1);
  gh_test_do (org, "user.trash", NAME ("anna"), NULL, 1);
  gh_clock_set (org->clock, GH_TEST_NOW + 7 * DAY);
  for (int i = 0; i < 3; i++)
    {
      g_autoptr (GError) error = NULL;

      programs[i].store = gh_store_open (org->path, org->clock, &error);
      g_assert_no_error (error);
      threads[i] = g_thread_new ("program", program_thread, &programs[i]);
    }
  for (int i = 0; i < 3; i++)
    {
      g_thread_join (threads[i]);
      g_object_unref (programs[i].store);
      n_done += programs[i].n_done;
    }
  g_assert_cmpuint (n_done, ==, 2);
  gh_test_assert_query (org, "SELECT group_concat (operation) FROM (SELECT operation FROM log WHERE seq > 6 ORDER BY 1)",
                        "user.end-bypass,user.purge-due");
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/T5/jobs/each-once", test_each_once);
  g_test_add_func ("/T5/jobs/cheap", test_cheap);
  g_test_add_func ("/T5/jobs/next", test_next);
  g_test_add_func ("/T5/jobs/sweeps-daily", test_sweeps_daily);
  g_test_add_func ("/S8/jobs/sweeps-restored", test_sweeps_restored);
  g_test_add_func ("/T5/jobs/off", test_off);
  g_test_add_func ("/T5/jobs/waits-for-the-clock", test_waits_for_the_clock);
  g_test_add_func ("/T5/jobs/entries-do-not-count", test_entries_do_not_count);
  g_test_add_func ("/T5/jobs/waits-no-more", test_waits_no_more);
  g_test_add_func ("/X/jobs/past-stays-past", test_past_stays_past);
  g_test_add_func ("/T5/jobs/another-is-at-it", test_another_is_at_it);
  g_test_add_func ("/T4/jobs/forgets-purged", test_forgets_purged);
  g_test_add_func ("/S7/jobs/signed-in-since", test_signed_in_since);
  g_test_add_func ("/T5/jobs/three-programs", test_three_programs);

  return g_test_run ();
}
