/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "operations/gh-chain.h"
#include "operations/gh-run.h"

G_BEGIN_DECLS

/* L1, J2: the entry that a run leaves in the log. */

/**
 * gh_run_entry_begin:
 * @self: a run in its transaction, before it applies anything
 * @previous: (out): the hash of the entry before; for the first, what stands in for one
 * @error: (out): where to put the error
 *
 * Looks whether the head is as it was signed, and gives the run its entry number. Where entries before it were written
 * without the key, writes one that names them first (L6).
 *
 * Returns: %TRUE if it has one
 */
gboolean gh_run_entry_begin (GhRun   *self,
                             guint8   previous[GH_HASH_BYTES],
                             GError **error);

/**
 * gh_run_entry_write:
 * @self: a run that has applied everything
 * @previous: from gh_run_entry_begin()
 * @error: (out): where to put the error
 *
 * Writes the entry, chained to the one before and signed if it may be, and the pending journal rows.
 *
 * Returns: %TRUE if it is written
 */
gboolean gh_run_entry_write (GhRun         *self,
                             const guint8   previous[GH_HASH_BYTES],
                             GError       **error);

G_END_DECLS
