/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "operations/gh-run.h"

G_BEGIN_DECLS

/**
 * gh_purge_plan:
 * @run: a run in its plan, with the users who go as its changes
 * @error: (out): where to put the error
 *
 * Finds and says what goes with them: codes and enrolments, and those phones and endpoints that nobody else holds
 * (T4). Uses the run's data.
 *
 * Returns: %TRUE if all could be found
 */
gboolean gh_purge_plan (GhRun   *run,
                        GError **error);

/**
 * gh_purge_apply:
 * @run: the run that gh_purge_plan() was called with, applying
 * @error: (out): where to put the error
 *
 * Deletes them for good, and their texts from the journal (J4).
 *
 * Returns: %TRUE if deleted
 */
gboolean gh_purge_apply (GhRun   *run,
                         GError **error);

G_END_DECLS
