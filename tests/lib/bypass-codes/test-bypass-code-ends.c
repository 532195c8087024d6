/* SPDX-License-Identifier: GPL-3.0-or-later */
/* B4: that a code has ended, and by what, stands in the log, once; and it stays ended. */
#include "gh-test-files.h"
#include "gh-test-passcodes.h"

#include "jobs/gh-timed-jobs.h"

#define NAME(name) gh_target_new_for_name (name)
#define HOUR (60 * 60)
#define DAY  (24 * HOUR)

#define ENDED "SELECT group_concat (coalesce (ended, 'no'), ' ') FROM (SELECT * FROM bypass_codes ORDER BY id)"

static GhTestOrganisation *
make_organisation (void)
{
  GhTestOrganisation *org = gh_test_organisation_new ();

  gh_test_run_key (org, "key.create");
  gh_test_add_users (org, "anna bert");
  gh_test_do (org, "settings.set", NULL, "{\"name\":\"lockout_threshold\",\"value\":\"100\"}", 1);

  return org;
}

static void
assert_outcome (GhTestOrganisation *org,
                const char         *name,
                const char         *code,
                GhOutcome           outcome)
{
  g_assert_cmpint (gh_test_judge (org, GH_PURPOSE_SIGN_IN, name, code).decision.outcome, ==, outcome);
}

/* Runs the timed jobs, which note the end of so many codes and do nothing else. */
static void
run_jobs (GhTestOrganisation *org,
          gint64              n_ended)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GhTimedJobsReport) report = gh_timed_jobs_run_due (org->store, "test", NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (report->done->len, ==, n_ended > 0);
  if (n_ended > 0)
    {
      const GhResult *result = g_ptr_array_index (report->done, 0);

      g_assert_cmpstr (result->operation->name, ==, "bypass-code.note-ended");
      g_assert_cmpint (result->changed, ==, n_ended);
    }
}

static void
test_ends (void)
{
  g_autoptr (GhTestOrganisation) org = make_organisation ();
  g_autofree char *once = gh_test_create_code (org, "anna", "{\"minutes\":0}");
  g_autofree char *twice = gh_test_create_code (org, "anna", "{\"minutes\":0,\"uses\":2}");
  g_autofree char *entry = NULL;

  g_free (gh_test_create_code (org, "anna", "{\"uses\":0}"));
  g_free (gh_test_create_code (org, "bert", "{\"minutes\":30,\"uses\":0}"));
  g_free (gh_test_create_code (org, "bert", "{\"minutes\":0}"));
  g_free (gh_test_create_code (org, "bert", "{\"minutes\":0}"));
  run_jobs (org, 0);
  gh_test_write_directory (org, "UPDATE bypass_codes SET era = randomblob (16) WHERE id = 5");
  assert_outcome (org, "anna", once, GH_OUTCOME_ACCEPTED);
  assert_outcome (org, "anna", twice, GH_OUTCOME_ACCEPTED);
  run_jobs (org, 2);
  gh_test_assert_query (org, ENDED, "used no no no restored no");

  for (guint i = 0; i < 50; i++)
    {
      g_autofree char *wrong = g_strdup_printf ("%09u", 900000000 + i);

      assert_outcome (org, "bert", wrong, GH_OUTCOME_WRONG);
    }
  assert_outcome (org, "anna", twice, GH_OUTCOME_ACCEPTED);
  gh_clock_set (org->clock, GH_TEST_NOW + HOUR);
  run_jobs (org, 4);
  gh_test_assert_query (org, ENDED, "used used expired guessed restored guessed");
  gh_test_assert_query (org, "SELECT operation || ' ' || actor_kind || ' ' || changed"
                             " FROM log ORDER BY seq DESC LIMIT 1", "bypass-code.note-ended system 4");
  gh_test_assert_query (org, "SELECT group_concat (id || before || after, ' ') FROM (SELECT * FROM journal"
                             " WHERE op = (SELECT max (seq) FROM log) ORDER BY id)",
                        "2{\"ended\":null}{\"ended\":\"used\"} 3{\"ended\":null}{\"ended\":\"expired\"}"
                        " 4{\"ended\":null}{\"ended\":\"guessed\"} 6{\"ended\":null}{\"ended\":\"guessed\"}");
  gh_test_assert_query (org, "SELECT group_concat (value ->> '$.username', ' ')"
                             " FROM json_each ((SELECT payload -> '$.facts.bypass_codes' FROM log ORDER BY seq DESC LIMIT 1))",
                        "anna anna bert bert");
  entry = gh_test_query (org, "SELECT json_object ('entry', max (seq)) FROM log");
  gh_test_refused (org, "log.undo", NULL, entry, GH_REFUSAL_CANNOT_BE_UNDONE);

  /* Once. */
  run_jobs (org, 0);
  gh_test_assert_records_whole (org);
}

