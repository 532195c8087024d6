/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/gh-connection.h"

G_BEGIN_DECLS

/**
 * gh_trash_list_inactive:
 * @connection: a connection
 * @now: unix seconds
 * @days: how long they have not signed in; above 0
 * @restored_only: only restored users whose day has ended since the last sweep of all
 * @ids: (element-type gint64): where to append their row ids, ascending
 * @error: (out): where to put the error
 *
 * Lists whom the sweep would send to the Trash (S8).
 *
 * Returns: %TRUE if listed
 */
gboolean gh_trash_list_inactive (GhConnection  *connection,
                                 gint64         now,
                                 gint64         days,
                                 gboolean       restored_only,
                                 GArray        *ids,
                                 GError       **error);

G_END_DECLS
