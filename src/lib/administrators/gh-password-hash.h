/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "base/gh-error.h"
#include "base/gh-secret.h"

#include <sodium.h>

G_BEGIN_DECLS

/** What stored parameters may be (A9): anything else did not come from Gatehouse. */
#define GH_PASSWORD_MEMORY_MIN ((gint64) 64 << 20)
#define GH_PASSWORD_MEMORY_MAX ((gint64) 1 << 30)
#define GH_PASSWORD_PASSES_MIN 2
#define GH_PASSWORD_PASSES_MAX 10

/** What a new password gets: MODERATE of libsodium 1.0 (A2). */
#define GH_PASSWORD_MEMORY ((gint64) 256 << 20)
#define GH_PASSWORD_PASSES 3

/** SHA-256. */
#define GH_PASSWORD_VERIFIER_BYTES 32

/**
 * GhPasswordCost:
 * @memory: in bytes
 *
 * What a password is hashed with beside itself, stored with the verifier.
 */
typedef struct {
  gint64 passes;
  gint64 memory;
  guint8 salt[crypto_pwhash_SALTBYTES];
} GhPasswordCost;

/**
 * gh_password_hash:
 * @prepared: by gh_password_prepare()
 * @cost: as stored
 * @verifier: (out caller-allocates): what is stored, by which the password is known again
 * @seal_key: (out) (transfer full): %GH_KEY_BYTES, which are stored nowhere
 * @error: (out): %GH_ERROR_DAMAGED naming what is out of range in @cost; %GH_ERROR_FAILED: no memory for it, which says
 *   nothing of the password and counts as no attempt (A9)
 *
 * Argon2id, version 1.3, RFC 9106 (A2). It takes about a second: never on the main thread.
 *
 * Returns: whether there is a hash
 */
gboolean gh_password_hash (GhSecret              *prepared,
                           const GhPasswordCost  *cost,
                           guint8                 verifier[GH_PASSWORD_VERIFIER_BYTES],
                           GhSecret             **seal_key,
                           GError               **error);

/**
 * gh_password_make:
 * @prepared: by gh_password_prepare()
 * @cost: (out caller-allocates): with a new salt
 * @verifier: (out caller-allocates): as for gh_password_hash()
 * @seal_key: (out) (transfer full): as for gh_password_hash()
 * @error: (out): %GH_ERROR_FAILED: not even memory for the least cost
 *
 * Hashes a new password, or one whose cost is to be raised, with %GH_PASSWORD_MEMORY or, where there is not so much,
 * with %GH_PASSWORD_MEMORY_MIN.
 *
 * Returns: whether there is a hash
 */
gboolean gh_password_make (GhSecret        *prepared,
                           GhPasswordCost  *cost,
                           guint8           verifier[GH_PASSWORD_VERIFIER_BYTES],
                           GhSecret       **seal_key,
                           GError         **error);

/** Returns: whether @cost is to be raised when the password is known again, at the next sign-in (A2) */
gboolean gh_password_cost_is_low (const GhPasswordCost *cost);

/**
 * gh_own_seed_seal:
 * @seal_key: what the administrator's password gives
 * @organisation: its key
 * @administrator: the key of the record
 * @factor: the key of the second factor's record
 * @seed: of the administrator's own authenticator
 *
 * XChaCha20-Poly1305 with a random nonce, like gh_seal(), but opened by the password: signing in needs no keyring (A2).
 *
 * Returns: (transfer full): the seed, sealed
 */
GBytes *gh_own_seed_seal (GhSecret   *seal_key,
                          const char *organisation,
                          const char *administrator,
                          const char *factor,
                          GhSecret   *seed);

/**
 * gh_own_seed_open:
 * @seal_key: what the administrator's password gives
 * @organisation: its key
 * @administrator: the key of the record
 * @factor: the key of the second factor's record
 * @sealed: what gh_own_seed_seal() returned
 * @length: bytes of @sealed
 * @error: (out): %GH_ERROR_DAMAGED: it was changed, or sealed for another place or by another key
 *
 * Returns: (transfer full) (nullable): the seed
 */
GhSecret *gh_own_seed_open (GhSecret      *seal_key,
                            const char    *organisation,
                            const char    *administrator,
                            const char    *factor,
                            gconstpointer  sealed,
                            gsize          length,
                            GError       **error);

G_END_DECLS
