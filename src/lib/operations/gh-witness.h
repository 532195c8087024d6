/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "operations/gh-chain.h"
#include "store/gh-store.h"

G_BEGIN_DECLS

/** Random bytes that tell one events file from another. */
#define GH_EVENTS_IDENTITY_BYTES 16

/**
 * GhWitness:
 * @seq: number of the newest log entry that this computer saw
 * @hash: that entry's hash
 * @time: when the entry was written, microseconds since 1970, UTC
 * @seen: when this computer saw it, unix seconds
 * @first: number of the entry since which this computer has watched the log grow
 * @key_number: the log key that had signed the newest entry; 0: none
 * @events: the events file's identity; zeros: not known
 * @last_attempt: the number of the last attempt that it held
 *
 * What the user's state folder remembers of an organisation's log and events (L8).
 */
typedef struct {
  gint64 seq;
  guint8 hash[GH_HASH_BYTES];
  gint64 time;
  gint64 seen;
  gint64 first;
  gint64 key_number;
  guint8 events[GH_EVENTS_IDENTITY_BYTES];
  gint64 last_attempt;
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
 * @is_contained: (out): whether the log holds that very entry, or held it before retention removed it (L9)
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
 * Of the events file its identity and its last attempt are kept. Another identity is reported once, by whoever opens the
 * organisation next; a lower number until gh_witness_renew_events().
 *
 * Returns: (transfer full) (nullable): the sentence to show the user if a file does not hold what this computer saw
 *   last; %NULL if all is well
 */
char *gh_witness_attach (GhStore *store);

/**
 * gh_witness_accept:
 * @store: an organisation just restored (O9)
 *
 * Keeps the head of the log, and that of the events, whatever was seen before: from here on all that the log holds
 * counts as watched.
 */
void gh_witness_accept (GhStore *store);

/**
 * gh_witness_note_attempt:
 * @store: an organisation in which an attempt to sign in has just been recorded
 *
 * Keeps the number of the last attempt, so that an older events file is known again even if nobody opens the
 * organisation before it is put there. Once a second is enough for that: the next call within it does nothing.
 */
void gh_witness_note_attempt (GhStore *store);

/** Returns: whether the events file is the one that this computer saw, but lacks attempts that it had then: an older copy */
gboolean gh_witness_has_older_events (GhStore *store);

/**
 * gh_witness_renew_events:
 * @store: an organisation that can be written, and has older events
 * @error: (out): where to put the error
 *
 * gh_store_renew_events() for the file that was seen, and keeps what it is from then on. Blocks.
 *
 * Returns: %TRUE if done, here or by another program
 */
gboolean gh_witness_renew_events (GhStore  *store,
                                  GError  **error);

G_END_DECLS
