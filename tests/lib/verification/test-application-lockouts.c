/* SPDX-License-Identifier: GPL-3.0-or-later */
/* V3: failures that each application counts on its own, from the tenth to the unlocking. */
#include "gh-test-files.h"
#include "gh-test-passcodes.h"

#include "logs/gh-log-state.h"

#define NAME(name) gh_target_new_for_name (name)
#define ACTIVE     "{\"status\":\"active\"}"
#define HELD       "SELECT coalesce (group_concat (application || ':' || name, ' '), '') FROM" \
                   " (SELECT * FROM events.application_lockouts ORDER BY application)"
#define UNLOCKED   "SELECT unlocked_there = (SELECT json_group_array (number) FROM events.application_lockouts)" \
                   " FROM user_status WHERE user_id = 1"

static const GhAttemptApplication vpn = { .id = 1, .name = "VPN" };
static const GhAttemptApplication mail = { .id = 2, .name = "Mail" };
static const GhAttemptApplication files = { .id = 3, .name = "Files" };

typedef struct {
  GhTestOrganisation *org;
  char               *code;  /* a bypass code of anna's that is good for ever */
} Fixture;

static void
set (Fixture    *self,
     const char *name,
     const char *value)
{
  g_autofree char *parameters = g_strdup_printf ("{\"name\":\"%s\",\"value\":\"%s\"}", name, value);

  gh_test_do (self->org, "settings.set", NULL, parameters, 1);
}

static void
set_up (Fixture       *self,
        gconstpointer  data)
{
  g_autoptr (GhResult) code = NULL;

  self->org = gh_test_organisation_new ();
  gh_test_run_key (self->org, "key.create");
  gh_test_add_users (self->org, "anna bert");
  code = gh_test_run (self->org, "bypass-code.create", NAME ("anna"), "{\"uses\":0,\"minutes\":0}");
  self->code = g_strdup ((const char *) gh_secret_get (g_hash_table_lookup (code->secrets, "anna"), NULL));
  set (self, "lockout_per_application", "on");
}

static void
tear_down (Fixture       *self,
           gconstpointer  data)
{
  gh_test_organisation_free (self->org);
  g_free (self->code);
}

static GhOutcome
try (Fixture                    *self,
     const GhAttemptApplication *application,
     const char                 *passcode)
{
  return gh_test_judge_at (self->org, application, "anna", passcode).decision.outcome;
}

#define assert_outcome(application, passcode, wanted) \
  g_assert_cmpint (try (self, application, passcode), ==, wanted)

/* Wrong bypass codes; @last is what comes of the last of them. */
static void
fail_times (Fixture                    *self,
            const GhAttemptApplication *application,
            guint                       times,
            GhLockoutScope              last)
{
  for (guint i = 0; i < times; i++)
    {
      g_autofree char *wrong = g_strdup_printf ("%09u", 900000000 + (guint) g_test_rand_int_range (0, 99999999));
      GhVerdict verdict = gh_test_judge_at (self->org, application, "anna", wrong);

      g_assert_cmpint (verdict.decision.outcome, ==, GH_OUTCOME_WRONG);
      g_assert_cmpint (verdict.lockout, ==, i + 1 == times ? last : GH_LOCKOUT_NONE);
    }
}

static void
unlock (Fixture *self)
{
  gh_test_do (self->org, "user.set-status", NAME ("anna"), ACTIVE, 1);
}

/* --- counting --- */

/* It alone denies; the user's status is what it was, and checks ask no application. */
static void
test_there_alone (Fixture       *self,
                  gconstpointer  data)
{
  fail_times (self, &vpn, 9, GH_LOCKOUT_NONE);
  fail_times (self, &mail, 9, GH_LOCKOUT_NONE);
  fail_times (self, &vpn, 1, GH_LOCKOUT_APPLICATION);
  gh_test_assert_query (self->org, "SELECT group_concat (kind || record) FROM events.changes", "user1");
  assert_outcome (&vpn, self->code, GH_OUTCOME_LOCKED_OUT_HERE);
  assert_outcome (&vpn, "1", GH_OUTCOME_LOCKED_OUT_HERE);
  assert_outcome (&files, self->code, GH_OUTCOME_ACCEPTED);
  g_assert_cmpint (gh_test_judge (self->org, GH_PURPOSE_CHECK, "anna", self->code).decision.outcome, ==,
                   GH_OUTCOME_ACCEPTED);
  gh_test_assert_query (self->org, HELD, "1:VPN");
  gh_test_assert_query (self->org, "SELECT count (*) FROM events.lockouts", "0");
  gh_test_assert_query (self->org, "SELECT json_array (user_id, time, until, attempt, forgiven)"
                                   " FROM events.application_lockouts", "[1," G_STRINGIFY (GH_TEST_NOW) ",null,19,0]");
  gh_test_assert_query (self->org, "SELECT group_concat (DISTINCT application) FROM events.attempts WHERE id > 18",
                        "VPN,Files,");
  gh_test_assert_query (self->org, "SELECT reason FROM events.attempts WHERE id = 20", "locked_out");
}

