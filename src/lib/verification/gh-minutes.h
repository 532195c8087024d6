/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "operations/gh-chain.h"
#include "store/gh-connection.h"

G_BEGIN_DECLS

/**
 * GhMinutes:
 * @n_minutes: how many minutes the authentication log has
 * @n_attempts: how many attempts
 * @n_emptied: how many of the oldest minutes have no attempts any more
 * @last: the beginning of the newest minute, unix seconds
 * @began: when the events file began, unix seconds; what was before it, it does not know
 * @proved: how many minutes a checkpoint proves; 0: none
 * @proved_last: the beginning of the last of them
 * @first_bad: if @problem is set, the beginning of the first minute that is not as it was written
 * @problem: (nullable): what is wrong with it, as a translated sentence
 *
 * What verifying the authentication log found (L2, J6). Its rows are not chained one by one, only its minutes are, and
 * without a key: whoever can write the file can compute all their hashes anew. So a change is found if somebody forgot
 * that, or up to the last minute that a checkpoint has.
 *
 * Retention removes the rows of whole minutes, the oldest first, and leaves the minutes. A minute without rows is in order
 * only if no minute before it has any.
 */
typedef struct {
  gint64  n_minutes;
  gint64  n_attempts;
  gint64  n_emptied;
  gint64  last;
  gint64  began;
  gint64  proved;
  gint64  proved_last;
  gint64  first_bad;
  char   *problem;
} GhMinutes;

/**
 * gh_minutes_verify:
 * @self: (out caller-allocates): what was found; clear it with gh_minutes_clear(), even after an error
 * @connection: a reader in a transaction
 * @error: (out): where to put the error
 *
 * Recomputes the hash of each minute over its attempts, and the chain from minute to minute. Constant memory.
 *
 * Returns: %TRUE if it could be read
 */
gboolean gh_minutes_verify (GhMinutes     *self,
                            GhConnection  *connection,
                            GError       **error);

/**
 * gh_minutes_compare:
 * @self: what gh_minutes_verify() found
 * @connection: the same reader
 * @number: how many minutes there were when a checkpoint was made, at least one
 * @hash: the hash of the last of them
 * @time_us: when it was made, microseconds since 1970
 * @is_compared: (out): %FALSE if the events file began later, and has not these minutes
 * @error: (out): where to put the error
 *
 * Notes what the checkpoint proves, or that the log is not what it says.
 *
 * Returns: %TRUE if it could be read
 */
gboolean gh_minutes_compare (GhMinutes     *self,
                             GhConnection  *connection,
                             gint64         number,
                             const guint8   hash[GH_HASH_BYTES],
                             gint64         time_us,
                             gboolean      *is_compared,
                             GError       **error);

/** Returns: (transfer full): the minute that begins at @seconds: "2026-11-24T09:41Z" */
char *gh_minutes_format (gint64 seconds);

/** Returns: (transfer full) (nullable): a sentence that names the first minute that is not as it was written; and why */
char *gh_minutes_dup_problem (const GhMinutes *self);

void gh_minutes_clear (GhMinutes *self);

G_END_DECLS
