/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "administrators/gh-administrator-facts.h"
#include "administrators/gh-ladder-rules.h"
#include "store/gh-connection.h"

G_BEGIN_DECLS

/**
 * GhLadderPlace:
 * @who: an administrator's key, or the hash of an address that is nobody's
 * @kind: which failures count together
 * @ladder: how many there were, and when the next attempt is judged
 * @before: the same before this attempt was counted
 * @lockout: number of the last lock-out, also when it holds no more; 0: there was none
 * @is_locked: whether it holds; the last Owner who could sign in is never locked
 * @locks_out: whether this attempt began one, unless it turns out right
 * @is_last_owner: whether nobody else could end a lock-out
 * @threshold: the setting lockout_threshold
 *
 * Where somebody is on a ladder of the events file (A8).
 */
typedef struct {
  char         *who;
  GhLadderKind  kind;
  GhLadder      ladder;
  GhLadder      before;
  gint64        lockout;
  gboolean      is_locked;
  gboolean      locks_out;
  gboolean      is_last_owner;
  gint64        threshold;
} GhLadderPlace;

/**
 * gh_ladder_place_read:
 * @self: (out caller-allocates): clear it with gh_ladder_place_clear(), even after an error
 * @events: the events file's writing connection, in a transaction
 * @administrator: (nullable): who it is; %NULL: @email is nobody's
 * @email: what was typed
 * @kind: which ladder
 * @now: unix seconds
 * @error: (out): where to put the error
 *
 * Failures up to the lock-out that an Owner ended do not count.
 *
 * Returns: %TRUE if it could be read
 */
gboolean gh_ladder_place_read (GhLadderPlace               *self,
                               GhConnection                *events,
                               const GhAdministratorFacts  *administrator,
                               const char                  *email,
                               GhLadderKind                 kind,
                               gint64                       now,
                               GError                     **error);

/** Counts attempt @number as a failure, and begins the lock-out that this brings. */
gboolean gh_ladder_place_count (GhLadderPlace  *self,
                                GhConnection   *events,
                                gint64          number,
                                gint64          now,
                                GError        **error);

/** Begins anew, because attempt @number was right; a lock-out that it began is none. */
gboolean gh_ladder_place_reset (const GhLadderPlace  *self,
                                GhConnection         *events,
                                gint64                number,
                                GError              **error);

/** Puts back what was before attempt @number, unless others came since. */
gboolean gh_ladder_place_take_back (const GhLadderPlace  *self,
                                    GhConnection         *events,
                                    gint64                number,
                                    GError              **error);

void gh_ladder_place_clear (GhLadderPlace *self);

/** Forgets addresses that are nobody's and were not tried since @before, in unix seconds. */
gboolean gh_ladder_forget (GhConnection  *events,
                           gint64         before,
                           GError       **error);

G_END_DECLS