/* Off: one counter for all. */
static void
test_off (Fixture       *self,
          gconstpointer  data)
{
  set (self, "lockout_per_application", "off");
  fail_times (self, &vpn, 5, GH_LOCKOUT_NONE);
  fail_times (self, &mail, 4, GH_LOCKOUT_NONE);
  fail_times (self, &files, 1, GH_LOCKOUT_USER);
  assert_outcome (&vpn, self->code, GH_OUTCOME_LOCKED_OUT);
  gh_test_assert_query (self->org, HELD, "");
}

/* Wrong passcodes of each kind: an app's, a token's, a bypass code's, and what fits none. */
static void
give_devices (Fixture *self)
{
  g_autoptr (GhResult) activation = NULL;
  g_autoptr (GhResult) token = NULL;
  g_autoptr (GError) error = NULL;

  gh_test_do (self->org, "phone.add", NULL,
              "{\"username\":\"anna\",\"number\":\"+4791234567\",\"platform\":\"android\"}", 1);
  activation = gh_test_run (self->org, "phone.activate", NAME ("+4791234567"), "{}");
  g_assert_cmpint (activation->changed, ==, 1);
  token = gh_test_run_with_secret (self->org, "token.add", NULL, "{\"type\":\"h8\",\"serial\":\"1\"}", "secret",
                                   "3132333435363738393031323334353637383930", &error);
  g_assert_no_error (error);
  gh_test_do (self->org, "token.assign", NAME ("anna"), "{\"token\":\"1\"}", 1);
}

/* Whatever is set, a hundred in a row lock everywhere, however they are spread. */
static void
test_hundred (Fixture       *self,
              gconstpointer  data)
{
  static const char *const wrong[] = { "000000", "00000000", "000000000", "none" };
  static const char *const factors[] = { "duo_mobile_passcode", "hardware_token", "bypass_code", "passcode" };

  give_devices (self);
  for (guint i = 0; i < 100; i++)
    {
      GhAttemptApplication one = { .id = 1 + i % 30, .name = "One of thirty" };
      GhVerdict verdict = gh_test_judge_at (self->org, &one, "anna", wrong[i % 4]);

      g_assert_cmpint (verdict.decision.outcome, ==, GH_OUTCOME_WRONG);
      g_assert_cmpstr (verdict.factor, ==, factors[i % 4]);
      g_assert_cmpint (verdict.lockout, ==, i < 99 ? GH_LOCKOUT_NONE : GH_LOCKOUT_USER);
    }
  assert_outcome (&vpn, self->code, GH_OUTCOME_LOCKED_OUT);
  gh_test_assert_query (self->org, HELD, "");

  /* They are forgiven everywhere. */
  unlock (self);
  fail_times (self, &vpn, 9, GH_LOCKOUT_NONE);
}

/* A success resets what is counted there, and of its kind. */
static void
test_success (Fixture       *self,
              gconstpointer  data)
{
  fail_times (self, &vpn, 9, GH_LOCKOUT_NONE);
  fail_times (self, &mail, 9, GH_LOCKOUT_NONE);
  assert_outcome (&vpn, self->code, GH_OUTCOME_ACCEPTED);
  fail_times (self, &vpn, 9, GH_LOCKOUT_NONE);
  fail_times (self, &mail, 1, GH_LOCKOUT_APPLICATION);
  gh_test_assert_query (self->org, HELD, "2:Mail");

  /* Counted together again, all since that success count. */
  set (self, "lockout_per_application", "off");
  fail_times (self, &files, 1, GH_LOCKOUT_USER);
}

/* It resets nothing of another kind. */
static void
test_success_of_another_kind (Fixture       *self,
                              gconstpointer  data)
{
  for (guint i = 0; i < 9; i++)
    {
      assert_outcome (&vpn, "none", GH_OUTCOME_WRONG);
      assert_outcome (&vpn, self->code, GH_OUTCOME_ACCEPTED);
    }
  g_assert_cmpint (gh_test_judge_at (self->org, &vpn, "anna", "none").lockout, ==, GH_LOCKOUT_APPLICATION);
}

