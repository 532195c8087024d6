/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Codes that are made, and what becomes of them at a sign-in: each is good as often as it says, whatever happens. */
#include "gh-test-organisation.h"
#include "gh-test-passcodes.h"

#include "base/gh-netstring.h"
#include "logs/gh-checkpoint.h"

#include <glib/gstdio.h>
#include <sodium.h>
#include <string.h>

#define NAME(name) gh_target_new_for_name (name)
#define ALL        gh_target_new_for_query ("username:*")

#define N_THREADS 8
#define N_TRIES   40

static GhTestOrganisation *
make_organisation (void)
{
  GhTestOrganisation *org = gh_test_organisation_new ();

  gh_test_run_key (org, "key.create");
  gh_test_add_users (org, "anna bert");

  return org;
}

/* @own: (nullable): an own code */
static GhResult *
run_create (GhTestOrganisation *org,
            GhTarget           *target,
            const char         *parameters,
            const char         *own)
{
  g_autoptr (GError) error = NULL;
  GhResult *result = gh_test_run_with_secret (org, "bypass-code.create", target, parameters, "code", own, &error);

  g_assert_no_error (error);

  return result;
}

static char *
dup_shown (const GhResult *result,
           const char     *name)
{
  g_assert_false (result->is_refused);
  g_assert_nonnull (g_hash_table_lookup (result->secrets, name));

  return g_strdup ((const char *) gh_secret_get (g_hash_table_lookup (result->secrets, name), NULL));
}

/* A code of anna's. */
static char *
create (GhTestOrganisation *org,
        const char         *parameters)
{
  g_autoptr (GhResult) result = run_create (org, NAME ("anna"), parameters, NULL);

  return dup_shown (result, "anna");
}

static void
refuse_own (GhTestOrganisation *org,
            const char         *own,
            GhRefusal           refusal)
{
  g_autoptr (GhResult) result = run_create (org, NAME ("anna"), "{}", own);

  g_test_message ("%s", own);
  g_assert_true (result->is_refused);
  g_assert_cmpint (gh_test_count_skipped (result, refusal), ==, 1);
}

static GhOutcome
sign_in (GhTestOrganisation *org,
         const char         *name,
         const char         *passcode)
{
  return gh_test_judge (org, GH_PURPOSE_SIGN_IN, name, passcode).decision.outcome;
}

#define assert_outcome(org, passcode, outcome) g_assert_cmpint (sign_in (org, "anna", passcode), ==, outcome)

/* A wrong code of nine digits, a different one each time. */
static const char *
get_wrong (void)
{
  static char wrong[10];
  static guint n;

  g_snprintf (wrong, sizeof wrong, "%09u", 900000000 + n++);

  return wrong;
}

/* --- making --- */

static void
test_standard (void)
{
  g_autoptr (GhTestOrganisation) org = make_organisation ();
  g_autofree char *code = create (org, "{}");

  g_assert_cmpuint (strlen (code), ==, 9);
  g_assert_cmpuint (strspn (code, "0123456789"), ==, 9);
  gh_test_assert_query (org, "SELECT json_array (user_id, expires - created, uses, is_own) FROM bypass_codes",
                        "[1,3600,1,0]");
  gh_test_assert_query (org, "SELECT json_extract (payload, '$.facts.auto_generated', '$.facts.minutes', '$.facts.uses')"
                             " FROM log ORDER BY seq DESC LIMIT 1", "[true,60,1]");
  gh_test_assert_query (org, "SELECT (SELECT key FROM bypass_codes) = payload ->> '$.facts.bypass_code_ids[0]'"
                             " FROM log ORDER BY seq DESC LIMIT 1", "1");

  /* Usable at once, once. */
  assert_outcome (org, code, GH_OUTCOME_ACCEPTED);
  assert_outcome (org, code, GH_OUTCOME_NO_DEVICE);
  gh_test_refused (org, "log.undo", NULL, NULL, GH_REFUSAL_CANNOT_BE_UNDONE);
}

