/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Passcodes by time and by counter, written a second time from RFC 4226, RFC 6238, V2 and H1: both answer alike on random
 * walks of a clock that drifts, and no moment is accepted twice. */
#include "verification/gh-otp.h"

#include <string.h>

#define N_WALKS      200
#define N_EVENTS     200
#define N_TWIN_WALKS 40
#define HISTORY      16
#define NOW          1795478400 /* 2026-11-24T00:00:00Z */

/* With this seed, the codes of a moment and of a later one have the same six digits. */
static const char twin_seed[] = "gatehouse-otp-model.";
static const struct {
  gint64 moment;
  int    distance;
} twins[] = {
  { 53092881, 1 }, { 50341043, 2 }, { 51973268, 2 }, { 53172981, 2 }, { 54742062, 2 }, { 50340041, 3 }, { 50828562, 3 },
  { 51321787, 4 }, { 51754213, 4 }, { 51634385, 5 }, { 50173591, 7 }, { 51083738, 8 }, { 50174446, 9 }, { 50231546, 10 },
};

/* A credential, the device that shows its codes, and what has been typed. */
typedef struct {
  GRand       *random;
  GhOtp        otp;
  guint8       seed[64];
  GhOtpState   state;
  guint        look_ahead;
  gint64       now;
  gint64       counter;  /* that the device shows */
  int          offset;   /* by how many steps its clock runs fast */
  gint64       twin;     /* a moment to type codes of; -1: none */
  char         typed[HISTORY][GH_OTP_MAX_DIGITS + 1];
  guint        n_typed;
  GHashTable  *accepted; /* moments */
} Walk;

/* What the walks have seen. */
static struct {
  guint verdicts[GH_OTP_ACCEPTED + 1];
  guint resyncs[2];
  guint twins;
  guint ties;
} seen;

/* --- the model --- */

/* RFC 4226, section 5.3 */
static void
model_compute (const GhOtp *otp,
               gint64       moment,
               char         code[GH_OTP_MAX_DIGITS + 1])
{
  static const GChecksumType hashes[GH_N_OTP_ALGORITHMS] = { G_CHECKSUM_SHA1, G_CHECKSUM_SHA256, G_CHECKSUM_SHA512 };
  static const guint32 powers[] = { 1000000, 10000000, 100000000 };
  g_autoptr (GHmac) hmac = g_hmac_new (hashes[otp->algorithm], otp->seed, otp->seed_length);
  guint64 message = GUINT64_TO_BE ((guint64) moment);
  guint8 digest[64];
  gsize length = sizeof digest;
  guint32 number;
  guint offset;

  g_hmac_update (hmac, (const guint8 *) &message, sizeof message);
  g_hmac_get_digest (hmac, digest, &length);
  offset = digest[length - 1] & 0xf;
  number = (digest[offset] & 0x7fu) << 24 | (guint32) digest[offset + 1] << 16 | (guint32) digest[offset + 2] << 8 |
           digest[offset + 3];
  g_snprintf (code, GH_OTP_MAX_DIGITS + 1, "%0*u", (int) otp->digits, number % powers[otp->digits - 6]);
}

static gboolean
fits (const GhOtp *otp,
      gint64       moment,
      const char  *typed)
{
  char code[GH_OTP_MAX_DIGITS + 1];

  if (moment < 0)
    return FALSE;
  model_compute (otp, moment, code);

  return strcmp (code, typed) == 0;
}

static gint64
get_step (const Walk *walk)
{
  return walk->otp.period != 0 ? walk->now / walk->otp.period : 0;
}

/* The step or counter that comes next if the device runs as it is known to. */
static gint64
get_expected (const Walk *walk)
{
  if (walk->otp.period == 0)
    return walk->state.last + 1;

  return get_step (walk) + walk->state.base + walk->state.drift;
}

/* V2: the ten counters from the stored one on (two for a fifth token), or the steps around the drift and around zero;
 * RFC 4226 does not say how far back a used counter is known again: as far as ten. */
static gsize
list_moments (const Walk *walk,
              gint64      moments[2 * GH_HOTP_LOOK_AHEAD])
{
  gsize n = 0;

  if (walk->otp.period == 0)
    {
      for (gint64 back = 0; back < GH_HOTP_LOOK_AHEAD; back++)
        moments[n++] = walk->state.last - back;
      for (gint64 ahead = 1; ahead <= walk->look_ahead; ahead++)
        moments[n++] = walk->state.last + ahead;
      return n;
    }

  for (gint64 around = -1; around <= 1; around++)
    {
      moments[n++] = get_expected (walk) + around;
      moments[n++] = get_step (walk) + around;
    }

  return n;
}

