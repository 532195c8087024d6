/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "base/gh-error.h"
#include "keys/gh-seal.h"

G_BEGIN_DECLS

/** 160 random bits (K6). */
#define GH_RECOVERY_KEY_BYTES 20

/** How many groups of four characters its text has; eight groups of data, each with its check character, are more. */
#define GH_RECOVERY_KEY_GROUPS 11

/** A master key, sealed to a recovery key: X25519's ephemeral key and Poly1305's tag are in front. */
#define GH_SEALED_MASTER_BYTES 80

GhSecret *gh_recovery_key_new (void);

/** Returns: (transfer full): @self as it is printed: groups of four characters, with a hyphen between */
GhSecret *gh_recovery_key_to_text (GhSecret *self);

/**
 * gh_recovery_key_parse:
 * @typed: as typed: in any case, with or without blanks and hyphens, O for 0, I and L for 1
 * @error: (out): %GH_ERROR_QUERY naming the group that is wrong; never what was typed
 *
 * Returns: (transfer full) (nullable): the recovery key
 */
GhSecret *gh_recovery_key_parse (GhSecret  *typed,
                                 GError   **error);

/**
 * gh_recovery_key_is_group:
 * @text: a recovery key, as gh_recovery_key_to_text() returns it
 * @group: which group of it, from 0 on
 * @typed: what was typed for that group, as for gh_recovery_key_parse()
 *
 * Returns: whether it is that group: who types two of them back has the whole (K6)
 */
gboolean gh_recovery_key_is_group (GhSecret *text,
                                   guint     group,
                                   GhSecret *typed);

/** Sets @public_key to the half of its X25519 pair that the database keeps. */
void gh_recovery_key_get_public (GhSecret *self,
                                 guint8    public_key[GH_PUBLIC_BYTES]);

/** Sets @proof to what shows, with the master key, that nobody exchanged the public half (K6). */
void gh_recovery_key_prove_public (const guint8  public_key[GH_PUBLIC_BYTES],
                                   GhSecret     *master,
                                   const char   *organisation,
                                   gint64        key_number,
                                   guint8        proof[GH_KEYED_HASH_BYTES]);

/** Seals @master to the public half, by libsodium's crypto_box_seal(). Returns: %FALSE: it is no public half */
gboolean gh_recovery_key_seal_master (const guint8  public_key[GH_PUBLIC_BYTES],
                                      GhSecret     *master,
                                      guint8        sealed[GH_SEALED_MASTER_BYTES]);

/** Returns: (transfer full) (nullable): the master key; %NULL: it was not sealed to this recovery key, or changed */
GhSecret *gh_recovery_key_open_master (GhSecret      *self,
                                       gconstpointer  sealed,
                                       gsize          length);

G_END_DECLS
