/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/gh-store.h"

G_BEGIN_DECLS

/**
 * gh_facts_forget_users:
 * @store: an organisation that can be written
 * @ids: (element-type gint64): row ids of users who were deleted for good
 * @error: (out): where to put the error
 *
 * Removes what the events file holds of them (T4), some thousands at a time, so that no sign-in waits long. Blocks.
 *
 * Returns: %TRUE if nothing of them is left
 */
gboolean gh_facts_forget_users (GhStore  *store,
                                GArray   *ids,
                                GError  **error);

/** How long an endpoint is known after its last use, in seconds (V6). */
#define GH_ENDPOINT_SECONDS (G_GINT64_CONSTANT (30) * 24 * 60 * 60)

/**
 * gh_facts_forget_endpoints:
 * @store: an organisation that can be written
 * @since: unix seconds
 * @error: (out): where to put the error
 *
 * Removes the endpoints that were not used after @since (V6), some thousands at a time. Where there are none it only
 * reads. Blocks.
 *
 * Returns: %TRUE if none is left
 */
gboolean gh_facts_forget_endpoints (GhStore  *store,
                                    gint64    since,
                                    GError  **error);

/**
 * gh_facts_merge:
 * @events: the events file's writing connection, with the events of a backup attached as `backup`
 * @error: (out): where to put the error
 *
 * Takes over what the backup's events know and ours do not: of each value the higher stays (O9).
 *
 * Returns: %TRUE if merged
 */
gboolean gh_facts_merge (GhConnection  *events,
                         GError       **error);

/** Writes the last sign-in of a made-up user (Y1). */
gboolean gh_facts_insert_login (GhConnection  *events,
                                gint64         user_id,
                                gint64         time,
                                GError       **error);

/** Locks a made-up user out (Y1). */
gboolean gh_facts_insert_lockout (GhConnection  *events,
                                  gint64         user_id,
                                  gint64         time,
                                  GError       **error);

G_END_DECLS