/* The drift moves one step a success, to at most four (V2). */
static int
move_drift (const Walk *walk,
            gint64      moment)
{
  gint64 away = moment - get_expected (walk);
  int drift = walk->state.drift + (away > 0) - (away < 0);

  return CLAMP (drift, -GH_TOTP_MAX_DRIFT, GH_TOTP_MAX_DRIFT);
}

static GhOtpVerdict
model_check (const Walk *walk,
             const char *typed,
             GhOtpState *next)
{
  gint64 moments[2 * GH_HOTP_LOOK_AHEAD];
  gsize n = list_moments (walk, moments);
  gint64 expected = get_expected (walk);
  gint64 nearest = -1;
  gboolean is_used = FALSE;

  for (gsize i = 0; i < n; i++)
    {
      gint64 moment = moments[i];

      if (!fits (&walk->otp, moment, typed))
        continue;

      if (moment <= walk->state.last)
        is_used = TRUE;
      else if (nearest < 0 || ABS (moment - expected) < ABS (nearest - expected))
        nearest = moment;
      else if (moment != nearest)
        {
          /* V2 does not say which of two equally near ones: the earlier, so that the later is not lost. */
          seen.ties += ABS (moment - expected) == ABS (nearest - expected);
          if (ABS (moment - expected) == ABS (nearest - expected))
            nearest = MIN (moment, nearest);
        }
    }
  if (nearest < 0)
    return is_used ? GH_OTP_USED : GH_OTP_WRONG;

  *next = walk->state;
  next->last = nearest;
  if (walk->otp.period != 0)
    next->drift = move_drift (walk, nearest);

  return GH_OTP_ACCEPTED;
}

/* H1: codes in a row, none of them used; of a clock the last one says how it runs now. */
static gboolean
model_resync (const Walk *walk,
              char        typed[][GH_OTP_MAX_DIGITS + 1],
              GhOtpState *next)
{
  gboolean is_clock = walk->otp.period != 0;
  gint64 n = is_clock ? GH_TOTP_RESYNC_CODES : GH_HOTP_RESYNC_CODES;
  gint64 first = is_clock ? get_step (walk) - GH_TOTP_RESYNC_STEPS : walk->state.last + 1;
  gint64 end = is_clock ? get_step (walk) + GH_TOTP_RESYNC_STEPS : walk->state.last + GH_HOTP_RESYNC_AHEAD;

  for (gint64 moment = MAX (first, walk->state.last + 1); moment <= end; moment++)
    {
      gint64 i = 0;

      while (i < n && fits (&walk->otp, moment + i, typed[i]))
        i++;
      if (i < n)
        continue;

      *next = walk->state;
      next->last = moment + n - 1;
      if (is_clock)
        {
          next->base = (int) (next->last - get_step (walk));
          next->drift = 0;
        }
      return TRUE;
    }

  return FALSE;
}

/* --- the walks --- */

static void
fail (const Walk       *walk,
      const char       *typed,
      int               expected,
      const GhOtpState *expected_next,
      int               answer,
      const GhOtpState *next)
{
  g_error ("algorithm %u digits %u period %u seed %02x…, at %" G_GINT64_FORMAT " last %" G_GINT64_FORMAT
           " base %d drift %d look ahead %u, typed %s: model %d %" G_GINT64_FORMAT " %d %d, program %d %"
           G_GINT64_FORMAT " %d %d", walk->otp.algorithm, walk->otp.digits, walk->otp.period, walk->seed[0], walk->now,
           walk->state.last, walk->state.base, walk->state.drift, walk->look_ahead, typed, expected,
           expected_next->last, expected_next->base, expected_next->drift, answer, next->last, next->base, next->drift);
}

static gboolean
is_same_state (const GhOtpState *a,
               const GhOtpState *b)
{
  return a->last == b->last && a->base == b->base && a->drift == b->drift;
}

/* Whatever the model says: each moment once, and it is that of the code. */
static void
accept (Walk       *walk,
        gint64      moment,
        const char *typed)
{
  g_assert_true (fits (&walk->otp, moment, typed));
  g_assert_true (g_hash_table_add (walk->accepted, GSIZE_TO_POINTER ((gsize) moment)));
}