static void
test_options (void)
{
  g_autoptr (GhTestOrganisation) org = make_organisation ();
  g_autoptr (GhResult) result = run_create (org, NAME ("anna"), "{\"count\":3,\"minutes\":5,\"uses\":2}", NULL);
  g_autofree char *first = dup_shown (result, "anna 1");
  g_autofree char *third = dup_shown (result, "anna 3");
  g_autoptr (GhResult) both = run_create (org, ALL, "{}", NULL);
  g_autofree char *berts = dup_shown (both, "bert");

  assert_outcome (org, first, GH_OUTCOME_ACCEPTED);
  assert_outcome (org, first, GH_OUTCOME_ACCEPTED);
  assert_outcome (org, first, GH_OUTCOME_USED);

  /* Nobody else's, and not after its end. */
  assert_outcome (org, berts, GH_OUTCOME_WRONG);
  gh_clock_set (org->clock, GH_TEST_NOW + 5 * 60);
  assert_outcome (org, third, GH_OUTCOME_ENDED);
  g_assert_cmpint (sign_in (org, "bert", berts), ==, GH_OUTCOME_ACCEPTED);

  /* An end once seen as past stays past (X). */
  gh_clock_set (org->clock, GH_TEST_NOW);
  assert_outcome (org, third, GH_OUTCOME_ENDED);
}

/* An end once seen as past stays past, also of the last that the user has. */
static void
test_past (void)
{
  g_autoptr (GhTestOrganisation) org = make_organisation ();
  g_autofree char *code = create (org, "{\"minutes\":5}");

  gh_clock_set (org->clock, GH_TEST_NOW + 5 * 60);
  assert_outcome (org, code, GH_OUTCOME_NO_DEVICE);
  gh_clock_set (org->clock, GH_TEST_NOW);
  assert_outcome (org, code, GH_OUTCOME_NO_DEVICE);
}

static void
test_own (void)
{
  g_autoptr (GhTestOrganisation) org = make_organisation ();
  g_autoptr (GhResult) result = run_create (org, NAME ("anna"), "{}", "839 152-704\n");
  g_autoptr (GhResult) two = run_create (org, ALL, "{}", "839152705");

  g_assert_false (result->is_refused);
  assert_outcome (org, "٨٣٩ 152 704", GH_OUTCOME_ACCEPTED);
  gh_test_assert_query (org, "SELECT is_own FROM bypass_codes", "1");

  refuse_own (org, "839152704", GH_REFUSAL_CODE_HAD_BEFORE);
  refuse_own (org, "12345", GH_REFUSAL_CODE_DIGITS);
  refuse_own (org, "letters", GH_REFUSAL_CODE_DIGITS);
  refuse_own (org, "123456789", GH_REFUSAL_CODE_GUESSABLE);
  g_assert_true (two->is_refused);
  g_assert_cmpint (gh_test_count_skipped (two, GH_REFUSAL_ONE_OWN_CODE), ==, 1);
  gh_test_assert_query (org, "SELECT count (*) FROM bypass_codes", "1");
}

static void
test_at_most (void)
{
  g_autoptr (GhTestOrganisation) org = make_organisation ();

  for (guint i = 0; i < 10; i++)
    {
      g_autoptr (GhResult) result = run_create (org, NAME ("anna"), "{\"count\":10}", NULL);

      g_assert_false (result->is_refused);
    }
  gh_test_refused (org, "bypass-code.create", NAME ("anna"), "{}", GH_REFUSAL_TOO_MANY_CODES);

  /* Those that are over do not count. */
  gh_clock_set (org->clock, GH_TEST_NOW + 3600);
  gh_test_do (org, "bypass-code.create", NAME ("anna"), "{}", 1);
}

static void
test_without_key (void)
{
  g_autoptr (GhTestOrganisation) org = gh_test_organisation_new ();
  g_autofree char *code = NULL;

  gh_test_add_users (org, "anna bert");
  gh_test_refused (org, "bypass-code.create", NAME ("anna"), "{}", GH_REFUSAL_NO_KEY);

  gh_test_run_key (org, "key.create");
  code = create (org, "{\"uses\":3}");
  gh_test_reopen (org);
  gh_test_refused (org, "bypass-code.create", NAME ("anna"), "{}", GH_REFUSAL_KEY_NOT_OPEN);
  /* Denied, and no failure of the person's. */
  assert_outcome (org, code, GH_OUTCOME_NOT_READ);
  assert_outcome (org, get_wrong (), GH_OUTCOME_NOT_READ);
  gh_test_assert_query (org, "SELECT count (*) FROM events.failures", "0");
}

