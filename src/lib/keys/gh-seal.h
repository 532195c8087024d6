/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "base/gh-error.h"
#include "keys/gh-keys.h"

G_BEGIN_DECLS

/** What a sealed value has more than what is in it: a nonce of 24 bytes before, a tag of 16 after. */
#define GH_SEAL_BYTES 40

/**
 * GhSealPlace:
 * @organisation: its key
 * @kind: the kind of record, as in the journal
 * @purpose: what the value is, one of those that gh_seal_find_use() knows
 * @record: the record's key of 20 characters
 * @key_number: the number of the master key
 *
 * Where a sealed value belongs. Elsewhere it does not open (K1).
 */
typedef struct {
  const char *organisation;
  const char *kind;
  const char *purpose;
  const char *record;
  gint64      key_number;
} GhSealPlace;

/** Sets @use to the sub-key that seals values of @purpose, such as "seed" or "code". Returns: whether there is one */
gboolean gh_seal_find_use (const char *purpose,
                           GhKeyUse   *use);

/**
 * gh_seal:
 * @sub_key: the sub-key of the master key and the purpose in @place
 * @place: where it will stand
 * @value: what to seal
 *
 * XChaCha20-Poly1305 (draft-irtf-cfrg-xchacha-03), with a random nonce.
 *
 * Returns: (transfer full): the value, sealed
 */
GBytes *gh_seal (GhSecret          *sub_key,
                 const GhSealPlace *place,
                 GhSecret          *value);

/**
 * gh_seal_open:
 * @sub_key: the sub-key of the master key and the purpose in @place
 * @place: where it stands
 * @sealed: what gh_seal() returned
 * @length: bytes of @sealed
 * @error: (out): %GH_ERROR_DAMAGED: it was changed, or sealed for another place or by another key
 *
 * Returns: (transfer full) (nullable): the value
 */
GhSecret *gh_seal_open (GhSecret           *sub_key,
                        const GhSealPlace  *place,
                        gconstpointer       sealed,
                        gsize               length,
                        GError            **error);

/**
 * gh_seal_again:
 * @sub_key: the sub-key of the master key and the purpose in @place
 * @place: where it stands
 * @sealed: what gh_seal() returned
 * @length: bytes of @sealed
 * @new_sub_key: the sub-key of the next master key for the same purpose
 * @new_number: that master key's number
 * @room: at least as long as the value; holds it afterwards
 * @error: (out): as for gh_seal_open()
 *
 * Seals a value for the same place under another key. Taking @room for a million values spares as many secrets.
 *
 * Returns: (transfer full) (nullable): the value, sealed
 */
GBytes *gh_seal_again (GhSecret           *sub_key,
                       const GhSealPlace  *place,
                       gconstpointer       sealed,
                       gsize               length,
                       GhSecret           *new_sub_key,
                       gint64              new_number,
                       GhSecret           *room,
                       GError            **error);

/** HMAC-SHA-256, RFC 2104. */
#define GH_KEYED_HASH_BYTES 32

/**
 * gh_keyed_hash:
 * @sub_key: what keys it
 * @prefix: what stands before the secret, from gh_netstrings_new()
 * @secret: (nullable): the last netstring
 * @hash: (out caller-allocates): the hash
 *
 * What is looked up without being opened (P3, B5): under the sub-key for look-ups, of N("sms") N(phone id) N(code) or
 * N("bypass") N(user id) N(code).
 */
void gh_keyed_hash (GhSecret   *sub_key,
                    GByteArray *prefix,
                    GhSecret   *secret,
                    guint8      hash[GH_KEYED_HASH_BYTES]);

/** Sets @value to what proves the master key of that number (K2); it tells nothing of the key. */
void gh_key_make_check_value (GhSecret   *master,
                              const char *organisation,
                              gint64      key_number,
                              guint8      value[GH_KEYED_HASH_BYTES]);

/** Whether @master is the key of that number, by its check value from the database. */
gboolean gh_key_check (GhSecret      *master,
                       const char    *organisation,
                       gint64         key_number,
                       gconstpointer  check_value,
                       gsize          length);

G_END_DECLS
