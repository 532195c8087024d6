/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "operations/gh-role-table.h"

G_BEGIN_DECLS

/**
 * GhTrashOrigin:
 *
 * How a user got into the Trash (T2), with the database's numbers.
 */
typedef enum {
  GH_TRASH_NONE,
  GH_TRASH_BY_HAND,
  GH_TRASH_INACTIVITY,
  GH_TRASH_SYNC,

  GH_N_TRASH_ORIGINS
} GhTrashOrigin;

/**
 * GhUserFacts:
 * @id: row id
 * @status: what is stored (S5)
 * @until: end of Bypass, unix seconds; 0: none
 * @unlocked: the number of the lock-out that was ended last; 0: none was (V3)
 * @lockout: the number of the last lock-out, drawn at random; 0: there was none
 * @locked: when it began, unix seconds
 * @locked_until: when it ends by itself; 0: not by itself
 * @locked_there_until: when the last lock-out of an application alone ends that nobody has ended; %G_MAXINT64: not by
 *   itself; 0: there is none
 * @directory_id: the directory that manages the user; 0: none (S6)
 * @directory_disabled: whether the directory disabled the account
 * @trash_origin: how the user got into the Trash; %GH_TRASH_NONE: not there
 * @purge_at: when the user is deleted for good; 0: not in the Trash
 * @status_before: the status before the Trash
 * @until_before: its end; 0: none
 * @last_op: the entry that last touched the user
 *
 * All that the rules use about one user, as plain numbers.
 */
typedef struct {
  gint64         id;
  GhStoredStatus status;
  gint64         until;
  gint64         unlocked;
  gint64         lockout;
  gint64         locked;
  gint64         locked_until;
  gint64         locked_there_until;
  gint64         directory_id;
  gboolean       directory_disabled;
  GhTrashOrigin  trash_origin;
  gint64         purge_at;
  GhStoredStatus status_before;
  gint64         until_before;
  gint64         last_op;
} GhUserFacts;

G_END_DECLS
