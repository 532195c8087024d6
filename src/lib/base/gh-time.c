/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/gh-time.h"

#include <string.h>

#define SECONDS_PER_DAY (24 * 60 * 60)
#define JULIAN_OF_1970  719163                          /* 1970-01-01 in GDate's count, from 1 on 0001-01-01 */
#define MIN_SECONDS     G_GINT64_CONSTANT (-62135596800)  /* 0001-01-01T00:00:00Z */
#define MAX_SECONDS     G_GINT64_CONSTANT (253402300799)  /* 9999-12-31T23:59:59Z */
#define MAX_DURATION (G_GINT64_CONSTANT (10000) * 366 * 24 * 60 * 60)

static char *
write_digits (char   *p,
              gint64  number,
              int     n_digits,
              char    after)
{
  for (int i = n_digits - 1; i >= 0; i--, number /= 10)
    p[i] = (char) ('0' + number % 10);
  p[n_digits] = after;

  return p + n_digits + 1;
}

/* By hand, because a report on a million users has millions of times, and GDateTime takes ten times as long. */
void
gh_time_write (gint64 seconds,
               char   text[GH_TIME_BYTES])
{
  char *p = text;
  GDate date;
  gint64 day, second;

  if (seconds < MIN_SECONDS || seconds > MAX_SECONDS)
    {
      *text = '\0';
      return;
    }

  day = seconds / SECONDS_PER_DAY;
  second = seconds % SECONDS_PER_DAY;
  if (second < 0)
    {
      day--;
      second += SECONDS_PER_DAY;
    }
  g_date_clear (&date, 1);
  g_date_set_julian (&date, (guint32) (day + JULIAN_OF_1970));
  p = write_digits (p, g_date_get_year (&date), 4, '-');
  p = write_digits (p, g_date_get_month (&date), 2, '-');
  p = write_digits (p, g_date_get_day (&date), 2, 'T');
  p = write_digits (p, second / 3600, 2, ':');
  p = write_digits (p, second / 60 % 60, 2, ':');
  p = write_digits (p, second % 60, 2, 'Z');
  *p = '\0';
}

char *
gh_time_format (gint64 seconds)
{
  char text[GH_TIME_BYTES];

  gh_time_write (seconds, text);

  return g_strdup (text);
}

char *
gh_time_format_microseconds (gint64 microseconds)
{
  gint64 fraction = microseconds % G_USEC_PER_SEC;
  gint64 seconds = microseconds / G_USEC_PER_SEC;
  char text[GH_TIME_BYTES];

  /* Before 1970, C rounds towards zero, not down. */
  if (fraction < 0)
    {
      fraction += G_USEC_PER_SEC;
      seconds--;
    }

  gh_time_write (seconds, text);
  if (*text == '\0')
    return g_strdup ("");

  return g_strdup_printf ("%.19s.%06dZ", text, (int) fraction);
}

/* Whether @text has the form of @form, where 0 stands for a digit. */
static gboolean
has_form (const char *text,
          const char *form)
{
  for (; *form != '\0'; text++, form++)
    if (*form == '0' ? !g_ascii_isdigit (*text) : *text != *form)
      return FALSE;

  return *text == '\0';
}

gboolean
gh_time_parse (const char *text,
               gint64     *seconds)
{
  g_autoptr (GDateTime) time = NULL;
  char again[GH_TIME_BYTES];
  gint64 parsed;

  if (!has_form (text, "0000-00-00T00:00:00Z"))
    return FALSE;

  time = g_date_time_new_from_iso8601 (text, NULL);
  if (time == NULL)
    return FALSE;

  /* GLib takes second 60 for second 59. */
  parsed = g_date_time_to_unix (time);
  gh_time_write (parsed, again);
  if (strcmp (again, text) != 0)
    return FALSE;

  *seconds = parsed;
  return TRUE;
}

/* IANA names begin with a capital, and cannot lead out of the system's zone folder, or to a file there that is not a
 * zone (zone.tab), which GLib would read or complain about. */
static GTimeZone *
open_zone (const char *name)
{
  if (!g_ascii_isupper (*name))
    return NULL;

  for (const char *p = name; *p != '\0'; p++)
    if (!g_ascii_isalnum (*p) && strchr ("/_+-", *p) == NULL)
      return NULL;

  return g_time_zone_new_identifier (name);
}

/* Finds the first second of a day. If the clocks go back to midnight there are two midnights, and GDateTime would
 * take the second; if they go forward over it, the day begins later. */
static gint64
get_first_second (GTimeZone *zone,
                  gint64     julian)
{
  gint64 local = (julian - JULIAN_OF_1970) * SECONDS_PER_DAY;
  int interval = g_time_zone_adjust_time (zone, G_TIME_TYPE_DAYLIGHT, &local);

  return local - g_time_zone_get_offset (zone, interval);
}

gboolean
gh_time_parse_days (const char *text,
                    const char *zone,
                    gint64     *start,
                    gint64     *end)
{
  gboolean is_day = has_form (text, "0000-00-00");
  g_autoptr (GTimeZone) time_zone = NULL;
  GDateYear year;
  GDateMonth month;
  GDateDay day;
  GDate date;
  gint64 julian;

  if (!is_day && !has_form (text, "0000-00"))
    return FALSE;

  year = (GDateYear) g_ascii_strtoll (text, NULL, 10);
  month = (GDateMonth) g_ascii_strtoll (text + 5, NULL, 10);
  day = is_day ? (GDateDay) g_ascii_strtoll (text + 8, NULL, 10) : 1;
  if (!g_date_valid_dmy (day, month, year))
    return FALSE;

  time_zone = open_zone (zone);
  if (time_zone == NULL)
    return FALSE;

  g_date_clear (&date, 1);
  g_date_set_dmy (&date, day, month, year);
  julian = g_date_get_julian (&date);
  *start = get_first_second (time_zone, julian);
  *end = get_first_second (time_zone, julian + (is_day ? 1 : g_date_get_days_in_month (month, year)));

  return TRUE;
}

