/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "operations/gh-run.h"

G_BEGIN_DECLS

/**
 * gh_user_write_begin:
 * @run: a run that applies
 * @error: (out): where to put the error
 *
 * Begins a batch of users to write: any fields of the record (J1), new users too. They are written by the very
 * statements with which an undo puts users back.
 *
 * Returns: %TRUE if the batch is empty
 */
gboolean gh_user_write_begin (GhRun   *run,
                              GError **error);

/**
 * gh_user_write_add:
 * @run: a run that applies
 * @id: row id, of a user who is there or of a new one
 * @before: (nullable): JSON of the fields that change, as they are; %NULL: a new user
 * @after: JSON of the same fields as they will be; of a new user at least key, username and created
 * @error: (out): where to put the error
 *
 * Adds to the batch; nothing is written yet. About %GH_RUN_CHUNK make a good batch.
 *
 * Returns: %TRUE if added
 */
gboolean gh_user_write_add (GhRun       *run,
                            gint64       id,
                            const char  *before,
                            const char  *after,
                            GError     **error);

/**
 * gh_user_write_batch:
 * @run: a run that applies
 * @error: (out): where to put the error
 *
 * Writes the batch and a journal row for each of its users, and begins the next.
 *
 * Returns: %TRUE if written
 */
gboolean gh_user_write_batch (GhRun   *run,
                              GError **error);

G_END_DECLS
