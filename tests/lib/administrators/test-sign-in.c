/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Signing in: how somebody could get in who should not, or be counted twice, or not at all. */
#include "gh-test-administrators.h"
#include "gh-test-passcodes.h"

#include "administrators/gh-administrator-credential.h"
#include "administrators/gh-own-account.h"
#include "store/gh-backup.h"

#include <string.h>

#define INGRID "ingrid@hu.example"
#define ELIF   "elif@hu.example"

#define EMAIL(email) gh_target_new_for_name (email)

/* With an Owner, who is not the one that the test is about. */
static GhTestOrganisation *
make_organisation (void)
{
  GhTestOrganisation *org = gh_test_organisation_new ();

  gh_test_administrator_free (gh_test_make_administrator (org, INGRID, "owner"));

  return org;
}

static void
advance (GhTestOrganisation *org,
         gint64              seconds)
{
  gh_clock_set (org->clock, gh_clock_now (org->clock) + seconds);
}

static void
expect_password (GhTestOrganisation *org,
                 const char         *email,
                 const char         *password,
                 GhSignInOutcome     outcome)
{
  g_test_message ("%s: %s", email, password);
  g_assert_cmpint (gh_test_try_password (org, email, password, NULL).outcome, ==, outcome);
}

static void
expect_passcode (GhTestOrganisation *org,
                 GhProof            *proof,
                 const char         *typed,
                 GhSignInOutcome     outcome)
{
  g_assert_cmpint (gh_test_try_passcode (org, proof, typed).outcome, ==, outcome);
}

static GhProof *
prove (GhTestOrganisation        *org,
       const GhTestAdministrator *administrator)
{
  GhProof *proof = NULL;

  g_assert_cmpint (gh_test_try_password (org, administrator->email, administrator->password, &proof).outcome, ==,
                   GH_SIGN_IN_RIGHT);

  return proof;
}

/* --- setting up --- */

static GhResult *
try_set_up (GhTestOrganisation     *org,
            GhAdministratorSession *session,
            GhSecret               *seed,
            const char             *password,
            const char             *passcode)
{
  g_autoptr (GhSecret) password_secret = gh_test_secret (password);
  g_autoptr (GhSecret) passcode_secret = gh_test_secret (passcode);
  g_autoptr (GError) error = NULL;
  GhResult *result = gh_test_run_own (org, session, "administrator.set-up", &error, GH_OWN_PASSWORD, password_secret,
                                      GH_OWN_SEED, seed, GH_OWN_PASSCODE, passcode_secret, NULL);

  g_assert_no_error (error);

  return result;
}

static void
refuse_set_up (GhTestOrganisation     *org,
               GhAdministratorSession *session,
               GhSecret               *seed,
               const char             *password,
               const char             *passcode,
               GhRefusal               refusal)
{
  g_autoptr (GhResult) result = try_set_up (org, session, seed, password, passcode);

  g_test_message ("%s", password);
  g_assert_true (result->is_refused);
  g_assert_cmpint (gh_test_count_skipped (result, refusal), ==, 1);
}

static void
test_set_up (void)
{
  g_autoptr (GhTestOrganisation) org = gh_test_organisation_new ();
  g_autofree char *set_up_code = gh_test_add_administrator (org, INGRID, "owner");
  g_autoptr (GhSecret) seed = gh_secret_new_random (20);
  g_autofree char *code = gh_test_get_factor_code (org, seed, 0);
  g_autofree char *stale = gh_test_get_factor_code (org, seed, -3);
  g_autofree char *next = gh_test_get_factor_code (org, seed, 1);
  g_autofree char *lower = g_ascii_strdown (set_up_code, -1);
  g_autoptr (GhProof) set_up_proof = NULL;
  g_autoptr (GhProof) proof = NULL;
  g_autoptr (GhAdministratorSession) session = NULL;
  g_autoptr (GhResult) result = NULL;
  g_autoptr (GError) error = NULL;

  /* In any case; what it begins is good for nothing but setting up. */
  g_assert_cmpint (gh_test_try_password (org, INGRID, lower, &set_up_proof).outcome, ==, GH_SIGN_IN_RIGHT);
  session = gh_administrator_session_new (org->store, set_up_proof, &error);
  g_assert_no_error (error);
  {
    GhActor *before = g_steal_pointer (&org->actor);

    org->actor = gh_administrator_session_dup_actor (session, "gatehouse");
    gh_test_refused (org, "user.add", NULL, "{\"username\": \"anna\"}", GH_REFUSAL_SIGNED_OUT);
    gh_actor_free (org->actor);
    org->actor = before;
  }

  refuse_set_up (org, session, seed, "short", code, GH_REFUSAL_PASSWORD);
  refuse_set_up (org, session, seed, "123456789012", code, GH_REFUSAL_PASSWORD);
  refuse_set_up (org, session, seed, GH_TEST_PASSWORD, stale, GH_REFUSAL_PASSCODE_NOT_APPS);
  refuse_set_up (org, session, seed, GH_TEST_PASSWORD, "", GH_REFUSAL_PASSCODE_NOT_APPS);
  result = try_set_up (org, session, seed, GH_TEST_PASSWORD, code);
  g_assert_false (result->is_refused);

  /* The code is used up, and so is the passcode that confirmed the app. */
  expect_password (org, INGRID, set_up_code, GH_SIGN_IN_WRONG);
  g_assert_cmpint (gh_test_try_password (org, INGRID, GH_TEST_PASSWORD, &proof).outcome, ==, GH_SIGN_IN_RIGHT);
  expect_passcode (org, proof, code, GH_SIGN_IN_WRONG);
  expect_passcode (org, proof, next, GH_SIGN_IN_RIGHT);
  expect_passcode (org, proof, next, GH_SIGN_IN_WRONG);
  gh_test_assert_query (org, "SELECT group_concat (purpose || ' ' || factor || ' ' || result, ', ') FROM"
                             " (SELECT * FROM events.attempts WHERE application = 'Gatehouse' ORDER BY id)",
                        "set-up-code set_up_code success, password password denied, password password success,"
                        " passcode duo_mobile_passcode denied, passcode duo_mobile_passcode success,"
                        " passcode duo_mobile_passcode denied");
}