static void
check (Walk       *walk,
       const char *typed)
{
  g_auto (GhPasscode) passcode = { 0 };
  GhOtpState expected_next = { 0 };
  GhOtpState next = { 0 };
  GhOtpVerdict expected, verdict;

  gh_passcode_read (&passcode, typed);
  expected = model_check (walk, typed, &expected_next);
  verdict = gh_otp_check (&walk->otp, &walk->state, walk->look_ahead, &passcode, walk->now, &next);
  if (verdict != expected || (verdict == GH_OTP_ACCEPTED && !is_same_state (&next, &expected_next)))
    fail (walk, typed, expected, &expected_next, verdict, &next);

  seen.verdicts[verdict]++;
  if (verdict != GH_OTP_ACCEPTED)
    return;

  accept (walk, next.last, typed);
  walk->state = next;
}

static void
resync (Walk   *walk,
        gint64  moment)
{
  gsize n = walk->otp.period != 0 ? GH_TOTP_RESYNC_CODES : GH_HOTP_RESYNC_CODES;
  char typed[GH_HOTP_RESYNC_CODES][GH_OTP_MAX_DIGITS + 1];
  GhPasscode passcodes[GH_HOTP_RESYNC_CODES] = { 0 };
  GhOtpState expected_next = { 0 };
  GhOtpState next = { 0 };
  gboolean expected, found;

  for (gsize i = 0; i < n; i++)
    {
      model_compute (&walk->otp, moment + (gint64) i, typed[i]);
      gh_passcode_read (&passcodes[i], typed[i]);
    }
  /* Now and then they are not in a row. */
  if (g_rand_int_range (walk->random, 0, 8) == 0)
    {
      model_compute (&walk->otp, moment + 1 + (gint64) n, typed[n - 1]);
      gh_passcode_read (&passcodes[n - 1], typed[n - 1]);
    }

  expected = model_resync (walk, typed, &expected_next);
  found = gh_otp_resync (&walk->otp, &walk->state, passcodes, n, walk->now, &next);
  if (found != expected || (found && !is_same_state (&next, &expected_next)))
    fail (walk, typed[0], expected, &expected_next, found, &next);

  seen.resyncs[found]++;
  if (!found)
    return;

  for (gsize i = 0; i < n; i++)
    accept (walk, next.last + 1 - (gint64) (n - i), typed[i]);
  walk->state = next;
}

/* Time passes; both clocks are set now and then, and buttons are pressed. */
static void
move_on (Walk *walk)
{
  gint32 what = g_rand_int_range (walk->random, 0, 120);

  walk->now += g_rand_int_range (walk->random, 0, 75);
  walk->counter += g_rand_int_range (walk->random, 0, 3);
  if (what < 20)
    walk->offset += what % 2 == 0 ? 1 : -1;
  else if (what == 20)
    walk->offset = 0;
  else if (what == 21)
    walk->offset = g_rand_int_range (walk->random, -70, 71);
  else if (what < 26)
    walk->now = MAX (0, walk->now - g_rand_int_range (walk->random, 0, 200));
  else if (what == 26)
    walk->now += 86400;
  else if (what < 30)
    walk->counter += g_rand_int_range (walk->random, 0, 16);
  else if (what == 30)
    walk->counter += g_rand_int_range (walk->random, 0, 1100);
}

/* What is typed: what the device shows, something near it, a code again, or a guess. */
static void
type (Walk *walk)
{
  gint64 shown = walk->otp.period != 0 ? MAX (0, get_step (walk) + walk->offset) : walk->counter;
  char *typed = walk->typed[walk->n_typed % HISTORY];
  gint32 what = g_rand_int_range (walk->random, 0, 40);

  if (what == 0)
    {
      /* Whether a row that begins at the very last moment is within reach is left open. */
      if (walk->otp.period == 0 || shown != get_step (walk) + GH_TOTP_RESYNC_STEPS)
        resync (walk, shown);
      return;
    }
  if (what < 8 && walk->n_typed > 0)
    {
      check (walk, walk->typed[g_rand_int_range (walk->random, 0, (gint32) MIN (walk->n_typed, HISTORY))]);
      return;
    }

  if (what == 8)
    g_snprintf (typed, GH_OTP_MAX_DIGITS + 1, "%08d", g_rand_int_range (walk->random, 0, 100000000));
  else if (what < 14)
    model_compute (&walk->otp, MAX (0, shown + g_rand_int_range (walk->random, -3, 4)), typed);
  else if (what < 26 && walk->twin >= 0)
    {
      model_compute (&walk->otp, walk->twin, typed);
      seen.twins++;
    }
  else
    model_compute (&walk->otp, shown, typed);
  walk->n_typed++;
  check (walk, typed);
}

static void
run_walk (Walk  *walk,
          guint  n_events)
{
  walk->accepted = g_hash_table_new (g_direct_hash, g_direct_equal);
  walk->otp.seed = walk->seed;
  for (guint i = 0; i < n_events; i++)
    {
      move_on (walk);
      type (walk);
    }
  g_hash_table_unref (walk->accepted);
}

