/* SPDX-License-Identifier: GPL-3.0-or-later */
/* V2, V3, H1: what comes of a token's passcodes, and how one that has run away is found again. */
#include "gh-test-files.h"
#include "gh-test-passcodes.h"

#include "keys/gh-keys.h"
#include "verification/gh-yubikey.h"

#include <glib/gstdio.h>
#include <string.h>

#define NAME(name) gh_target_new_for_name (name)

#define N_THREADS 8
#define N_TRIES   25

/* RFC 4226, appendix D, and a YubiKey's private id and AES key. */
#define SEED    "3132333435363738393031323334353637383930"
#define YUBIKEY "8792ebfe26cc" "ecde18dbe76fbd0c33330f1c354871db"

static const char seed[] = "12345678901234567890";
static const GhOtp hotp = { GH_OTP_SHA1, 6, 0, (const guint8 *) seed, 20 };
static const GhOtp totp = { GH_OTP_SHA1, 6, 30, (const guint8 *) seed, 20 };

/* --- an organisation --- */

static GhTestOrganisation *
make_organisation (void)
{
  GhTestOrganisation *org = gh_test_organisation_new ();

  gh_test_run_key (org, "key.create");
  gh_test_add_users (org, "anna bert");

  return org;
}

static void
add (GhTestOrganisation *org,
     const char         *parameters,
     const char         *secret)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GhResult) result = gh_test_run_with_secret (org, "token.add", NULL, parameters, "secret", secret, &error);

  g_assert_no_error (error);
  g_assert_false (result->is_refused);
  g_assert_cmpint (result->changed, ==, 1);
}

static GhOutcome
sign_in (GhTestOrganisation *org,
         const char         *name,
         const char         *passcode)
{
  return gh_test_judge (org, GH_PURPOSE_SIGN_IN, name, passcode).decision.outcome;
}

#define assert_outcome(org, passcode, outcome) g_assert_cmpint (sign_in (org, "anna", passcode), ==, outcome)

/* --- the kinds --- */

typedef enum {
  TOTP,
  HOTP,
  YK,

  N_KINDS
} Kind;

static const char *const types[N_KINDS] = { "t6", "h6", "yk" };
static const char *const secrets[N_KINDS] = { SEED, SEED, YUBIKEY };

/* The passcode that the token shows @n presses, or steps, after GH_TEST_NOW. */
static char *
get_code (Kind   kind,
          gint64 n)
{
  g_autofree char *command = NULL;
  g_autoptr (GError) error = NULL;
  char code[GH_OTP_MAX_DIGITS + 1];
  g_autofree char *out = NULL;

  if (kind != YK)
    {
      g_assert_true (gh_otp_compute (kind == TOTP ? &totp : &hotp, kind == TOTP ? GH_TEST_NOW / 30 + n : n, code));
      return g_strdup (code);
    }

  command = g_strdup_printf ("ykgenerate ecde18dbe76fbd0c33330f1c354871db 8792ebfe26cc %04x c0a8 00 %02x",
                             1 + (guint) n, (guint) n);
  g_spawn_command_line_sync (command, &out, NULL, NULL, &error);
  g_assert_no_error (error);

  return g_strconcat ("ccccccbchvth", g_strstrip (out), NULL);
}

static void
add_kind (GhTestOrganisation *org,
          Kind                kind,
          const char         *serial)
{
  g_autofree char *parameters = g_strdup_printf ("{\"type\":\"%s\",\"serial\":\"%s\"}", types[kind], serial);
  g_autofree char *token = g_strdup_printf ("{\"token\":\"%s\"}", serial);

  add (org, parameters, secrets[kind]);
  gh_test_do (org, "token.assign", NAME ("anna"), token, 1);
}

static GhTarget *
get_token (GhTestOrganisation *org,
           const char         *serial)
{
  g_autofree char *sql = g_strdup_printf ("SELECT key FROM tokens WHERE serial = '%s'", serial);
  g_autofree char *key = gh_test_query (org, sql);

  g_assert_nonnull (key);

  return gh_target_new_for_keys ((const char *const[]) { key, NULL });
}

/* --- at once --- */

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
    if (sign_in (race->org, i % 2 ? "bert" : "anna", race->code) == GH_OUTCOME_ACCEPTED)
      g_atomic_int_inc (&race->n_allowed);

  return NULL;
}

