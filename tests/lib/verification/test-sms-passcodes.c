/* SPDX-License-Identifier: GPL-3.0-or-later */
/* V2, V3: what becomes of an SMS passcode at a sign-in: it is accepted once, whatever happens, and for all who share the
 * phone. How they are made is in test-sms-batches. */
#include "gh-test-files.h"
#include "gh-test-log.h"
#include "gh-test-passcodes.h"
#include "gh-test-phones.h"

#include "bypass-codes/gh-bypass-code-rules.h"

#include <glib/gstdio.h>

#define MINUTE 60

#define N_THREADS 8
#define N_TRIES   40

/* anna 1 and bert 2 share PIXEL; the key is one that can be opened again. */
static GhTestOrganisation *
make_organisation (const char *batch)
{
  GhTestOrganisation *org = gh_test_organisation_new ();
  g_autofree char *size = g_strdup_printf ("{\"name\":\"sms_batch\",\"value\":\"%s\"}", batch);

  gh_test_make_key (org);
  gh_test_add_users (org, "anna bert");
  gh_test_do (org, "phone.add", NULL, "{\"username\":\"anna\",\"number\":\"" PIXEL "\",\"type\":\"mobile\"}", 1);
  gh_test_do (org, "phone.attach", NUMBER (PIXEL), "{\"username\":\"bert\"}", 1);
  if (!g_str_equal (batch, "1"))
    gh_test_do (org, "settings.set", NULL, size, 1);

  return org;
}

static GhTestOrganisation *
make_five (void)
{
  return make_organisation ("5");
}

static GhOutcome
sign_in (GhTestOrganisation *org,
         const char         *name,
         const char         *passcode)
{
  return gh_test_judge (org, GH_PURPOSE_SIGN_IN, name, passcode).decision.outcome;
}

#define assert_outcome(org, passcode, outcome) g_assert_cmpint (sign_in (org, "anna", passcode), ==, outcome)
#define assert_failures(org, n)                gh_test_assert_query (org, "SELECT count (*) FROM events.failures", n)

/* Something else that anna could sign in with, so that it is looked at what she types. */
static void
give_bypass_code (GhTestOrganisation *org)
{
  gh_test_do (org, "bypass-code.create", USER ("anna"), "{\"uses\":0,\"minutes\":0}", 1);
}

/* A passcode of seven digits that is none of @codes. */
static char *
make_wrong (char **codes,
            guint  number)
{
  char *wrong = g_strdup_printf ("%07u", number);

  for (guint i = 0; codes[i] != NULL; i++)
    if (g_str_equal (codes[i], wrong))
      wrong[6] = wrong[6] == '9' ? '0' : (char) (wrong[6] + 1);

  return wrong;
}

/* --- once --- */

/* In any order, each once, and typed as people do. */
static void
test_accepted (void)
{
  g_autoptr (GhTestOrganisation) org = make_five ();
  g_auto (GStrv) codes = gh_test_make_sms_passcodes (org, PIXEL);
  g_autofree char *device = gh_test_query (org, "SELECT key FROM phones");
  g_autofree char *typed = g_strdup_printf (" %.3s-%.4s\n", codes[1], codes[1] + 3);
  GhVerdict verdict = gh_test_judge (org, GH_PURPOSE_SIGN_IN, "anna", codes[3]);

  g_assert_cmpint (verdict.decision.outcome, ==, GH_OUTCOME_ACCEPTED);
  g_assert_true (verdict.decision.sets_login);
  g_assert_cmpstr (verdict.factor, ==, "sms_passcode");
  g_assert_cmpstr (verdict.device, ==, device);
  assert_outcome (org, typed, GH_OUTCOME_ACCEPTED);
  assert_outcome (org, codes[0], GH_OUTCOME_ACCEPTED);
  for (guint i = 0; i < 2; i++)
    {
      assert_outcome (org, codes[3], GH_OUTCOME_USED);
      assert_outcome (org, codes[1], GH_OUTCOME_USED);
      assert_outcome (org, codes[0], GH_OUTCOME_USED);
    }
  assert_outcome (org, codes[4], GH_OUTCOME_ACCEPTED);
  assert_outcome (org, codes[2], GH_OUTCOME_ACCEPTED);

  /* All are used up, and who types one again is told the same. */
  assert_outcome (org, codes[2], GH_OUTCOME_USED);
  assert_failures (org, "0");
  gh_test_assert_query (org, "SELECT group_concat (number) FROM (SELECT number FROM events.sms_uses ORDER BY number)",
                        "1,2,3,4,5");
  gh_test_assert_query (org, "SELECT group_concat (DISTINCT factor || ' ' || result || ' ' || reason) FROM"
                             " (SELECT * FROM events.attempts ORDER BY result DESC)",
                        "sms_passcode success valid_passcode,sms_passcode denied invalid_passcode");
}

