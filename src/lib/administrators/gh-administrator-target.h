/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "administrators/gh-administrator-facts.h"
#include "operations/gh-run.h"

G_BEGIN_DECLS

/** Administrators, by e-mail address in any case, key or row id. */
extern const GhTargetKind gh_target_administrators;

/**
 * gh_administrator_plan:
 * @run: a run being planned, with targets
 * @decide: %GH_REFUSAL_NONE if the operation would change this one
 * @error: (out): where to put the error
 *
 * Plans each target, one after the other, and what the log names.
 *
 * Returns: %TRUE if all could be decided
 */
gboolean gh_administrator_plan (GhRun      *run,
                                GhRefusal (*decide) (GhRun                      *run,
                                                     const GhAdministratorFacts *administrator),
                                GError    **error);

/**
 * gh_administrator_plan_leaving:
 *
 * The same where whoever @decide lets through stops being a usable Owner: the last one stays (A5). As everything of a
 * plan it is decided within the transaction, so two Owners cannot demote each other.
 */
gboolean gh_administrator_plan_leaving (GhRun      *run,
                                        GhRefusal (*decide) (GhRun                      *run,
                                                             const GhAdministratorFacts *administrator),
                                        GError    **error);

/**
 * gh_administrator_apply:
 * @run: a run being applied
 * @change: changes the facts of one administrator; texts that it sets must stay until the end
 * @error: (out): where to put the error
 *
 * Returns: %TRUE if all that were planned are written and journaled
 */
gboolean gh_administrator_apply (GhRun   *run,
                                 void   (*change) (GhRun                *run,
                                                   GhAdministratorFacts *administrator),
                                 GError **error);

/**
 * gh_administrator_reset:
 * @run: a run being applied
 * @ends_password: whether the password ends, too
 * @error: (out): where to put the error
 *
 * Ends the second factor and the recovery codes of all that were planned, and shows for each a set-up code by the e-mail
 * address.
 *
 * Returns: %TRUE if all are written and journaled
 */
gboolean gh_administrator_reset (GhRun     *run,
                                 gboolean   ends_password,
                                 GError   **error);

G_END_DECLS
