/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "operations/gh-run.h"

G_BEGIN_DECLS

/**
 * gh_run_plan:
 * @self: a new run
 * @error: (out): where to put the error
 *
 * Does everything up to the first write: the same for a rehearsal and a run, so that they cannot differ (O3).
 *
 * Returns: %TRUE if there is a plan, which may be a refusal
 */
gboolean gh_run_plan (GhRun   *self,
                      GError **error);

G_END_DECLS
