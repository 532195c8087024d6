/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "operations/gh-chain.h"
#include "store/gh-store.h"

G_BEGIN_DECLS

/**
 * GhWitness:
 * @seq: number of the newest log entry that this computer saw
 * @hash: that entry's hash
 * @time: when the entry was written, microseconds since 1970, UTC
 * @seen: when this computer saw it, unix seconds
 *
 * What the user's state folder remembers of an organisation's log (L8).
 */
typedef struct {
  gint64 seq;
  guint8 hash[GH_HASH_BYTES];
  gint64 time;
  gint64 seen;
} GhWitness;

/**
 * gh_witness_load:
 * @organisation: the organisation's key
 * @witness: (out caller-allocates): what was seen last
 *
 * Returns: %FALSE if this computer has not seen @organisation yet
 */
gboolean gh_witness_load (const char *organisation,
                          GhWitness  *witness);

/**
 * gh_witness_find:
 * @witness: what was seen last
 * @connection: a connection in a transaction
 * @is_contained: (out): whether the log holds that very entry
 * @error: (out): where to put the error
 *
 * Returns: %TRUE if it could be looked up
 */
gboolean gh_witness_find (const GhWitness  *witness,
                          GhConnection     *connection,
                          gboolean         *is_contained,
                          GError          **error);

/**
 * gh_witness_is_newest:
 * @organisation: the organisation's key
 * @connection: a connection in a transaction
 *
 * Returns: whether the log's newest entry is the newest that this computer saw, so nobody else wrote since
 */
gboolean gh_witness_is_newest (const char   *organisation,
                               GhConnection *connection);

/**
 * gh_witness_attach:
 * @store: an organisation just opened or created
 *
 * Keeps the head of the log after each commit from now on, in $XDG_STATE_HOME/gatehouse/KEY.head, as long as the log
 * holds the head kept before: only gh_witness_accept() accepts another log. Failing to keep the head is harmless and
 * not reported.
 *
 * Returns: (transfer full) (nullable): the sentence to show the user if the file does not hold what this computer saw
 *   last; %NULL if all is well
 */
char *gh_witness_attach (GhStore *store);

/**
 * gh_witness_accept:
 * @store: an organisation just restored (O9)
 *
 * Keeps the head of the log whatever was seen before.
 */
void gh_witness_accept (GhStore *store);

G_END_DECLS
