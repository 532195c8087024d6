/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "phones/gh-phone-region.h"

#include "base/gh-time.h"

#include <string.h>

/* zone.tab has one country per zone, zone1970.tab the most populous one first: "NO", or "DE,DK,NO,SE,SJ". */
static char *
find_country (const char *table,
              const char *zone)
{
  g_autoptr (GPtrArray) lines = gh_time_zone_read_table (table, "\t");

  for (guint i = 0; i < lines->len; i++)
    {
      char **cells = g_ptr_array_index (lines, i);

      if (g_strv_length (cells) >= 3 && g_str_equal (cells[2], zone) && g_ascii_isupper (cells[0][0]) &&
          g_ascii_isupper (cells[0][1]) && (cells[0][2] == '\0' || cells[0][2] == ','))
        return g_strndup (cells[0], 2);
    }

  return NULL;
}

/* The current name for an older one: "L Asia/Kolkata Asia/Calcutta". */
static char *
find_present_name (const char *zone)
{
  g_autoptr (GPtrArray) lines = gh_time_zone_read_table ("tzdata.zi", " ");

  for (guint i = 0; i < lines->len; i++)
    {
      char **words = g_ptr_array_index (lines, i);

      if (g_strv_length (words) == 3 && g_str_equal (words[0], "L") && g_str_equal (words[2], zone))
        return g_strdup (words[1]);
    }

  return NULL;
}

static char *
find_in_tables (const char *zone)
{
  char *country = find_country ("zone.tab", zone);

  return country != NULL ? country : find_country ("zone1970.tab", zone);
}

char *
gh_phone_region_for_zone (const char *time_zone)
{
  g_autofree char *present_name = NULL;
  char *country = find_in_tables (time_zone);

  if (country == NULL && (present_name = find_present_name (time_zone)) != NULL)
    country = find_in_tables (present_name);

  return country != NULL ? country : g_strdup ("");
}

char *
gh_phone_region_find (const GhSettings *settings)
{
  return settings->region != NULL ? g_strdup (settings->region) : gh_phone_region_for_zone (settings->timezone);
}
