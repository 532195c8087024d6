/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "test-window.h"

#include "kit/gh-scroll-once.h"
#include "kit/gh-table-private.h"

#define N_FRAMES 120
#define N_ROWS 100000
#define STEP 700.0

/* Whether the rows on the screen match the scroll value. */
static gboolean
is_in_place (TestWindow *window)
{
  GtkAdjustment *adjustment = test_get_adjustment (window);
  double row_height = gtk_adjustment_get_upper (adjustment) / N_ROWS;
  guint first;
  guint n;

  gh_table_list_get_viewport (window->list, &first, &n);
  for (guint position = first; position < first + n; position++)
    {
      int expected = (int) (position * row_height - gtk_adjustment_get_value (adjustment));

      if (ABS (test_get_row_y (window, position) - expected) > 1)
        return FALSE;
    }

  return TRUE;
}

typedef void (*ScrollFunc) (TestWindow *window,
                            double      dy);

/* Scrolls twice a frame, down and up again.
 * Returns: how many frames show the wrong place */
static guint
count_bad_frames (TestWindow *window,
                  ScrollFunc  scroll)
{
  GtkAdjustment *adjustment = test_get_adjustment (window);
  guint n_bad = 0;

  for (guint frame = 0; frame < N_FRAMES; frame++)
    {
      double direction = (frame / 40) % 2 == 0 ? 1 : -1;
      double before = gtk_adjustment_get_value (adjustment);
      double asked = MAX (0, before + direction * STEP + direction * STEP / 2);

      scroll (window, direction * STEP);
      scroll (window, direction * STEP / 2);
      test_wait_for_paint (window);
      if (ABS (gtk_adjustment_get_value (adjustment) - asked) > 1 || !is_in_place (window))
        n_bad++;
    }

  return n_bad;
}

static void
scroll_at_once (TestWindow *window,
                double      dy)
{
  GtkAdjustment *adjustment = test_get_adjustment (window);

  gtk_adjustment_set_value (adjustment, gtk_adjustment_get_value (adjustment) + dy);
}

static void
scroll_through_remedy (TestWindow *window,
                       double      dy)
{
  GhScrollOnce *once = g_object_get_data (G_OBJECT (window->table->window), "gh-scroll-once");

  if (once != NULL)
    gh_scroll_once_scroll_by (once, 0, dy);
  else
    scroll_at_once (window, dy);
}

static void
test_two_changes (void)
{
  g_autoptr(TestWindow) window = test_window_new (N_ROWS);
  guint n_bad;

  n_bad = count_bad_frames (window, scroll_through_remedy);
  g_test_message ("with the remedy %u of %u frames are wrong", n_bad, N_FRAMES);
  g_assert_cmpuint (n_bad, ==, 0);
}

/* The test above must notice the fault when there is one. */
static void
test_trouble (void)
{
  g_autoptr(TestWindow) window = test_window_new (N_ROWS);
  guint n_bad = count_bad_frames (window, scroll_at_once);

  g_test_message ("without the remedy %u of %u frames are wrong", n_bad, N_FRAMES);
  if (gtk_check_version (4, 10, 1) != NULL)
    g_assert_cmpuint (n_bad, >, 0);
  else
    g_assert_cmpuint (n_bad, ==, 0);
}

static void
count_cb (GtkAdjustment *adjustment,
          guint         *n)
{
  (*n)++;
}

static void
test_wheel (void)
{
  g_autoptr(TestWindow) window = test_window_new (N_ROWS);
  GtkAdjustment *adjustment = test_get_adjustment (window);
  double before = gtk_adjustment_get_value (adjustment);

  test_point_at (window, 5, TEST_COLUMN_EMAIL);
  test_do (window, "click --repeat 3 --delay 1 5");
  test_run_for (100);
  g_assert_cmpfloat (gtk_adjustment_get_value (adjustment), >, before + 100);
  g_assert_true (is_in_place (window));

  test_do (window, "click --repeat 9 --delay 1 4");
  test_run_for (100);
  g_assert_cmpfloat (gtk_adjustment_get_value (adjustment), ==, 0);
}

static void
test_adds_up (void)
{
  g_autoptr(TestWindow) window = test_window_new (N_ROWS);
  GtkAdjustment *adjustment = test_get_adjustment (window);
  guint n_changes = 0;

  if (gtk_check_version (4, 10, 1) == NULL)
    {
      g_test_skip ("this GTK needs no remedy");
      return;
    }

  g_signal_connect (adjustment, "value-changed", G_CALLBACK (count_cb), &n_changes);
  for (guint i = 0; i < 5; i++)
    scroll_through_remedy (window, 11);
  g_assert_cmpuint (n_changes, ==, 0);
  test_wait_for_paint (window);
  g_assert_cmpuint (n_changes, ==, 1);
  g_assert_cmpfloat (gtk_adjustment_get_value (adjustment), ==, 55);
  g_signal_handlers_disconnect_by_data (adjustment, &n_changes);
}

int
main (int    argc,
      char **argv)
{
  test_init (&argc, &argv);

  g_test_add_func ("/U2/scroll-once/adds-up", test_adds_up);
  g_test_add_func ("/U2/scroll-once/two-changes-a-frame", test_two_changes);
  g_test_add_func ("/U2/scroll-once/the-trouble-is-there", test_trouble);
  g_test_add_func ("/U2/scroll-once/wheel", test_wheel);

  return g_test_run ();
}