static void
set (GhTestOrganisation *org,
     const char         *name,
     const char         *value)
{
  g_autofree char *parameters = g_strdup_printf ("{\"name\": \"%s\", \"value\": \"%s\"}", name, value);

  gh_test_do (org, "settings.set", NULL, parameters, 1);
}

/* I1: what the organisation asks of new passwords. */
static void
test_password_settings (void)
{
  static const struct {
    const char *setting;
    const char *value;
    const char *before;
    const char *password;
  } rows[] = {
    { "minimum_password_length", "22", "12", "the quick brown fox 7" },
    { "password_requires_upper_alpha", "on", "off", "the quick brown fox 7" },
    { "password_requires_lower_alpha", "on", "off", "THE QUICK BROWN FOX 7" },
    { "password_requires_numeric", "on", "off", "the quick brown fox" },
    { "password_requires_special", "on", "off", "thequickbrownfox7" },
  };
  g_autoptr (GhTestOrganisation) org = gh_test_organisation_new ();
  g_autofree char *set_up_code = gh_test_add_administrator (org, INGRID, "owner");
  g_autoptr (GhSecret) seed = gh_secret_new_random (20);
  g_autofree char *code = gh_test_get_factor_code (org, seed, 0);
  g_autoptr (GhProof) proof = NULL;
  g_autoptr (GhAdministratorSession) session = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (gh_test_try_password (org, INGRID, set_up_code, &proof).outcome, ==, GH_SIGN_IN_RIGHT);
  session = gh_administrator_session_new (org->store, proof, &error);
  g_assert_no_error (error);
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      GhActor *before = g_steal_pointer (&org->actor);
      g_autoptr (GhSecret) password = gh_test_secret (rows[i].password);
      g_autoptr (GHashTable) secrets = gh_secrets_new ();
      g_autoptr (GhResult) result = NULL;

      /* Without the setting it would do. */
      g_hash_table_insert (secrets, g_strdup (GH_OWN_PASSWORD), gh_secret_ref (password));
      org->actor = gh_administrator_session_dup_actor (session, "gatehouse");
      result = gh_rehearse (org->store, &(GhRequest) { .operation = gh_operation_find ("administrator.set-up"),
                                                       .actor = org->actor, .secrets = secrets }, NULL, &error);
      g_assert_no_error (error);
      g_assert_false (result->is_refused);
      gh_actor_free (org->actor);
      org->actor = before;

      set (org, rows[i].setting, rows[i].value);
      refuse_set_up (org, session, seed, rows[i].password, code, GH_REFUSAL_PASSWORD);
      set (org, rows[i].setting, rows[i].before);
    }
}

static void
test_set_up_ends (void)
{
  g_autoptr (GhTestOrganisation) org = gh_test_organisation_new ();
  g_autofree char *code = gh_test_add_administrator (org, INGRID, "owner");
  g_autofree char *again = NULL;
  g_autoptr (GhResult) result = NULL;

  advance (org, GH_SET_UP_CODE_SECONDS);
  expect_password (org, INGRID, code, GH_SIGN_IN_WRONG);
  /* X: an end once seen as past stays past. */
  gh_clock_set (org->clock, GH_TEST_NOW);
  expect_password (org, INGRID, code, GH_SIGN_IN_WRONG);

  result = gh_test_run (org, "administrator.reset-password", EMAIL (INGRID), NULL);
  again = g_strdup ((const char *) gh_secret_get (g_hash_table_lookup (result->secrets, INGRID), NULL));
  expect_password (org, INGRID, again, GH_SIGN_IN_RIGHT);
}

