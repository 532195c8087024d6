/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "test-source.h"

G_BEGIN_DECLS

/* A window with a table, filling the screen so that its coordinates are the screen's. */
typedef struct {
  GtkWidget     *window;
  GhTable       *table;
  GhTableList   *list;
  GhTableSource *source;
} TestWindow;

/* Starts GTK, libadwaita and our style; call it once, before g_test_run(). */
void test_init (int    *argc,
                char ***argv);

TestWindow *test_window_new  (guint n_ids);
void        test_window_free (TestWindow *window);

/* Runs the main loop until something is painted. */
void test_wait_for_paint (TestWindow *window);

/* Runs the main loop until the list has no work left and everything is painted. */
void test_settle (TestWindow *window);

/* Runs the main loop for a while during which something must not happen; use test_wait_until() for what must. It counts
 * turns: a busy computer lengthens it. */
void test_run_for (guint milliseconds);

/* Runs the main loop until a condition holds, however slow the computer. */
#define test_wait_until(condition) \
  G_STMT_START { \
    gint64 wait_start = g_get_monotonic_time (); \
    while (!(condition) && test_has_time (wait_start)) \
      ; \
    g_assert_true (condition); \
  } G_STMT_END

/* Runs the main loop for a moment; FALSE if the wait since @start has been long enough. */
gboolean test_has_time (gint64 start);

/* Runs the main loop until nothing else holds @object. */
#define test_wait_until_last(object) test_wait_until (G_OBJECT (object)->ref_count == 1)

/* Sends keys and clicks, as "key Down" or "click 1". */
void test_xdotool (const char *arguments);

/* Gives the keyboard to the window that is active; one that is just closing may still be it. */
void test_focus_active (void);

/* test_xdotool(), then settles. */
void test_do (TestWindow *window,
              const char *xdotool,
              ...) G_GNUC_PRINTF (2, 3);

/* Puts the pointer in a widget, in its own coordinates. */
void test_point_in (TestWindow *window,
                    GtkWidget  *widget,
                    double      x,
                    double      y);

/* Puts the pointer in a cell where its text begins; @column is an index of the source, or -1 for the check box. */
void test_point_at (TestWindow *window,
                    guint       position,
                    int         column);

/* The top of the widget of the row at @position in the table's list, or G_MAXINT if there is none. */
int test_get_row_y (TestWindow *window,
                    guint       position);

GtkAdjustment *test_get_adjustment (TestWindow *window);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TestWindow, test_window_free)

G_END_DECLS