static void
test_trashed (void)
{
  g_autoptr (GhTestOrganisation) org = make_organisation ();
  g_autofree char *code = create (org, "{\"uses\":0,\"minutes\":0}");

  gh_test_do (org, "user.trash", NAME ("anna"), NULL, 1);
  gh_test_refused (org, "bypass-code.create", NAME ("anna"), "{}", GH_REFUSAL_IN_TRASH);
  assert_outcome (org, code, GH_OUTCOME_IN_TRASH);

  /* Purging leaves nothing of it. */
  gh_test_do (org, "user.purge", NAME ("anna"), "{\"confirm\":1}", 1);
  gh_test_assert_query (org, "SELECT count (*) FROM bypass_codes", "0");
  gh_test_assert_query (org, "SELECT count (*) FROM sealed", "0");
  gh_test_assert_query (org, "SELECT count (*) FROM past_bypass_codes", "0");
  assert_outcome (org, code, GH_OUTCOME_FORMER_NAME);
}

/* --- showing, deleting, rotating --- */

static char *
dup_key_of_code (GhTestOrganisation *org)
{
  return gh_test_query (org, "SELECT key FROM bypass_codes ORDER BY id DESC LIMIT 1");
}

static void
test_show_and_delete (void)
{
  g_autoptr (GhTestOrganisation) org = make_organisation ();
  g_autofree char *code = create (org, "{\"uses\":5}");
  g_autofree char *key = dup_key_of_code (org);
  const char *const keys[] = { key, NULL };
  g_autoptr (GhResult) shown = gh_test_run (org, "bypass-code.show", gh_target_new_for_keys (keys), NULL);
  g_autofree char *digits = dup_shown (shown, key);

  g_assert_cmpstr (digits, ==, code);
  gh_test_assert_query (org, "SELECT operation FROM log ORDER BY seq DESC LIMIT 1", "bypass-code.show");
  assert_outcome (org, code, GH_OUTCOME_ACCEPTED);

  gh_test_do (org, "bypass-code.delete", gh_target_new_for_keys (keys), NULL, 1);
  assert_outcome (org, code, GH_OUTCOME_NO_DEVICE);
  gh_test_assert_query (org, "SELECT json_extract (payload, '$.label', '$.facts.bypass_codes[0].username')"
                             " FROM log ORDER BY seq DESC LIMIT 1", "[\"anna\",\"anna\"]");
  gh_test_assert_query (org, "SELECT count (*) FROM sealed", "0");
  gh_test_refused (org, "log.undo", NULL, NULL, GH_REFUSAL_CANNOT_BE_UNDONE);
  refuse_own (org, code, GH_REFUSAL_CODE_HAD_BEFORE);
}

static void
test_help_desk (void)
{
  g_autoptr (GhTestOrganisation) org = make_organisation ();
  g_autoptr (GhResult) others = run_create (org, NAME ("anna"), "{}", NULL);
  g_autofree char *key = dup_key_of_code (org);
  const char *const keys[] = { key, NULL };
  g_autofree char *own = NULL;
  g_autofree char *own_key = NULL;

  g_assert_false (others->is_refused);
  gh_test_do (org, "settings.set", NULL, "{\"name\":\"helpdesk_bypass\",\"value\":\"limit\"}", 1);
  gh_test_do (org, "settings.set", NULL, "{\"name\":\"helpdesk_bypass_expiration\",\"value\":\"20\"}", 1);
  gh_test_act_as (org, GH_ROLE_HELP_DESK);
  g_free (org->actor->id);
  org->actor->id = g_strdup ("helen");

  gh_test_refused (org, "bypass-code.show", gh_target_new_for_keys (keys), NULL, GH_REFUSAL_CODE_OF_OTHERS);
  gh_test_refused (org, "bypass-code.delete", gh_target_new_for_keys (keys), NULL, GH_REFUSAL_CODE_OF_OTHERS);
  gh_test_refused (org, "bypass-code.create", NAME ("anna"), "{\"minutes\":60}", GH_REFUSAL_STANDARD_CODES_ONLY);
  own = create (org, "{}");
  own_key = dup_key_of_code (org);
  gh_test_assert_query (org, "SELECT expires - created FROM bypass_codes ORDER BY id DESC LIMIT 1", "1200");
  gh_test_do (org, "bypass-code.delete", gh_target_new_for_keys ((const char *const[]) { own_key, NULL }), NULL, 1);
}