/* The own account: another password keeps the app, another app keeps the password. */
static void
test_own_account (void)
{
  g_autoptr (GhTestOrganisation) org = gh_test_organisation_new ();
  g_autoptr (GhTestAdministrator) ingrid = gh_test_make_administrator (org, INGRID, "owner");
  g_autoptr (GhAdministratorSession) session = gh_test_sign_in (org, ingrid);
  g_autoptr (GhAdministratorSession) session_after = NULL;
  g_autoptr (GhSecret) new_password = gh_test_secret ("another quick brown fox");
  g_autoptr (GhSecret) wrong_key = gh_secret_new_random (GH_KEY_BYTES);
  g_autoptr (GhSecret) new_seed = gh_secret_new_random (20);
  g_autoptr (GhSecret) confirming = NULL;
  g_autofree char *code = NULL;
  g_autoptr (GhProof) proof = prove (org, ingrid);
  g_autoptr (GhResult) changed = NULL;
  g_autoptr (GhResult) replaced = NULL;
  g_autoptr (GhResult) signed_out = NULL;
  g_autoptr (GError) error = NULL;

  /* A seal key that opens nothing must not lose the seed. */
  g_assert_null (gh_test_run_own (org, session, "administrator.change-password", &error, GH_OWN_PASSWORD, new_password,
                                  GH_OWN_SEAL_KEY, wrong_key, NULL));
  g_assert_error (error, GH_ERROR, GH_ERROR_DAMAGED);
  g_clear_error (&error);

  changed = gh_test_run_own (org, session, "administrator.change-password", &error, GH_OWN_PASSWORD, new_password,
                             GH_OWN_SEAL_KEY, proof->seal_key, NULL);
  g_assert_no_error (error);
  g_assert_false (changed->is_refused);
  signed_out = gh_test_run_own (org, session, "administrator.renew-codes", &error, NULL);
  g_assert_no_error (error);
  g_assert_cmpint (gh_test_count_skipped (signed_out, GH_REFUSAL_SIGNED_OUT), ==, 1);

  expect_password (org, INGRID, ingrid->password, GH_SIGN_IN_WRONG);
  g_free (ingrid->password);
  ingrid->password = g_strdup ("another quick brown fox");
  session_after = gh_test_sign_in (org, ingrid);

  g_clear_pointer (&proof, gh_proof_free);
  proof = prove (org, ingrid);
  code = gh_test_get_factor_code (org, new_seed, 0);
  confirming = gh_test_secret (code);
  replaced = gh_test_run_own (org, session_after, "administrator.replace-factor", &error, GH_OWN_SEAL_KEY,
                              proof->seal_key, GH_OWN_SEED, new_seed, GH_OWN_PASSCODE, confirming, NULL);
  g_assert_no_error (error);
  g_assert_false (replaced->is_refused);
  gh_secret_unref (ingrid->seed);
  ingrid->seed = gh_secret_ref (new_seed);
  g_clear_object (&session_after);
  session_after = gh_test_sign_in (org, ingrid);
  /* The recovery codes of before went with the app. */
  expect_passcode (org, proof, ingrid->recovery_codes[0], GH_SIGN_IN_SIGNED_OUT);
  g_clear_pointer (&proof, gh_proof_free);
  proof = prove (org, ingrid);
  expect_passcode (org, proof, ingrid->recovery_codes[0], GH_SIGN_IN_WRONG);
}

