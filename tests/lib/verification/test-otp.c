/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "verification/gh-otp.h"

#include <stdio.h>
#include <string.h>

/* The seeds of RFC 4226, appendix D, and of RFC 6238, appendix B. */
static const char seed_20[] = "12345678901234567890";
static const char seed_32[] = "12345678901234567890123456789012";
static const char seed_64[] = "1234567890123456789012345678901234567890123456789012345678901234";

static const GhOtp hotp = { GH_OTP_SHA1, 6, 0, (const guint8 *) seed_20, 20 };
static const GhOtp totp = { GH_OTP_SHA1, 6, 30, (const guint8 *) seed_20, 20 };

#define NOW  G_GINT64_CONSTANT (1764500000)
#define STEP (NOW / 30)

static GhPasscode
code_of (const GhOtp *otp,
         gint64       moment)
{
  GhPasscode passcode;
  char code[GH_OTP_MAX_DIGITS + 1];

  g_assert_true (gh_otp_compute (otp, moment, code));
  g_assert_true (gh_passcode_read (&passcode, code));

  return passcode;
}

/* --- the algorithms --- */

static void
test_rfc_4226 (void)
{
  static const char *const codes[] = { "755224", "287082", "359152", "969429", "338314",
                                       "254676", "287922", "162583", "399871", "520489" };

  for (gint64 i = 0; i < (gint64) G_N_ELEMENTS (codes); i++)
    {
      char code[GH_OTP_MAX_DIGITS + 1];

      g_assert_true (gh_otp_compute (&hotp, i, code));
      g_assert_cmpstr (code, ==, codes[i]);
    }
}

