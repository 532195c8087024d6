/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "operations/gh-run.h"

G_BEGIN_DECLS

/** The flag by which an Owner confirms a clock that is far ahead. */
#define GH_TRASH_CLOCK_IS_RIGHT "clock-is-right"

/**
 * gh_trash_check_clock:
 * @run: a run being planned
 * @error: (out): where to put the error
 *
 * Refuses the run where the clock is far ahead of the last log entry and not synchronised (T5): a clock that
 * jumped must not empty the Trash.
 *
 * Returns: %TRUE if it could be decided
 */
gboolean gh_trash_check_clock (GhRun   *run,
                               GError **error);

G_END_DECLS
