/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/gh-time.h"

#include <string.h>

#define MAX_DURATION (G_GINT64_CONSTANT (10000) * 366 * 24 * 60 * 60)

char *
gh_time_format (gint64 seconds)
{
  g_autoptr (GDateTime) time = g_date_time_new_from_unix_utc (seconds);

  return time != NULL ? g_date_time_format (time, "%Y-%m-%dT%H:%M:%SZ") : g_strdup ("");
}

/* Whether @text is like @form, in which 0 stands for a digit. */
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

  if (!has_form (text, "0000-00-00T00:00:00Z"))
    return FALSE;

  time = g_date_time_new_from_iso8601 (text, NULL);
  if (time == NULL)
    return FALSE;

  *seconds = g_date_time_to_unix (time);
  return TRUE;
}

gboolean
gh_time_parse_days (const char *text,
                    const char *zone,
                    gint64     *start,
                    gint64     *end)
{
  gboolean is_day = has_form (text, "0000-00-00");
  g_autoptr (GTimeZone) time_zone = g_time_zone_new_identifier (zone);
  g_autoptr (GDateTime) first = NULL;
  g_autoptr (GDateTime) next = NULL;
  int year, month, day;

  if (time_zone == NULL || (!is_day && !has_form (text, "0000-00")))
    return FALSE;

  year = (int) g_ascii_strtoll (text, NULL, 10);
  month = (int) g_ascii_strtoll (text + 5, NULL, 10);
  day = is_day ? (int) g_ascii_strtoll (text + 8, NULL, 10) : 1;
  if (year < 1 || year > 9998)
    return FALSE;

  first = g_date_time_new (time_zone, year, month, day, 0, 0, 0);
  if (first == NULL)
    return FALSE;

  next = is_day ? g_date_time_add_days (first, 1) : g_date_time_add_months (first, 1);
  *start = g_date_time_to_unix (first);
  *end = g_date_time_to_unix (next);

  return TRUE;
}

gboolean
gh_time_parse_until (const char *text,
                     const char *zone,
                     gint64     *seconds)
{
  gint64 start;

  if (gh_time_parse (text, seconds))
    return TRUE;

  return has_form (text, "0000-00-00") && gh_time_parse_days (text, zone, &start, seconds);
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
  g_autoptr (GTimeZone) zone = *name != '\0' ? g_time_zone_new_identifier (name) : NULL;

  return zone != NULL;
}
