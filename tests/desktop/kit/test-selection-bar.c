/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The bar below a table, shown while anything is selected. */
#include "test-find.h"
#include "test-window.h"

#include "kit/gh-paced-label.h"
#include "kit/gh-selection-bar.h"
#include "kit/gh-table-private.h"

#define N_ROWS 5000

typedef struct {
  GtkWidget       *window;
  AdwToastOverlay *toasts;
  GtkWidget       *bar;
  GhTable         *table;
  GhTableList     *list;
  GhTableSource   *source;
} Fixture;

static void
set_up (Fixture       *fixture,
        gconstpointer  animated)
{
  g_autoptr(GArray) ids = test_ids_new (N_ROWS, 0);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  g_object_set (gtk_settings_get_default (), "gtk-enable-animations", GPOINTER_TO_INT (animated), NULL);
  fixture->source = test_source_new ();
  fixture->table = GH_TABLE (gh_table_new (test_columns, TEST_N_COLUMNS, fixture->source));
  fixture->list = gh_table_get_list (fixture->table);
  gtk_widget_set_vexpand (GTK_WIDGET (fixture->table), TRUE);
  gh_table_set_ids (fixture->table, ids, GH_TABLE_PLACE_TOP);
  fixture->bar = gh_selection_bar_new ();
  gh_selection_bar_set_table (GH_SELECTION_BAR (fixture->bar), fixture->table);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (fixture->table));
  gtk_box_append (GTK_BOX (box), fixture->bar);
  fixture->toasts = ADW_TOAST_OVERLAY (adw_toast_overlay_new ());
  adw_toast_overlay_set_child (fixture->toasts, box);

  fixture->window = adw_window_new ();
  gtk_window_set_default_size (GTK_WINDOW (fixture->window), 900, 620);
  adw_window_set_content (ADW_WINDOW (fixture->window), GTK_WIDGET (fixture->toasts));
  gtk_window_present (GTK_WINDOW (fixture->window));
  test_wait_until (gtk_window_is_active (GTK_WINDOW (fixture->window)));
  test_run_for (300);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  animated)
{
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  test_run_for (50);
  g_object_unref (fixture->source);
}

static double
get_row_y (Fixture *fixture,
           guint    position)
{
  GtkWidget *row = gh_table_get_row_widget (fixture->table, position);
  graphene_rect_t bounds;

  g_assert_nonnull (row);
  g_assert_true (gtk_widget_compute_bounds (row, fixture->window, &bounds));

  return bounds.origin.y;
}

/* Waits until the bar has appeared or gone; the row must stay in place in every frame. */
static void
watch_row (Fixture *fixture,
           guint    position,
           double   y)
{
  for (guint i = 0; i < 25; i++)
    {
      test_run_for (16);
      g_assert_cmpfloat_with_epsilon (get_row_y (fixture, position), y, 0.5);
    }
}

static void
select_nothing (Fixture *fixture)
{
  gtk_selection_model_unselect_all (GTK_SELECTION_MODEL (fixture->list));
}

/* Nothing jumps: the rows stay in place when the bar comes and when it goes. */
static void
test_rows_stay (Fixture       *fixture,
                gconstpointer  animated)
{
  static const guint places[] = { 0, 3, 2500, N_ROWS - 60 };
  GtkAdjustment *adjustment = gtk_scrolled_window_get_vadjustment (fixture->table->window);

  for (guint i = 0; i < G_N_ELEMENTS (places); i++)
    {
      double y;
      double value;
      guint first;

      gh_table_set_cursor (fixture->table, places[i], TRUE);
      test_run_for (100);
      /* Not just where a row begins. */
      gtk_adjustment_set_value (adjustment, gtk_adjustment_get_value (adjustment) + (places[i] > 0 ? 11 : 0));
      test_run_for (100);
      gh_table_list_get_viewport (fixture->list, &first, NULL);
      y = get_row_y (fixture, first + 5);
      value = gtk_adjustment_get_value (adjustment);

      gh_table_list_select_id (fixture->list, places[i] + 1, TRUE);
      watch_row (fixture, first + 5, y);
      g_assert_cmpint (gtk_widget_get_height (fixture->bar), >=, 50);
      g_assert_cmpfloat_with_epsilon (gtk_adjustment_get_value (adjustment), value, 0.5);
      select_nothing (fixture);
      watch_row (fixture, first + 5, y);
      g_assert_cmpint (gtk_widget_get_height (fixture->bar), ==, 0);
    }
}

/* The arrow keys still scroll afterwards. */
static void
test_rows_scroll (Fixture       *fixture,
                  gconstpointer  animated)
{
  GtkAdjustment *adjustment = gtk_scrolled_window_get_vadjustment (fixture->table->window);
  double value;

  gh_table_set_cursor (fixture->table, 2000, TRUE);
  test_run_for (100);
  gh_table_list_select_id (fixture->list, 2001, TRUE);
  test_run_for (400);
  value = gtk_adjustment_get_value (adjustment);
  gh_table_set_cursor (fixture->table, 2040, TRUE);
  test_run_for (100);
  g_assert_cmpfloat (gtk_adjustment_get_value (adjustment), >, value + 300);
  g_assert_cmpfloat (get_row_y (fixture, 2040), <, gtk_widget_get_height (fixture->window) - 50);
}

