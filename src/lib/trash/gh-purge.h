/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "operations/gh-run.h"

G_BEGIN_DECLS

/**
 * gh_purge_plan:
 * @run: a run being planned, whose changes are the users to delete
 * @error: (out): where to put the error
 *
 * Finds and reports what goes with them: codes, enrolments, and the phones that nobody else holds (T4). Also reports the
 * endpoints that nobody else uses: they are facts, which go afterwards. Uses the run's data.
 *
 * Returns: %TRUE if all were found
 */
gboolean gh_purge_plan (GhRun   *run,
                        GError **error);

/**
 * gh_purge_apply:
 * @run: the run passed to gh_purge_plan(), being applied
 * @error: (out): where to put the error
 *
 * Deletes them for good, and their texts from the journal (J4).
 *
 * Returns: %TRUE if deleted
 */
gboolean gh_purge_apply (GhRun   *run,
                         GError **error);

G_END_DECLS