/* Whoever uses it first: it belongs to the phone. */
static void
test_shared (void)
{
  g_autoptr (GhTestOrganisation) org = make_five ();
  g_auto (GStrv) codes = gh_test_make_sms_passcodes (org, PIXEL);

  gh_test_add_users (org, "carl");
  assert_outcome (org, codes[0], GH_OUTCOME_ACCEPTED);
  g_assert_cmpint (sign_in (org, "bert", codes[0]), ==, GH_OUTCOME_USED);
  g_assert_cmpint (sign_in (org, "bert", codes[1]), ==, GH_OUTCOME_ACCEPTED);
  assert_outcome (org, codes[1], GH_OUTCOME_USED);
  g_assert_cmpint (sign_in (org, "carl", codes[2]), ==, GH_OUTCOME_NO_DEVICE);
  assert_outcome (org, codes[2], GH_OUTCOME_ACCEPTED);
  assert_failures (org, "0");
}

typedef struct {
  GhTestOrganisation *org;
  const char         *code;
  int                 n_allowed; /* (atomic) */
} Race;

static gpointer
race_thread (gpointer data)
{
  Race *race = data;

  for (guint i = 0; i < N_TRIES; i++)
    if (gh_outcome_get_answer (sign_in (race->org, i % 2 ? "anna" : "bert", race->code)) == GH_ANSWER_ALLOW)
      g_atomic_int_inc (&race->n_allowed);

  return NULL;
}

static void
test_race (void)
{
  g_autoptr (GhTestOrganisation) org = make_organisation ("1");
  g_auto (GStrv) codes = gh_test_make_sms_passcodes (org, PIXEL);
  GThread *threads[N_THREADS];
  Race race = { org, codes[0], 0 };

  for (guint i = 0; i < N_THREADS; i++)
    threads[i] = g_thread_new ("race", race_thread, &race);
  for (guint i = 0; i < N_THREADS; i++)
    g_thread_join (threads[i]);

  g_assert_cmpint (race.n_allowed, ==, 1);
  gh_test_assert_query (org, "SELECT count (*) FROM events.attempts WHERE result = 'success'", "1");
  gh_test_assert_query (org, "SELECT count (*) FROM events.attempts", G_STRINGIFY (320));
  gh_test_assert_query (org, "SELECT count (*) FROM events.sms_uses", "1");
  assert_failures (org, "0");
}

/* --- authenticators --- */

/* V2: what a caller check accepts, and what brings back from an inactivity Trash. */
static void
test_authenticator (void)
{
  g_autoptr (GhTestOrganisation) org = make_five ();
  g_auto (GStrv) codes = gh_test_make_sms_passcodes (org, PIXEL);
  GhVerdict verdict = gh_test_judge (org, GH_PURPOSE_CALLER_CHECK, "anna", codes[0]);

  g_assert_cmpint (verdict.decision.outcome, ==, GH_OUTCOME_ACCEPTED);
  gh_test_assert_query (org, "SELECT count (*) FROM events.logins", "0");
  assert_outcome (org, codes[0], GH_OUTCOME_USED);
  g_assert_cmpint (gh_test_judge (org, GH_PURPOSE_CHECK, "anna", codes[1]).decision.outcome, ==, GH_OUTCOME_ACCEPTED);

  gh_test_write_directory (org, "INSERT INTO trash (user_id, origin, sent, sent_by, purge_at, status_before)"
                                " VALUES (1, 2, 1795510000, 'System', 1796510000, 0)");
  verdict = gh_test_judge (org, GH_PURPOSE_SIGN_IN, "anna", codes[2]);
  g_assert_cmpint (verdict.decision.outcome, ==, GH_OUTCOME_ACCEPTED);
  g_assert_true (verdict.decision.restores);
}

/* --- failures --- */