/* Two people with one token, at once. */
static void
test_race (void)
{
  for (Kind kind = 0; kind < N_KINDS; kind++)
    {
      g_autoptr (GhTestOrganisation) org = make_organisation ();
      g_autofree char *code = get_code (kind, 0);
      GThread *threads[N_THREADS];
      Race race = { org, code, 0 };

      add_kind (org, kind, "1");
      gh_test_do (org, "token.assign", NAME ("bert"), "{\"token\":\"1\"}", 1);
      for (guint i = 0; i < N_THREADS; i++)
        threads[i] = g_thread_new ("race", race_thread, &race);
      for (guint i = 0; i < N_THREADS; i++)
        g_thread_join (threads[i]);

      g_assert_cmpint (race.n_allowed, ==, 1);
      gh_test_assert_query (org, "SELECT count (*) FROM events.attempts WHERE result = 'success'", "1");
      gh_test_assert_query (org, "SELECT count (*) FROM events.failures", "0");
    }
}

/* --- a lost events file --- */

static void
remove_events (GhTestOrganisation *org)
{
  static const char *const ends[] = { "-events", "-events-wal", "-events-shm" };

  for (gsize i = 0; i < G_N_ELEMENTS (ends); i++)
    {
      g_autofree char *path = g_strconcat (org->path, ends[i], NULL);

      g_unlink (path);
    }
}

static void
events_lost (GhTestOrganisation *org)
{
  g_autoptr (GhSecret) master = gh_keys_dup_master (gh_keys_of (org->store), 1);

  g_clear_object (&org->store);
  remove_events (org);
  gh_test_come_back (org);
  g_assert_true (gh_keys_add (gh_keys_of (org->store), 1, master));
}

/* TOTP goes on once the steps are certainly new; what counts waits until somebody has seen where it is. */
static void
test_after_a_loss (void)
{
  for (Kind kind = 0; kind < N_KINDS; kind++)
    {
      g_autoptr (GhTestOrganisation) org = make_organisation ();
      g_autofree char *at_five = get_code (TOTP, 5);
      g_autofree char *at_six = get_code (TOTP, 6);
      g_autofree char *first = get_code (kind, 1);
      g_autofree char *second = get_code (kind, 2);
      g_autofree char *third = get_code (kind, 3);
      g_autofree char *fourth = get_code (kind, 4);
      g_autofree char *row = g_strjoin (" ", first, second, kind == HOTP ? third : NULL, NULL);
      g_autoptr (GError) error = NULL;
      g_autoptr (GhResult) result = NULL;

      add_kind (org, kind, "1");
      events_lost (org);
      if (kind == TOTP)
        {
          gh_clock_set (org->clock, GH_TEST_NOW + 5 * 30);
          assert_outcome (org, at_five, GH_OUTCOME_USED);
          gh_clock_set (org->clock, GH_TEST_NOW + 6 * 30);
          assert_outcome (org, at_six, GH_OUTCOME_ACCEPTED);
          continue;
        }

      assert_outcome (org, first, GH_OUTCOME_UNSYNCED);
      gh_test_assert_query (org, "SELECT count (*) FROM events.failures", "0");
      result = gh_test_run_with_secret (org, "token.resync", get_token (org, "1"), "{}", "passcodes", row, &error);
      g_assert_no_error (error);
      g_assert_cmpint (result->changed, ==, 1);
      assert_outcome (org, second, GH_OUTCOME_USED);
      assert_outcome (org, fourth, GH_OUTCOME_ACCEPTED);
    }
}

/* --- resynchronising --- */

static void
refuse_resync (GhTestOrganisation *org,
               const char         *passcodes,
               const char         *words)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GhResult) result = gh_test_run_with_secret (org, "token.resync", get_token (org, "1"), "{}", "passcodes", passcodes, &error);

  g_test_message ("%s", passcodes);
  g_assert_null (result);
  g_assert_error (error, GH_ERROR, GH_ERROR_REFUSED);
  g_assert_nonnull (strstr (error->message, words));
}

static void
resync (GhTestOrganisation *org,
        const char         *passcodes)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GhResult) result = gh_test_run_with_secret (org, "token.resync", get_token (org, "1"), "{}", "passcodes", passcodes, &error);

  g_assert_no_error (error);
  g_assert_cmpint (result->changed, ==, 1);
}

