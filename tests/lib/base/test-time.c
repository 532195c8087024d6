/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/gh-time.h"

static void
test_moments (void)
{
  static const char *const bad[] = {
    "", "2026-11-24", "2026-11-24T09:41:00", "2026-11-24T09:41:00+01:00", "2026-13-24T09:41:00Z",
    "2026-02-30T09:41:00Z", "2026-11-24T25:00:00Z", " 2026-11-24T09:41:00Z", "2026-11-24T09:41:00Zx",
  };
  g_autofree char *text = gh_time_format (1795513260);
  gint64 seconds;

  g_assert_cmpstr (text, ==, "2026-11-24T09:41:00Z");
  g_assert_true (gh_time_parse (text, &seconds));
  g_assert_cmpint (seconds, ==, 1795513260);
  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++)
    g_assert_false (gh_time_parse (bad[i], &seconds));
}

static void
test_last_day (void)
{
  gint64 seconds;
  g_autofree char *winter = NULL;
  g_autofree char *summer = NULL;
  g_autofree char *change = NULL;

  /* A last day ends at its midnight, where the organisation is. */
  g_assert_true (gh_time_parse_until ("2026-12-03", "Europe/Oslo", &seconds));
  winter = gh_time_format (seconds);
  g_assert_cmpstr (winter, ==, "2026-12-03T23:00:00Z");

  g_assert_true (gh_time_parse_until ("2026-07-03", "Europe/Oslo", &seconds));
  summer = gh_time_format (seconds);
  g_assert_cmpstr (summer, ==, "2026-07-03T22:00:00Z");

  /* The day on which the clocks go back has 25 hours. */
  g_assert_true (gh_time_parse_until ("2026-10-25", "Europe/Oslo", &seconds));
  change = gh_time_format (seconds);
  g_assert_cmpstr (change, ==, "2026-10-25T23:00:00Z");

  g_assert_false (gh_time_parse_until ("2026-12", "Europe/Oslo", &seconds));
  g_assert_false (gh_time_parse_until ("tomorrow", "Europe/Oslo", &seconds));
  g_assert_false (gh_time_parse_until ("2026-02-29", "Europe/Oslo", &seconds));
}

static void
test_days_and_months (void)
{
  gint64 start, end;

  g_assert_true (gh_time_parse_days ("2026-12", "UTC", &start, &end));
  g_assert_cmpint (end - start, ==, 31 * 24 * 60 * 60);
  g_assert_true (gh_time_parse_days ("2026-03-29", "Europe/Oslo", &start, &end));
  g_assert_cmpint (end - start, ==, 23 * 60 * 60);
  g_assert_false (gh_time_parse_days ("0000-01", "UTC", &start, &end));
  g_assert_false (gh_time_parse_days ("2026-1", "UTC", &start, &end));
}

static void
test_durations (void)
{
  gint64 seconds;

  g_assert_true (gh_time_parse_duration ("90d", &seconds));
  g_assert_cmpint (seconds, ==, 90 * 24 * 60 * 60);
  g_assert_true (gh_time_parse_duration ("2w", &seconds));
  g_assert_cmpint (seconds, ==, 14 * 24 * 60 * 60);
  g_assert_true (gh_time_parse_duration ("12h", &seconds));
  g_assert_cmpint (seconds, ==, 12 * 60 * 60);
  g_assert_false (gh_time_parse_duration ("90", &seconds));
  g_assert_false (gh_time_parse_duration ("d", &seconds));
  g_assert_false (gh_time_parse_duration ("-1d", &seconds));
  g_assert_false (gh_time_parse_duration ("999999999w", &seconds));
  g_assert_false (gh_time_parse_duration ("99999999999999999999d", &seconds));
}

static void
test_zones (void)
{
  g_assert_true (gh_time_zone_is_valid ("Europe/Oslo"));
  g_assert_true (gh_time_zone_is_valid ("UTC"));
  g_assert_false (gh_time_zone_is_valid ("Europe/Nowhere"));
  g_assert_false (gh_time_zone_is_valid (""));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/R4/moments", test_moments);
  g_test_add_func ("/S9/last-day", test_last_day);
  g_test_add_func ("/Q4/days-and-months", test_days_and_months);
  g_test_add_func ("/Q4/durations", test_durations);
  g_test_add_func ("/S9/time-zones", test_zones);

  return g_test_run ();
}