static void
test_failures (void)
{
  g_autoptr (GhTestOrganisation) org = make_five ();
  g_auto (GStrv) codes = gh_test_make_sms_passcodes (org, PIXEL);

  for (guint i = 0; i < 10; i++)
    {
      g_autofree char *wrong = make_wrong (codes, 10 * i);

      g_assert_cmpint (gh_test_judge (org, GH_PURPOSE_SIGN_IN, "anna", wrong).lockout, ==,
                       i == 9 ? GH_LOCKOUT_USER : GH_LOCKOUT_NONE);
    }
  gh_test_assert_query (org, "SELECT DISTINCT factors = 1 << " G_STRINGIFY (2) " FROM events.failures", "1");
  gh_test_assert_query (org, "SELECT group_concat (DISTINCT factor) FROM events.attempts", "sms_passcode");
  assert_outcome (org, codes[0], GH_OUTCOME_LOCKED_OUT);
  gh_test_do (org, "user.set-status", USER ("anna"), "{\"status\":\"active\"}", 1);
  assert_outcome (org, codes[0], GH_OUTCOME_ACCEPTED);

  /* What has another form is no guess at one. */
  assert_outcome (org, "123456", GH_OUTCOME_WRONG);
  gh_test_assert_query (org, "SELECT factor FROM events.attempts ORDER BY id DESC LIMIT 1", "passcode");
}

/* Guesses at SMS passcodes are no guesses at bypass codes of nine digits (B5). */
static void
test_guesses (void)
{
  g_autoptr (GhTestOrganisation) org = make_five ();
  g_auto (GStrv) codes = gh_test_make_sms_passcodes (org, PIXEL);

  give_bypass_code (org);
  gh_test_do (org, "settings.set", NULL, "{\"name\":\"lockout_threshold\",\"value\":\"100\"}", 1);
  for (guint i = 0; i < GH_BYPASS_CODE_GUESSES; i++)
    {
      g_autofree char *wrong = make_wrong (codes, 10 * i);

      assert_outcome (org, wrong, GH_OUTCOME_WRONG);
    }
  gh_test_assert_query (org, "SELECT count (*) FROM events.bypass_uses", "0");
  assert_outcome (org, codes[0], GH_OUTCOME_ACCEPTED);
}

/* --- what is good no longer --- */

static gboolean
has_one_of (GStrv codes,
            GStrv others)
{
  for (; *others != NULL; others++)
    if (g_strv_contains ((const char *const *) codes, *others))
      return TRUE;

  return FALSE;
}

/* A new batch ends the old one: a passcode of it is denied by its own reason and counts; one that was used is only that. */
static void
test_renewed (void)
{
  g_autoptr (GhTestOrganisation) org = make_five ();
  g_auto (GStrv) old = gh_test_make_sms_passcodes (org, PIXEL);
  g_auto (GStrv) new = NULL;
  GhVerdict verdict;

  assert_outcome (org, old[0], GH_OUTCOME_ACCEPTED);
  /* By chance one may be drawn again; then the next batch is looked at. */
  for (int minutes = 1; new == NULL || has_one_of (new, old); minutes++)
    {
      g_strfreev (new);
      gh_clock_set (org->clock, GH_TEST_NOW + minutes * MINUTE);
      new = gh_test_make_sms_passcodes (org, PIXEL);
    }

  verdict = gh_test_judge (org, GH_PURPOSE_SIGN_IN, "anna", old[1]);
  g_assert_cmpint (verdict.decision.outcome, ==, GH_OUTCOME_OUTDATED);
  g_assert_cmpstr (verdict.factor, ==, "sms_passcode");
  assert_failures (org, "1");
  assert_outcome (org, old[0], GH_OUTCOME_USED);
  assert_failures (org, "1");
  assert_outcome (org, new[4], GH_OUTCOME_ACCEPTED);
  assert_failures (org, "0");
  assert_outcome (org, new[4], GH_OUTCOME_USED);
}

