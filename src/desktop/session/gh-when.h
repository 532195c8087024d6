/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * gh_when_dup_text:
 * @seconds: unix seconds; 0: never
 * @now: unix seconds
 *
 * Formats a time for lists: "Today 09:41", "Yesterday 17:20", "14 Nov 08:12", "3 Sep 2025", "Never".
 *
 * Returns: (transfer full): the text, in the computer's zone
 */
char *gh_when_dup_text (gint64 seconds,
                        gint64 now) G_GNUC_WARN_UNUSED_RESULT;

/**
 * gh_when_dup_full:
 * @seconds: unix seconds
 *
 * Returns: (transfer full): date, time and zone, for a tooltip
 */
char *gh_when_dup_full (gint64 seconds) G_GNUC_WARN_UNUSED_RESULT;

/**
 * gh_when_dup_day:
 * @seconds: unix seconds; for the last day of what has an end: the second before
 * @now: unix seconds
 * @time_zone: (nullable): the organisation's; %NULL: the computer's
 *
 * Returns: (transfer full): the day: "3 Dec", "3 Dec 2027"
 */
char *gh_when_dup_day (gint64      seconds,
                       gint64      now,
                       const char *time_zone) G_GNUC_WARN_UNUSED_RESULT;

/**
 * gh_when_dup_days_left:
 *
 * Returns: (transfer full): how far off the day is: "today", "tomorrow", "in 7 days"
 */
char *gh_when_dup_days_left (gint64 seconds,
                             gint64 now) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