/* X: what the log says has ended stays so: the clock set back, the events file lost. */
static void
test_stays (void)
{
  g_autoptr (GhTestOrganisation) org = make_organisation ();
  g_autofree char *code = gh_test_create_code (org, "anna", "{\"uses\":3}");
  g_autofree char *other = gh_test_create_code (org, "anna", "{\"minutes\":0,\"uses\":3}");
  g_autofree char *used = gh_test_create_code (org, "anna", "{\"minutes\":0}");

  assert_outcome (org, "anna", used, GH_OUTCOME_ACCEPTED);
  gh_clock_set (org->clock, GH_TEST_NOW + HOUR);
  run_jobs (org, 2);
  gh_clock_set (org->clock, GH_TEST_NOW);
  assert_outcome (org, "anna", code, GH_OUTCOME_ENDED);
  gh_test_write_events (org, "DELETE FROM bypass_uses");
  assert_outcome (org, "anna", code, GH_OUTCOME_ENDED);
  assert_outcome (org, "anna", used, GH_OUTCOME_USED);
  assert_outcome (org, "anna", other, GH_OUTCOME_ACCEPTED);
  run_jobs (org, 0);
}

/* Whoever types one again is still told which it was, and that is no failure of theirs (V3). */
static void
test_used_again (void)
{
  g_autoptr (GhTestOrganisation) org = make_organisation ();
  g_autofree char *code = gh_test_create_code (org, "anna", "{}");
  g_autofree char *other = gh_test_create_code (org, "anna", "{}");

  assert_outcome (org, "anna", code, GH_OUTCOME_ACCEPTED);
  run_jobs (org, 1);
  assert_outcome (org, "anna", code, GH_OUTCOME_USED);
  gh_test_assert_query (org, "SELECT count (*) FROM events.failures", "0");
  assert_outcome (org, "anna", other, GH_OUTCOME_ACCEPTED);
}

/* T5: a clock that is far ahead ends nothing for good. */
static void
test_clock_ahead (void)
{
  g_autoptr (GhTestOrganisation) org = make_organisation ();
  g_autofree char *code = gh_test_create_code (org, "anna", "{}");

  run_jobs (org, 0);
  gh_clock_set (org->clock, GH_TEST_NOW + 400 * DAY);
  run_jobs (org, 0);
  gh_clock_set (org->clock, GH_TEST_NOW);
  run_jobs (org, 0);
  assert_outcome (org, "anna", code, GH_OUTCOME_ACCEPTED);
}

/* Many at once, and one that is deleted afterwards. */
static void
test_many (void)
{
  g_autoptr (GhTestOrganisation) org = make_organisation ();
  g_autofree char *key = NULL;

  for (guint i = 0; i < 10; i++)
    gh_test_do (org, "bypass-code.create", gh_target_new_for_query ("username:*"), "{\"count\":10}", 2);
  gh_clock_set (org->clock, GH_TEST_NOW + HOUR);
  run_jobs (org, 200);
  gh_test_assert_query (org, "SELECT count (*) FROM bypass_codes WHERE ended = 'expired'", "200");

  key = gh_test_query (org, "SELECT key FROM bypass_codes WHERE id = 1");
  gh_test_do (org, "bypass-code.delete", gh_target_new_for_keys ((const char *const[]) { key, NULL }), NULL, 1);
  gh_test_assert_query (org, "SELECT before ->> '$.ended' FROM journal WHERE op = (SELECT max (seq) FROM log)"
                             " AND kind = 'bypass-code'", "expired");
  gh_test_do (org, "user.trash", NAME ("bert"), NULL, 1);
  gh_test_do (org, "user.purge", NAME ("bert"), "{\"confirm\":1}", 1);
  gh_test_assert_query (org, "SELECT count (*) FROM bypass_codes", "99");
  gh_test_assert_records_whole (org);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/B4/ends", test_ends);
  g_test_add_func ("/B4/ends/stays", test_stays);
  g_test_add_func ("/B4/ends/used-again", test_used_again);
  g_test_add_func ("/T5/code-ends/clock-ahead", test_clock_ahead);
  g_test_add_func ("/B4/ends/many", test_many);

  return g_test_run ();
}
