/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "users/gh-user-facts.h"

G_BEGIN_DECLS

/**
 * gh_user_check_status:
 * @facts: a user
 * @wanted: the status to set by hand
 * @until: the end of Bypass, unix seconds; 0: none
 * @role: who asks
 * @settings: the organisation's settings
 * @now: unix seconds
 *
 * S1, S2, S7 and A4. If the role may only unlock, the lock-out must decide the status.
 *
 * Returns: %GH_REFUSAL_NONE, or why this user's status stays as it is
 */
GhRefusal gh_user_check_status (const GhUserFacts *facts,
                                GhStoredStatus     wanted,
                                gint64             until,
                                GhRole             role,
                                const GhSettings  *settings,
                                gint64             now);

/**
 * gh_user_status_parse:
 * @word: the requested status
 * @last_day: (nullable): a last day or a moment, with Bypass only
 * @time_zone: the organisation's
 * @now: unix seconds
 * @status: (out): the status
 * @until: (out): its end, unix seconds; 0: none
 *
 * Returns: %GH_REFUSAL_NONE, or what is wrong with the two
 */
GhRefusal gh_user_status_parse (const char     *word,
                                const char     *last_day,
                                const char     *time_zone,
                                gint64          now,
                                GhStoredStatus *status,
                                gint64         *until);

G_END_DECLS
