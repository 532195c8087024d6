/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "operations/gh-run.h"
#include "organisation/gh-practice.h"
#include "users/gh-user-facts.h"

G_BEGIN_DECLS

/**
 * gh_trash_note_purge_date:
 * @run: a run being planned, with its changes
 *
 * Reports when users sent now will be deleted for good (T1).
 */
void gh_trash_note_purge_date (GhRun *run);

/**
 * gh_trash_send:
 * @run: a run being applied
 * @origin: why they are sent
 * @error: (out): where to put the error
 *
 * Sends the run's changes to the Trash: sets Disabled, keeps the previous status, and dates the permanent
 * deletion (T1).
 *
 * Returns: %TRUE if sent and journaled
 */
gboolean gh_trash_send (GhRun          *run,
                        GhTrashOrigin   origin,
                        GError        **error);

/** Moves users into and out of the Trash for an undo, by the temporary table `back`, and amends its dates (J3). */
gboolean gh_trash_put_back (GhRun   *run,
                            GError **error);

/** Puts a made-up user into the Trash, without a journal row (Y1). */
gboolean gh_trash_insert_practice (GhRun                 *run,
                                   const GhPracticeUser  *user,
                                   gint64                 user_id,
                                   GError               **error);

G_END_DECLS