/* A5: after the second factor was reset the password alone is not enough. */
static void
test_reset_factor (void)
{
  g_autoptr (GhTestOrganisation) org = make_organisation ();
  g_autoptr (GhTestAdministrator) elif = gh_test_make_administrator (org, ELIF, "owner");
  g_autoptr (GhResult) reset = gh_test_run (org, "administrator.reset-factor", EMAIL (ELIF), NULL);
  GhSecret *set_up_code = g_hash_table_lookup (reset->secrets, ELIF);
  const GhSignInPlace place = { ELIF, "gatehouse", NULL };
  g_autoptr (GhSecret) wrong = gh_test_secret ("0000-0000-0000-0000-0000-0000-00");
  g_autoptr (GhSecret) seed = gh_secret_new_random (20);
  g_autofree char *shown = gh_test_get_factor_code (org, seed, 0);
  g_autoptr (GhSecret) passcode = gh_test_secret (shown);
  g_autoptr (GhProof) proof = prove (org, elif);
  g_autoptr (GhAdministratorSession) session = NULL;
  g_autoptr (GhResult) set_up = NULL;
  g_autoptr (GError) error = NULL;
  GhSignInAnswer answer;

  expect_passcode (org, proof, elif->recovery_codes[0], GH_SIGN_IN_WRONG);
  g_assert_true (gh_sign_in_check_set_up_code (org->store, &place, proof, wrong, &answer, &error));
  g_assert_cmpint (answer.outcome, ==, GH_SIGN_IN_WRONG);
  g_assert_true (gh_sign_in_check_set_up_code (org->store, &place, proof, set_up_code, &answer, &error));
  g_assert_cmpint (answer.outcome, ==, GH_SIGN_IN_RIGHT);
  session = gh_administrator_session_new (org->store, proof, &error);
  g_assert_no_error (error);
  set_up = gh_test_run_own (org, session, "administrator.set-up", &error, GH_OWN_SEAL_KEY, proof->seal_key, GH_OWN_SEED,
                            seed, GH_OWN_PASSCODE, passcode, NULL);
  g_assert_no_error (error);
  g_assert_false (set_up->is_refused);

  gh_secret_unref (elif->seed);
  elif->seed = gh_secret_ref (seed);
  g_clear_object (&session);
  session = gh_test_sign_in (org, elif);
}

/* --- ladders --- */

/* The rungs of A8, by passcodes, which cost nothing. */
static void
test_ladder (void)
{
  static const gint64 waits[] = { 0, 0, 0, 5, 10, 20, 40, 80, 160, 320, 640, 900, 900 };
  g_autoptr (GhTestOrganisation) org = gh_test_organisation_new ();
  g_autoptr (GhTestAdministrator) ingrid = gh_test_make_administrator (org, INGRID, "owner");
  g_autoptr (GhProof) proof = prove (org, ingrid);
  g_autofree char *code = NULL;

  /* The last usable Owner is delayed, never locked. */
  for (gsize i = 0; i < G_N_ELEMENTS (waits); i++)
    {
      g_test_message ("failure %" G_GSIZE_FORMAT, i + 1);
      expect_passcode (org, proof, "000000", GH_SIGN_IN_WRONG);
      if (waits[i] > 0)
        g_assert_cmpint (gh_test_try_passcode (org, proof, "000000").wait, ==, waits[i]);
      advance (org, waits[i]);
    }

  code = gh_test_get_factor_code (org, ingrid->seed, 0);
  expect_passcode (org, proof, code, GH_SIGN_IN_RIGHT);
  gh_test_assert_query (org, "SELECT count(*) FROM events.ladders", "0");
}

/* While one waits, the right one is not judged, nor used up. */
static void
test_wait (void)
{
  g_autoptr (GhTestOrganisation) org = gh_test_organisation_new ();
  g_autoptr (GhTestAdministrator) ingrid = gh_test_make_administrator (org, INGRID, "owner");
  g_autoptr (GhProof) proof = prove (org, ingrid);
  g_autofree char *code = gh_test_get_factor_code (org, ingrid->seed, 1);

  for (guint i = 0; i < 4; i++)
    expect_passcode (org, proof, "000000", GH_SIGN_IN_WRONG);
  expect_passcode (org, proof, code, GH_SIGN_IN_WAIT);
  expect_passcode (org, proof, ingrid->recovery_codes[3], GH_SIGN_IN_WAIT);
  gh_test_reopen (org);
  expect_passcode (org, proof, code, GH_SIGN_IN_WAIT);
  advance (org, 5);
  expect_passcode (org, proof, code, GH_SIGN_IN_RIGHT);
  expect_passcode (org, proof, ingrid->recovery_codes[3], GH_SIGN_IN_RIGHT);

  /* Neither ladder resets the other: a right password did not begin the passcodes' anew. */
  for (guint i = 0; i < 4; i++)
    expect_passcode (org, proof, "000000", GH_SIGN_IN_WRONG);
  gh_proof_free (prove (org, ingrid));
  expect_passcode (org, proof, "000000", GH_SIGN_IN_WAIT);
}

static void
fail (GhTestOrganisation *org,
      GhProof            *proof,
      guint               n)
{
  for (guint i = 0; i < n; i++)
    {
      expect_passcode (org, proof, "000000", GH_SIGN_IN_WRONG);
      advance (org, GH_LADDER_LONGEST_DELAY);
    }
}

