/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "base/gh-secret.h"

G_BEGIN_DECLS

/** The seed of an app, in bytes: 160 bits, as RFC 4226, section 4 (R6), recommends. */
#define GH_OTPAUTH_SEED_BYTES 20

/**
 * gh_otpauth_new:
 * @issuer: the organisation's name
 * @account: who it is for
 * @seed: %GH_OTPAUTH_SEED_BYTES random bytes
 *
 * What an authenticator app reads from a QR code (P4, the Key URI Format of google-authenticator): TOTP by SHA-1, 6 digits,
 * 30 seconds. Exactly one colon parts issuer and account in the label; others are blanks there.
 *
 * Returns: (transfer full): the URI, a text
 */
GhSecret *gh_otpauth_new (const char *issuer,
                          const char *account,
                          GhSecret   *seed);

G_END_DECLS