static void
test_resync_counter (void)
{
  g_autoptr (GhTestOrganisation) org = make_organisation ();
  g_autofree char *far = get_code (HOTP, 900);
  g_autofree char *farther = get_code (HOTP, 901);
  g_autofree char *farthest = get_code (HOTP, 902);
  g_autofree char *next = get_code (HOTP, 903);
  g_autofree char *row = g_strdup_printf ("%.3s %s\n%s, %s", far, far + 3, farther, farthest);
  g_autofree char *backwards = g_strjoin (" ", farther, far, farthest, NULL);
  g_autofree char *too_few = g_strjoin (" ", far, farther, NULL);

  add_kind (org, HOTP, "1");
  assert_outcome (org, far, GH_OUTCOME_WRONG);
  refuse_resync (org, too_few, "three of HOTP");
  refuse_resync (org, "", "three of HOTP");
  refuse_resync (org, "abc def ghi", "three of HOTP");
  refuse_resync (org, backwards, "from 0 to 999");
  resync (org, row);
  assert_outcome (org, farthest, GH_OUTCOME_USED);
  assert_outcome (org, next, GH_OUTCOME_ACCEPTED);

  /* Never backwards. */
  refuse_resync (org, row, "from 904 to 1903");
  assert_outcome (org, next, GH_OUTCOME_USED);
  gh_test_assert_query (org, "SELECT operation || changed || journal_rows FROM log ORDER BY seq DESC LIMIT 1",
                        "token.resync10");
  gh_test_refused (org, "log.undo", NULL, NULL, GH_REFUSAL_CANNOT_BE_UNDONE);
}

static void
test_resync_clock (void)
{
  g_autoptr (GhTestOrganisation) org = make_organisation ();
  g_autofree char *slow = get_code (TOTP, -40);
  g_autofree char *slower = get_code (TOTP, -39);
  g_autofree char *next = get_code (TOTP, -38);
  g_autofree char *row = g_strjoin (" ", slow, slower, NULL);

  add_kind (org, TOTP, "1");
  assert_outcome (org, slow, GH_OUTCOME_WRONG);
  resync (org, row);
  assert_outcome (org, slower, GH_OUTCOME_USED);
  gh_clock_set (org->clock, GH_TEST_NOW + 30);
  assert_outcome (org, next, GH_OUTCOME_ACCEPTED);
  refuse_resync (org, row, "60 steps");
}

/* A clock that was ahead, and noted, is put right: devices go by the time that it is. */
static void
test_clock_put_right (void)
{
  g_autoptr (GhTestOrganisation) org = make_organisation ();
  g_autofree char *code = get_code (TOTP, 0);
  g_autofree char *next = get_code (TOTP, 1);
  g_autofree char *third = get_code (TOTP, 2);
  g_autofree char *row = g_strjoin (" ", next, third, NULL);
  g_autoptr (GError) error = NULL;

  add_kind (org, TOTP, "1");
  gh_store_note_latest (org->store, GH_TEST_NOW + 7200, 0, &error);
  g_assert_no_error (error);
  g_assert_cmpint (gh_clock_now (org->clock), ==, GH_TEST_NOW + 7200);

  assert_outcome (org, code, GH_OUTCOME_ACCEPTED);
  assert_outcome (org, code, GH_OUTCOME_USED);
  resync (org, row);
  assert_outcome (org, third, GH_OUTCOME_USED);
}

/* Lists pad secrets with zeros, which changes no passcode (RFC 2104, section 2). */
static void
test_padded_seed (void)
{
  g_autoptr (GhTestOrganisation) org = make_organisation ();
  g_autofree char *code = get_code (HOTP, 0);
  g_autofree char *next = get_code (HOTP, 1);
  g_autoptr (GhResult) result = NULL;
  g_autoptr (GError) error = NULL;

  add_kind (org, HOTP, "1");
  assert_outcome (org, code, GH_OUTCOME_ACCEPTED);
  result = gh_test_run_with_secret (org, "token.set-secret", get_token (org, "1"), "{}", "secret", SEED "0000", &error);
  g_assert_no_error (error);
  g_assert_cmpint (result->changed, ==, 1);
  assert_outcome (org, code, GH_OUTCOME_USED);
  assert_outcome (org, next, GH_OUTCOME_ACCEPTED);
}

/* Numbers that no device has counted to lead nowhere, and are no crash. */
static void
test_hostile_numbers (void)
{
  static const char *const changes[] = {
    "UPDATE seeds SET last = 9223372036854775807",
    "UPDATE seeds SET last = -9223372036854775808",
    "UPDATE seeds SET base = 2147483647, drift = 2147483647",
    "UPDATE seeds SET base = -9223372036854775808, drift = -9223372036854775808",
  };

  for (Kind kind = 0; kind < N_KINDS; kind++)
    for (gsize i = 0; i < G_N_ELEMENTS (changes); i++)
      {
        g_autoptr (GhTestOrganisation) org = make_organisation ();
        g_autofree char *code = get_code (kind, 1);
        g_autofree char *next = get_code (kind, 5);

        add_kind (org, kind, "1");
        assert_outcome (org, code, GH_OUTCOME_ACCEPTED);
        gh_test_write_events (org, changes[i]);
        sign_in (org, "anna", next);
        gh_test_assert_query (org, "SELECT count (*) FROM events.attempts", "2");
      }
}

