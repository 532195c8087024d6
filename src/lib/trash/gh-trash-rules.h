/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "base/gh-refusal.h"
#include "users/gh-user-facts.h"

G_BEGIN_DECLS

/**
 * GhTrashAct:
 * @GH_TRASH_ACT_SEND: an administrator sends to the Trash
 * @GH_TRASH_ACT_SWEEP: the timed job sends for inactivity
 * @GH_TRASH_ACT_SEND_BY_SYNC: a sync sends a user who left its scope
 * @GH_TRASH_ACT_RESTORE: an administrator restores
 * @GH_TRASH_ACT_RESTORE_BY_SYNC: a sync restores a user who came back into its scope
 * @GH_TRASH_ACT_PURGE: an administrator deletes for good
 * @GH_TRASH_ACT_PURGE_DUE: the timed job deletes for good
 * @GH_TRASH_ACT_SIGN_IN: the user signs in
 * @GH_TRASH_ACT_CHANGE: anything else changes the user
 *
 * What can happen to users with regard to the Trash (T2, S7).
 */
typedef enum {
  GH_TRASH_ACT_SEND,
  GH_TRASH_ACT_SWEEP,
  GH_TRASH_ACT_SEND_BY_SYNC,
  GH_TRASH_ACT_RESTORE,
  GH_TRASH_ACT_RESTORE_BY_SYNC,
  GH_TRASH_ACT_PURGE,
  GH_TRASH_ACT_PURGE_DUE,
  GH_TRASH_ACT_SIGN_IN,
  GH_TRASH_ACT_CHANGE,

  GH_N_TRASH_ACTS
} GhTrashAct;

/**
 * gh_trash_check:
 * @act: what is to happen
 * @facts: the user
 * @now: unix seconds
 *
 * The role table decides who may ask for it, and gh_role_may_set_status() which statuses a restore may bring
 * back.
 *
 * Returns: %GH_REFUSAL_NONE, or why it may not
 */
GhRefusal gh_trash_check (GhTrashAct         act,
                          const GhUserFacts *facts,
                          gint64             now);

/** The check for operations that change users outside the Trash: gh_trash_check() on a #GhUserFacts. */
GhRefusal gh_trash_check_change (gconstpointer facts,
                                 gint64        now);

/**
 * gh_trash_get_status_before:
 * @facts: a user in the Trash
 * @now: unix seconds
 * @until: (out) (optional): the end of Bypass; 0: none
 *
 * What “Restore with Previous Status” brings back, and what a sign-in by a user trashed for inactivity is judged by.
 * A Bypass that has ended since is Active (S5).
 *
 * Returns: the status
 */
GhStoredStatus gh_trash_get_status_before (const GhUserFacts *facts,
                                           gint64             now,
                                           gint64            *until);

G_END_DECLS
