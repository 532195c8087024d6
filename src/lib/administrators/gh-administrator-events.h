/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/gh-connection.h"

G_BEGIN_DECLS

/**
 * gh_administrator_events_merge:
 * @events: the events file's writing connection, with the events of a backup attached as `backup`
 * @error: (out): where to put the error
 *
 * Takes over what the backup's events know of administrators and ours do not: of each value the higher stays (O9).
 *
 * Returns: %TRUE if merged
 */
gboolean gh_administrator_events_merge (GhConnection  *events,
                                        GError       **error);

G_END_DECLS