/* --- failures --- */

static void
test_tried_against (void)
{
  g_autoptr (GhTestOrganisation) org = make_organisation ();
  g_autofree char *code = get_code (YK, 0);

  add_kind (org, HOTP, "1");
  assert_outcome (org, "000000", GH_OUTCOME_WRONG);
  assert_outcome (org, "12345678", GH_OUTCOME_WRONG);
  assert_outcome (org, code, GH_OUTCOME_WRONG);
  gh_test_assert_query (org, "SELECT group_concat (factor) FROM events.attempts", "hardware_token,passcode,passcode");
}

/* V2: with many tokens, each of the later ones is a little harder to guess. */
static void
test_many_tokens (void)
{
  g_autoptr (GhTestOrganisation) org = make_organisation ();
  char code[GH_OTP_MAX_DIGITS + 1];

  for (guint i = 1; i <= 5; i++)
    {
      g_autofree char *parameters = g_strdup_printf ("{\"type\":\"h6\",\"serial\":\"%u\"}", i);
      g_autofree char *token = g_strdup_printf ("{\"token\":\"%u\"}", i);
      g_autofree char *secret = g_strdup_printf ("%u132333435363738393031323334353637383930", i);

      add (org, parameters, secret);
      gh_test_do (org, "token.assign", NAME ("anna"), token, 1);
    }

  for (guint i = 1; i <= 5; i++)
    {
      guint8 bytes[20];
      GhOtp otp = { GH_OTP_SHA1, 6, 0, bytes, sizeof bytes };

      memcpy (bytes, seed, sizeof bytes);
      bytes[0] = (guint8) (i << 4 | 1);
      g_assert_true (gh_otp_compute (&otp, 9, code));
      assert_outcome (org, code, i < 5 ? GH_OUTCOME_ACCEPTED : GH_OUTCOME_WRONG);
      g_assert_true (gh_otp_compute (&otp, 1, code));
      assert_outcome (org, code, i < 5 ? GH_OUTCOME_USED : GH_OUTCOME_ACCEPTED);
    }
}

/* Without the key nobody can tell, and it is nobody's failure; what else can be read is judged. */
static void
test_without_key (void)
{
  g_autoptr (GhTestOrganisation) org = make_organisation ();
  g_autofree char *code = get_code (HOTP, 0);

  add_kind (org, HOTP, "1");
  gh_test_come_back (org);
  assert_outcome (org, code, GH_OUTCOME_NOT_READ);
  assert_outcome (org, "000000", GH_OUTCOME_NOT_READ);
  gh_test_assert_query (org, "SELECT count (*) FROM events.failures", "0");
}

/* What cannot be opened among what can does not make guessing free. */
static void
test_one_damaged (void)
{
  g_autoptr (GhTestOrganisation) org = make_organisation ();
  g_autofree char *code = get_code (HOTP, 0);

  add_kind (org, HOTP, "1");
  add_kind (org, TOTP, "2");
  gh_test_write_directory (org, "UPDATE sealed SET value = randomblob (60) WHERE id = (SELECT max (id) FROM sealed)");
  assert_outcome (org, "000000", GH_OUTCOME_WRONG);
  gh_test_assert_query (org, "SELECT count (*) FROM events.failures", "1");
  assert_outcome (org, code, GH_OUTCOME_ACCEPTED);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/V3/token/race", test_race);
  g_test_add_func ("/X/token/after-a-loss", test_after_a_loss);
  g_test_add_func ("/H1/token/resync-counter", test_resync_counter);
  g_test_add_func ("/H1/token/resync-clock", test_resync_clock);
  g_test_add_func ("/X/clock/put-right", test_clock_put_right);
  g_test_add_func ("/H1/token/padded-seed", test_padded_seed);
  g_test_add_func ("/X/token/hostile-numbers", test_hostile_numbers);
  g_test_add_func ("/V3/token/tried-against", test_tried_against);
  g_test_add_func ("/V2/token/many", test_many_tokens);
  g_test_add_func ("/K2/token/without-key", test_without_key);
  g_test_add_func ("/V3/token/one-damaged", test_one_damaged);

  return g_test_run ();
}