static void
test_lockout (void)
{
  g_autoptr (GhTestOrganisation) org = gh_test_organisation_new ();
  g_autoptr (GhTestAdministrator) ingrid = gh_test_make_administrator (org, INGRID, "owner");
  g_autoptr (GhTestAdministrator) elif = gh_test_make_administrator (org, ELIF, "owner");
  g_autoptr (GhAdministratorSession) session = gh_test_sign_in (org, elif);
  g_autoptr (GhProof) proof = prove (org, elif);
  g_autoptr (GhProof) last = prove (org, ingrid);
  g_autofree char *code = NULL;
  GhActor *before;

  gh_test_refused (org, "administrator.unlock", EMAIL (ELIF), NULL, GH_REFUSAL_NOT_LOCKED_OUT);
  fail (org, proof, 9);
  expect_passcode (org, proof, "000000", GH_SIGN_IN_WRONG);
  code = gh_test_get_factor_code (org, elif->seed, 0);
  expect_passcode (org, proof, code, GH_SIGN_IN_LOCKED);
  expect_password (org, ELIF, GH_TEST_PASSWORD, GH_SIGN_IN_LOCKED);

  /* It ends what this administrator has open, in every process. */
  before = g_steal_pointer (&org->actor);
  org->actor = gh_administrator_session_dup_actor (session, "gatehouse");
  gh_test_refused (org, "user.add", NULL, "{\"username\": \"late\"}", GH_REFUSAL_SIGNED_OUT);
  gh_actor_free (org->actor);
  org->actor = before;

  /* Now the other is the last one who could end it. */
  gh_test_write_events (org, "UPDATE administrator_lockouts SET until = 9999999999");
  fail (org, last, 12);
  gh_test_assert_query (org, "SELECT count(*) FROM events.administrator_lockouts", "1");

  /* By an Owner: what came before does not count, and the next lock-out is another. */
  g_clear_pointer (&code, g_free);
  gh_test_do (org, "administrator.unlock", EMAIL (ELIF), NULL, 1);
  /* What was proved before is over with it. */
  expect_passcode (org, proof, "000000", GH_SIGN_IN_SIGNED_OUT);
  gh_proof_free (g_steal_pointer (&proof));
  proof = prove (org, elif);
  expect_passcode (org, proof, "000000", GH_SIGN_IN_WRONG);
  expect_passcode (org, proof, "000000", GH_SIGN_IN_WRONG);
  code = gh_test_get_factor_code (org, elif->seed, 0);
  expect_passcode (org, proof, code, GH_SIGN_IN_RIGHT);
  fail (org, proof, 10);
  expect_passcode (org, proof, "000000", GH_SIGN_IN_LOCKED);

  /* By itself after an hour, but the count goes on. */
  advance (org, GH_LADDER_LOCKOUT);
  gh_proof_free (g_steal_pointer (&proof));
  proof = prove (org, elif);
  expect_passcode (org, proof, "000000", GH_SIGN_IN_WRONG);
  expect_passcode (org, proof, "000000", GH_SIGN_IN_LOCKED);
}

typedef struct {
  GhTestOrganisation *org;
  const char         *email;
  gint               *n_judged;
} Guessing;

static gpointer
guess_thread (gpointer data)
{
  Guessing *self = data;

  if (gh_test_try_password (self->org, self->email, "not the password", NULL).outcome == GH_SIGN_IN_WRONG)
    g_atomic_int_inc (self->n_judged);

  return NULL;
}

/* Counted before it is hashed: however many ask at once, four are judged. */
static void
guess_at_once (GhTestOrganisation *org,
               const char         *email)
{
  gint n_judged = 0;
  Guessing guessing = { org, email, &n_judged };
  GThread *threads[10];

  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    threads[i] = g_thread_new ("guess", guess_thread, &guessing);
  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    g_thread_join (threads[i]);
  g_assert_cmpint (n_judged, ==, 4);
}

/* An address that is nobody's is counted and answered like any other. */
static void
test_at_once (void)
{
  g_autoptr (GhTestOrganisation) org = gh_test_organisation_new ();

  gh_test_administrator_free (gh_test_make_administrator (org, INGRID, "owner"));
  guess_at_once (org, INGRID);
  expect_password (org, INGRID, GH_TEST_PASSWORD, GH_SIGN_IN_WAIT);
  guess_at_once (org, "nobody@hu.example");
  expect_password (org, "NOBODY@hu.example", GH_TEST_PASSWORD, GH_SIGN_IN_WAIT);
  gh_test_assert_query (org, "SELECT count(*) FROM events.ladders WHERE instr (who, 'nobody') > 0", "0");
}

