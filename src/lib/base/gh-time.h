/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "base/gh-refusal.h"

G_BEGIN_DECLS

/** The buffer size for gh_time_write(). */
#define GH_TIME_BYTES 24

/**
 * gh_time_write:
 * @seconds: unix seconds
 * @text: (out caller-allocates): "2026-11-24T09:41:00Z" (R4), or "" outside the years 1 to 9999
 */
void gh_time_write (gint64 seconds,
                    char   text[GH_TIME_BYTES]);

/** Returns: (transfer full): what gh_time_write() writes */
char *gh_time_format (gint64 seconds);

/**
 * gh_time_format_microseconds:
 * @microseconds: unix microseconds, as in the log (J2)
 *
 * Returns: (transfer full): "2026-11-24T09:41:00.123456Z"; empty outside the years 1 to 9999
 */
char *gh_time_format_microseconds (gint64 microseconds);

/**
 * gh_time_parse:
 * @text: a moment as gh_time_format() writes it
 * @seconds: (out): unix seconds
 *
 * Returns: %TRUE if @text is exactly that
 */
gboolean gh_time_parse (const char *text,
                        gint64     *seconds);

/**
 * gh_time_parse_days:
 * @text: a day "2026-12-03" or a month "2026-12"
 * @zone: an IANA name
 * @start: (out): its first second there
 * @end: (out): the first second after it
 *
 * Finds a day or month. A day that a zone skipped, as Apia did 2011-12-30, is empty: it ends where it starts.
 *
 * Returns: %TRUE if @text is a day or month in the years 1 to 9999 and this computer knows @zone
 */
gboolean gh_time_parse_days (const char *text,
                             const char *zone,
                             gint64     *start,
                             gint64     *end);

/**
 * gh_time_check:
 * @text: what should be a day, a month, or a moment as gh_time_format() writes it
 *
 * Returns: %GH_REFUSAL_NONE, %GH_REFUSAL_DATE if it has none of these forms, %GH_REFUSAL_NO_SUCH_DATE such as for
 *   2026-02-29, or %GH_REFUSAL_DATE_RANGE if its year is not 1 to 9999
 */
GhRefusal gh_time_check (const char *text);

/**
 * gh_time_read_until:
 * @text: a last day, or a moment as gh_time_format() writes it
 * @zone: an IANA name
 * @seconds: (out): when it ends: for a day the midnight after it (S9)
 *
 * Returns: %GH_REFUSAL_NONE, or what is wrong: as gh_time_check(), and %GH_REFUSAL_DATE_RANGE if it does not end
 *   before the year 10000
 */
GhRefusal gh_time_read_until (const char *text,
                              const char *zone,
                              gint64     *seconds);

/**
 * gh_time_format_local:
 * @seconds: unix seconds
 * @zone: an IANA name
 *
 * Returns: (transfer full): the local time there, "2026-11-24 10:41:00 CET"; what gh_time_format() returns if @zone is
 *   unknown or the year is not 1 to 9999
 */
char *gh_time_format_local (gint64      seconds,
                            const char *zone);

/**
 * gh_time_find_last_day:
 * @end: when something ends, unix seconds
 * @zone: an IANA name
 *
 * Returns: (transfer full) (nullable): the day that ends then there, "2026-12-03"; %NULL if @end is within a day
 */
char *gh_time_find_last_day (gint64      end,
                             const char *zone);

/**
 * gh_time_parse_duration:
 * @text: a number and a unit: `h`, `d` or `w`
 * @seconds: (out): the same in seconds; a day has 24 hours (Q4)
 *
 * Returns: %TRUE if @text is valid and at most 10 000 years
 */
gboolean gh_time_parse_duration (const char *text,
                                 gint64     *seconds);

/**
 * gh_time_zone_is_valid:
 * @name: an IANA name
 *
 * Checks a zone's name. Paths and files that are not zones are refused before the system is asked. So are names that
 * begin in lower case: no IANA name does.
 *
 * Returns: whether this computer knows the zone
 */
gboolean gh_time_zone_is_valid (const char *name);

/**
 * gh_time_zone_read_table:
 * @name: a table of tzdata, such as "zone.tab" or "iso3166.tab"
 * @separator: what its cells are separated by
 *
 * Reads a file: not for a main loop.
 *
 * Returns: (transfer full) (element-type GStrv): the cells of its lines, without comments; none if it cannot be read
 */
GPtrArray *gh_time_zone_read_table (const char *name,
                                    const char *separator);

G_END_DECLS
