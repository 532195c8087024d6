/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/gh-time.h"

static void
test_moments (void)
{
  static const char *const bad[] = {
    "", "2026-11-24", "2026-11-24T09:41:00", "2026-11-24T09:41:00+01:00", "2026-13-24T09:41:00Z",
    "2026-02-30T09:41:00Z", "2026-11-24T25:00:00Z", " 2026-11-24T09:41:00Z", "2026-11-24T09:41:00Zx",
    "2026-11-24T09:41:60Z", "2026-11-24T24:00:00Z", "2026-11-24T09:60:00Z", "0000-01-01T00:00:00Z",
    "2026-00-24T09:41:00Z", "2026-11-00T09:41:00Z", "2026-11-24t09:41:00z", "12026-11-24T09:41:00Z", "\xff",
  };
  g_autofree char *text = gh_time_format (1795513260);
  gint64 seconds;

  g_assert_cmpstr (text, ==, "2026-11-24T09:41:00Z");
  g_assert_true (gh_time_parse (text, &seconds));
  g_assert_cmpint (seconds, ==, 1795513260);
  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++)
    g_assert_false (gh_time_parse (bad[i], &seconds));
}

/* What is written reads as the same second, from the first to the last. */
static void
test_round_trip (void)
{
  static const gint64 ends[] = { G_GINT64_CONSTANT (-62135596800), -1, 0, 1, G_GINT64_CONSTANT (253402300799) };
  g_autoptr (GRand) random = g_rand_new_with_seed (20261124);

  for (guint i = 0; i < 20000; i++)
    {
      gint64 seconds = i < G_N_ELEMENTS (ends) ? ends[i] : (gint64) g_rand_double_range (random, -62e9, 253e9);
      g_autofree char *text = gh_time_format (seconds);
      gint64 again;

      g_assert_true (gh_time_parse (text, &again));
      g_assert_cmpint (again, ==, seconds);
    }
}

