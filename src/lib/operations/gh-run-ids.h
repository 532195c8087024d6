/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "operations/gh-run.h"

G_BEGIN_DECLS

/* O10, Y3: row ids are never given again, also where the directory is an older one than what else is known of it. */

/**
 * gh_run_raise_row_ids:
 * @self: a run in its transaction
 * @table: whose row ids
 * @id: the highest that was ever given elsewhere
 * @error: (out): where to put the error
 *
 * Ids of new rows in @table will be higher.
 *
 * Returns: %TRUE unless something failed
 */
gboolean gh_run_raise_row_ids (GhRun       *self,
                               const char  *table,
                               gint64       id,
                               GError     **error);

/** The highest row id of a user that the events of @connection know; 0: they know nobody. */
gboolean gh_run_read_highest_user (GhConnection  *connection,
                                   gint64        *id,
                                   GError       **error);

/**
 * gh_run_raise_user_ids:
 * @self: a run in its transaction
 * @error: (out): where to put the error
 *
 * So that a new user does not inherit the sign-ins of a lost one, the next id is above all that the events know.
 *
 * Returns: %TRUE unless something failed
 */
gboolean gh_run_raise_user_ids (GhRun   *self,
                                GError **error);

G_END_DECLS