static void
test_rotated (void)
{
  g_autoptr (GhTestOrganisation) org = make_organisation ();
  g_autofree char *code = create (org, "{\"uses\":2}");
  g_autofree char *before = gh_test_query (org, "SELECT hex (lookup) FROM bypass_codes");
  g_autofree char *after = NULL;

  gh_test_run_key (org, "key.rotate");
  after = gh_test_query (org, "SELECT hex (lookup) FROM bypass_codes");
  g_assert_cmpstr (before, !=, after);
  assert_outcome (org, code, GH_OUTCOME_ACCEPTED);
  assert_outcome (org, code, GH_OUTCOME_ACCEPTED);
  assert_outcome (org, code, GH_OUTCOME_NO_DEVICE);
  refuse_own (org, code, GH_REFUSAL_CODE_HAD_BEFORE);
}

/* O10: codes belong to an era. */
static void
test_era (void)
{
  g_autoptr (GhTestOrganisation) org = make_organisation ();
  g_autofree char *code = create (org, "{\"uses\":5}");
  g_autofree char *second = create (org, "{\"uses\":5}");

  gh_test_write_directory (org, "UPDATE bypass_codes SET era = randomblob (16) WHERE id = 1");
  assert_outcome (org, code, GH_OUTCOME_ENDED);
  assert_outcome (org, second, GH_OUTCOME_ACCEPTED);
  gh_test_write_events (org, "UPDATE about SET identity = randomblob (16)");
  assert_outcome (org, second, GH_OUTCOME_NO_DEVICE);
}

/* --- V3: once --- */

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
    if (gh_outcome_get_answer (sign_in (race->org, "anna", race->code)) == GH_ANSWER_ALLOW)
      g_atomic_int_inc (&race->n_allowed);

  return NULL;
}

static void
test_race (void)
{
  g_autoptr (GhTestOrganisation) org = make_organisation ();
  g_autofree char *spare = create (org, "{\"uses\":0}");
  g_autofree char *code = create (org, "{\"uses\":7}");
  GThread *threads[N_THREADS];
  Race race = { org, code, 0 };

  for (guint i = 0; i < N_THREADS; i++)
    threads[i] = g_thread_new ("race", race_thread, &race);
  for (guint i = 0; i < N_THREADS; i++)
    g_thread_join (threads[i]);

  g_assert_cmpint (race.n_allowed, ==, 7);
  gh_test_assert_query (org, "SELECT count (*) FROM events.attempts WHERE result = 'success'", "7");
  gh_test_assert_query (org, "SELECT count (*) FROM events.attempts", G_STRINGIFY (320));
  gh_test_assert_query (org, "SELECT last_attempt FROM events.about", G_STRINGIFY (320));
  /* Used codes are no failures. */
  gh_test_assert_query (org, "SELECT count (*) FROM events.failures", "0");
  assert_outcome (org, spare, GH_OUTCOME_ACCEPTED);
}