GhRefusal
gh_time_check (const char *text)
{
  gsize n_digits = strspn (text, "0123456789");
  const char *rest = text + n_digits;
  gboolean is_moment = has_form (rest, "-00-00T00:00:00Z");
  gboolean is_day = has_form (rest, "-00-00") || is_moment;
  gint64 ignored;

  if (n_digits < 4 || (!is_day && !has_form (rest, "-00")))
    return GH_REFUSAL_DATE;
  if (n_digits > 4 || g_ascii_strtoll (text, NULL, 10) == 0)
    return GH_REFUSAL_DATE_RANGE;
  if (!g_date_valid_dmy (is_day ? (GDateDay) g_ascii_strtoll (text + 8, NULL, 10) : 1,
                         (GDateMonth) g_ascii_strtoll (text + 5, NULL, 10),
                         (GDateYear) g_ascii_strtoll (text, NULL, 10)) ||
      (is_moment && !gh_time_parse (text, &ignored)))
    return GH_REFUSAL_NO_SUCH_DATE;

  return GH_REFUSAL_NONE;
}

GhRefusal
gh_time_read_until (const char *text,
                    const char *zone,
                    gint64     *seconds)
{
  GhRefusal refusal = gh_time_check (text);
  gint64 start;

  if (refusal != GH_REFUSAL_NONE || gh_time_parse (text, seconds))
    return refusal;
  if (!has_form (text, "0000-00-00"))
    return GH_REFUSAL_DATE;
  if (!gh_time_parse_days (text, zone, &start, seconds))
    return GH_REFUSAL_TIME_ZONE;

  /* The end of 9999-12-31 may lie in a year that gh_time_format() cannot write. */
  return *seconds >= MIN_SECONDS && *seconds <= MAX_SECONDS ? GH_REFUSAL_NONE : GH_REFUSAL_DATE_RANGE;
}

/* --- local time --- */

static GDateTime *
make_local (gint64      seconds,
            const char *zone)
{
  g_autoptr (GTimeZone) time_zone = open_zone (zone);
  g_autoptr (GDateTime) moment = NULL;

  if (time_zone == NULL || seconds < MIN_SECONDS || seconds > MAX_SECONDS)
    return NULL;

  moment = g_date_time_new_from_unix_utc (seconds);

  return g_date_time_to_timezone (moment, time_zone);
}

char *
gh_time_format_local (gint64      seconds,
                      const char *zone)
{
  g_autoptr (GDateTime) local = make_local (seconds, zone);

  return local != NULL ? g_date_time_format (local, "%Y-%m-%d %H:%M:%S %Z") : gh_time_format (seconds);
}

char *
gh_time_find_last_day (gint64      end,
                       const char *zone)
{
  g_autoptr (GDateTime) last = make_local (end - 1, zone);
  g_autofree char *day = last != NULL ? g_date_time_format (last, "%Y-%m-%d") : NULL;
  gint64 day_start, day_end;

  if (day == NULL || !gh_time_parse_days (day, zone, &day_start, &day_end) || day_end != end)
    return NULL;

  return g_steal_pointer (&day);
}

gboolean
gh_time_parse_duration (const char *text,
                        gint64     *seconds)
{
  gsize digits = strspn (text, "0123456789");
  gint64 unit;
  gint64 number;

  if (digits == 0 || digits > 9 || text[digits] == '\0' || text[digits + 1] != '\0')
    return FALSE;

  switch (text[digits])
    {
    case 'h':
      unit = 60 * 60;
      break;
    case 'd':
      unit = 24 * 60 * 60;
      break;
    case 'w':
      unit = 7 * 24 * 60 * 60;
      break;
    default:
      return FALSE;
    }

  number = g_ascii_strtoll (text, NULL, 10);
  if (number > MAX_DURATION / unit)
    return FALSE;

  *seconds = number * unit;
  return TRUE;
}

gboolean
gh_time_zone_is_valid (const char *name)
{
  g_autoptr (GTimeZone) zone = open_zone (name);

  return zone != NULL;
}

GPtrArray *
gh_time_zone_read_table (const char *name,
                         const char *separator)
{
  GPtrArray *lines = g_ptr_array_new_with_free_func ((GDestroyNotify) g_strfreev);
  const char *folder = g_getenv ("TZDIR");
  g_autofree char *path = g_build_filename (folder != NULL && *folder != '\0' ? folder : "/usr/share/zoneinfo", name,
                                            NULL);
  g_autofree char *text = NULL;
  g_auto (GStrv) all = NULL;

  if (!g_file_get_contents (path, &text, NULL, NULL))
    return lines;

  all = g_strsplit_set (text, "\r\n", -1);
  for (gsize i = 0; all[i] != NULL; i++)
    if (all[i][0] != '#' && all[i][0] != '\0')
      g_ptr_array_add (lines, g_strsplit (all[i], separator, -1));

  return lines;
}