static void
test_who_may_not (void)
{
  g_autoptr (GhTestOrganisation) org = make_organisation ();
  g_autoptr (GhTestAdministrator) elif = gh_test_make_administrator (org, ELIF, "help-desk");
  g_autoptr (GhProof) proof = prove (org, elif);
  g_autofree char *code = gh_test_get_factor_code (org, elif->seed, 1);

  expect_password (org, "", GH_TEST_PASSWORD, GH_SIGN_IN_WRONG);
  expect_password (org, INGRID, "", GH_SIGN_IN_WRONG);
  expect_password (org, INGRID, "The quick brown fox 7", GH_SIGN_IN_WRONG);
  expect_password (org, "Ingrid@HU.example", GH_TEST_PASSWORD, GH_SIGN_IN_RIGHT);

  gh_test_do (org, "administrator.disable", EMAIL (ELIF), NULL, 1);
  expect_password (org, ELIF, GH_TEST_PASSWORD, GH_SIGN_IN_WRONG);
  expect_passcode (org, proof, code, GH_SIGN_IN_SIGNED_OUT);
}

/* A9: what is stored is not believed where it costs nothing to guess. */
static void
test_damaged_cost (void)
{
  const GhSignInPlace place = { INGRID, "gatehouse", NULL };
  g_autoptr (GhTestOrganisation) org = gh_test_organisation_new ();
  g_autoptr (GhSecret) typed = gh_test_secret (GH_TEST_PASSWORD);
  g_autoptr (GhProof) proof = NULL;
  g_autoptr (GError) error = NULL;
  GhSignInAnswer answer;

  gh_test_administrator_free (gh_test_make_administrator (org, INGRID, "owner"));
  gh_test_write_directory (org, "UPDATE administrator_credentials SET memory = 8192 WHERE kind = 'password'");
  g_assert_false (gh_sign_in_check_password (org->store, GH_PROMPT_PASSWORD, &place, typed, &answer, &proof, &error));
  g_assert_error (error, GH_ERROR, GH_ERROR_DAMAGED);
  g_assert_null (proof);
  gh_test_assert_query (org, "SELECT failures FROM events.ladders", "1");
}

/* --- once --- */

static void
test_recovery_codes (void)
{
  g_autoptr (GhTestOrganisation) org = gh_test_organisation_new ();
  g_autoptr (GhTestAdministrator) ingrid = gh_test_make_administrator (org, INGRID, "owner");
  g_autoptr (GhProof) proof = prove (org, ingrid);
  g_autofree char *blanks = g_strdelimit (g_ascii_strdown (ingrid->recovery_codes[1], -1), "-", ' ');

  g_assert_cmpuint (g_strv_length (ingrid->recovery_codes), ==, GH_RECOVERY_CODES);
  expect_passcode (org, proof, ingrid->recovery_codes[0], GH_SIGN_IN_RIGHT);
  expect_passcode (org, proof, ingrid->recovery_codes[0], GH_SIGN_IN_WRONG);
  expect_passcode (org, proof, blanks, GH_SIGN_IN_RIGHT);
  gh_test_reopen (org);
  expect_passcode (org, proof, ingrid->recovery_codes[1], GH_SIGN_IN_WRONG);
}

/* O9, O10: a restored backup brings no code back, and no step that was used since. */
static void
test_restore (void)
{
  g_autoptr (GhTestOrganisation) org = gh_test_organisation_new ();
  g_autoptr (GhTestAdministrator) ingrid = gh_test_make_administrator (org, INGRID, "owner");
  g_autoptr (GhProof) proof = prove (org, ingrid);
  g_autofree char *backup = g_build_filename (org->folder, "backup.db", NULL);
  g_autofree char *code = gh_test_get_factor_code (org, ingrid->seed, 1);
  g_autofree char *later = NULL;
  g_autoptr (GError) error = NULL;

  gh_test_run_key (org, "key.create");
  g_assert_true (gh_backup_make (org->store, backup, NULL, &error));
  expect_passcode (org, proof, code, GH_SIGN_IN_RIGHT);
  expect_passcode (org, proof, ingrid->recovery_codes[0], GH_SIGN_IN_RIGHT);

  gh_test_restore_with_key (org, backup);
  /* Sessions and open prompts are of an era that is over. */
  expect_passcode (org, proof, code, GH_SIGN_IN_SIGNED_OUT);
  gh_proof_free (g_steal_pointer (&proof));
  proof = prove (org, ingrid);
  expect_passcode (org, proof, code, GH_SIGN_IN_WRONG);
  expect_passcode (org, proof, ingrid->recovery_codes[1], GH_SIGN_IN_WRONG);
  advance (org, 10 * GH_FACTOR_PERIOD);
  later = gh_test_get_factor_code (org, ingrid->seed, 0);
  expect_passcode (org, proof, later, GH_SIGN_IN_RIGHT);
}

