/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "base/gh-secret.h"
#include "store/gh-store.h"

G_BEGIN_DECLS

/** Bytes of a master key, and of each sub-key. */
#define GH_KEY_BYTES 32

/** Ed25519, RFC 8032. */
#define GH_SIGNATURE_BYTES 64
#define GH_PUBLIC_BYTES    32

/**
 * GhKeyUse:
 * @GH_KEY_SEED: OTP seeds
 * @GH_KEY_CODE: bypass codes, links, outbox bodies
 * @GH_KEY_APPL: application and local-CA keys
 * @GH_KEY_LOOK: look-up hashes
 * @GH_KEY_LOG: the seed of the log's Ed25519 key
 * @GH_KEY_CHECK: what proves a key, and the recovery key's public half
 *
 * What a sub-key is for (K1).
 */
typedef enum {
  GH_KEY_SEED,
  GH_KEY_CODE,
  GH_KEY_APPL,
  GH_KEY_LOOK,
  GH_KEY_LOG,
  GH_KEY_CHECK,
  GH_N_KEY_USES,
} GhKeyUse;

/**
 * gh_key_derive:
 * @master: a master key, or what a recovery key has for one
 * @use: what for
 *
 * Derives a sub-key by crypto_kdf_derive_from_key(), number 1 of the context of @use (K1).
 *
 * Returns: (transfer full): %GH_KEY_BYTES
 */
GhSecret *gh_key_derive (GhSecret *master,
                         GhKeyUse  use);

/** Sets @public_key to the public half of the log key that comes from @master. */
void gh_key_get_log_public (GhSecret *master,
                            guint8    public_key[GH_PUBLIC_BYTES]);

/**
 * GhKeys:
 *
 * The opened master keys of one organisation, by number, attached to its store. Safe to use from any thread. What has
 * been handed out stays usable after gh_keys_forget().
 */
typedef struct _GhKeys GhKeys;

/** Returns: (transfer none): the keys of @store's organisation, made when first asked for */
GhKeys *gh_keys_of (GhStore *store);

/** Returns: the number of the newest opened master key; 0: none is open */
gint64 gh_keys_get_number (GhKeys *self);

/**
 * gh_keys_add:
 * @self: an organisation's keys
 * @number: its number, from 1 on
 * @master: the key, which has been found to be the right one
 *
 * Returns: %FALSE where it is no key, or @number is open already and another
 */
gboolean gh_keys_add (GhKeys   *self,
                      gint64    number,
                      GhSecret *master);

/** Returns: (transfer full) (nullable): a master key; %NULL: it is not open */
GhSecret *gh_keys_dup_master (GhKeys *self,
                              gint64  number);

/** Returns: (transfer full) (nullable): a sub-key; %NULL: that master key is not open */
GhSecret *gh_keys_dup_sub_key (GhKeys   *self,
                               gint64    number,
                               GhKeyUse  use);

/**
 * gh_keys_sign:
 * @self: an organisation's keys
 * @number: whose log key signs
 * @message: what is signed
 * @length: bytes of @message
 * @signature: (out caller-allocates): Ed25519, detached
 *
 * Returns: %FALSE: that key is not open
 */
gboolean gh_keys_sign (GhKeys        *self,
                       gint64         number,
                       gconstpointer  message,
                       gsize          length,
                       guint8         signature[GH_SIGNATURE_BYTES]);

/** Sets @public_key to the log key's public half. Returns: %FALSE: that key is not open */
gboolean gh_keys_get_public (GhKeys *self,
                             gint64  number,
                             guint8  public_key[GH_PUBLIC_BYTES]);

/** Closes all keys, as the lock does. */
void gh_keys_forget (GhKeys *self);

G_END_DECLS
