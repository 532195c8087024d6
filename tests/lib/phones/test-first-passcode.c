/* SPDX-License-Identifier: GPL-3.0-or-later */
/* P2: what the first passcode of an app changes for good, and what becomes of an app that none came of. */
#include "gh-test-files.h"
#include "gh-test-passcodes.h"

#include "jobs/gh-timed-jobs.h"
#include "users/gh-user.h"

#define MINUTE 60
#define DAY    (24 * 60 * 60)
#define FIVE   "{\"minutes\":5}"

#define ACTIVATED "SELECT coalesce (activated, 'no') FROM phones WHERE number = '" GH_TEST_PHONE "'"
#define PENDING   "SELECT coalesce (pending_until, 'no') FROM credentials"

#define pass(org, seconds) gh_clock_set (org->clock, GH_TEST_NOW + (seconds))

/* Runs the timed jobs, which activate so many phones and do nothing else. Returns when they look again. */
static gint64
run_jobs (GhTestOrganisation *org,
          gint64              n_activated)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GhTimedJobsReport) report = gh_timed_jobs_run_due (org->store, "test", NULL, &error);

  g_assert_no_error (error);
  g_assert_false (report->is_held);
  g_assert_cmpuint (report->done->len, ==, n_activated > 0);
  if (n_activated > 0)
    {
      const GhResult *result = g_ptr_array_index (report->done, 0);

      g_assert_cmpstr (result->operation->name, ==, "phone.note-activated");
      g_assert_cmpint (result->changed, ==, n_activated);
    }

  return report->next;
}

typedef struct {
  gint64    now;
  GhUserApp app;
} Look;

static gboolean
look_cb (GhConnection  *connection,
         gpointer       data,
         GError       **error)
{
  Look *look = data;
  g_autoptr (GhUser) anna = gh_user_load (connection, 1, look->now, error);

  g_assert_nonnull (anna);
  look->app = gh_user_get_apps (anna)[0];

  return TRUE;
}

/* What anna's page says of her phone. */
static void
assert_shown (GhTestOrganisation *org,
              GhAppState          state,
              gint64              until)
{
  Look look = { .now = gh_clock_now (org->clock) };
  g_autoptr (GError) error = NULL;

  gh_store_read (org->store, look_cb, &look, &error);
  g_assert_no_error (error);
  g_assert_cmpint (look.app.state, ==, state);
  g_assert_cmpint (look.app.until, ==, until);
}

/* --- in time --- */

static void
test_in_time (void)
{
  g_autoptr (GhTestOrganisation) org = gh_test_app_organisation_new ();
  g_autofree char *uri = gh_test_activate_app (org, GH_TEST_PHONE, FIVE);

  assert_shown (org, GH_APP_WAITS, GH_TEST_NOW + 5 * MINUTE);
  run_jobs (org, 0);
  pass (org, MINUTE);
  gh_test_try_app (org, uri, GH_OUTCOME_ACCEPTED);
  assert_shown (org, GH_APP_ACTIVATED, 0);
  gh_test_assert_query (org, ACTIVATED, "no");

  /* However late the job is. */
  pass (org, DAY);
  run_jobs (org, 1);
  gh_test_assert_query (org, ACTIVATED, "1795510860");
  gh_test_assert_query (org, PENDING, "no");
  assert_shown (org, GH_APP_ACTIVATED, 0);
  gh_test_assert_query (org, "SELECT operation || ' ' || actor_kind || ' ' || object_kind || ' ' || (payload ->> '$.label')"
                             " FROM log ORDER BY seq DESC LIMIT 1", "phone.note-activated system phone " GH_TEST_PHONE);
  gh_test_assert_query (org, "SELECT group_concat (kind || before || after, ' ') FROM (SELECT * FROM journal"
                             " WHERE op = (SELECT max (seq) FROM log) ORDER BY kind)",
                        "credential{\"pending_until\":1795511100}{\"pending_until\":null}"
                        " phone{\"activated\":null}{\"activated\":1795510860}");
  gh_test_refused (org, "log.undo", NULL, "{\"entry\":7}", GH_REFUSAL_CANNOT_BE_UNDONE);

  /* Once. */
  run_jobs (org, 0);
  gh_test_assert_query (org, "SELECT max (seq) FROM log", "7");
  gh_test_assert_records_whole (org);
}

