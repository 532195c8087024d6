/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "verification/gh-otp.h"

G_BEGIN_DECLS

/** Sizes of a YubiKey's secrets, in bytes (libyubikey). */
#define GH_YUBIKEY_PRIVATE_ID_BYTES 6
#define GH_YUBIKEY_KEY_BYTES        16

/** How many codes in a row a resync takes (H1). */
#define GH_YUBIKEY_RESYNC_CODES 2

/**
 * GhYubikey:
 * @private_id: says that the key is the right one
 * @aes_key: what codes are encrypted with
 *
 * A YubiKey in its own OTP mode. Its moments, as gh_otp_check() has them, are (use counter × 256 + session counter).
 */
typedef struct {
  guint8 private_id[GH_YUBIKEY_PRIVATE_ID_BYTES];
  guint8 aes_key[GH_YUBIKEY_KEY_BYTES];
} GhYubikey;

/** Returns: whether it looks like a YubiKey's: 32 to 64 characters of modhex, the last 32 of which are the code */
gboolean gh_yubikey_is_code (const GhPasscode *passcode);

/**
 * gh_yubikey_check:
 * @self: a key
 * @last: the moment accepted last; -1: none yet
 * @passcode: what was typed
 * @next: (out): the moment accepted last afterwards, if the passcode is accepted
 *
 * Judges one passcode: the private id, the checksum, and counters above the last accepted (V2).
 */
GhOtpVerdict gh_yubikey_check (const GhYubikey  *self,
                               gint64            last,
                               const GhPasscode *passcode,
                               gint64           *next);

/**
 * gh_yubikey_resync:
 * @self: a key
 * @last: the moment accepted last; -1: none yet
 * @passcodes: (array fixed-size=2): what was typed, one after the other
 * @next: (out): the moment accepted last afterwards
 *
 * Returns: whether both are new, and the second later than the first
 */
gboolean gh_yubikey_resync (const GhYubikey  *self,
                            gint64            last,
                            const GhPasscode *passcodes,
                            gint64           *next);

G_END_DECLS
