/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "keys/gh-keys.h"
#include "operations/gh-chain.h"
#include "store/gh-connection.h"

G_BEGIN_DECLS

/** How many bytes of SHA-256 of its public half name a key (J5). */
#define GH_FINGERPRINT_BYTES 8

/**
 * GhLogKey:
 * @number: its number
 * @public_key: its public half: from who vouches for it, else as the file has it
 * @is_vouched: whether something outside the file vouches for it: the opened key itself, a kept checkpoint or a
 *   fingerprint, or a vouched key that introduced it (J5)
 * @is_other: what vouches for it says another public half than the file has
 * @is_introduced: the first, or the key that it names introduced it, by that key's signature
 * @is_service: a service's (K3), not a log key
 * @is_newest: the master key that no other has followed
 *
 * A key that signs entries of the log (J5).
 */
typedef struct {
  gint64   number;
  guint8   public_key[GH_PUBLIC_BYTES];
  gboolean is_vouched;
  gboolean is_other;
  gboolean is_introduced;
  gboolean is_service;
  gboolean is_newest;
} GhLogKey;

/**
 * GhVouch:
 * @number: the key's number; 0: any
 * @public_key: its public half, unless @has_only_fingerprint
 * @has_only_fingerprint: @public_key begins with the key's fingerprint
 *
 * Somebody's word for a key, from outside the file.
 */
typedef struct {
  gint64   number;
  guint8   public_key[GH_PUBLIC_BYTES];
  gboolean has_only_fingerprint;
} GhVouch;

/** Sets @fingerprint to the first bytes of SHA-256 of @public_key. */
void gh_log_key_get_fingerprint (const guint8 public_key[GH_PUBLIC_BYTES],
                                 guint8       fingerprint[GH_FINGERPRINT_BYTES]);

/** Returns: (transfer full): that in hexadecimal digits */
char *gh_log_key_dup_fingerprint (const guint8 public_key[GH_PUBLIC_BYTES]);

/**
 * gh_log_keys_read:
 * @organisation: the organisation's key
 * @keys: (nullable): the opened keys, which vouch for themselves
 * @vouches: (nullable) (element-type GhVouch): who else vouches
 * @connection: a connection in a transaction
 * @error: (out): where to put the error
 *
 * Returns: (transfer full) (element-type GhLogKey) (nullable): the keys, by number
 */
GArray *gh_log_keys_read (const char    *organisation,
                          GhKeys        *keys,
                          GArray        *vouches,
                          GhConnection  *connection,
                          GError       **error);

/** Returns: (transfer none) (nullable): the key with a number */
GhLogKey *gh_log_keys_find (GArray *keys,
                            gint64  number);

/** Returns: whether @signature of @message is by @self */
gboolean gh_log_key_verify (const GhLogKey *self,
                            GByteArray     *message,
                            const guint8    signature[GH_SIGNATURE_BYTES]);

G_END_DECLS
