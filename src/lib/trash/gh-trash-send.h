/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "operations/gh-run.h"
#include "organisation/gh-practice.h"
#include "users/gh-user-facts.h"

G_BEGIN_DECLS

/**
 * gh_trash_note_purge_date:
 * @run: a run in its plan, with its changes
 *
 * Says when those who are sent now will be deleted for good (T1).
 */
void gh_trash_note_purge_date (GhRun *run);

/**
 * gh_trash_send:
 * @run: a run that applies
 * @origin: why they are sent
 * @error: (out): where to put the error
 *
 * Sends all that change to the Trash: sets Disabled, keeps the status that they had, and dates the permanent
 * deletion (T1).
 *
 * Returns: %TRUE if sent and journaled
 */
gboolean gh_trash_send (GhRun          *run,
                        GhTrashOrigin   origin,
                        GError        **error);

/** Puts into the Trash, and takes out, whom an undo does by the temporary table `back`, and amends its dates (J3). */
gboolean gh_trash_put_back (GhRun   *run,
                            GError **error);

/** Puts a made-up user into the Trash, without a journal row (Y1). */
gboolean gh_trash_insert_practice (GhRun                 *run,
                                   const GhPracticeUser  *user,
                                   gint64                 user_id,
                                   GError               **error);

G_END_DECLS
