/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "verification/gh-attempt.h"

G_BEGIN_DECLS

/**
 * How many endpoints of a user are kept: as many as a user may have phones or tokens. Who comes from a new address each
 * time would fill the file otherwise, and the list that somebody reads.
 */
#define GH_ENDPOINTS_OF_USER 100

/**
 * gh_endpoint_table_note:
 * @events: the events file's writing connection, in a transaction
 * @attempt: the sign-in
 * @user_id: row id of who signed in
 * @now: unix seconds
 * @error: (out): where to put the error
 *
 * Notes from where and with which program somebody signed in (V6). The last use never moves back. Where neither a name
 * nor an address is known there is no endpoint. From one that is known already this is one update, however many others
 * the user has; a new one takes the place of that which was not used for longest, once there are
 * %GH_ENDPOINTS_OF_USER.
 *
 * Returns: %TRUE if noted
 */
gboolean gh_endpoint_table_note (GhConnection     *events,
                                 const GhAttempt  *attempt,
                                 gint64            user_id,
                                 gint64            now,
                                 GError          **error);

G_END_DECLS