/* Checks belong to no application: their failures and all others are one count. */
static void
test_checks (Fixture       *self,
             gconstpointer  data)
{
  fail_times (self, &vpn, 5, GH_LOCKOUT_NONE);
  fail_times (self, &mail, 4, GH_LOCKOUT_NONE);
  g_assert_cmpint (gh_test_judge (self->org, GH_PURPOSE_CHECK, "anna", "000000000").lockout, ==, GH_LOCKOUT_USER);
}

/* --- ending --- */

/* An end by itself does not reset the count: the first failure locks again. */
static void
test_automatic_end (Fixture       *self,
                    gconstpointer  data)
{
  set (self, "lockout_expire_duration", "5");
  fail_times (self, &vpn, 10, GH_LOCKOUT_APPLICATION);
  gh_clock_set (self->org->clock, GH_TEST_NOW + 299);
  assert_outcome (&vpn, self->code, GH_OUTCOME_LOCKED_OUT_HERE);
  gh_clock_set (self->org->clock, GH_TEST_NOW + 300);
  fail_times (self, &vpn, 1, GH_LOCKOUT_APPLICATION);
  assert_outcome (&vpn, self->code, GH_OUTCOME_LOCKED_OUT_HERE);

  /* A success does reset it. */
  gh_clock_set (self->org->clock, GH_TEST_NOW + 600);
  assert_outcome (&vpn, self->code, GH_OUTCOME_ACCEPTED);
  fail_times (self, &vpn, 9, GH_LOCKOUT_NONE);
  gh_test_refused (self->org, "user.set-status", NAME ("anna"), ACTIVE, GH_REFUSAL_ALREADY_SO);
}

/* S5: an unlocking names what it ends by number; the clock decides nothing. */
static void
test_unlocking (Fixture       *self,
                gconstpointer  data)
{
  fail_times (self, &vpn, 10, GH_LOCKOUT_APPLICATION);
  gh_clock_set (self->org->clock, GH_TEST_NOW + G_GINT64_CONSTANT (366) * 86400);
  unlock (self);
  gh_clock_set (self->org->clock, GH_TEST_NOW);
  gh_test_assert_query (self->org, UNLOCKED, "1");
  gh_test_assert_query (self->org, "SELECT before FROM journal WHERE op = (SELECT max (op) FROM journal)",
                        "{\"unlocked_there\":null}");
  gh_test_refused (self->org, "user.set-status", NAME ("anna"), ACTIVE, GH_REFUSAL_ALREADY_SO);
  gh_test_refused (self->org, "log.undo", NULL, NULL, GH_REFUSAL_UNLOCKING_STAYS);

  /* What led to it is forgiven, and nothing that follows. */
  fail_times (self, &vpn, 9, GH_LOCKOUT_NONE);
  fail_times (self, &vpn, 1, GH_LOCKOUT_APPLICATION);
  gh_test_assert_query (self->org, UNLOCKED, "0");
  gh_test_assert_query (self->org, "SELECT attempt || ' ' || forgiven FROM events.application_lockouts", "20 10");
  unlock (self);
  assert_outcome (&vpn, self->code, GH_OUTCOME_ACCEPTED);
}

/* In one second, whichever is first. */
static void
test_same_second (Fixture       *self,
                  gconstpointer  data)
{
  fail_times (self, &vpn, 9, GH_LOCKOUT_NONE);
  gh_test_refused (self->org, "user.set-status", NAME ("anna"), ACTIVE, GH_REFUSAL_ALREADY_SO);
  fail_times (self, &vpn, 1, GH_LOCKOUT_APPLICATION);
  assert_outcome (&vpn, self->code, GH_OUTCOME_LOCKED_OUT_HERE);
  unlock (self);
  fail_times (self, &vpn, 10, GH_LOCKOUT_APPLICATION);
  assert_outcome (&vpn, self->code, GH_OUTCOME_LOCKED_OUT_HERE);
}