/* A caller check neither accepts one nor uses it up; a check does, and is no sign-in. */
static void
test_checks (void)
{
  g_autoptr (GhTestOrganisation) org = make_organisation ();
  g_autofree char *code = create (org, "{}");

  g_assert_cmpint (gh_test_judge (org, GH_PURPOSE_CALLER_CHECK, "anna", code).decision.outcome, ==,
                   GH_OUTCOME_NO_AUTHENTICATOR);
  g_assert_cmpint (gh_test_judge (org, GH_PURPOSE_CHECK, "anna", code).decision.outcome, ==, GH_OUTCOME_ACCEPTED);
  gh_test_assert_query (org, "SELECT count (*) FROM events.logins", "0");
  gh_test_assert_query (org, "SELECT count (*) FROM events.failures", "0");
  assert_outcome (org, code, GH_OUTCOME_NO_DEVICE);
}

/* --- V3: lock-outs --- */

static void
fail_times (GhTestOrganisation *org,
            guint               n)
{
  for (guint i = 0; i < n; i++)
    assert_outcome (org, get_wrong (), GH_OUTCOME_WRONG);
}

static void
test_locked_out (void)
{
  g_autoptr (GhTestOrganisation) org = make_organisation ();
  g_autofree char *code = create (org, "{\"uses\":0,\"minutes\":0}");

  fail_times (org, 9);
  assert_outcome (org, code, GH_OUTCOME_ACCEPTED);
  fail_times (org, 9);
  g_assert_cmpint (gh_test_judge (org, GH_PURPOSE_SIGN_IN, "anna", get_wrong ()).lockout, ==, GH_LOCKOUT_USER);
  assert_outcome (org, code, GH_OUTCOME_LOCKED_OUT);
  gh_test_assert_query (org, "SELECT json_array (user_id, reason, until, attempt) FROM events.lockouts",
                        "[1,\"Failed Attempts\",null,20]");

  /* Unlocking forgives what led to it, with the clock a year ahead, and nothing that follows. */
  gh_clock_set (org->clock, GH_TEST_NOW + G_GINT64_CONSTANT (366) * 86400);
  gh_test_do (org, "user.set-status", NAME ("anna"), "{\"status\":\"active\"}", 1);
  gh_clock_set (org->clock, GH_TEST_NOW);
  fail_times (org, 9);
  assert_outcome (org, get_wrong (), GH_OUTCOME_WRONG);
  assert_outcome (org, code, GH_OUTCOME_LOCKED_OUT);
}

/* An automatic end does not reset the count. */
static void
test_automatic_end (void)
{
  g_autoptr (GhTestOrganisation) org = make_organisation ();
  g_autofree char *code = create (org, "{\"uses\":0,\"minutes\":0}");

  gh_test_do (org, "settings.set", NULL, "{\"name\":\"lockout_expire_duration\",\"value\":\"5\"}", 1);
  fail_times (org, 10);
  assert_outcome (org, code, GH_OUTCOME_LOCKED_OUT);
  gh_clock_set (org->clock, GH_TEST_NOW + 299);
  assert_outcome (org, code, GH_OUTCOME_LOCKED_OUT);
  gh_clock_set (org->clock, GH_TEST_NOW + 300);
  assert_outcome (org, get_wrong (), GH_OUTCOME_WRONG);
  assert_outcome (org, code, GH_OUTCOME_LOCKED_OUT);

  /* A success does. */
  gh_clock_set (org->clock, GH_TEST_NOW + 600);
  assert_outcome (org, code, GH_OUTCOME_ACCEPTED);
  fail_times (org, 9);
  assert_outcome (org, code, GH_OUTCOME_ACCEPTED);
}

/* Ten wrong caller checks lock, and the code that is read back is denied afterwards. */
static void
test_callers_lock (void)
{
  g_autoptr (GhTestOrganisation) org = make_organisation ();
  g_autofree char *code = create (org, "{}");

  for (guint i = 0; i < 10; i++)
    g_assert_cmpint (gh_test_judge (org, GH_PURPOSE_CALLER_CHECK, "ANNA", get_wrong ()).decision.outcome, ==, GH_OUTCOME_WRONG);
  assert_outcome (org, code, GH_OUTCOME_LOCKED_OUT);
}