/* X: with a new events file a step that may have been used before is not good. */
static void
test_lost_events (void)
{
  g_autoptr (GhTestOrganisation) org = gh_test_organisation_new ();
  g_autoptr (GhTestAdministrator) ingrid = gh_test_make_administrator (org, INGRID, "owner");
  g_autoptr (GhProof) proof = prove (org, ingrid);
  g_autofree char *code = gh_test_get_factor_code (org, ingrid->seed, 1);
  g_autofree char *later = NULL;

  gh_test_run_key (org, "key.create");
  expect_passcode (org, proof, code, GH_SIGN_IN_RIGHT);
  gh_test_lose_events (org);
  gh_proof_free (g_steal_pointer (&proof));
  proof = prove (org, ingrid);
  expect_passcode (org, proof, code, GH_SIGN_IN_WRONG);
  expect_passcode (org, proof, ingrid->recovery_codes[0], GH_SIGN_IN_WRONG);
  advance (org, 7 * GH_FACTOR_PERIOD);
  later = gh_test_get_factor_code (org, ingrid->seed, 0);
  expect_passcode (org, proof, later, GH_SIGN_IN_RIGHT);
}

/* O10: what was ended after the backup stays ended, whatever the restored directory says. */
static void
test_ended_stays (void)
{
  g_autoptr (GhTestOrganisation) org = gh_test_organisation_new ();
  g_autoptr (GhTestAdministrator) ingrid = gh_test_make_administrator (org, INGRID, "owner");
  g_autofree char *backup = g_build_filename (org->folder, "backup.db", NULL);
  g_autoptr (GError) error = NULL;

  gh_test_administrator_free (gh_test_make_administrator (org, ELIF, "owner"));
  gh_test_run_key (org, "key.create");
  g_assert_true (gh_backup_make (org->store, backup, NULL, &error));
  gh_test_do (org, "administrator.remove", EMAIL (ELIF), NULL, 1);
  gh_test_restore_with_key (org, backup);
  gh_test_assert_query (org, "SELECT count(*) FROM administrators", "2");
  expect_password (org, ELIF, GH_TEST_PASSWORD, GH_SIGN_IN_WRONG);
  gh_proof_free (prove (org, ingrid));
  gh_test_refused (org, "administrator.reset-password", EMAIL (ELIF), NULL, GH_REFUSAL_ADMINISTRATOR_ENDED);
  /* Nor is such a one an Owner who could go on alone. */
  gh_test_refused (org, "administrator.remove", EMAIL (INGRID), NULL, GH_REFUSAL_LAST_OWNER);
  gh_test_do (org, "administrator.remove", EMAIL (ELIF), NULL, 1);
}

/* O9, A5: a restore must not leave an Owner whose password has ended as the one who cannot be reset. */
static void
test_restore_ended_password (void)
{
  g_autoptr (GhTestOrganisation) org = gh_test_organisation_new ();
  g_autoptr (GhTestAdministrator) ingrid = gh_test_make_administrator (org, INGRID, "owner");
  g_autoptr (GhAdministratorSession) session = gh_test_sign_in (org, ingrid);
  g_autoptr (GhSecret) new_password = gh_test_secret ("another quick brown fox");
  g_autofree char *backup = g_build_filename (org->folder, "backup.db", NULL);
  g_autoptr (GhProof) proof = prove (org, ingrid);
  g_autoptr (GhResult) changed = NULL;
  g_autoptr (GError) error = NULL;

  gh_test_run_key (org, "key.create");
  g_assert_true (gh_backup_make (org->store, backup, NULL, &error));
  changed = gh_test_run_own (org, session, "administrator.change-password", &error, GH_OWN_PASSWORD, new_password,
                             GH_OWN_SEAL_KEY, proof->seal_key, NULL);
  g_assert_no_error (error);
  g_assert_false (changed->is_refused);

  gh_test_restore_with_key (org, backup);
  expect_password (org, INGRID, GH_TEST_PASSWORD, GH_SIGN_IN_WRONG);
  expect_password (org, INGRID, "another quick brown fox", GH_SIGN_IN_WRONG);
  gh_test_do (org, "administrator.reset-password", EMAIL (INGRID), NULL, 1);
}