/* Several at once, and one again afterwards: the others stay ended. */
static void
test_several (Fixture       *self,
              gconstpointer  data)
{
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;

  fail_times (self, &vpn, 10, GH_LOCKOUT_APPLICATION);
  fail_times (self, &mail, 10, GH_LOCKOUT_APPLICATION);
  fail_times (self, &files, 9, GH_LOCKOUT_NONE);
  unlock (self);
  gh_test_assert_query (self->org, HELD, "1:VPN 2:Mail");
  gh_test_assert_query (self->org, UNLOCKED, "1");
  assert_outcome (&mail, self->code, GH_OUTCOME_ACCEPTED);

  /* Nothing was forgiven where nobody was locked out. */
  fail_times (self, &files, 1, GH_LOCKOUT_APPLICATION);
  assert_outcome (&vpn, self->code, GH_OUTCOME_ACCEPTED);
  unlock (self);
  gh_test_assert_query (self->org, UNLOCKED, "1");
  assert_outcome (&files, self->code, GH_OUTCOME_ACCEPTED);

  /* A number that stands for nothing any more goes. */
  before = gh_test_query (self->org, "SELECT unlocked_there FROM user_status WHERE user_id = 1");
  fail_times (self, &vpn, 10, GH_LOCKOUT_APPLICATION);
  unlock (self);
  gh_test_assert_query (self->org, UNLOCKED, "1");
  after = gh_test_query (self->org, "SELECT unlocked_there FROM user_status WHERE user_id = 1");
  g_assert_cmpstr (before, !=, after);
}

/* With the user locked out as a whole, one unlocking ends all. */
static void
test_with_the_user (Fixture       *self,
                    gconstpointer  data)
{
  fail_times (self, &vpn, 10, GH_LOCKOUT_APPLICATION);
  g_assert_cmpint (gh_test_judge (self->org, GH_PURPOSE_CHECK, "anna", "000000000").lockout, ==, GH_LOCKOUT_USER);
  assert_outcome (&mail, self->code, GH_OUTCOME_LOCKED_OUT);
  unlock (self);
  gh_test_assert_query (self->org, "SELECT group_concat (key, ' ') FROM journal, json_each (before)"
                                   " WHERE op = (SELECT max (op) FROM journal)", "unlocked unlocked_there");
  assert_outcome (&vpn, self->code, GH_OUTCOME_ACCEPTED);
  assert_outcome (&mail, self->code, GH_OUTCOME_ACCEPTED);
}

/* S5: it holds until it ends or is ended, not until a setting changes. */
static void
test_switched_off (Fixture       *self,
                   gconstpointer  data)
{
  fail_times (self, &vpn, 10, GH_LOCKOUT_APPLICATION);
  set (self, "lockout_per_application", "off");
  assert_outcome (&vpn, self->code, GH_OUTCOME_LOCKED_OUT_HERE);
  unlock (self);
  fail_times (self, &mail, 9, GH_LOCKOUT_NONE);
  fail_times (self, &vpn, 1, GH_LOCKOUT_USER);
}

/* A4: the help desk may unlock, whoever the lock-out is of. */
static void
test_help_desk (Fixture       *self,
                gconstpointer  data)
{
  fail_times (self, &vpn, 10, GH_LOCKOUT_APPLICATION);
  gh_test_act_as (self->org, GH_ROLE_HELP_DESK);
  gh_test_refused (self->org, "user.set-status", NAME ("bert"), ACTIVE, GH_REFUSAL_ONLY_UNLOCK);
  gh_test_refused (self->org, "user.set-status", NAME ("anna"), "{\"status\":\"disabled\"}", GH_REFUSAL_ONLY_UNLOCK);
  gh_test_do (self->org, "user.set-status", gh_target_new_for_query ("username:*"), ACTIVE, 1);
  assert_outcome (&vpn, self->code, GH_OUTCOME_ACCEPTED);
  gh_test_act_as (self->org, GH_ROLE_OWNER);

  /* Who has Bypass is not in it for the lock-out of one application: to lift that is more than unlocking. */
  fail_times (self, &vpn, 10, GH_LOCKOUT_APPLICATION);
  gh_test_do (self->org, "user.set-status", NAME ("anna"), "{\"status\":\"bypass\"}", 1);
  assert_outcome (&vpn, self->code, GH_OUTCOME_LOCKED_OUT_HERE);
  gh_test_act_as (self->org, GH_ROLE_HELP_DESK);
  gh_test_refused (self->org, "user.set-status", NAME ("anna"), ACTIVE, GH_REFUSAL_ONLY_UNLOCK);
}

/* --- what is kept --- */