/* B5: 50 guesses of its length end all codes of the user. */
static void
test_guesses (void)
{
  g_autoptr (GhTestOrganisation) org = make_organisation ();
  g_autofree char *code = create (org, "{\"uses\":0,\"minutes\":0}");
  g_autoptr (GhResult) longer = run_create (org, NAME ("anna"), "{\"uses\":5}", "8391527041");

  g_assert_false (longer->is_refused);
  gh_test_do (org, "settings.set", NULL, "{\"name\":\"lockout_threshold\",\"value\":\"100\"}", 1);
  fail_times (org, 49);
  assert_outcome (org, "83915", GH_OUTCOME_WRONG);
  assert_outcome (org, code, GH_OUTCOME_ACCEPTED);
  assert_outcome (org, "8391527041", GH_OUTCOME_ACCEPTED);
  fail_times (org, 1);
  assert_outcome (org, code, GH_OUTCOME_NO_DEVICE);
  assert_outcome (org, "8391527041", GH_OUTCOME_NO_DEVICE);
}

/* --- L2 --- */

static void
test_log (void)
{
  g_autoptr (GhTestOrganisation) org = make_organisation ();
  g_autofree char *code = create (org, "{}");
  g_autofree char *long_name = g_strnfill (300, 'x');
  g_autofree char *events = g_strconcat (org->path, "-events-wal", NULL);
  g_autofree char *wrong = g_strdup (get_wrong ());
  g_autofree char *data = NULL;
  gsize length;

  assert_outcome (org, wrong, GH_OUTCOME_WRONG);
  assert_outcome (org, code, GH_OUTCOME_ACCEPTED);
  sign_in (org, long_name, code);
  sign_in (org, " \n", code);
  sign_in (org, "b\xff", code);
  gh_test_assert_query (org, "SELECT group_concat (coalesce (user_id, '-') || ' ' || factor || ' ' || result || ' ' ||"
                             " reason, ', ') FROM (SELECT * FROM events.attempts ORDER BY id)",
                        "1 bypass_code denied invalid_passcode, 1 bypass_code success valid_passcode,"
                        " - not_available denied deny_unenrolled_user, - not_available denied deny_unenrolled_user,"
                        " - not_available denied deny_unenrolled_user");
  gh_test_assert_query (org, "SELECT max (length (name)) FROM events.attempts", "256");
  gh_test_assert_query (org, "SELECT device = (SELECT key FROM bypass_codes) FROM events.attempts WHERE id = 2", "1");
  gh_test_assert_query (org, "SELECT time FROM events.logins WHERE user_id = 1", G_STRINGIFY (GH_TEST_NOW));

  /* No passcode, right or wrong, is kept. */
  g_assert_true (g_file_get_contents (events, &data, &length, NULL));
  g_assert_null (memmem (data, length, wrong, strlen (wrong)));
  g_assert_null (memmem (data, length, code, strlen (code)));
}

/* The newest minute still grows, so a checkpoint has the one before (J6). */
static void
assert_checkpoint (GhTestOrganisation *org)
{
  g_autofree char *hash = gh_test_query (org, "SELECT lower (hex (hash)) FROM events.minutes WHERE number = 2");
  g_autoptr (GError) error = NULL;
  GhCheckpoint checkpoint;
  char hex[65];

  g_assert_true (gh_checkpoint_make (org->store, &checkpoint, &error));
  g_assert_no_error (error);
  g_assert_cmpint (checkpoint.events, ==, 2);
  sodium_bin2hex (hex, sizeof hex, checkpoint.events_hash, sizeof checkpoint.events_hash);
  g_assert_cmpstr (hex, ==, hash);
}

