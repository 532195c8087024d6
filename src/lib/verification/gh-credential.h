/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "operations/gh-run.h"
#include "verification/gh-otp.h"

G_BEGIN_DECLS

/** The records of credentials in the journal. They belong to phones and tokens, but changing one does not edit those. */
#define GH_CREDENTIAL_KIND "credential"

/** What a credential has sealed, as gh_seal_find_use() knows it. */
#define GH_CREDENTIAL_SEED "seed"

/** SHA-256, by which the events file knows a seed (H1). */
#define GH_SEED_HASH_BYTES 32

/**
 * gh_credential_make:
 * @run: a run being applied
 * @device_kind: the kind of record that it is of: phone or token
 * @device: that record's row id
 * @credential: what it is
 * @seed: its seed
 * @error: (out): %GH_ERROR_REFUSED: the organisation's key is not open
 *
 * Gives a device a credential, in the place of the one that it has, which ends at once. How far the seed was used
 * before, by whichever device, still counts (H1).
 *
 * Returns: %TRUE if it is written and journaled
 */
gboolean gh_credential_make (GhRun               *run,
                             const char          *device_kind,
                             gint64               device,
                             const GhCredential  *credential,
                             GhSecret            *seed,
                             GError             **error);

/** Ends the credential of a device, if it has one: nothing ever accepts it again (O10). */
gboolean gh_credential_end (GhRun       *run,
                            const char  *device_kind,
                            gint64       device,
                            GError     **error);

/** Finds the credential of a device. @id: its row id; 0: it has none */
gboolean gh_credential_find (GhConnection  *connection,
                             const char    *device_kind,
                             gint64         device,
                             gint64        *id,
                             GError       **error);

/**
 * gh_credential_list_used_in_time:
 * @connection: a connection to both files
 * @device_kind: a kind of record
 * @devices: (element-type gint64): filled with row ids, ascending
 * @error: (out): where to put the error
 *
 * Finds the devices whose credential the directory has as pending, while the events file has its first passcode, which
 * was accepted in time (P2).
 *
 * Returns: %TRUE if they could be listed
 */
gboolean gh_credential_list_used_in_time (GhConnection  *connection,
                                          const char    *device_kind,
                                          GArray        *devices,
                                          GError       **error);

/** A #GhRunChunkFunc for such devices, of the kind @device_kind: the directory knows it, too, with a journal row for each. */
gboolean gh_credential_end_waits_chunk (GhRun    *run,
                                        gpointer  device_kind,
                                        GError  **error);

/**
 * gh_credential_hash_seed:
 * @salt: the organisation's salt
 * @salt_length: its length, in bytes
 * @seed: a seed
 * @hash: (out caller-allocates): what the events file knows it by: SHA-256 of N("gatehouse-seed-1") N(@salt) N(@seed), as
 *   docs/formats.md has it
 */
void gh_credential_hash_seed (gconstpointer  salt,
                              gsize          salt_length,
                              GhSecret      *seed,
                              guint8         hash[GH_SEED_HASH_BYTES]);

G_END_DECLS