/* Undoing what else was done leaves it ended; every record is as the journal says (L10). */
static void
test_journal (Fixture       *self,
              gconstpointer  data)
{
  g_autoptr (GPtrArray) differences = g_ptr_array_new_with_free_func ((GDestroyNotify) gh_log_difference_free);
  g_autoptr (GError) error = NULL;
  gint64 n_differences, n_records;

  gh_test_do (self->org, "user.set-status", NAME ("anna"), "{\"status\":\"disabled\"}", 1);
  gh_test_write_events (self->org, "INSERT INTO application_lockouts (user_id, application, name, time, number, attempt)"
                                   " VALUES (1, 1, 'VPN', 5, 77, 1)");
  unlock (self);
  gh_test_assert_query (self->org, "SELECT before || after FROM journal WHERE op = (SELECT max (op) FROM journal)",
                        "{\"status\":2,\"unlocked_there\":null}{\"status\":0,\"unlocked_there\":[77]}");
  gh_test_do (self->org, "log.undo", NULL, NULL, 1);
  gh_test_assert_query (self->org, "SELECT status || unlocked_there FROM user_status WHERE user_id = 1", "2[77]");

  /* Bypass would let in there who was kept out. */
  gh_test_do (self->org, "user.set-status", NAME ("anna"), "{\"status\":\"bypass\"}", 1);
  gh_test_write_events (self->org, "UPDATE application_lockouts SET number = 78");
  unlock (self);
  gh_test_refused (self->org, "log.undo", NULL, NULL, GH_REFUSAL_UNLOCKING_STAYS);
  gh_test_assert_query (self->org, "SELECT status || unlocked_there FROM user_status WHERE user_id = 1", "0[78]");
  g_assert_true (gh_log_compare_state (self->org->store, differences, &n_differences, &n_records, NULL, &error));
  g_assert_cmpint (n_differences, ==, 0);

  /* With the user it goes. */
  gh_test_do (self->org, "user.trash", NAME ("anna"), NULL, 1);
  gh_test_do (self->org, "user.purge", gh_target_new_for_query ("username:*"), "{\"confirm\":1}", 1);
  gh_test_come_back (self->org);
  gh_test_assert_query (self->org, HELD, "");
}

/* O9: whoever was locked out, before the backup or after it, is so. */
static void
test_restored (Fixture       *self,
               gconstpointer  data)
{
  g_autofree char *backup = NULL;

  fail_times (self, &vpn, 10, GH_LOCKOUT_APPLICATION);
  backup = gh_test_make_backup (self->org, "backup.db");
  unlock (self);
  fail_times (self, &mail, 10, GH_LOCKOUT_APPLICATION);
  gh_restore_report_free (gh_test_restore (self->org, backup));
  gh_test_come_back (self->org);
  gh_test_assert_query (self->org, HELD, "1:VPN 2:Mail");
  assert_outcome (&vpn, self->code, GH_OUTCOME_LOCKED_OUT_HERE);
  assert_outcome (&mail, self->code, GH_OUTCOME_LOCKED_OUT_HERE);

  /* Of two at one application the later, with what it forgave. */
  gh_test_write_events (self->org, "DELETE FROM application_lockouts WHERE application = 2;"
                                   "UPDATE application_lockouts SET attempt = 1, forgiven = 0, number = 5");
  gh_restore_report_free (gh_test_restore (self->org, backup));
  gh_test_come_back (self->org);
  gh_test_assert_query (self->org, "SELECT group_concat (application || ' ' || attempt || ' ' || (number = 5))"
                                   " FROM events.application_lockouts", "1 10 0");
}

int
main (int    argc,
      char **argv)
{
  static const struct {
    const char *name;
    void (*func) (Fixture *self, gconstpointer data);
  } tests[] = {
    { "/V3/applications/there-alone", test_there_alone },
    { "/V3/applications/off", test_off },
    { "/V3/applications/hundred", test_hundred },
    { "/V3/applications/success", test_success },
    { "/V3/applications/success-of-another-kind", test_success_of_another_kind },
    { "/V3/applications/checks", test_checks },
    { "/V3/applications/automatic-end", test_automatic_end },
    { "/S5/applications/unlocking", test_unlocking },
    { "/S5/applications/same-second", test_same_second },
    { "/S5/applications/several", test_several },
    { "/S5/applications/with-the-user", test_with_the_user },
    { "/S5/applications/switched-off", test_switched_off },
    { "/A4/applications/help-desk", test_help_desk },
    { "/L10/applications/journal", test_journal },
    { "/O9/applications/restored", test_restored },
  };

  g_test_init (&argc, &argv, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].name, Fixture, NULL, set_up, tests[i].func, tear_down);

  return g_test_run ();
}