static GtkWidget *
find_css_name (GtkWidget  *widget,
               const char *name)
{
  GtkWidget *found = NULL;

  if (g_str_equal (gtk_widget_get_css_name (widget), name))
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find_css_name (child, name);

  return found;
}

static double
get_bottom (GtkWidget *widget,
            GtkWidget *window)
{
  graphene_rect_t bounds;

  g_assert_true (gtk_widget_compute_bounds (widget, window, &bounds));

  return bounds.origin.y + bounds.size.height;
}

static void
test_toasts_above (Fixture       *fixture,
                   gconstpointer  animated)
{
  AdwToast *toast = adw_toast_new ("Link copied");
  GtkWidget *widget;
  graphene_rect_t bar;

  adw_toast_set_timeout (toast, 0);
  adw_toast_overlay_add_toast (fixture->toasts, toast);
  test_run_for (600);
  widget = find_css_name (GTK_WIDGET (fixture->toasts), "toast");
  g_assert_cmpfloat (get_bottom (widget, fixture->window), >, gtk_widget_get_height (fixture->window) - 50);

  gh_table_list_select_id (fixture->list, 1, TRUE);
  test_run_for (600);
  g_assert_true (gtk_widget_compute_bounds (fixture->bar, fixture->window, &bar));
  g_assert_cmpfloat (get_bottom (widget, fixture->window), <=, bar.origin.y);

  /* Another page has none. */
  gtk_widget_set_visible (fixture->bar, FALSE);
  test_run_for (600);
  g_assert_cmpfloat (get_bottom (widget, fixture->window), >, gtk_widget_get_height (fixture->window) - 50);
}

static gboolean
says (GtkWidget  *widget,
      const char *text)
{
  GtkAccessible *paced = GTK_ACCESSIBLE (gtk_widget_get_ancestor (widget, GH_TYPE_PACED_LABEL));
  g_autofree char *other = gtk_test_accessible_check_property (paced, GTK_ACCESSIBLE_PROPERTY_LABEL, text);

  return other == NULL;
}

/* The painted count is true at once; the spoken one does not follow every row. */
static void
test_count_is_paced (Fixture       *fixture,
                     gconstpointer  animated)
{
  GtkWidget *label;

  gh_table_list_select_id (fixture->list, 1, TRUE);
  label = test_find (fixture->bar, GTK_TYPE_LABEL, "<b>1</b> selected");
  g_assert_nonnull (label);
  g_assert_true (says (label, "1 selected"));
  gh_table_list_select_id (fixture->list, 2, TRUE);
  gh_table_list_select_id (fixture->list, 3, TRUE);
  g_assert_cmpstr (gtk_label_get_label (GTK_LABEL (label)), ==, "<b>3</b> selected");
  g_assert_true (says (label, "1 selected"));
  test_wait_until (says (label, "3 selected"));
  gh_table_list_select_id (fixture->list, 4, TRUE);
  g_assert_cmpstr (gtk_label_get_label (GTK_LABEL (label)), ==, "<b>4</b> selected");
  test_wait_until (says (label, "4 selected"));
}

static void
test_label_keeps_pace (void)
{
  GtkWidget *label = gtk_label_new (NULL);
  GtkWidget *paced = g_object_ref_sink (gh_paced_label_new (label));

  gh_paced_label_set_text (label, "1 < 2");
  g_assert_true (says (label, "1 < 2"));
  /* Back to the announced text: nothing left to announce. */
  gh_paced_label_set_text (label, "2");
  g_assert_cmpstr (gtk_label_get_text (GTK_LABEL (label)), ==, "2");
  gh_paced_label_set_text (label, "1 < 2");
  g_assert_cmpstr (gtk_label_get_text (GTK_LABEL (label)), ==, "1 < 2");
  test_run_for (700);
  g_assert_true (says (label, "1 < 2"));
  test_run_for (700);
  gh_paced_label_set_text (label, "3");
  g_assert_true (says (label, "3"));
  gh_paced_label_set_text (label, "4");
  g_assert_true (says (label, "3"));
  g_assert_finalize_object (paced);
}

int
main (int   argc,
      char *argv[])
{
  test_init (&argc, &argv);

#define ADD(path, animated, func) g_test_add (path, Fixture, GINT_TO_POINTER (animated), set_up, func, tear_down)
  ADD ("/U4/selection-bar/rows-stay", TRUE, test_rows_stay);
  ADD ("/U4/selection-bar/rows-stay-at-once", FALSE, test_rows_stay);
  ADD ("/U4/selection-bar/rows-scroll", FALSE, test_rows_scroll);
  ADD ("/U4/selection-bar/toasts-above", TRUE, test_toasts_above);
  ADD ("/U4/selection-bar/count-is-paced", FALSE, test_count_is_paced);
  g_test_add_func ("/U4/label-keeps-pace", test_label_keeps_pace);

  return g_test_run ();
}
