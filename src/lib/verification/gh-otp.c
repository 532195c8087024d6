/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "verification/gh-otp.h"

#include <liboath/oath.h>
#include <sodium.h>
#include <string.h>

/* How far back a used counter is recognised. Further back it is just wrong, as any other number. */
#define LOOK_BACK GH_HOTP_LOOK_AHEAD

gboolean
gh_otp_is_supported (const GhOtp *self)
{
  return self->digits >= 6 && self->digits <= GH_OTP_MAX_DIGITS && self->algorithm < GH_N_OTP_ALGORITHMS &&
         (self->period > 0 || self->algorithm == GH_OTP_SHA1) && self->seed_length > 0;
}

/* It sets up the library that does the hashing, which must happen before any thread uses it. */
static void
init_library (void)
{
  static gsize is_ready;

  if (g_once_init_enter (&is_ready))
    g_once_init_leave (&is_ready, oath_init () == OATH_OK ? 1 : 2);
}

gboolean
gh_otp_compute (const GhOtp *self,
                gint64       moment,
                char         code[GH_OTP_MAX_DIGITS + 1])
{
  static const int flags[GH_N_OTP_ALGORITHMS] = { 0, OATH_TOTP_HMAC_SHA256, OATH_TOTP_HMAC_SHA512 };
  const char *seed = (const char *) self->seed;

  g_return_val_if_fail (gh_otp_is_supported (self) && moment >= 0, FALSE);

  init_library ();
  if (self->period == 0)
    return oath_hotp_generate (seed, self->seed_length, (guint64) moment, self->digits, FALSE,
                               OATH_HOTP_DYNAMIC_TRUNCATION, code) == OATH_OK;

  /* Steps of one second: the moment is the step. */
  return oath_totp_generate2 (seed, self->seed_length, (time_t) moment, 1, 0, self->digits, flags[self->algorithm],
                              code) == OATH_OK;
}

static gboolean
fits (const GhOtp      *self,
      gint64            moment,
      const GhPasscode *passcode)
{
  char code[GH_OTP_MAX_DIGITS + 1];
  gboolean is_equal = moment >= 0 && gh_otp_compute (self, moment, code) &&
                      sodium_memcmp (code, passcode->text, self->digits) == 0;

  sodium_memzero (code, sizeof code);

  return is_equal;
}

static GhOtpVerdict
check_counter (const GhOtp      *self,
               const GhOtpState *state,
               guint             look_ahead,
               const GhPasscode *passcode,
               GhOtpState       *next)
{
  GhOtpVerdict verdict = GH_OTP_WRONG;

  /* Backwards, so that the nearest ahead is what stays. */
  for (gint64 counter = state->last + look_ahead; counter > state->last - LOOK_BACK; counter--)
    {
      if (!fits (self, counter, passcode))
        continue;
      if (counter > state->last)
        {
          verdict = GH_OTP_ACCEPTED;
          next->last = counter;
        }
      else if (verdict == GH_OTP_WRONG)
        verdict = GH_OTP_USED;
    }

  return verdict;
}

/* Whether a code may be @offset steps from now: near what was learned, or near the right time, to which somebody may
 * have put the clock. */
static gboolean
is_near (const GhOtpState *state,
         gint              offset)
{
  return ABS (offset - state->base - state->drift) <= 1 || ABS (offset) <= 1;
}

static GhOtpVerdict
check_step (const GhOtp      *self,
            const GhOtpState *state,
            const GhPasscode *passcode,
            gint64            now,
            GhOtpState       *next)
{
  gint64 step = now / self->period;
  gint expected = state->base + state->drift;
  gint nearest = 0;
  GhOtpVerdict verdict = GH_OTP_WRONG;

  for (gint offset = MIN (expected, 0) - 1; offset <= MAX (expected, 0) + 1; offset++)
    {
      if (!is_near (state, offset) || !fits (self, step + offset, passcode))
        continue;
      if (step + offset <= state->last)
        verdict = MAX (verdict, GH_OTP_USED);
      else if (verdict != GH_OTP_ACCEPTED || ABS (offset - expected) < ABS (nearest - expected))
        {
          verdict = GH_OTP_ACCEPTED;
          nearest = offset;
        }
    }

  if (verdict == GH_OTP_ACCEPTED)
    {
      next->last = step + nearest;
      next->drift = CLAMP (state->drift + CLAMP (nearest - expected, -1, 1), -GH_TOTP_MAX_DRIFT, GH_TOTP_MAX_DRIFT);
    }

  return verdict;
}

GhOtpVerdict
gh_otp_check (const GhOtp      *self,
              const GhOtpState *state,
              guint             look_ahead,
              const GhPasscode *passcode,
              gint64            now,
              GhOtpState       *next)
{
  *next = *state;
  if (!gh_otp_is_supported (self) || !gh_passcode_has_digits (passcode, self->digits))
    return GH_OTP_WRONG;

  return self->period == 0 ? check_counter (self, state, look_ahead, passcode, next)
                           : check_step (self, state, passcode, now, next);
}

static gboolean
fit_in_a_row (const GhOtp      *self,
              gint64            first,
              const GhPasscode *passcodes,
              gsize             n)
{
  for (gsize i = 0; i < n; i++)
    if (!gh_passcode_has_digits (&passcodes[i], self->digits) || !fits (self, first + (gint64) i, &passcodes[i]))
      return FALSE;

  return TRUE;
}

gboolean
gh_otp_resync (const GhOtp      *self,
               const GhOtpState *state,
               const GhPasscode *passcodes,
               gsize             n,
               gint64            now,
               GhOtpState       *next)
{
  gboolean counts = self->period == 0;
  gint64 step = counts ? 0 : now / self->period;
  gint64 first = counts ? state->last + 1 : MAX (state->last + 1, step - GH_TOTP_RESYNC_STEPS);
  gint64 last = counts ? state->last + GH_HOTP_RESYNC_AHEAD : step + GH_TOTP_RESYNC_STEPS - (gint64) (n - 1);

  *next = *state;
  if (!gh_otp_is_supported (self) || n != (counts ? GH_HOTP_RESYNC_CODES : GH_TOTP_RESYNC_CODES))
    return FALSE;

  for (gint64 at = first; at <= last; at++)
    if (fit_in_a_row (self, at, passcodes, n))
      {
        next->last = at + (gint64) n - 1;
        if (!counts)
          {
            next->base = (gint) (next->last - step);
            next->drift = 0;
          }
        return TRUE;
      }

  return FALSE;
}
