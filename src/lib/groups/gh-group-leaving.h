/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "operations/gh-run.h"

G_BEGIN_DECLS

/**
 * gh_group_leaving_begin:
 * @run: a run
 * @groups: (element-type gint64): the groups to leave
 * @error: (out): where to put the error
 *
 * Fills the temporary table `leaving_groups`.
 *
 * Returns: %TRUE if filled
 */
gboolean gh_group_leaving_begin (GhRun         *run,
                                 const GArray  *groups,
                                 GError       **error);

/**
 * gh_group_leave_chunk:
 *
 * A #GhRunChunkFunc: the users of `chunk` leave these groups, with one journal row for each.
 */
gboolean gh_group_leave_chunk (GhRun     *run,
                               gpointer   data,
                               GError   **error);

G_END_DECLS
