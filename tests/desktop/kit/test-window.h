/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "test-source.h"

G_BEGIN_DECLS

/* A window that fills the screen, so that its coordinates are the screen's, with a table in it. */
typedef struct {
  GtkWidget   *window;
  GhTable     *table;
  GhTableList *list;
  TestSource  *source;
} TestWindow;

/* Starts GTK, libadwaita and our style; call it once, before g_test_run(). */
void test_init (int    *argc,
                char ***argv);

TestWindow *test_window_new  (guint n_ids);
void        test_window_free (TestWindow *window);

/* Runs the main loop until something is painted. */
void test_wait_for_paint (TestWindow *window);

/* Runs the main loop until the list has nothing left to do and everything is painted. */
void test_settle (TestWindow *window);

/* Runs the main loop for a while, in which something must not happen; what must is waited for. It is as many turns as
 * there are where nothing else runs: a busy computer lengthens it. */
void test_run_for (guint milliseconds);

/* Runs the main loop until something is so, however slow the computer is. */
#define test_wait_until(condition) \
  G_STMT_START { \
    gint64 wait_start = g_get_monotonic_time (); \
    while (!(condition) && test_has_time (wait_start)) \
      ; \
    g_assert_true (condition); \
  } G_STMT_END

/* Runs the main loop for a moment; FALSE when who waits since @start has waited long enough. */
gboolean test_has_time (gint64 start);

/* Runs the main loop until nobody else holds @object any more. */
#define test_wait_until_last(object) test_wait_until (G_OBJECT (object)->ref_count == 1)

/* Real keys and clicks, as "key Down" or "click 1". */
void test_xdotool (const char *arguments);

/* The same; then settles. */
void test_do (TestWindow *window,
              const char *xdotool,
              ...) G_GNUC_PRINTF (2, 3);

/* Puts the pointer somewhere in a widget, in its own coordinates. */
void test_point_in (TestWindow *window,
                    GtkWidget  *widget,
                    double      x,
                    double      y);

/* Puts the pointer in a cell where its text begins, @column being an index of the source or -1 for the check box. */
void test_point_at (TestWindow *window,
                    guint       position,
                    int         column);

/* Where the widget of the row at @position is: its top in the table's list, or G_MAXINT if there is none. */
int test_get_row_y (TestWindow *window,
                    guint       position);

GtkAdjustment *test_get_adjustment (TestWindow *window);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TestWindow, test_window_free)

G_END_DECLS
