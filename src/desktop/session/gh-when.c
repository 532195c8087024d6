/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "session/gh-when.h"

#include <glib/gi18n-lib.h>

/* GLib looks up the computer's time zone in the file system for each local time. */
#define ZONE_SECONDS 10

typedef struct {
  char      *identifier; /* NULL: the computer's */
  GTimeZone *zone;
  gint64     found;      /* seconds of the monotonic clock */
} Zone;

/* Returns: (transfer full): the zone of that name, or the computer's */
static GTimeZone *
get_zone (const char *identifier)
{
  static GMutex mutex;
  static Zone zones[2];
  Zone *known = &zones[identifier != NULL];
  gint64 seconds = g_get_monotonic_time () / G_USEC_PER_SEC;
  GTimeZone *zone;

  g_mutex_lock (&mutex);
  if (known->zone == NULL || seconds - known->found >= ZONE_SECONDS || g_strcmp0 (known->identifier, identifier) != 0)
    {
      g_clear_pointer (&known->zone, g_time_zone_unref);
      g_free (known->identifier);
      known->identifier = g_strdup (identifier);
      if (identifier == NULL)
        known->zone = g_time_zone_new_local ();
      else
        known->zone = g_time_zone_new_identifier (identifier);
      if (known->zone == NULL)
        known->zone = g_time_zone_new_utc ();
      known->found = seconds;
    }
  zone = g_time_zone_ref (known->zone);
  g_mutex_unlock (&mutex);

  return zone;
}

/* Returns: (nullable): NULL if it is beyond all calendars */
static GDateTime *
create_date_time (gint64      seconds,
                  const char *identifier)
{
  g_autoptr (GTimeZone) zone = get_zone (identifier);
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (seconds);

  return utc != NULL ? g_date_time_to_timezone (utc, zone) : NULL;
}

/* The difference of two is the number of calendar days between them. */
static int
get_calendar_day (GDateTime *moment)
{
  GDate date;

  g_date_clear (&date, 1);
  g_date_set_dmy (&date, g_date_time_get_day_of_month (moment), g_date_time_get_month (moment),
                  g_date_time_get_year (moment));

  return (int) g_date_get_julian (&date);
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

  moment = create_date_time (seconds, NULL);
  today = create_date_time (now, NULL);
  if (moment == NULL || today == NULL)
    return g_strdup ("");

  days = get_calendar_day (today) - get_calendar_day (moment);
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
  g_autoptr (GDateTime) moment = create_date_time (seconds, NULL);

  return moment != NULL ? g_date_time_format (moment, C_("full date and time", "%A, %-d %B %Y, %H:%M:%S %Z")) : NULL;
}

char *
gh_when_dup_day (gint64      seconds,
                 gint64      now,
                 const char *time_zone)
{
  g_autoptr (GDateTime) moment = create_date_time (seconds, time_zone);
  g_autoptr (GDateTime) today = create_date_time (now, time_zone);

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
  g_autoptr (GDateTime) moment = create_date_time (seconds, NULL);
  g_autoptr (GDateTime) today = create_date_time (now, NULL);
  int days;

  if (moment == NULL || today == NULL)
    return g_strdup ("");

  days = get_calendar_day (moment) - get_calendar_day (today);
  if (days <= 0)
    return g_strdup (_("today"));
  if (days == 1)
    return g_strdup (_("tomorrow"));

  return g_strdup_printf (ngettext ("in %d day", "in %d days", (gulong) days), days);
}