/* X: a clock that was a year ahead bars nobody once it is right again. */
static void
test_clock (void)
{
  g_autoptr (GhTestOrganisation) org = gh_test_organisation_new ();
  g_autoptr (GhTestAdministrator) ingrid = gh_test_make_administrator (org, INGRID, "owner");
  g_autoptr (GhProof) proof = prove (org, ingrid);
  g_autofree char *code = NULL;

  advance (org, 365 * 24 * 3600);
  for (guint i = 0; i < 4; i++)
    expect_passcode (org, proof, "000000", GH_SIGN_IN_WRONG);
  gh_clock_set (org->clock, GH_TEST_NOW + 600);
  g_assert_cmpint (gh_test_try_passcode (org, proof, "000000").wait, ==, 5);
  gh_clock_set (org->clock, GH_TEST_NOW + 605);
  code = gh_test_get_factor_code (org, ingrid->seed, 0);
  expect_passcode (org, proof, code, GH_SIGN_IN_RIGHT);

}

/* Every prompt counts on its ladder before it judges. */
static void
test_prompts (void)
{
  g_autoptr (GhTestOrganisation) org = gh_test_organisation_new ();
  g_autoptr (GhTestAdministrator) ingrid = gh_test_make_administrator (org, INGRID, "owner");
  const GhSignInPlace place = { INGRID, "gatehouse", NULL };
  g_autoptr (GhSecret) typed = gh_test_secret ("nothing of it");
  g_autoptr (GhProof) proof = prove (org, ingrid);

  for (GhPrompt prompt = 0; prompt < GH_N_PROMPTS; prompt++)
    {
      const GhPromptRow *row = gh_prompt_get (prompt);
      g_autofree char *ladder = g_strdup_printf ("SELECT failures FROM events.ladders WHERE ladder = %d", row->ladder);
      g_autoptr (GhProof) proved = NULL;
      g_autoptr (GError) error = NULL;
      GhSignInAnswer answer;

      g_test_message ("%s", row->word);
      gh_test_write_events (org, "DELETE FROM ladders");
      if (prompt == GH_PROMPT_SET_UP_CODE)
        g_assert_true (gh_sign_in_check_set_up_code (org->store, &place, proof, typed, &answer, &error));
      else if (row->ladder == GH_LADDER_PASSWORD)
        g_assert_true (gh_sign_in_check_password (org->store, prompt, &place, typed, &answer, &proved, &error));
      else
        g_assert_true (gh_sign_in_check_passcode (org->store, prompt, &place, proof, typed, &answer, &error));
      g_assert_cmpint (answer.outcome, ==, GH_SIGN_IN_WRONG);
      gh_test_assert_query (org, ladder, "1");
      gh_test_assert_query (org, "SELECT purpose FROM events.attempts ORDER BY id DESC LIMIT 1", row->word);
    }
}

/* L10: nobody puts a recovery code of one's own among the ten. */
static void
test_planted_recovery_code (void)
{
  g_autoptr (GhTestOrganisation) org = gh_test_organisation_new ();
  const GhSignInPlace place = { INGRID, "gatehouse", NULL };
  g_autoptr (GhSecret) typed = gh_test_secret (GH_TEST_PASSWORD);
  g_autoptr (GhProof) proof = NULL;
  g_autoptr (GError) error = NULL;
  GhSignInAnswer answer;

  gh_test_administrator_free (gh_test_make_administrator (org, INGRID, "owner"));
  gh_test_write_directory (org, "INSERT INTO recovery_codes SELECT credential, 11, verifier FROM recovery_codes LIMIT 1");
  g_assert_false (gh_sign_in_check_password (org->store, GH_PROMPT_PASSWORD, &place, typed, &answer, &proof, &error));
  g_assert_error (error, GH_ERROR, GH_ERROR_DAMAGED);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/A5/set-up", test_set_up);
  g_test_add_func ("/I1/passwords", test_password_settings);
  g_test_add_func ("/A5/set-up/ends", test_set_up_ends);
  g_test_add_func ("/A5/own-account", test_own_account);
  g_test_add_func ("/A5/reset-factor", test_reset_factor);
  g_test_add_func ("/A8/ladder", test_ladder);
  g_test_add_func ("/A8/wait", test_wait);
  g_test_add_func ("/A8/lock-out", test_lockout);
  g_test_add_func ("/A8/at-once", test_at_once);
  g_test_add_func ("/A2/who-may-not", test_who_may_not);
  g_test_add_func ("/A9/damaged-cost", test_damaged_cost);
  g_test_add_func ("/A2/recovery-codes", test_recovery_codes);
  g_test_add_func ("/O9/administrators", test_restore);
  g_test_add_func ("/X/lost-events", test_lost_events);
  g_test_add_func ("/O10/administrators", test_ended_stays);
  g_test_add_func ("/O9/administrators/ended-password", test_restore_ended_password);
  g_test_add_func ("/A8/clock", test_clock);
  g_test_add_func ("/A8/prompts", test_prompts);
  g_test_add_func ("/L10/recovery-codes", test_planted_recovery_code);

  return g_test_run ();
}