/* The chain of the minutes, computed anew from the rows. */
static void
test_minutes (void)
{
  g_autoptr (GhTestOrganisation) org = make_organisation ();
  guint8 before[32] = { 0 }, rows[32], hash[32];
  gint64 seconds[] = { 0, 30, 59, 60, 61, 50, 200 };
  gint64 minutes[] = { 0, 0, 0, 60, 60, 60, 180 };

  for (gsize i = 0; i < G_N_ELEMENTS (seconds); i++)
    {
      gh_clock_set (org->clock, GH_TEST_NOW + seconds[i]);
      sign_in (org, "nobody", "1");
    }

  for (gsize i = 0, number = 0; i < G_N_ELEMENTS (seconds); i++)
    {
      gboolean is_first = i == 0 || minutes[i] != minutes[i - 1];
      g_autofree char *time_query = g_strdup_printf ("SELECT time FROM events.attempts WHERE id = %u", (guint) i + 1);
      g_autofree char *time = gh_test_query (org, time_query);
      g_autoptr (GByteArray) row = gh_netstrings_new (
        "biinssssssssssss", is_first ? NULL : rows, is_first ? (gsize) 0 : sizeof rows, (gint64) i + 1,
        g_ascii_strtoll (time, NULL, 10), (gint64) 0, "nobody", "", "test", "sign-in", "", "not_available", "denied",
        "deny_unenrolled_user", "", "::1", "", "");
      g_autoptr (GByteArray) minute = NULL;

      if (is_first && number++ > 0)
        memcpy (before, hash, sizeof before);
      crypto_hash_sha256 (rows, row->data, row->len);
      minute = gh_netstrings_new ("bib", before, sizeof before, (gint64) GH_TEST_NOW + minutes[i], rows, sizeof rows);
      crypto_hash_sha256 (hash, minute->data, minute->len);
      if (i + 1 == G_N_ELEMENTS (seconds) || minutes[i + 1] != minutes[i])
        {
          g_autofree char *query = g_strdup_printf ("SELECT lower (hex (hash)) FROM events.minutes WHERE number = %u",
                                                    (guint) number);
          char hex[65];

          sodium_bin2hex (hex, sizeof hex, hash, sizeof hash);
          gh_test_assert_query (org, query, hex);
        }
    }
  gh_test_assert_query (org, "SELECT count (*) FROM events.minutes", "3");
  assert_checkpoint (org);
}

/* Codes that a user got since go by no undo of what made the user. */
static void
test_undo_of_user (void)
{
  g_autoptr (GhTestOrganisation) org = make_organisation ();
  g_autofree char *entry = NULL;
  g_autofree char *parameters = NULL;
  g_autoptr (GhResult) undo = NULL;

  gh_test_do (org, "user.add", NULL, "{\"username\":\"zoe\"}", 1);
  entry = gh_test_query (org, "SELECT max (seq) FROM log");
  parameters = g_strdup_printf ("{\"entry\":%s}", entry);
  gh_test_do (org, "bypass-code.create", gh_target_new_for_name ("zoe"), NULL, 1);
  undo = gh_test_run (org, "log.undo", NULL, parameters);
  g_assert_cmpint (gh_test_count_skipped (undo, GH_REFUSAL_EDITED_SINCE), ==, 1);
  gh_test_assert_query (org, "SELECT count (*) FROM bypass_codes", "1");
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/B1/create/standard", test_standard);
  g_test_add_func ("/B1/create/options", test_options);
  g_test_add_func ("/X/past", test_past);
  g_test_add_func ("/B1/create/own", test_own);
  g_test_add_func ("/B1/create/at-most", test_at_most);
  g_test_add_func ("/K2/create/without-key", test_without_key);
  g_test_add_func ("/T4/create/trashed", test_trashed);
  g_test_add_func ("/B6/show-and-delete", test_show_and_delete);
  g_test_add_func ("/B3/help-desk", test_help_desk);
  g_test_add_func ("/K7/rotated", test_rotated);
  g_test_add_func ("/O10/era", test_era);
  g_test_add_func ("/V3/once/race", test_race);
  g_test_add_func ("/V3/checks", test_checks);
  g_test_add_func ("/V3/lock-out/threshold", test_locked_out);
  g_test_add_func ("/V3/lock-out/automatic-end", test_automatic_end);
  g_test_add_func ("/V3/lock-out/callers", test_callers_lock);
  g_test_add_func ("/B5/guesses", test_guesses);
  g_test_add_func ("/L2/rows", test_log);
  g_test_add_func ("/L2/minutes", test_minutes);
  g_test_add_func ("/O5/bypass-code/undo-of-user", test_undo_of_user);

  return g_test_run ();
}
