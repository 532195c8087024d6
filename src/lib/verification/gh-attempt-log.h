/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "operations/gh-chain.h"
#include "store/gh-connection.h"

G_BEGIN_DECLS

/** The longest texts of a row, in characters; of the client in bytes (L2). */
#define GH_ATTEMPT_NAME_MAX   256
#define GH_ATTEMPT_HOST_MAX   255
#define GH_ATTEMPT_CLIENT_MAX 200

/**
 * GhAttemptRow:
 *
 * A row of the authentication log (L2), with the columns of the table `attempts`. Texts may be %NULL, which is "".
 */
typedef struct {
  gint64      number;
  gint64      time_us;
  gint64      user_id;      /* 0: the name is nobody's */
  const char *name;
  const char *application;
  const char *way;
  const char *purpose;
  const char *actor;
  const char *factor;
  const char *result;
  const char *reason;
  const char *device;
  const char *address;
  const char *host;
  const char *client;
} GhAttemptRow;

/**
 * gh_attempt_log_add:
 * @events: the events file's writing connection, in a transaction
 * @row: what to log; its texts are cut
 * @error: (out): where to put the error
 *
 * Writes the row, and takes it into the hash of its minute (J6, docs/formats.md).
 *
 * Returns: %TRUE if written
 */
gboolean gh_attempt_log_add (GhConnection        *events,
                             const GhAttemptRow  *row,
                             GError             **error);

/**
 * gh_attempt_dup_host:
 * @host: (nullable): the name of a computer, any bytes up to a NUL
 *
 * The three make of what a client says what is stored of it (L2): valid UTF-8, cut at whole characters, or an address in
 * its usual form.
 *
 * Returns: (transfer full): "" for none, or for what is no address
 */
char *gh_attempt_dup_host (const char *host);
char *gh_attempt_dup_address (const char *address);
char *gh_attempt_dup_client (const char *client);

/** Returns: the unix time at which the minute begins that the row is of, unless a later one has begun already */
gint64 gh_attempt_row_get_minute (const GhAttemptRow *row);

/**
 * gh_attempt_log_hash_row:
 * @rows: (inout): the hash of a minute's rows
 * @is_first: whether there are none yet
 * @row: the next
 *
 * Takes @row into @rows.
 */
void gh_attempt_log_hash_row (guint8              rows[GH_HASH_BYTES],
                              gboolean            is_first,
                              const GhAttemptRow *row);

/** Sets @hash to that of a minute: @before is the hash of the one before it, @rows that of its rows. */
void gh_attempt_log_hash_minute (const guint8 before[GH_HASH_BYTES],
                                 gint64       minute,
                                 const guint8 rows[GH_HASH_BYTES],
                                 guint8       hash[GH_HASH_BYTES]);

G_END_DECLS
