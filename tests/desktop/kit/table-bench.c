/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Milliseconds from a change until it is painted, and the cost of a scrolling frame. */
#include "test-window.h"

#include <sys/resource.h>

#define MILLION 1000000
#define N_ROUNDS 15
#define N_FRAMES 120

typedef void (*Change) (TestWindow *window,
                        guint       round);

static GArray *orders[2];
static GArray *few;

static int
compare_doubles (gconstpointer a,
                 gconstpointer b)
{
  double left = *(const double *) a;
  double right = *(const double *) b;

  return (left > right) - (left < right);
}

static void
print_row (const char *what,
           double     *values,
           guint       n)
{
  qsort (values, n, sizeof *values, compare_doubles);
  g_print ("%-44s %8.1f %8.1f %8.1f\n", what, values[n / 2], values[n * 95 / 100], values[n - 1]);
}

static double
get_ms (void)
{
  return (double) g_get_monotonic_time () / 1000.0;
}

static double
get_cpu_ms (void)
{
  struct rusage usage;

  getrusage (RUSAGE_SELF, &usage);

  return (double) (usage.ru_utime.tv_sec + usage.ru_stime.tv_sec) * 1000.0 +
         (double) (usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) / 1000.0;
}

static void
measure (TestWindow *window,
         const char *what,
         Change      prepare,
         Change      change)
{
  double values[N_ROUNDS];

  for (guint i = 0; i < N_ROUNDS; i++)
    {
      double begin;

      if (prepare != NULL)
        prepare (window, i);
      test_settle (window);
      test_run_for (40 + 7 * i % 16);
      begin = get_ms ();
      change (window, i);
      test_wait_for_paint (window);
      values[i] = get_ms () - begin;
    }
  print_row (what, values, N_ROUNDS);
}

static void
reorder (TestWindow *window,
         guint       round)
{
  gh_table_set_ids (window->table, orders[round % 2], GH_TABLE_PLACE_TOP_SAME_IDS);
}

static void
show_few (TestWindow *window,
          guint       round)
{
  gh_table_set_ids (window->table, few, GH_TABLE_PLACE_TOP);
}

static void
show_ten (TestWindow *window,
          guint       round)
{
  g_autoptr(GArray) ids = test_ids_new (10, 0);

  gh_table_set_ids (window->table, ids, GH_TABLE_PLACE_TOP);
}

static void
show_all (TestWindow *window,
          guint       round)
{
  gh_table_set_ids (window->table, orders[0], GH_TABLE_PLACE_TOP);
}

static void
select_all (TestWindow *window,
            guint       round)
{
  gtk_selection_model_select_all (GTK_SELECTION_MODEL (window->list));
}

static void
select_none (TestWindow *window,
             guint       round)
{
  gtk_selection_model_unselect_all (GTK_SELECTION_MODEL (window->list));
}

static void
toggle_one (TestWindow *window,
            guint       round)
{
  gh_table_list_select_id (window->list, 5, round % 2 == 0);
}

static void
measure_scrolling (TestWindow *window,
                   const char *what,
                   double      step)
{
  GtkAdjustment *adjustment = test_get_adjustment (window);
  double cpu[N_FRAMES];
  double wall[N_FRAMES];
  g_autofree char *title = g_strdup_printf ("scroll %s, CPU a frame", what);
  g_autofree char *wall_title = g_strdup_printf ("scroll %s, longest turn of the loop", what);

  gh_table_set_cursor (window->table, 0, TRUE);
  test_settle (window);
  for (guint i = 0; i < N_FRAMES; i++)
    {
      double begin = get_ms ();
      double begin_cpu = get_cpu_ms ();

      gtk_adjustment_set_value (adjustment, gtk_adjustment_get_value (adjustment) + step);
      test_wait_for_paint (window);
      cpu[i] = get_cpu_ms () - begin_cpu;
      wall[i] = get_ms () - begin;
    }
  print_row (title, cpu, N_FRAMES);
  print_row (wall_title, wall, N_FRAMES);
}

int
main (int    argc,
      char **argv)
{
  double begin;
  g_autoptr(TestWindow) window = NULL;

  test_init (&argc, &argv);
  orders[0] = test_ids_new (MILLION, 0);
  orders[1] = test_ids_new (MILLION, 3);
  few = test_ids_filter (orders[1], 54);

  begin = get_ms ();
  window = test_window_new (MILLION);
  g_print ("window, settled: %.0f ms\n", get_ms () - begin);
  g_print ("%-44s %8s %8s %8s\n", "milliseconds to painted", "median", "p95", "worst");

  measure (window, "sort 1 000 000", NULL, reorder);
  measure (window, "1 000 000 to 18 518", show_all, show_few);
  measure (window, "18 518 to 1 000 000", show_few, show_all);
  measure (window, "1 000 000 to 10", show_all, show_ten);
  measure (window, "10 to 1 000 000, first paint", show_ten, show_all);
  measure (window, "select all", select_none, select_all);
  measure (window, "select none", select_all, select_none);
  measure (window, "toggle one", NULL, toggle_one);
  measure (window, "sort 1 000 000 with all selected", select_all, reorder);
  select_none (window, 0);
  measure_scrolling (window, "1 row", 37);
  measure_scrolling (window, "1 page", 700);
  measure_scrolling (window, "1 per cent of all", 370000);

  g_array_unref (orders[0]);
  g_array_unref (orders[1]);
  g_array_unref (few);

  return 0;
}