/* X: the file that knew of it is gone, and the app is good, from the first step on that is certainly new. */
static void
test_events_lost (void)
{
  g_autoptr (GhTestOrganisation) org = gh_test_app_organisation_new ();
  g_autofree char *uri = gh_test_activate_app (org, GH_TEST_PHONE, FIVE);

  gh_test_try_app (org, uri, GH_OUTCOME_ACCEPTED);
  run_jobs (org, 1);
  pass (org, DAY);
  gh_test_lose_events (org);
  gh_test_assert_query (org, "SELECT count (*) FROM events.seeds", "0");
  gh_test_assert_query (org, ACTIVATED, G_STRINGIFY (GH_TEST_NOW));
  assert_shown (org, GH_APP_ACTIVATED, 0);

  pass (org, DAY + 5 * 30);
  gh_test_try_app (org, uri, GH_OUTCOME_USED);
  pass (org, DAY + 6 * 30);
  gh_test_try_app (org, uri, GH_OUTCOME_ACCEPTED);
  run_jobs (org, 0);
  gh_test_assert_query (org, ACTIVATED, G_STRINGIFY (GH_TEST_NOW));
  gh_test_assert_records_whole (org);
}

/* What was lost before the job could note it is lost: nobody knows that the app was ever used. */
static void
test_events_lost_before (void)
{
  g_autoptr (GhTestOrganisation) org = gh_test_app_organisation_new ();
  g_autofree char *uri = gh_test_activate_app (org, GH_TEST_PHONE, FIVE);

  gh_test_try_app (org, uri, GH_OUTCOME_ACCEPTED);
  gh_test_lose_events (org);
  pass (org, 5 * MINUTE);
  gh_test_try_app (org, uri, GH_OUTCOME_NO_DEVICE);
  assert_shown (org, GH_APP_TOO_LATE, 0);
}

/* What was used once in time is good for ever, whatever backup is put in its place. */
static void
test_restored (void)
{
  g_autoptr (GhTestOrganisation) org = gh_test_app_organisation_new ();
  g_autofree char *uri = gh_test_activate_app (org, GH_TEST_PHONE, FIVE);
  g_autofree char *backup = gh_test_make_backup (org, "backup.db");

  pass (org, MINUTE);
  gh_test_try_app (org, uri, GH_OUTCOME_ACCEPTED);
  run_jobs (org, 1);
  gh_test_restore_with_key (org, backup);
  gh_test_assert_query (org, ACTIVATED, "no");
  assert_shown (org, GH_APP_ACTIVATED, 0);

  pass (org, DAY);
  gh_test_try_app (org, uri, GH_OUTCOME_ACCEPTED);
  run_jobs (org, 1);
  gh_test_assert_query (org, ACTIVATED, "1795510860");
  gh_test_assert_query (org, PENDING, "no");
  gh_test_assert_records_whole (org);
}

/* A backup that has it in the place of a directory in which it has ended: it is not made good again. */
static void
test_restored_after_its_end (void)
{
  g_autoptr (GhTestOrganisation) org = gh_test_app_organisation_new ();
  g_autofree char *uri = gh_test_activate_app (org, GH_TEST_PHONE, FIVE);
  g_autofree char *backup = gh_test_make_backup (org, "backup.db");
  g_autofree char *other = NULL;

  gh_test_try_app (org, uri, GH_OUTCOME_ACCEPTED);
  other = gh_test_activate_app (org, GH_TEST_PHONE, FIVE);
  gh_test_restore_with_key (org, backup);
  run_jobs (org, 0);
  gh_test_assert_query (org, ACTIVATED, "no");
  pass (org, MINUTE);
  gh_test_try_app (org, uri, GH_OUTCOME_NO_DEVICE);
}

/* --- too late --- */

static void
test_none_came (void)
{
  g_autoptr (GhTestOrganisation) org = gh_test_app_organisation_new ();
  g_autofree char *uri = gh_test_activate_app (org, GH_TEST_PHONE, FIVE);

  pass (org, 5 * MINUTE);
  run_jobs (org, 0);
  assert_shown (org, GH_APP_TOO_LATE, 0);
  gh_test_try_app (org, uri, GH_OUTCOME_NO_DEVICE);

  /* Nor does a clock that is set back revive it, here or in a program that opens it later. */
  pass (org, MINUTE);
  gh_test_try_app (org, uri, GH_OUTCOME_NO_DEVICE);
  gh_clock_unref (org->clock);
  org->clock = gh_clock_new_at (GH_TEST_NOW + MINUTE);
  gh_test_come_back (org);
  assert_shown (org, GH_APP_TOO_LATE, 0);
  run_jobs (org, 0);
  gh_test_assert_query (org, ACTIVATED, "no");
  gh_test_assert_query (org, PENDING, "1795511100");

  /* Even where a copy of the file says that it was used in time. */
  gh_test_write_events (org, "INSERT INTO seeds (seed, last, first, accepted, file)"
                             " SELECT seed, 1, made, made, x'01' FROM directory.credentials");
  run_jobs (org, 0);
  gh_test_assert_query (org, ACTIVATED, "no");
}

