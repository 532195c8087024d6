/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "groups/gh-group-record.h"

G_BEGIN_DECLS

/**
 * GhMembershipDecide:
 *
 * Returns: %GH_REFUSAL_NONE if a user's membership changes, or why not
 */
typedef GhRefusal (*GhMembershipDecide) (gboolean is_member,
                                         gint64   n_groups);

/**
 * gh_membership_plan:
 * @run: a run in its plan, with the parameter "group", whose operation works on users
 * @decide: called for each user who passes the operation's check
 * @error: (out): where to put the error
 *
 * Finds the group, which becomes the run's data, and checks the right to its status: users who join or leave come
 * under it or out of it (A4).
 *
 * Returns: %TRUE if all could be checked
 */
gboolean gh_membership_plan (GhRun               *run,
                             GhMembershipDecide   decide,
                             GError             **error);

/** The group of gh_membership_plan(). */
const GhGroupFacts *gh_membership_get_group (GhRun *run);

G_END_DECLS
