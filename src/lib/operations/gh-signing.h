/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "operations/gh-head.h"
#include "store/gh-store.h"

G_BEGIN_DECLS

/**
 * GhSigningState:
 * @GH_SIGNING_NO_KEY: the newest log key is not open here, or there is none
 * @GH_SIGNING_READY: the head is as it was signed, so the next entry is signed
 * @GH_SIGNING_RANGE: entries were written without the key, behind a head that is known here: an entry names them, and
 *   signing goes on
 * @GH_SIGNING_UNKNOWN: the same behind a head that nothing here knows: an Owner must look (gh_op_log_accept_head)
 * @GH_SIGNING_MISMATCH: the head is not what was signed, or lost its signature: likewise
 *
 * Whether the next entry is signed (L6).
 */
typedef enum {
  GH_SIGNING_NO_KEY,
  GH_SIGNING_READY,
  GH_SIGNING_RANGE,
  GH_SIGNING_UNKNOWN,
  GH_SIGNING_MISMATCH,
} GhSigningState;

/**
 * GhSigning:
 * @state: whether the next entry is signed
 * @head: the log's head
 * @first: the first of the entries at the end that have no good signature; 0: none
 *
 * They end with the head.
 */
typedef struct {
  GhSigningState state;
  GhHead         head;
  gint64         first;
} GhSigning;

/**
 * gh_signing_read:
 * @self: (out caller-allocates): what was found
 * @store: an organisation, with its keys
 * @connection: a connection in a transaction
 * @error: (out): where to put the error
 *
 * Checks the head before anything is signed behind it: its signature, or, where entries have none, whether this
 * computer's witness or a kept checkpoint knows what they follow.
 *
 * Returns: %TRUE if it could be read
 */
gboolean gh_signing_read (GhSigning     *self,
                          GhStore       *store,
                          GhConnection  *connection,
                          GError       **error);

/**
 * gh_signing_sign:
 * @self: from gh_signing_read(), before the entry
 * @store: an organisation, with its keys
 * @connection: the writer, in the entry's transaction, with what the operation wrote
 * @new_key: the number of the log key that the operation made; 0: none
 * @new_master: (nullable): its master key
 * @seq: the new entry
 * @hash: its hash
 * @time_us: its time
 * @key_number: (out): who signed; 0: nobody
 * @signature: (out caller-allocates): the signature
 * @error: (out): where to put the error
 *
 * Signs an entry, if its state allows: with the newest open key, or with the one that it makes. The entry that makes the
 * organisation's first key is always signed, by it.
 *
 * Returns: %TRUE, signed or not, unless something could not be read
 */
gboolean gh_signing_sign (const GhSigning  *self,
                          GhStore          *store,
                          GhConnection     *connection,
                          gint64            new_key,
                          GhSecret         *new_master,
                          gint64            seq,
                          const guint8      hash[GH_HASH_BYTES],
                          gint64            time_us,
                          gint64           *key_number,
                          guint8            signature[GH_SIGNATURE_BYTES],
                          GError          **error);

/** Returns: (transfer full) (nullable): why the log is not signed any more, to show an Owner; %NULL: nothing is wrong */
char *gh_signing_dup_notice (const GhSigning *self);

/**
 * gh_signing_ask:
 * @store: an organisation, with its keys
 * @notice: (out) (transfer full) (nullable): gh_signing_dup_notice() of its log now
 * @error: (out): where to put the error
 *
 * Blocks: call it from a worker.
 *
 * Returns: %TRUE if it could be read
 */
gboolean gh_signing_ask (GhStore  *store,
                         char    **notice,
                         GError  **error);

G_END_DECLS
