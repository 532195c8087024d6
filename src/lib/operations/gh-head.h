/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

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
 *
 * Where the log ends (J2).
 */
typedef struct {
  gboolean is_there;
  gboolean is_whole;
  gint64   seq;
  guint8   hash[GH_HASH_BYTES];
  gint64   time_us;
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

G_END_DECLS