static void
test_years (void)
{
  static const struct {
    gint64      seconds;
    const char *text;
  } cases[] = {
    { G_GINT64_CONSTANT (-62135596800), "0001-01-01T00:00:00Z" },
    { G_GINT64_CONSTANT (-62135596801), "" },
    { G_GINT64_CONSTANT (253402300799), "9999-12-31T23:59:59Z" },
    { G_GINT64_CONSTANT (253402300800), "" },
    { G_MININT64, "" },
    { G_MAXINT64, "" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text = gh_time_format (cases[i].seconds);

      g_assert_cmpstr (text, ==, cases[i].text);
    }
}

static void
test_microseconds (void)
{
  static const struct {
    gint64      microseconds;
    const char *text;
  } cases[] = {
    { G_GINT64_CONSTANT (1795513260123456), "2026-11-24T09:41:00.123456Z" },
    { 7, "1970-01-01T00:00:00.000007Z" },
    { -1, "1969-12-31T23:59:59.999999Z" },
    { -1000000, "1969-12-31T23:59:59.000000Z" },
    { G_MININT64, "" },
    { G_MAXINT64, "" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text = gh_time_format_microseconds (cases[i].microseconds);

      g_assert_cmpstr (text, ==, cases[i].text);
    }
}

static void
check_days (const char *text,
            const char *zone,
            const char *start,
            const char *end)
{
  gint64 first, behind;
  g_autofree char *first_text = NULL;
  g_autofree char *behind_text = NULL;

  g_assert_true (gh_time_parse_days (text, zone, &first, &behind));
  first_text = gh_time_format (first);
  behind_text = gh_time_format (behind);
  g_assert_cmpstr (first_text, ==, start);
  g_assert_cmpstr (behind_text, ==, end);
}

/* Clocks that change at midnight: no hour is left out and none belongs to two days. All are from past years, whose
 * rules no longer change. */
static void
test_midnights (void)
{
  check_days ("2022-11-05", "America/Havana", "2022-11-05T04:00:00Z", "2022-11-06T04:00:00Z");
  check_days ("2022-11-06", "America/Havana", "2022-11-06T04:00:00Z", "2022-11-07T05:00:00Z");
  check_days ("2022-03-13", "America/Havana", "2022-03-13T05:00:00Z", "2022-03-14T04:00:00Z");
  check_days ("2018-11-04", "America/Sao_Paulo", "2018-11-04T03:00:00Z", "2018-11-05T02:00:00Z");
  check_days ("2018-02-17", "America/Sao_Paulo", "2018-02-17T02:00:00Z", "2018-02-18T03:00:00Z");
  check_days ("2011-12-29", "Pacific/Apia", "2011-12-29T10:00:00Z", "2011-12-30T10:00:00Z");
  check_days ("2011-12-30", "Pacific/Apia", "2011-12-30T10:00:00Z", "2011-12-30T10:00:00Z");
  check_days ("2011-12-31", "Pacific/Apia", "2011-12-30T10:00:00Z", "2011-12-31T10:00:00Z");
}

/* Each day begins where the one before ended, and so do the months. */
static void
test_days_meet (void)
{
  static const char *const zones[] = {
    "UTC", "Europe/Oslo", "America/Havana", "America/Sao_Paulo", "Asia/Beirut", "Asia/Kathmandu", "Pacific/Apia",
    "Australia/Lord_Howe", "Africa/Cairo", "America/Asuncion",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (zones); i++)
    {
      gint64 day_end = 0, month_end = 0;
      GDate date;

      g_date_clear (&date, 1);
      g_date_set_dmy (&date, 1, G_DATE_JANUARY, 2011);
      for (int n = 0; n < 16 * 365; n++, g_date_add_days (&date, 1))
        {
          char day[11], month[8];
          gint64 start, end;

          g_date_strftime (day, sizeof day, "%Y-%m-%d", &date);
          g_date_strftime (month, sizeof month, "%Y-%m", &date);
          g_assert_true (gh_time_parse_days (day, zones[i], &start, &end));
          if (n > 0 && start != day_end)
            g_error ("%s in %s does not begin where the day before ended", day, zones[i]);
          g_assert_cmpint (start, <=, end);
          day_end = end;

          if (g_date_get_day (&date) != 1)
            continue;
          g_assert_true (gh_time_parse_days (month, zones[i], &start, &end));
          if (n > 0 && start != month_end)
            g_error ("%s in %s does not begin where the month before ended", month, zones[i]);
          month_end = end;
        }
    }
}

static void
test_last_day (void)
{
  gint64 seconds;
  g_autofree char *winter = NULL;
  g_autofree char *summer = NULL;
  g_autofree char *change = NULL;

  /* A last day ends at its midnight in the organisation's zone. */
  g_assert_cmpint (gh_time_read_until ("2026-12-03", "Europe/Oslo", &seconds), ==, GH_REFUSAL_NONE);
  winter = gh_time_format (seconds);
  g_assert_cmpstr (winter, ==, "2026-12-03T23:00:00Z");

  g_assert_cmpint (gh_time_read_until ("2026-07-03", "Europe/Oslo", &seconds), ==, GH_REFUSAL_NONE);
  summer = gh_time_format (seconds);
  g_assert_cmpstr (summer, ==, "2026-07-03T22:00:00Z");

  /* The day the clocks go back has 25 hours. */
  g_assert_cmpint (gh_time_read_until ("2026-10-25", "Europe/Oslo", &seconds), ==, GH_REFUSAL_NONE);
  change = gh_time_format (seconds);
  g_assert_cmpstr (change, ==, "2026-10-25T23:00:00Z");

  g_assert_cmpint (gh_time_read_until ("2026-12", "Europe/Oslo", &seconds), ==,
                   GH_REFUSAL_DATE);
  g_assert_cmpint (gh_time_read_until ("tomorrow", "Europe/Oslo", &seconds), ==,
                   GH_REFUSAL_DATE);
  g_assert_cmpint (gh_time_read_until ("2026-02-29", "Europe/Oslo", &seconds), ==,
                   GH_REFUSAL_NO_SUCH_DATE);
  g_assert_cmpint (gh_time_read_until ("2026-12-03", "Europe/Nowhere", &seconds), ==,
                   GH_REFUSAL_TIME_ZONE);

  /* A moment is itself in any zone. */
  g_assert_cmpint (gh_time_read_until ("2026-12-03T10:00:00Z", "Asia/Tokyo", &seconds), ==, GH_REFUSAL_NONE);
  g_assert_cmpint (seconds, ==, 1796292000);

  /* What cannot be written again is refused. */
  g_assert_cmpint (gh_time_read_until ("9999-12-31", "Europe/Oslo", &seconds), ==, GH_REFUSAL_NONE);
  g_assert_cmpint (gh_time_read_until ("9999-12-31", "UTC", &seconds), ==,
                   GH_REFUSAL_DATE_RANGE);
}

/* Non-existent, out of range and not a date are three different errors. */
static void
test_reasons (void)
{
  static const struct {
    const char *text;
    GhRefusal   refusal;
  } cases[] = {
    { "2026-12-03", GH_REFUSAL_NONE },
    { "2026-12", GH_REFUSAL_NONE },
    { "2026-12-03T10:00:00Z", GH_REFUSAL_NONE },
    { "2028-02-29", GH_REFUSAL_NONE },
    { "2000-02-29", GH_REFUSAL_NONE },
    { "0001-01-01", GH_REFUSAL_NONE },
    { "9999-12-31", GH_REFUSAL_NONE },
    { "2026-02-29", GH_REFUSAL_NO_SUCH_DATE },
    { "2100-02-29", GH_REFUSAL_NO_SUCH_DATE },
    { "2026-04-31", GH_REFUSAL_NO_SUCH_DATE },
    { "2026-13-01", GH_REFUSAL_NO_SUCH_DATE },
    { "2026-00-01", GH_REFUSAL_NO_SUCH_DATE },
    { "2026-12-00", GH_REFUSAL_NO_SUCH_DATE },
    { "2026-13", GH_REFUSAL_NO_SUCH_DATE },
    { "2026-12-03T24:00:00Z", GH_REFUSAL_NO_SUCH_DATE },
    { "2026-12-03T10:00:60Z", GH_REFUSAL_NO_SUCH_DATE },
    { "2026-02-30T10:00:00Z", GH_REFUSAL_NO_SUCH_DATE },
    { "0000-12-03", GH_REFUSAL_DATE_RANGE },
    { "10000-01-01", GH_REFUSAL_DATE_RANGE },
    { "20260-12-03", GH_REFUSAL_DATE_RANGE },
    { "99999999999999999999-01", GH_REFUSAL_DATE_RANGE },
    { "", GH_REFUSAL_DATE },
    { "soon", GH_REFUSAL_DATE },
    { "26-12-03", GH_REFUSAL_DATE },
    { "2026-1-3", GH_REFUSAL_DATE },
    { "3.12.2026", GH_REFUSAL_DATE },
    { "2026-12-03T10:00:00", GH_REFUSAL_DATE },
    { "2026-12-03T10:00:00+01:00", GH_REFUSAL_DATE },
    { "-2026-12-03", GH_REFUSAL_DATE },
    { " 2026-12-03", GH_REFUSAL_DATE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_test_message ("%s", cases[i].text);
      g_assert_cmpint (gh_time_check (cases[i].text), ==, cases[i].refusal);
    }
}

/* In each zone, each last day turned into an end and back is the same day. */
static void
test_last_day_round_trip (void)
{
  static const char *const zones[] = {
    "UTC", "Europe/Oslo", "America/Havana", "America/Sao_Paulo", "Asia/Beirut", "Asia/Kathmandu", "Pacific/Kiritimati",
    "Australia/Lord_Howe", "Africa/Cairo", "America/Asuncion",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (zones); i++)
    {
      GDate date;

      g_date_clear (&date, 1);
      g_date_set_dmy (&date, 1, G_DATE_JANUARY, 2012);
      for (int n = 0; n < 4 * 366; n++, g_date_add_days (&date, 1))
        {
          g_autofree char *found = NULL;
          g_autofree char *later = NULL;
          char day[11];
          gint64 end;

          g_date_strftime (day, sizeof day, "%Y-%m-%d", &date);
          g_assert_cmpint (gh_time_read_until (day, zones[i], &end), ==, GH_REFUSAL_NONE);
          found = gh_time_find_last_day (end, zones[i]);
          g_assert_cmpstr (found, ==, day);
          later = gh_time_find_last_day (end + 1, zones[i]);
          g_assert_null (later);
        }
    }
}

static void
check_local (const char *moment,
             const char *zone,
             const char *expected)
{
  g_autofree char *local = NULL;
  gint64 seconds;

  g_assert_true (gh_time_parse (moment, &seconds));
  local = gh_time_format_local (seconds, zone);
  g_assert_cmpstr (local, ==, expected);
}

/* The two hours between two and three on the night the clocks go back are told apart. */
static void
test_local (void)
{
  check_local ("2026-11-24T09:41:00Z", "Europe/Oslo", "2026-11-24 10:41:00 CET");
  check_local ("2026-07-24T22:41:00Z", "Europe/Oslo", "2026-07-25 00:41:00 CEST");
  check_local ("2026-10-25T00:30:00Z", "Europe/Oslo", "2026-10-25 02:30:00 CEST");
  check_local ("2026-10-25T01:30:00Z", "Europe/Oslo", "2026-10-25 02:30:00 CET");
  check_local ("2026-11-24T09:41:00Z", "UTC", "2026-11-24 09:41:00 UTC");
  check_local ("2026-11-24T09:41:00Z", "Asia/Kathmandu", "2026-11-24 15:26:00 +0545");
  check_local ("2026-11-24T09:41:00Z", "Europe/Nowhere", "2026-11-24T09:41:00Z");
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
  g_assert_false (gh_time_parse_days ("2026-13", "UTC", &start, &end));
  g_assert_false (gh_time_parse_days ("2026-12-00", "UTC", &start, &end));
  g_assert_false (gh_time_parse_days ("2026-12-32", "UTC", &start, &end));
  g_assert_false (gh_time_parse_days ("2026-12-03 ", "UTC", &start, &end));
  g_assert_false (gh_time_parse_days ("2026", "UTC", &start, &end));
  g_assert_false (gh_time_parse_days ("2026-12-03", "zone.tab", &start, &end));

  g_assert_true (gh_time_parse_days ("2024-02", "UTC", &start, &end));
  g_assert_cmpint (end - start, ==, 29 * 24 * 60 * 60);
  g_assert_true (gh_time_parse_days ("9999-12", "UTC", &start, &end));
  g_assert_cmpint (end, ==, G_GINT64_CONSTANT (253402300800));
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
  static const char *const bad[] = {
    "", " UTC", "UTC ", "utc", "Europe", "Europe/", "Europe/Oslo ", "europe/oslo", "+01:00", "/etc/localtime",
    "../../../etc/localtime", "Europe/../Europe/Oslo", "zone.tab", "tzdata.zi", "leapseconds", "posixrules",
    "localtime", "right/UTC", "\xff",
  };

  g_assert_true (gh_time_zone_is_valid ("Europe/Oslo"));
  g_assert_true (gh_time_zone_is_valid ("UTC"));
  g_assert_false (gh_time_zone_is_valid ("Europe/Nowhere"));
  g_assert_true (gh_time_zone_is_valid ("America/North_Dakota/New_Salem"));
  g_assert_true (gh_time_zone_is_valid ("Etc/GMT+1"));
  g_assert_true (gh_time_zone_is_valid ("EST5EDT"));
  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++)
    g_assert_false (gh_time_zone_is_valid (bad[i]));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/R4/moments", test_moments);
  g_test_add_func ("/R4/round-trip", test_round_trip);
  g_test_add_func ("/R4/years", test_years);
  g_test_add_func ("/J2/microseconds", test_microseconds);
  g_test_add_func ("/S9/last-day", test_last_day);
  g_test_add_func ("/S9/reasons", test_reasons);
  g_test_add_func ("/S9/last-day-round-trip", test_last_day_round_trip);
  g_test_add_func ("/S9/local", test_local);
  g_test_add_func ("/Q4/midnights", test_midnights);
  g_test_add_func ("/Q4/days-meet", test_days_meet);
  g_test_add_func ("/Q4/days-and-months", test_days_and_months);
  g_test_add_func ("/Q4/durations", test_durations);
  g_test_add_func ("/S9/time-zones", test_zones);

  return g_test_run ();
}
