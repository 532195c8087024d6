/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "keys/gh-keys.h"
#include "operations/gh-chain.h"
#include "store/gh-connection.h"

G_BEGIN_DECLS

/**
 * GhHead:
 * @is_there: whether the database names a last entry at all
 * @is_whole: whether that entry's hash has the right length
 * @seq: the number of the log's last entry; 0: none
 * @hash: that entry's hash; zeros unless @is_whole
 * @time_us: when it was written, microseconds since 1970; 0: not known
 * @is_signed: whether it has a signature of the right length
 * @key_number: the log key that signed it; 0: none
 * @signature: Ed25519; zeros unless @is_signed
 *
 * Where the log ends (J2, J5).
 */
typedef struct {
  gboolean is_there;
  gboolean is_whole;
  gint64   seq;
  guint8   hash[GH_HASH_BYTES];
  gint64   time_us;
  gboolean is_signed;
  gint64   key_number;
  guint8   signature[GH_SIGNATURE_BYTES];
} GhHead;

/**
 * gh_head_read:
 * @self: (out caller-allocates): the head
 * @connection: a connection
 * @error: (out): where to put the error
 *
 * Returns: %TRUE if it could be read; having none is no error
 */
gboolean gh_head_read (GhHead        *self,
                       GhConnection  *connection,
                       GError       **error);

/** Sets @first to the log's first entry, which is not 1 where retention removed others (L9); 0: there is none. */
gboolean gh_head_read_first (GhConnection  *connection,
                             gint64        *first,
                             GError       **error);

/** Sets @hash to that of an entry; zeros if there is no such entry. */
gboolean gh_head_read_entry (GhConnection  *connection,
                             gint64         entry,
                             guint8         hash[GH_HASH_BYTES],
                             GError       **error);

G_END_DECLS
