/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "operations/gh-run.h"

G_BEGIN_DECLS

/** How long a lease lasts unless it is renewed, in seconds. It need only cover what lies between two transactions. */
#define GH_LEASE_SECONDS 60

/**
 * GhLease:
 *
 * The right to run the timed jobs (T5), which one program has at a time. It is a row of the directory, written outside
 * operations (O1), and follows what the clock shows, even backwards.
 */
typedef struct _GhLease GhLease;

/**
 * gh_lease_take:
 * @store: an organisation that can be written
 * @until: (out): if another program holds it, until when, unix seconds of gh_clock_read(); 0: nobody else does
 * @error: (out): where to put the error
 *
 * Also notes that the clock is right, where that is known. Blocks.
 *
 * Returns: (transfer full) (nullable): the lease; %NULL without an error if another program holds it
 */
GhLease *gh_lease_take (GhStore  *store,
                        gint64   *until,
                        GError  **error);

/**
 * gh_lease_keep:
 * @connection: the directory's, within the transaction of the work
 * @lease: (type GhLease): a lease
 * @error: (out): %GH_ERROR_LOCKED if another program has taken it meanwhile
 *
 * Checks and renews it: a #GhRunGuard.
 *
 * Returns: %TRUE if the work may go on
 */
gboolean gh_lease_keep (GhConnection  *connection,
                        gpointer       lease,
                        GError       **error);

/** Returns: whether gh_lease_keep() found it taken by another */
gboolean gh_lease_is_lost (const GhLease *self);

/** Notes that all users were looked at for inactivity now. Returns: %TRUE if it could */
gboolean gh_lease_note_swept (GhLease *self, GError **error);

/** Lets the next program have it, and frees it. */
void gh_lease_release (GhLease *self);

/**
 * gh_lease_is_clock_ahead:
 * @clock: a clock
 * @connection: a connection to the directory
 * @is_ahead: (out): whether it shows more than %GH_CLOCK_WAIT_DAYS after it was last known to be right, and is not
 *   synchronised
 * @error: (out): where to put the error
 *
 * Returns: %TRUE if it could be decided
 */
gboolean gh_lease_is_clock_ahead (GhClock       *clock,
                                  GhConnection  *connection,
                                  gboolean      *is_ahead,
                                  GError       **error);

/**
 * gh_lease_check_clock:
 * @run: a run being planned, which has found something to do
 * @error: (out): where to put the error
 *
 * Refuses the run while the clock is far ahead (T5): a clock that jumped must not delete anything.
 *
 * Returns: %TRUE if it could be decided
 */
gboolean gh_lease_check_clock (GhRun   *run,
                               GError **error);

G_END_DECLS
