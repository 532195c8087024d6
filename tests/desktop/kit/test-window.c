/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "test-window.h"

#include "kit/gh-table-list-private.h"
#include "kit/gh-table-private.h"
#include "kit/gh-toplevels.h"

#include <adwaita.h>

#define PATIENCE (120 * G_USEC_PER_SEC)
#define SLICE_MS 10

void
test_init (int    *argc,
           char ***argv)
{
  g_autoptr(GtkCssProvider) css = NULL;

  gtk_test_init (argc, argv);
  adw_init ();
  gh_toplevels_guard ();

  css = gtk_css_provider_new ();
  gtk_css_provider_load_from_path (css, GH_TEST_CSS);
  gtk_style_context_add_provider_for_display (gdk_display_get_default (), GTK_STYLE_PROVIDER (css),
                                              GTK_STYLE_PROVIDER_PRIORITY_APPLICATION);
  gtk_icon_theme_add_resource_path (gtk_icon_theme_get_for_display (gdk_display_get_default ()),
                                    "/io/github/gatehouse/Gatehouse/icons");
}

static void
paint_cb (GdkFrameClock *clock,
          gboolean      *painted)
{
  *painted = TRUE;
}

/* Keeps the loop turning, so that it can give up if nothing happens. */
static gboolean
stay_awake_cb (gpointer data)
{
  return G_SOURCE_CONTINUE;
}

void
test_wait_for_paint (TestWindow *window)
{
  GdkFrameClock *clock = gtk_widget_get_frame_clock (window->window);
  gint64 end = g_get_monotonic_time () + PATIENCE;
  gboolean painted = FALSE;
  gulong handler = g_signal_connect (clock, "after-paint", G_CALLBACK (paint_cb), &painted);
  guint awake_id = g_timeout_add (500, stay_awake_cb, NULL);

  gtk_widget_queue_draw (window->window);
  while (!painted && g_get_monotonic_time () < end)
    g_main_context_iteration (NULL, TRUE);
  g_signal_handler_disconnect (clock, handler);
  g_source_remove (awake_id);
  g_assert_true (painted);
}

void
test_settle (TestWindow *window)
{
  gint64 end = g_get_monotonic_time () + PATIENCE;

  do
    {
      test_wait_for_paint (window);
      while (g_main_context_iteration (NULL, FALSE))
        g_assert_cmpint (g_get_monotonic_time (), <, end);
    }
  while (window->list->work_id != 0 || window->list->step_id != 0);
}

static gboolean
timeout_cb (gpointer data)
{
  *(gboolean *) data = TRUE;

  return G_SOURCE_REMOVE;
}

void
test_run_for (guint milliseconds)
{
  for (guint i = 0; i < MAX (1, milliseconds / SLICE_MS); i++)
    {
      gboolean over = FALSE;

      g_timeout_add (MIN (milliseconds, SLICE_MS), timeout_cb, &over);
      while (!over)
        g_main_context_iteration (NULL, TRUE);
    }
}

gboolean
test_has_time (gint64 start)
{
  if (g_get_monotonic_time () - start > PATIENCE)
    return FALSE;
  test_run_for (SLICE_MS);

  return TRUE;
}

TestWindow *
test_window_new (guint n_ids)
{
  TestWindow *self = g_new0 (TestWindow, 1);
  g_autoptr(GArray) ids = test_ids_new (n_ids, 0);

  self->source = test_source_new ();
  self->table = GH_TABLE (gh_table_new (test_columns, TEST_N_COLUMNS, self->source));
  self->list = gh_table_get_list (self->table);
  gh_table_set_ids (self->table, ids, GH_TABLE_PLACE_TOP);

  self->window = adw_window_new ();
  adw_window_set_content (ADW_WINDOW (self->window), GTK_WIDGET (self->table));
  gtk_window_fullscreen (GTK_WINDOW (self->window));
  gtk_window_present (GTK_WINDOW (self->window));
  test_wait_until (gtk_window_is_active (GTK_WINDOW (self->window)) &&
                   gtk_window_is_fullscreen (GTK_WINDOW (self->window)));
  test_settle (self);
  gtk_widget_grab_focus (GTK_WIDGET (self->table));
  test_settle (self);

  return self;
}

void
test_window_free (TestWindow *window)
{
  gtk_window_destroy (GTK_WINDOW (window->window));
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_object_unref (window->source);
  g_free (window);
}

static gboolean
call_xdotool (const char *arguments)
{
  g_autofree char *command = g_strconcat ("timeout 60 xdotool ", arguments, NULL);
  g_auto(GStrv) words = NULL;
  g_autoptr(GError) error = NULL;
  int status;

  g_assert_true (g_shell_parse_argv (command, NULL, &words, &error));
  /* Whatever stays open, GLib need not fork: under the sanitizers that takes longer than the key. */
  g_spawn_sync (NULL, words, NULL, G_SPAWN_SEARCH_PATH | G_SPAWN_LEAVE_DESCRIPTORS_OPEN, NULL, NULL, NULL, NULL,
                &status, &error);
  g_assert_no_error (error);

  return status == 0;
}

void
test_xdotool (const char *arguments)
{
  g_assert_true (call_xdotool (arguments));
}

void
test_focus_active (void)
{
  gboolean is_done = FALSE;

  test_wait_until (is_done || (is_done = call_xdotool ("getactivewindow windowfocus --sync")));
}

void
test_do (TestWindow *window,
         const char *xdotool,
         ...)
{
  g_autofree char *arguments = NULL;
  va_list list;

  va_start (list, xdotool);
  arguments = g_strdup_vprintf (xdotool, list);
  va_end (list);
  test_xdotool (arguments);

  /* Once the server answers, it has received and sent the events. Clicks pass through the window manager. */
  gdk_display_sync (gdk_display_get_default ());
  test_run_for (60);
  test_settle (window);
}

static GtkWidget *
get_cell (TestWindow *window,
          guint       position,
          int         column)
{
  GhTableRow *row = gh_table_list_peek_row (window->list, position);

  g_assert_nonnull (row);

  return column < 0 ? row->check : row->cells[column].widget;
}

void
test_point_in (TestWindow *window,
               GtkWidget  *widget,
               double      x,
               double      y)
{
  double border_x;
  double border_y;

  /* Without a compositor a window has a border, also when it fills the screen. */
  g_assert_true (gtk_widget_translate_coordinates (widget, window->window, x, y, &x, &y));
  gtk_native_get_surface_transform (GTK_NATIVE (window->window), &border_x, &border_y);
  test_do (window, "mousemove %d %d", (int) (x + border_x), (int) (y + border_y));
}

void
test_point_at (TestWindow *window,
               guint       position,
               int         column)
{
  GtkWidget *cell = get_cell (window, position, column);

  g_assert_nonnull (cell);
  test_point_in (window, cell, 8, gtk_widget_get_height (cell) / 2.0);
}

int
test_get_row_y (TestWindow *window,
                guint       position)
{
  GtkWidget *row_widget = gh_table_get_row_widget (window->table, position);
  graphene_rect_t bounds;

  if (row_widget == NULL || !gtk_widget_compute_bounds (row_widget, window->table->list_view, &bounds))
    return G_MAXINT;

  return (int) bounds.origin.y;
}

GtkAdjustment *
test_get_adjustment (TestWindow *window)
{
  return gtk_scrolled_window_get_vadjustment (window->table->window);
}