/* An end once seen as past stays past (X). */
static void
test_over (void)
{
  g_autoptr (GhTestOrganisation) org = make_five ();
  g_auto (GStrv) codes = NULL;

  give_bypass_code (org);
  gh_test_do (org, "settings.set", NULL, "{\"name\":\"sms_expiration\",\"value\":\"5\"}", 1);
  codes = gh_test_make_sms_passcodes (org, PIXEL);
  gh_clock_set (org->clock, GH_TEST_NOW + 5 * MINUTE - 1);
  assert_outcome (org, codes[0], GH_OUTCOME_ACCEPTED);
  gh_clock_set (org->clock, GH_TEST_NOW + 5 * MINUTE);
  assert_outcome (org, codes[1], GH_OUTCOME_ENDED);
  assert_outcome (org, codes[0], GH_OUTCOME_USED);
  g_assert_cmpint (sign_in (org, "bert", codes[1]), ==, GH_OUTCOME_NO_DEVICE);

  gh_clock_set (org->clock, GH_TEST_NOW);
  assert_outcome (org, codes[1], GH_OUTCOME_ENDED);
  g_assert_cmpint (sign_in (org, "bert", codes[1]), ==, GH_OUTCOME_NO_DEVICE);
  gh_test_assert_query (org, "SELECT count (*) FROM events.bypass_uses", "0");
}

/* A clock that is set back makes nothing new again. */
static void
test_clock_set_back (void)
{
  g_autoptr (GhTestOrganisation) org = make_five ();
  g_auto (GStrv) codes = gh_test_make_sms_passcodes (org, PIXEL);
  static const gint64 back[] = { 1, 30, 86400, 366 * 86400 };

  for (gsize i = 0; i < G_N_ELEMENTS (back); i++)
    {
      gh_clock_set (org->clock, GH_TEST_NOW);
      assert_outcome (org, codes[i], GH_OUTCOME_ACCEPTED);
      gh_clock_set (org->clock, GH_TEST_NOW - back[i]);
      assert_outcome (org, codes[i], GH_OUTCOME_USED);
    }
}

/* --- files --- */

static void
come_back (GhTestOrganisation *org)
{
  gh_test_come_back (org);
  gh_test_open_key (org, 1);
}

/* Denied, and no failure of the person's. */
static void
test_key_not_open (void)
{
  g_autoptr (GhTestOrganisation) org = make_five ();
  g_auto (GStrv) codes = gh_test_make_sms_passcodes (org, PIXEL);
  g_autofree char *wrong = make_wrong (codes, 1);

  gh_test_reopen (org);
  assert_outcome (org, codes[0], GH_OUTCOME_NOT_READ);
  assert_outcome (org, wrong, GH_OUTCOME_NOT_READ);
  assert_failures (org, "0");
  gh_test_open_key (org, 1);
  assert_outcome (org, codes[0], GH_OUTCOME_ACCEPTED);
}

static void
test_restored (void)
{
  g_autoptr (GhTestOrganisation) org = make_five ();
  g_auto (GStrv) codes = gh_test_make_sms_passcodes (org, PIXEL);
  g_autofree char *backup = gh_test_make_backup (org, "backup.db");

  assert_outcome (org, codes[0], GH_OUTCOME_ACCEPTED);
  gh_restore_report_free (gh_test_restore (org, backup));
  come_back (org);
  assert_outcome (org, codes[0], GH_OUTCOME_NO_DEVICE);
  assert_outcome (org, codes[1], GH_OUTCOME_NO_DEVICE);
  gh_test_assert_query (org, "SELECT count (*) FROM events.sms_uses", "1");

  give_bypass_code (org);
  assert_outcome (org, codes[0], GH_OUTCOME_USED);
  assert_outcome (org, codes[1], GH_OUTCOME_OUTDATED);

  /* The next one ends what is left of it. */
  gh_clock_set (org->clock, GH_TEST_NOW + MINUTE);
  g_strfreev (g_steal_pointer (&codes));
  codes = gh_test_make_sms_passcodes (org, PIXEL);
  assert_outcome (org, codes[0], GH_OUTCOME_ACCEPTED);
  gh_test_assert_query (org, "SELECT count (*) FROM sms_batches", "1");
}