static void
test_walks (gconstpointer data)
{
  gboolean is_clock = GPOINTER_TO_INT (data);
  g_autoptr (GRand) random = g_rand_new_with_seed (20261124);

  memset (&seen, 0, sizeof seen);
  for (guint i = 0; i < N_WALKS; i++)
    {
      Walk walk = {
        .random = random,
        .otp = {
          .algorithm = is_clock ? (GhOtpAlgorithm) (i % GH_N_OTP_ALGORITHMS) : GH_OTP_SHA1,
          .digits = 6 + i % 3,
          .period = !is_clock ? 0 : g_rand_boolean (random) ? 30 : 60,
          .seed_length = (gsize) g_rand_int_range (random, 16, sizeof walk.seed + 1),
        },
        .state = { .last = -1 },
        .look_ahead = i % 4 == 0 ? GH_HOTP_LOOK_AHEAD_OF_MANY : GH_HOTP_LOOK_AHEAD,
        .now = i % 10 == 0 ? 0 : NOW,
        .twin = -1,
      };

      for (gsize byte = 0; byte < walk.otp.seed_length; byte++)
        walk.seed[byte] = (guint8) g_rand_int_range (random, 0, 256);
      g_assert_true (gh_otp_is_supported (&walk.otp));
      run_walk (&walk, N_EVENTS);
    }

  for (guint i = 0; i <= GH_OTP_ACCEPTED; i++)
    g_assert_cmpuint (seen.verdicts[i], >, 1000);
  g_assert_cmpuint (seen.resyncs[FALSE], >, 50);
  g_assert_cmpuint (seen.resyncs[TRUE], >, 50);
}

/* Around moments whose digits come again soon. */
static void
test_twins (gconstpointer data)
{
  gboolean is_clock = GPOINTER_TO_INT (data);
  g_autoptr (GRand) random = g_rand_new_with_seed (20261125);

  memset (&seen, 0, sizeof seen);
  for (guint i = 0; i < N_TWIN_WALKS * G_N_ELEMENTS (twins); i++)
    {
      gint64 moment = twins[i % G_N_ELEMENTS (twins)].moment;
      int distance = twins[i % G_N_ELEMENTS (twins)].distance;
      gint64 begin = moment - g_rand_int_range (random, 1, 8);
      Walk walk = {
        .random = random,
        .otp = { .algorithm = GH_OTP_SHA1, .digits = 6, .period = is_clock ? 30 : 0, .seed_length = strlen (twin_seed) },
        .state = { .last = begin - 1, .drift = is_clock ? g_rand_int_range (random, -4, 5) : 0 },
        .look_ahead = GH_HOTP_LOOK_AHEAD,
        .now = begin * 30,
        .counter = begin,
        .twin = moment,
      };
      char first[GH_OTP_MAX_DIGITS + 1];

      memcpy (walk.seed, twin_seed, strlen (twin_seed));
      walk.otp.seed = walk.seed;
      model_compute (&walk.otp, moment, first);
      g_assert_true (fits (&walk.otp, moment + distance, first));
      run_walk (&walk, 15);
    }

  g_assert_cmpuint (seen.twins, >, 1000);
  g_assert_cmpuint (seen.verdicts[GH_OTP_ACCEPTED], >, 1000);
  if (is_clock)
    g_assert_cmpuint (seen.ties, >, 10);
}

/* The example of RFC 4226, appendix D, so that the model itself is right. */
static void
test_rfc (void)
{
  static const char *const codes[] = { "755224", "287082", "359152", "969429", "338314", "254676", "287922", "162583",
                                       "399871", "520489" };
  const GhOtp otp = { .digits = 6, .seed = (const guint8 *) "12345678901234567890", .seed_length = 20 };

  for (gint64 i = 0; i < (gint64) G_N_ELEMENTS (codes); i++)
    g_assert_true (fits (&otp, i, codes[i]));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/V2/model/rfc-4226", test_rfc);
  g_test_add_data_func ("/V2/model/clocks", GINT_TO_POINTER (TRUE), test_walks);
  g_test_add_data_func ("/V2/model/counters", GINT_TO_POINTER (FALSE), test_walks);
  g_test_add_data_func ("/V2/model/clock-twins", GINT_TO_POINTER (TRUE), test_twins);
  g_test_add_data_func ("/V2/model/counter-twins", GINT_TO_POINTER (FALSE), test_twins);

  return g_test_run ();
}