/* The next to come is judged by itself. */
static void
test_activated_again (void)
{
  g_autoptr (GhTestOrganisation) org = gh_test_app_organisation_new ();
  g_autofree char *old = gh_test_activate_app (org, GH_TEST_PHONE, FIVE);
  g_autofree char *new = NULL;
  g_autofree char *newest = NULL;

  gh_test_try_app (org, old, GH_OUTCOME_ACCEPTED);
  new = gh_test_activate_app (org, GH_TEST_PHONE, FIVE);
  run_jobs (org, 0);
  gh_test_assert_query (org, ACTIVATED, "no");
  gh_test_assert_query (org, PENDING, "1795511100");

  pass (org, MINUTE);
  gh_test_try_app (org, new, GH_OUTCOME_ACCEPTED);
  run_jobs (org, 1);
  gh_test_assert_query (org, ACTIVATED, "1795510860");

  /* P2: the phone is not activated from that moment on. */
  newest = gh_test_activate_app (org, GH_TEST_PHONE, FIVE);
  gh_test_assert_query (org, ACTIVATED, "no");
  assert_shown (org, GH_APP_WAITS, GH_TEST_NOW + 6 * MINUTE);
  gh_test_assert_query (org, "SELECT before || after FROM journal WHERE op = (SELECT max (seq) FROM log) AND kind = 'phone'",
                        "{\"activated\":1795510860}{\"activated\":null}");
  pass (org, 2 * MINUTE);
  gh_test_try_app (org, new, GH_OUTCOME_WRONG);
  run_jobs (org, 0);
  gh_test_assert_query (org, ACTIVATED, "no");
  gh_test_assert_records_whole (org);
}

/* --- the job --- */

/* No date tells when a passcode comes, so it is looked for each minute while one is waited for. */
static void
test_next_look (void)
{
  g_autoptr (GhTestOrganisation) org = gh_test_app_organisation_new ();
  g_autofree char *uri = NULL;
  g_autofree char *late = NULL;

  g_assert_cmpint (run_jobs (org, 0), ==, GH_TEST_NOW + GH_TIMED_JOBS_SECONDS);
  uri = gh_test_activate_app (org, GH_TEST_PHONE, FIVE);
  g_assert_cmpint (run_jobs (org, 0), ==, GH_TEST_NOW + MINUTE);
  gh_test_try_app (org, uri, GH_OUTCOME_ACCEPTED);
  run_jobs (org, 1);
  g_assert_cmpint (run_jobs (org, 0), ==, GH_TEST_NOW + GH_TIMED_JOBS_SECONDS);

  late = gh_test_activate_app (org, GH_TEST_PHONE, FIVE);
  pass (org, 5 * MINUTE);
  g_assert_cmpint (run_jobs (org, 0), ==, GH_TEST_NOW + 5 * MINUTE + GH_TIMED_JOBS_SECONDS);
}

/* Many of them are one entry, and those that were not used are not among them. */
static void
test_many (void)
{
  g_autoptr (GhTestOrganisation) org = gh_test_app_organisation_new ();

  gh_test_write_directory (org,
    "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 6000)"
    " INSERT INTO phones (key, number, type, platform, last_op)"
    " SELECT 'DP' || printf ('%018d', i), '+4790' || printf ('%06d', i), 'mobile', 'apple ios', 1 FROM n;"
    "INSERT INTO credentials (key, device_kind, device, type, seed, made, pending_until, events, last_op)"
    " SELECT 'DC' || substr (key, 3), 'phone', id, 0, CAST (key AS BLOB), 1, 100, x'', 1 FROM phones WHERE id > 1");
  gh_test_write_events (org, "INSERT INTO seeds (seed, last, first, accepted, file)"
                             " SELECT seed, 1, device, device, x'' FROM directory.credentials WHERE device % 2");
  /* Those of the phones 3, 5 … 99; from 100 on it was too late. */
  run_jobs (org, 49);
  gh_test_assert_query (org, "SELECT count (*) || ' ' || min (activated) || ' ' || max (activated) FROM phones"
                             " WHERE activated IS NOT NULL", "49 3 99");
  gh_test_assert_query (org, "SELECT count (*) FROM credentials WHERE pending_until IS NULL", "49");
  gh_test_write_events (org, "UPDATE seeds SET first = 7");
  run_jobs (org, 2951);
  gh_test_assert_query (org, "SELECT group_concat (operation || changed || '/' || journal_rows, ' ') FROM log"
                             " WHERE actor_kind = 'system'", "phone.note-activated49/98 phone.note-activated2951/5902");
  gh_test_assert_log_whole (org);
}