/* O10: what has ended stays so in the events file, should the directory say otherwise. */
static void
test_ended (void)
{
  g_autoptr (GhTestOrganisation) org = make_five ();
  g_auto (GStrv) codes = gh_test_make_sms_passcodes (org, PIXEL);
  g_autofree char *again = gh_test_query (org, "SELECT 'DELETE FROM sms_batches; INSERT INTO sms_batches (key, phone_id, made,"
                                               " codes, key_number, era, last_op) SELECT ''' || key || ''', 1, made, codes,"
                                               " key_number, era, last_op FROM old' FROM sms_batches");

  gh_test_write_directory (org, "CREATE TABLE old AS SELECT * FROM sms_batches");
  give_bypass_code (org);
  gh_clock_set (org->clock, GH_TEST_NOW + MINUTE);
  g_strfreev (gh_test_make_sms_passcodes (org, PIXEL));
  gh_test_write_directory (org, again);
  gh_test_assert_query (org, "SELECT count (*) FROM sms_batches JOIN events.endings USING (key)", "1");
  assert_outcome (org, codes[0], GH_OUTCOME_OUTDATED);
  g_assert_cmpint (sign_in (org, "bert", codes[0]), ==, GH_OUTCOME_NO_DEVICE);
}

/* X: of a new events file nobody knows what was used before it. */
static void
test_events_lost (void)
{
  static const char *const ends[] = { "-events", "-events-wal", "-events-shm" };
  g_autoptr (GhTestOrganisation) org = make_five ();
  g_auto (GStrv) codes = gh_test_make_sms_passcodes (org, PIXEL);

  assert_outcome (org, codes[0], GH_OUTCOME_ACCEPTED);
  g_clear_object (&org->store);
  for (gsize i = 0; i < G_N_ELEMENTS (ends); i++)
    {
      g_autofree char *path = g_strconcat (org->path, ends[i], NULL);

      g_unlink (path);
    }

  /* Before any operation could say so. */
  gh_test_reopen (org);
  gh_test_open_key (org, 1);
  assert_outcome (org, codes[0], GH_OUTCOME_NO_DEVICE);
  assert_outcome (org, codes[1], GH_OUTCOME_NO_DEVICE);
  come_back (org);
  assert_outcome (org, codes[0], GH_OUTCOME_NO_DEVICE);
  assert_outcome (org, codes[1], GH_OUTCOME_NO_DEVICE);

  gh_clock_set (org->clock, GH_TEST_NOW + MINUTE);
  g_strfreev (g_steal_pointer (&codes));
  codes = gh_test_make_sms_passcodes (org, PIXEL);
  assert_outcome (org, codes[0], GH_OUTCOME_ACCEPTED);
}

/* X, L8: yesterday's copy of the events file does not know what was used today. */
static void
test_events_set_back (void)
{
  g_autoptr (GhTestOrganisation) org = make_five ();
  g_auto (GStrv) codes = gh_test_make_sms_passcodes (org, PIXEL);
  g_autofree char *yesterday = gh_test_make_backup (org, "yesterday.db");
  g_autofree char *copy = g_strconcat (yesterday, "-events", NULL);
  g_autofree char *events = g_strconcat (org->path, "-events", NULL);
  g_autofree char *wal = g_strconcat (org->path, "-events-wal", NULL);
  g_autofree char *shm = g_strconcat (org->path, "-events-shm", NULL);

  assert_outcome (org, codes[0], GH_OUTCOME_ACCEPTED);
  come_back (org);
  g_clear_object (&org->store);
  g_unlink (wal);
  g_unlink (shm);
  g_assert_cmpint (g_rename (copy, events), ==, 0);
  come_back (org);
  gh_test_assert_query (org, "SELECT count (*) FROM events.sms_uses", "0");
  assert_outcome (org, codes[0], GH_OUTCOME_NO_DEVICE);
  assert_outcome (org, codes[1], GH_OUTCOME_NO_DEVICE);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/V3/sms/accepted", test_accepted);
  g_test_add_func ("/V3/sms/shared", test_shared);
  g_test_add_func ("/V3/sms/race", test_race);
  g_test_add_func ("/V2/sms/authenticator", test_authenticator);
  g_test_add_func ("/V3/sms/failures", test_failures);
  g_test_add_func ("/B5/sms/guesses", test_guesses);
  g_test_add_func ("/P3/sms/renewed", test_renewed);
  g_test_add_func ("/X/sms/over", test_over);
  g_test_add_func ("/X/sms/clock-set-back", test_clock_set_back);
  g_test_add_func ("/K2/sms/key-not-open", test_key_not_open);
  g_test_add_func ("/O9/sms/restored", test_restored);
  g_test_add_func ("/O10/sms/ended", test_ended);
  g_test_add_func ("/X/sms/events-lost", test_events_lost);
  g_test_add_func ("/X/sms/events-set-back", test_events_set_back);

  return g_test_run ();
}
