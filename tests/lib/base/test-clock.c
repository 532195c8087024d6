/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/gh-clock.h"

#define THEN G_GINT64_CONSTANT (1795510800)

static gint64   told = THEN;
static gboolean is_told_synchronised;

static gint64
tell (gboolean *is_synchronised)
{
  *is_synchronised = is_told_synchronised;

  return told * G_USEC_PER_SEC;
}

/* Set back, it still shows so to whoever judges it, but nothing that has been comes again. */
static void
test_set_back (void)
{
  g_autoptr (GhClock) clock = gh_clock_new_at (THEN);

  gh_clock_note_latest (clock, THEN + 10);
  g_assert_cmpint (gh_clock_now (clock), ==, THEN + 10);
  g_assert_cmpint (gh_clock_now_us (clock), ==, (THEN + 10) * G_USEC_PER_SEC);
  g_assert_cmpint (gh_clock_read (clock), ==, THEN);

  gh_clock_set (clock, THEN + 11);
  g_assert_cmpint (gh_clock_now (clock), ==, THEN + 11);
  gh_clock_set (clock, THEN - 5);
  gh_clock_note_latest (clock, THEN - 5);
  g_assert_cmpint (gh_clock_now (clock), ==, THEN + 10);
}

/* From a file that somebody else wrote. */
static void
test_endless (void)
{
  g_autoptr (GhClock) clock = gh_clock_new_at (THEN);

  gh_clock_note_latest (clock, G_MININT64);
  g_assert_cmpint (gh_clock_now (clock), ==, THEN);
  gh_clock_note_latest (clock, G_MAXINT64);
  g_assert_cmpint (gh_clock_now (clock), ==, G_GINT64_CONSTANT (253402300799));
  g_assert_cmpint (gh_clock_now_us (clock), ==, G_GINT64_CONSTANT (253402300799) * G_USEC_PER_SEC);
}

static void
test_source (void)
{
  g_autoptr (GhClock) computer = gh_clock_new ();
  g_autoptr (GhClock) stands = gh_clock_new_at (THEN + 1);

  g_assert_cmpint (ABS (gh_clock_now_us (computer) - g_get_real_time ()), <, 60 * G_USEC_PER_SEC);
  gh_clock_set_source (tell);
  g_assert_cmpint (gh_clock_now (computer), ==, THEN);
  g_assert_false (gh_clock_is_synchronised (computer));
  told = THEN + 100;
  is_told_synchronised = TRUE;
  g_assert_cmpint (gh_clock_now (computer), ==, THEN + 100);
  g_assert_true (gh_clock_is_synchronised (computer));
  g_assert_cmpint (gh_clock_now (stands), ==, THEN + 1);
  g_assert_false (gh_clock_is_synchronised (stands));
  gh_clock_set_source (NULL);
  g_assert_cmpint (ABS (gh_clock_now_us (computer) - g_get_real_time ()), <, 60 * G_USEC_PER_SEC);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/X/clock/set-back", test_set_back);
  g_test_add_func ("/X/clock/endless", test_endless);
  g_test_add_func ("/T5/clock/source", test_source);

  return g_test_run ();
}
