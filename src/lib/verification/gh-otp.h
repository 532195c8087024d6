/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "verification/gh-passcode.h"

G_BEGIN_DECLS

/** How many codes are looked at from the stored counter on (V2, RFC 4226, section 7.4). */
#define GH_HOTP_LOOK_AHEAD 10

/** The same from a user's fifth token on, so that many tokens do not make guessing easier (V2). */
#define GH_HOTP_LOOK_AHEAD_OF_MANY 2

/** How far a clock that runs fast or slow is followed, in steps (V2, RFC 6238, section 6). */
#define GH_TOTP_MAX_DRIFT 4

/** How far a resync looks: counters ahead, and steps either way (H1). */
#define GH_HOTP_RESYNC_AHEAD 1000
#define GH_TOTP_RESYNC_STEPS 60

/** How many codes in a row a resync takes (H1). */
#define GH_HOTP_RESYNC_CODES 3
#define GH_TOTP_RESYNC_CODES 2

/** The longest code, in digits, that liboath computes. */
#define GH_OTP_MAX_DIGITS 8

typedef enum {
  GH_OTP_SHA1,
  GH_OTP_SHA256,
  GH_OTP_SHA512,

  GH_N_OTP_ALGORITHMS
} GhOtpAlgorithm;

/**
 * GhOtp:
 * @algorithm: the HMAC's hash
 * @digits: of a code
 * @period: seconds of a step; 0: it counts instead (HOTP)
 * @seed: (array length=seed_length): the shared secret
 * @seed_length: in bytes
 *
 * What codes are computed from (RFC 4226, RFC 6238).
 */
typedef struct {
  GhOtpAlgorithm  algorithm;
  guint           digits;
  guint           period;
  const guint8   *seed;
  gsize           seed_length;
} GhOtp;

/** What a credential's passcodes are. */
typedef enum {
  GH_CREDENTIAL_TOTP,
  GH_CREDENTIAL_HOTP,
  GH_CREDENTIAL_YUBIKEY,  /* its seed is a #GhYubikey, byte by byte */

  GH_N_CREDENTIAL_TYPES
} GhCredentialType;

/**
 * GhCredential:
 * @type: what its passcodes are
 * @otp: from what they are computed, but for the seed; of no meaning for a YubiKey
 * @start: the first counter, or moment of a YubiKey, that is good
 * @pending_until: unix seconds, by which a passcode must have been accepted; 0: it is good for ever (P2)
 */
typedef struct {
  GhCredentialType type;
  GhOtp            otp;
  gint64           start;
  gint64           pending_until;
} GhCredential;

/**
 * GhOtpState:
 * @last: the step or counter that was accepted last; -1: none yet
 * @base: what the last resync found: by how many steps the clock runs fast (slow: below 0)
 * @drift: the same, learned since, around @base
 *
 * How far a credential has been used. A counter made with a start other than 0 has @last one below that start.
 */
typedef struct {
  gint64 last;
  gint   base;
  gint   drift;
} GhOtpState;

/**
 * GhOtpVerdict:
 * @GH_OTP_WRONG: no code of this credential, near where it is
 * @GH_OTP_USED: right, but it or a later one was accepted already (V3)
 * @GH_OTP_ACCEPTED: right and new
 */
typedef enum {
  GH_OTP_WRONG,
  GH_OTP_USED,
  GH_OTP_ACCEPTED,
} GhOtpVerdict;

/** Returns: whether liboath computes such codes: HOTP by SHA-1 alone, 6, 7 or 8 digits */
gboolean gh_otp_is_supported (const GhOtp *self);

/**
 * gh_otp_compute:
 * @self: a supported credential
 * @moment: the step or counter, from 0
 * @code: (out): the code, ending with a NUL
 *
 * Returns: %FALSE if liboath refuses
 */
gboolean gh_otp_compute (const GhOtp *self,
                         gint64       moment,
                         char         code[GH_OTP_MAX_DIGITS + 1]);

/**
 * gh_otp_check:
 * @self: a credential
 * @state: how far it has been used
 * @look_ahead: how many counters are tried; of no meaning for steps
 * @passcode: what was typed
 * @now: unix seconds
 * @next: (out): how far it has been used afterwards, if the passcode is accepted
 *
 * Judges one passcode (V2). Of several moments that have these digits the unused one nearest to the expected is taken;
 * the time this takes does not tell which fitted.
 */
GhOtpVerdict gh_otp_check (const GhOtp      *self,
                           const GhOtpState *state,
                           guint             look_ahead,
                           const GhPasscode *passcode,
                           gint64            now,
                           GhOtpState       *next);

/**
 * gh_otp_resync:
 * @self: a credential
 * @state: how far it has been used
 * @passcodes: (array length=n): what was typed, one after the other
 * @n: how many
 * @now: unix seconds
 * @next: (out): how far it has been used afterwards
 *
 * Looks for codes in a row (H1, RFC 4226, section 7.4): %GH_HOTP_RESYNC_CODES up to %GH_HOTP_RESYNC_AHEAD ahead, or
 * %GH_TOTP_RESYNC_CODES within %GH_TOTP_RESYNC_STEPS steps. What was accepted once is never taken again.
 *
 * Returns: whether they were found
 */
gboolean gh_otp_resync (const GhOtp      *self,
                        const GhOtpState *state,
                        const GhPasscode *passcodes,
                        gsize             n,
                        gint64            now,
                        GhOtpState       *next);

G_END_DECLS