static void
test_rfc_6238 (void)
{
  static const struct {
    gint64      time;
    const char *codes[GH_N_OTP_ALGORITHMS];
  } rows[] = {
    { 59, { "94287082", "46119246", "90693936" } },
    { 1111111109, { "07081804", "68084774", "25091201" } },
    { 1111111111, { "14050471", "67062674", "99943326" } },
    { 1234567890, { "89005924", "91819424", "93441116" } },
    { 2000000000, { "69279037", "90698825", "38618901" } },
    { G_GINT64_CONSTANT (20000000000), { "65353130", "77737706", "47863826" } },
  };
  const GhOtp otps[GH_N_OTP_ALGORITHMS] = {
    { GH_OTP_SHA1, 8, 30, (const guint8 *) seed_20, 20 },
    { GH_OTP_SHA256, 8, 30, (const guint8 *) seed_32, 32 },
    { GH_OTP_SHA512, 8, 30, (const guint8 *) seed_64, 64 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    for (gsize k = 0; k < G_N_ELEMENTS (otps); k++)
      {
        char code[GH_OTP_MAX_DIGITS + 1];

        g_assert_true (gh_otp_compute (&otps[k], rows[i].time / 30, code));
        g_assert_cmpstr (code, ==, rows[i].codes[k]);
      }
}

/* H1: what liboath cannot compute is not supported, and nothing is accepted from it. */
static void
test_unsupported (void)
{
  static const GhOtp otps[] = {
    { GH_OTP_SHA256, 6, 0, (const guint8 *) seed_20, 20 },
    { GH_OTP_SHA512, 6, 0, (const guint8 *) seed_20, 20 },
    { GH_N_OTP_ALGORITHMS, 6, 30, (const guint8 *) seed_20, 20 },
    { GH_OTP_SHA1, 5, 30, (const guint8 *) seed_20, 20 },
    { GH_OTP_SHA1, 9, 30, (const guint8 *) seed_20, 20 },
    { GH_OTP_SHA1, 0, 0, (const guint8 *) seed_20, 20 },
    { GH_OTP_SHA1, 6, 30, (const guint8 *) seed_20, 0 },
  };
  const GhOtpState state = { -1, 0, 0 };
  GhPasscode passcode;
  GhOtpState next;

  g_assert_true (gh_passcode_read (&passcode, "000000"));
  for (gsize i = 0; i < G_N_ELEMENTS (otps); i++)
    {
      g_assert_false (gh_otp_is_supported (&otps[i]));
      g_assert_cmpint (gh_otp_check (&otps[i], &state, GH_HOTP_LOOK_AHEAD, &passcode, NOW, &next), ==, GH_OTP_WRONG);
      g_assert_false (gh_otp_resync (&otps[i], &state, &passcode, 1, NOW, &next));
    }
}

/* Another program computes the same. */
static void
test_oathtool (void)
{
  for (guint i = 0; i < 20; i++)
    {
      g_autofree char *command = NULL;
      g_autofree char *out = NULL;
      g_autoptr (GError) error = NULL;
      g_autoptr (GString) hex = g_string_new (NULL);
      guint8 seed[64];
      gsize n = (gsize) g_test_rand_int_range (10, sizeof seed);
      gboolean counts = i % 2 == 0;
      GhOtp otp = { GH_OTP_SHA1, 6 + i % 3, counts ? 0 : 30, seed, n };
      gint64 moment = g_test_rand_int_range (0, G_MAXINT32);
      char code[GH_OTP_MAX_DIGITS + 1];

      for (gsize k = 0; k < n; k++)
        {
          seed[k] = (guint8) g_test_rand_int_range (0, 256);
          g_string_append_printf (hex, "%02x", seed[k]);
        }
      if (!counts)
        otp.algorithm = (GhOtpAlgorithm) (i / 2 % GH_N_OTP_ALGORITHMS);
      command = counts
        ? g_strdup_printf ("oathtool --hotp -d %u -c %" G_GINT64_FORMAT " %s", otp.digits, moment, hex->str)
        : g_strdup_printf ("oathtool --totp=%s -d %u -N @%" G_GINT64_FORMAT " %s",
                           ((const char *[]) { "SHA1", "SHA256", "SHA512" })[otp.algorithm], otp.digits, moment * 30,
                           hex->str);
      g_spawn_command_line_sync (command, &out, NULL, NULL, &error);
      g_assert_no_error (error);
      g_assert_true (gh_otp_compute (&otp, moment, code));
      g_assert_cmpstr (g_strstrip (out), ==, code);
    }
}

/* --- time --- */

typedef struct {
  const char   *what;
  GhOtpState    state;    /* @last from now */
  gint          typed;    /* the step whose code is typed, from now */
  GhOtpVerdict  verdict;
  gint          drift;    /* afterwards */
} Typed;

#define NEVER (-1000000)

static const Typed typed_steps[] = {
  { "now", { NEVER, 0, 0 }, 0, GH_OTP_ACCEPTED, 0 },
  { "a step late", { NEVER, 0, 0 }, -1, GH_OTP_ACCEPTED, -1 },
  { "a step early", { NEVER, 0, 0 }, 1, GH_OTP_ACCEPTED, 1 },
  { "two late", { NEVER, 0, 0 }, -2, GH_OTP_WRONG, 0 },
  { "two early", { NEVER, 0, 0 }, 2, GH_OTP_WRONG, 0 },
  { "drift followed", { NEVER, 0, 3 }, 4, GH_OTP_ACCEPTED, 4 },
  { "drift at its end", { NEVER, 0, 4 }, 5, GH_OTP_ACCEPTED, 4 },
  { "beyond it", { NEVER, 0, 4 }, 6, GH_OTP_WRONG, 4 },
  { "drift at its other end", { NEVER, 0, -4 }, -5, GH_OTP_ACCEPTED, -4 },
  { "beyond that", { NEVER, 0, -4 }, -6, GH_OTP_WRONG, -4 },
  { "clock put right", { NEVER, 0, 4 }, 0, GH_OTP_ACCEPTED, 3 },
  { "put right, a step late", { NEVER, 0, 4 }, -1, GH_OTP_ACCEPTED, 3 },
  { "between the two", { NEVER, 0, 4 }, 2, GH_OTP_WRONG, 4 },
  { "drift again where it was", { NEVER, 0, 2 }, 2, GH_OTP_ACCEPTED, 2 },
  { "one step a success", { NEVER, 0, 3 }, 1, GH_OTP_ACCEPTED, 2 },
  { "after a resync", { NEVER, 40, 0 }, 41, GH_OTP_ACCEPTED, 1 },
  { "after a resync, put right", { NEVER, 40, 0 }, 1, GH_OTP_ACCEPTED, -1 },
  { "after a resync, elsewhere", { NEVER, 40, 0 }, 20, GH_OTP_WRONG, 0 },
  { "after a resync, too slow", { NEVER, -60, -4 }, -65, GH_OTP_ACCEPTED, -4 },
  { "the same again", { 0, 0, 0 }, 0, GH_OTP_USED, 0 },
  { "one before the last", { 0, 0, 0 }, -1, GH_OTP_USED, 0 },
  { "one after the last", { 0, 0, 0 }, 1, GH_OTP_ACCEPTED, 1 },
  { "clock set back a step", { 1, 0, 0 }, 0, GH_OTP_USED, 0 },
  { "clock set back a day", { 2880, 0, 0 }, 0, GH_OTP_USED, 0 },
  { "clock set back a year", { 1051200, 0, 0 }, 0, GH_OTP_USED, 0 },
};

static void
test_steps (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (typed_steps); i++)
    {
      const Typed *row = &typed_steps[i];
      GhOtpState state = row->state;
      GhPasscode passcode = code_of (&totp, STEP + row->typed);
      GhOtpState next;

      g_test_message ("%s", row->what);
      state.last = state.last == NEVER ? -1 : STEP + state.last;
      g_assert_cmpint (gh_otp_check (&totp, &state, 0, &passcode, NOW, &next), ==, row->verdict);
      g_assert_cmpint (next.drift, ==, row->drift);
      g_assert_cmpint (next.base, ==, state.base);
      g_assert_cmpint (next.last, ==, row->verdict == GH_OTP_ACCEPTED ? STEP + row->typed : state.last);
    }
}

/* Where two steps of the window have one code, as one in a million has, the unused one nearest to the expected is
 * spent, and the other is good once more. */
static void
test_digits_fit_two_steps (void)
{
  const GhOtpState unused = { -1, 0, 0 };
  const gint64 step = 910737;
  GhOtpState next, after;
  GhPasscode passcode;
  char one[GH_OTP_MAX_DIGITS + 1], other[GH_OTP_MAX_DIGITS + 1];

  gh_otp_compute (&totp, step, one);
  gh_otp_compute (&totp, step + 1, other);
  g_assert_cmpstr (one, ==, other);
  g_assert_true (gh_passcode_read (&passcode, one));

  g_assert_cmpint (gh_otp_check (&totp, &unused, 0, &passcode, 30 * step, &next), ==, GH_OTP_ACCEPTED);
  g_assert_cmpint (next.last, ==, step);
  g_assert_cmpint (gh_otp_check (&totp, &next, 0, &passcode, 30 * (step + 1), &after), ==, GH_OTP_ACCEPTED);
  g_assert_cmpint (after.last, ==, step + 1);
  g_assert_cmpint (gh_otp_check (&totp, &after, 0, &passcode, 30 * (step + 1), &next), ==, GH_OTP_USED);
  /* The later one is expected, so it is spent, and the earlier with it. */
  g_assert_cmpint (gh_otp_check (&totp, &unused, 0, &passcode, 30 * (step + 1), &next), ==, GH_OTP_ACCEPTED);
  g_assert_cmpint (next.last, ==, step + 1);
  g_assert_cmpint (gh_otp_check (&totp, &next, 0, &passcode, 30 * (step + 1), &after), ==, GH_OTP_USED);
}

/* V3: over weeks with a clock that wanders, each step is accepted once at most. */
static void
test_once (void)
{
  g_autoptr (GHashTable) accepted = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  GhOtpState state = { -1, 0, 0 };
  gint64 now = NOW;
  guint n_accepted = 0;

  for (guint i = 0; i < 5000; i++)
    {
      gint64 step;
      GhPasscode passcode;
      GhOtpState next;

      now += g_test_rand_int_range (-300, 400);
      step = now / 30 + g_test_rand_int_range (-8, 9);
      passcode = code_of (&totp, step);
      if (gh_otp_check (&totp, &state, 0, &passcode, now, &next) != GH_OTP_ACCEPTED)
        continue;

      g_assert_cmpint (next.last, >, state.last);
      g_assert_cmpint (ABS (next.drift), <=, GH_TOTP_MAX_DRIFT);
      g_assert_cmpint (ABS (next.drift - state.drift), <=, 1);
      g_assert_true (g_hash_table_add (accepted, g_memdup2 (&next.last, sizeof next.last)));
      state = next;
      n_accepted++;
    }
  g_assert_cmpuint (n_accepted, >, 500);
}

/* --- counters --- */

static void
test_counters (void)
{
  static const struct {
    const char   *what;
    gint64        last;
    guint         look_ahead;
    gint64        typed;
    GhOtpVerdict  verdict;
  } rows[] = {
    { "the first", -1, GH_HOTP_LOOK_AHEAD, 0, GH_OTP_ACCEPTED },
    { "the last of ten", -1, GH_HOTP_LOOK_AHEAD, 9, GH_OTP_ACCEPTED },
    { "the eleventh", -1, GH_HOTP_LOOK_AHEAD, 10, GH_OTP_WRONG },
    { "the next", 41, GH_HOTP_LOOK_AHEAD, 42, GH_OTP_ACCEPTED },
    { "ten ahead", 41, GH_HOTP_LOOK_AHEAD, 51, GH_OTP_ACCEPTED },
    { "eleven ahead", 41, GH_HOTP_LOOK_AHEAD, 52, GH_OTP_WRONG },
    { "two ahead of many tokens", 41, GH_HOTP_LOOK_AHEAD_OF_MANY, 43, GH_OTP_ACCEPTED },
    { "three ahead of many tokens", 41, GH_HOTP_LOOK_AHEAD_OF_MANY, 44, GH_OTP_WRONG },
    { "the same again", 41, GH_HOTP_LOOK_AHEAD, 41, GH_OTP_USED },
    { "one that was jumped over", 41, GH_HOTP_LOOK_AHEAD, 38, GH_OTP_USED },
    { "long ago", 41, GH_HOTP_LOOK_AHEAD, 20, GH_OTP_WRONG },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      GhOtpState state = { rows[i].last, 0, 0 };
      GhPasscode passcode = code_of (&hotp, rows[i].typed);
      GhOtpState next;

      g_test_message ("%s", rows[i].what);
      g_assert_cmpint (gh_otp_check (&hotp, &state, rows[i].look_ahead, &passcode, NOW, &next), ==, rows[i].verdict);
      g_assert_cmpint (next.last, ==, rows[i].verdict == GH_OTP_ACCEPTED ? rows[i].typed : rows[i].last);
    }
}

static void
test_other_digits (void)
{
  static const char *const typed[] = { "755224", "75522", "7552244", "0755224", "75522a", "", "\u00b2\u00b3\u00b2" };
  const GhOtpState state = { -1, 0, 0 };

  for (gsize i = 0; i < G_N_ELEMENTS (typed); i++)
    {
      GhPasscode passcode;
      GhOtpState next;

      gh_passcode_read (&passcode, typed[i]);
      g_assert_cmpint (gh_otp_check (&hotp, &state, GH_HOTP_LOOK_AHEAD, &passcode, NOW, &next), ==,
                       i == 0 ? GH_OTP_ACCEPTED : GH_OTP_WRONG);
    }
}

/* --- resync --- */

static void
test_resync_counter (void)
{
  static const struct {
    const char *what;
    gint64      last;
    gint64      first;
    gboolean    is_found;
  } rows[] = {
    { "far ahead", 5, 700, TRUE },
    { "just ahead", 5, 6, TRUE },
    { "as far as it looks", 5, 5 + GH_HOTP_RESYNC_AHEAD, TRUE },
    { "one further", 5, 6 + GH_HOTP_RESYNC_AHEAD, FALSE },
    { "the first used up", 5, 5, FALSE },
    { "all used up", 500, 100, FALSE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      GhOtpState state = { rows[i].last, 0, 0 };
      GhPasscode codes[GH_HOTP_RESYNC_CODES];
      GhOtpState next, again;

      g_test_message ("%s", rows[i].what);
      for (gint64 k = 0; k < GH_HOTP_RESYNC_CODES; k++)
        codes[k] = code_of (&hotp, rows[i].first + k);
      g_assert_cmpint (gh_otp_resync (&hotp, &state, codes, GH_HOTP_RESYNC_CODES, NOW, &next), ==, rows[i].is_found);
      g_assert_cmpint (next.last, ==, rows[i].is_found ? rows[i].first + 2 : rows[i].last);

      /* The codes typed are used up. */
      g_assert_false (gh_otp_resync (&hotp, &next, codes, GH_HOTP_RESYNC_CODES, NOW, &again));
      if (rows[i].is_found)
        g_assert_cmpint (gh_otp_check (&hotp, &next, GH_HOTP_LOOK_AHEAD, &codes[2], NOW, &again), ==, GH_OTP_USED);

      /* In another order they are no codes in a row; nor are too few. */
      g_assert_false (gh_otp_resync (&hotp, &state, codes, 2, NOW, &again));
      codes[0] = codes[1];
      g_assert_false (gh_otp_resync (&hotp, &state, codes, GH_HOTP_RESYNC_CODES, NOW, &again));
    }
}

static void
test_resync_step (void)
{
  static const struct {
    const char *what;
    gint        last;     /* from now */
    gint        first;    /* from now */
    gboolean    is_found;
  } rows[] = {
    { "fast", NEVER, 40, TRUE },
    { "slow", NEVER, -50, TRUE },
    { "as far as it looks", NEVER, GH_TOTP_RESYNC_STEPS - 1, TRUE },
    { "one further", NEVER, GH_TOTP_RESYNC_STEPS, FALSE },
    { "as far back", NEVER, -GH_TOTP_RESYNC_STEPS, TRUE },
    { "one further back", NEVER, -GH_TOTP_RESYNC_STEPS - 1, FALSE },
    { "backwards", 0, -30, FALSE },
    { "the first used up", -30, -30, FALSE },
    { "behind the last", -31, -30, TRUE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      GhOtpState state = { rows[i].last == NEVER ? -1 : STEP + rows[i].last, 7, 3 };
      GhPasscode codes[GH_TOTP_RESYNC_CODES] = { code_of (&totp, STEP + rows[i].first),
                                                 code_of (&totp, STEP + rows[i].first + 1) };
      GhPasscode following;
      GhOtpState next, after;

      g_test_message ("%s", rows[i].what);
      g_assert_cmpint (gh_otp_resync (&totp, &state, codes, GH_TOTP_RESYNC_CODES, NOW, &next), ==, rows[i].is_found);
      if (!rows[i].is_found)
        {
          g_assert_cmpmem (&next, sizeof next, &state, sizeof state);
          continue;
        }

      g_assert_cmpint (next.last, ==, STEP + rows[i].first + 1);
      g_assert_cmpint (next.base, ==, rows[i].first + 1);
      g_assert_cmpint (next.drift, ==, 0);
      following = code_of (&totp, next.last + 1);
      g_assert_cmpint (gh_otp_check (&totp, &next, 0, &following, NOW + 30, &after), ==, GH_OTP_ACCEPTED);
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/V2/otp/rfc-4226", test_rfc_4226);
  g_test_add_func ("/V2/otp/rfc-6238", test_rfc_6238);
  g_test_add_func ("/H1/otp/unsupported", test_unsupported);
  g_test_add_func ("/V2/otp/oathtool", test_oathtool);
  g_test_add_func ("/V2/totp/steps", test_steps);
  g_test_add_func ("/V2/totp/digits-fit-two-steps", test_digits_fit_two_steps);
  g_test_add_func ("/V3/totp/once", test_once);
  g_test_add_func ("/V2/hotp/counters", test_counters);
  g_test_add_func ("/V2/hotp/other-digits", test_other_digits);
  g_test_add_func ("/H1/resync/counter", test_resync_counter);
  g_test_add_func ("/H1/resync/step", test_resync_step);

  return g_test_run ();
}
