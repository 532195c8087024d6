/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "base/gh-refusal.h"
#include "base/gh-secret.h"
#include "verification/gh-otp.h"

G_BEGIN_DECLS

/** The longest serial number, in characters (domain 4). */
#define GH_TOKEN_SERIAL_MAX 128

/** The most tokens of a user, and users of a token (domain 1). */
#define GH_MAX_TOKENS_PER_USER 100
#define GH_MAX_USERS_PER_TOKEN 100

/** Seeds of one-time passwords, in bytes: RFC 4226 asks for 16, and many older tokens have 10. */
#define GH_TOKEN_SEED_MIN 10
#define GH_TOKEN_SEED_MAX 64

/** The longest step, in seconds, and the highest first counter. */
#define GH_TOKEN_MAX_STEP    300
#define GH_TOKEN_MAX_COUNTER (G_GINT64_CONSTANT (1) << 48)

/**
 * GhTokenWish:
 * @type: a type of domain 4: h6, h8, t6, t8, yk, d1 or dt
 * @has_counter: whether a counter was said
 * @has_step: whether a step was said
 * @counter: the first counter that is good
 * @step: seconds of a step
 * @algorithm: (nullable): sha1, sha256 or sha512; %NULL: not said
 *
 * What somebody wants of a token's credential.
 */
typedef struct {
  const char *type;
  gboolean    has_counter;
  gboolean    has_step;
  gint64      counter;
  gint64      step;
  const char *algorithm;
} GhTokenWish;

/** Returns: %GH_REFUSAL_NONE, or %GH_REFUSAL_TOKEN_TYPE for a word that is no type */
GhRefusal gh_token_check_type (const char *type);

/** Returns: %GH_REFUSAL_NONE, or what is wrong with a serial number */
GhRefusal gh_token_check_serial (const char *serial);

/**
 * gh_token_read_wish:
 * @wish: what is wanted
 * @credential: (out caller-allocates): what comes of it
 *
 * Returns: %GH_REFUSAL_NONE, or why no passcode could be computed by it
 */
GhRefusal gh_token_read_wish (const GhTokenWish *wish,
                              GhCredential      *credential);

/**
 * gh_token_read_secret:
 * @typed: what was typed
 * @form: (nullable): hex, base32 or base64; %NULL: hex. It is said, never guessed (H2)
 * @type: what it is for. A YubiKey's is its private ID and its AES key, one after the other
 * @seed: (out) (transfer full): the secret itself; %NULL if it is refused
 *
 * Blanks, hyphens and colons between the digits do not matter.
 *
 * Returns: %GH_REFUSAL_NONE, or what is wrong
 */
GhRefusal gh_token_read_secret (GhSecret         *typed,
                                const char       *form,
                                GhCredentialType  type,
                                GhSecret        **seed);

G_END_DECLS