static gpointer
run_in_thread (gpointer data)
{
  g_autoptr (GError) error = NULL;

  for (int i = 0; i < 20; i++)
    {
      g_autoptr (GhTimedJobsReport) report = gh_timed_jobs_run_due (data, "test", NULL, &error);

      g_assert_no_error (error);
      g_assert_nonnull (report);
    }

  return NULL;
}

/* T5: two programs do it once. */
static void
test_two_programs (void)
{
  g_autoptr (GhTestOrganisation) org = gh_test_app_organisation_new ();
  g_autofree char *uri = gh_test_activate_app (org, GH_TEST_PHONE, FIVE);
  GhStore *stores[2];
  GThread *threads[2];

  gh_test_try_app (org, uri, GH_OUTCOME_ACCEPTED);
  for (gsize i = 0; i < G_N_ELEMENTS (stores); i++)
    {
      g_autoptr (GError) error = NULL;

      stores[i] = gh_store_open (org->path, org->clock, &error);
      g_assert_no_error (error);
      threads[i] = g_thread_new ("program", run_in_thread, stores[i]);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (stores); i++)
    {
      g_thread_join (threads[i]);
      g_object_unref (stores[i]);
    }
  gh_test_assert_query (org, "SELECT count (*) FROM log WHERE operation = 'phone.note-activated'", "1");
  gh_test_assert_query (org, ACTIVATED, G_STRINGIFY (GH_TEST_NOW));
}

static gboolean
refuse_cb (GhConnection  *connection,
           gpointer       data,
           GError       **error)
{
  g_set_error_literal (error, GH_ERROR, GH_ERROR_LOCKED, "lost");

  return FALSE;
}

/* Another that took the lease meanwhile, or a program that was stopped, leaves it to the next. */
static void
test_stopped (void)
{
  g_autoptr (GhTestOrganisation) org = gh_test_app_organisation_new ();
  g_autofree char *uri = gh_test_activate_app (org, GH_TEST_PHONE, FIVE);
  g_autoptr (GhActor) system = gh_actor_new_system ("test");
  g_autoptr (GhJob) job = gh_job_new ();
  g_autoptr (GhResult) lost = NULL;
  g_autoptr (GhResult) cancelled = NULL;
  g_autoptr (GError) error = NULL;
  GhRequest request = { .operation = gh_operation_find ("phone.note-activated"), .actor = system };

  gh_test_try_app (org, uri, GH_OUTCOME_ACCEPTED);
  g_cancellable_cancel (gh_job_get_cancellable (job));
  cancelled = gh_run (org->store, &request, job, &error);
  g_assert_null (cancelled);
  g_assert_error (error, GH_ERROR, GH_ERROR_CANCELLED);
  g_clear_error (&error);
  request.guard = refuse_cb;
  lost = gh_run (org->store, &request, NULL, &error);
  g_assert_null (lost);
  g_assert_error (error, GH_ERROR, GH_ERROR_LOCKED);

  gh_test_assert_query (org, PENDING, "1795511100");
  gh_test_assert_query (org, ACTIVATED, "no");
  run_jobs (org, 1);
  gh_test_assert_records_whole (org);
}

/* It is System's, in no menu and no command. */
static void
test_hidden (void)
{
  const GhOperation *operation = gh_operation_find ("phone.note-activated");

  g_assert_true (operation->has_no_menu);
  g_assert_null (operation->target);
  for (GhRole role = GH_ROLE_OWNER + 1; role < GH_N_ROLES; role++)
    g_assert_cmpint (gh_role_may (role, operation->name), ==, GH_REFUSAL_ROLE);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/P2/first-passcode/in-time", test_in_time);
  g_test_add_func ("/X/first-passcode/events-lost", test_events_lost);
  g_test_add_func ("/X/first-passcode/events-lost-before", test_events_lost_before);
  g_test_add_func ("/O9/first-passcode/restored", test_restored);
  g_test_add_func ("/O10/first-passcode/restored-after-its-end", test_restored_after_its_end);
  g_test_add_func ("/P2/first-passcode/none-came", test_none_came);
  g_test_add_func ("/P2/first-passcode/activated-again", test_activated_again);
  g_test_add_func ("/T5/first-passcode/next-look", test_next_look);
  g_test_add_func ("/O4/first-passcode/many", test_many);
  g_test_add_func ("/T5/first-passcode/two-programs", test_two_programs);
  g_test_add_func ("/O4/first-passcode/stopped", test_stopped);
  g_test_add_func ("/T5/first-passcode/hidden", test_hidden);

  return g_test_run ();
}
