/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "operations/gh-run.h"
#include "users/gh-user-facts.h"

G_BEGIN_DECLS

/** Users; a query finds those in the Trash only with status:trash (Q5). */
extern const GhTargetKind gh_target_users;

/** Users in the Trash: a query searches the Trash page. */
extern const GhTargetKind gh_target_trashed_users;

/**
 * GhUserDecide:
 * @run: a run in its plan
 * @facts: one target that passes the operation's check
 *
 * Returns: %GH_REFUSAL_NONE if the operation would change this user, or why not
 */
typedef GhRefusal (*GhUserDecide) (GhRun             *run,
                                   const GhUserFacts *facts);

/**
 * gh_user_plan:
 * @run: a run in its plan, whose operation works on users
 * @decide: (nullable): called for each target that passes the check, in id order; %NULL: only the check decides
 * @error: (out): where to put the error
 *
 * Returns: %TRUE if all were decided
 */
gboolean gh_user_plan (GhRun         *run,
                       GhUserDecide   decide,
                       GError       **error);

G_END_DECLS
