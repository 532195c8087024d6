/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "session/gh-when.h"

#include <glib/gi18n-lib.h>

/* Whole days from @earlier to @later by the calendar. */
static gint
count_days (GDateTime *earlier,
            GDateTime *later)
{
  GDate from;
  GDate to;

  g_date_clear (&from, 1);
  g_date_clear (&to, 1);
  g_date_set_dmy (&from, g_date_time_get_day_of_month (earlier), g_date_time_get_month (earlier),
                  g_date_time_get_year (earlier));
  g_date_set_dmy (&to, g_date_time_get_day_of_month (later), g_date_time_get_month (later),
                  g_date_time_get_year (later));

  return g_date_days_between (&from, &to);
}

char *
gh_when_dup_text (gint64 seconds,
                  gint64 now)
{
  g_autoptr (GDateTime) moment = NULL;
  g_autoptr (GDateTime) today = NULL;
  int days;

  if (seconds == 0)
    return g_strdup (_("Never"));

  moment = g_date_time_new_from_unix_local (seconds);
  today = g_date_time_new_from_unix_local (now);
  if (moment == NULL || today == NULL)
    return g_strdup ("");

  days = count_days (moment, today);
  if (days == 0)
    return g_date_time_format (moment, _("Today %H:%M"));
  if (days == 1)
    return g_date_time_format (moment, _("Yesterday %H:%M"));
  if (g_date_time_get_year (moment) == g_date_time_get_year (today))
    return g_date_time_format (moment, C_("day and time of this year", "%-d %b %H:%M"));

  return g_date_time_format (moment, C_("day of another year", "%-d %b %Y"));
}

char *
gh_when_dup_full (gint64 seconds)
{
  g_autoptr (GDateTime) moment = g_date_time_new_from_unix_local (seconds);

  return moment != NULL ? g_date_time_format (moment, C_("full date and time", "%A, %-d %B %Y, %H:%M:%S %Z")) : NULL;
}

char *
gh_when_dup_last_day (gint64      end,
                      gint64      now,
                      const char *time_zone)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_identifier (time_zone);
  g_autoptr (GDateTime) last = NULL;
  g_autoptr (GDateTime) today = NULL;
  g_autoptr (GDateTime) utc_last = g_date_time_new_from_unix_utc (end - 1);
  g_autoptr (GDateTime) utc_today = g_date_time_new_from_unix_utc (now);

  if (zone == NULL)
    zone = g_time_zone_new_utc ();
  if (utc_last == NULL || utc_today == NULL)
    return g_strdup ("");

  last = g_date_time_to_timezone (utc_last, zone);
  today = g_date_time_to_timezone (utc_today, zone);
  if (g_date_time_get_year (last) == g_date_time_get_year (today))
    return g_date_time_format (last, C_("day of this year", "%-d %b"));

  return g_date_time_format (last, C_("day of another year", "%-d %b %Y"));
}

char *
gh_when_dup_day (gint64 seconds,
                 gint64 now)
{
  g_autoptr (GDateTime) moment = g_date_time_new_from_unix_local (seconds);
  g_autoptr (GDateTime) today = g_date_time_new_from_unix_local (now);

  if (moment == NULL || today == NULL)
    return g_strdup ("");
  if (g_date_time_get_year (moment) == g_date_time_get_year (today))
    return g_date_time_format (moment, C_("day of this year", "%-d %b"));

  return g_date_time_format (moment, C_("day of another year", "%-d %b %Y"));
}

char *
gh_when_dup_days_left (gint64 seconds,
                       gint64 now)
{
  g_autoptr (GDateTime) moment = g_date_time_new_from_unix_local (seconds);
  g_autoptr (GDateTime) today = g_date_time_new_from_unix_local (now);
  int days;

  if (moment == NULL || today == NULL)
    return g_strdup ("");

  days = count_days (today, moment);
  if (days <= 0)
    return g_strdup (_("today"));
  if (days == 1)
    return g_strdup (_("tomorrow"));

  return g_strdup_printf (ngettext ("in %d day", "in %d days", (gulong) days), days);
}
