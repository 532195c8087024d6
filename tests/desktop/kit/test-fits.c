/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "test-fits.h"

#include "test-window.h"

#include "kit/gh-category-bar.h"
#include "kit/gh-filter-bar.h"
#include "kit/gh-table-cell.h"
#include "kit/gh-table-private.h"

/* Rounding. */
#define SLIP 1

#define BORDER 40 /* at most, both sides together */

void
test_resize (GtkWindow *window,
             int        width)
{
  /* A busy window manager may ignore a size set while it is placing the window, or maximise it. */
  for (guint turn = 0; turn < 30 && ABS (gtk_widget_get_width (GTK_WIDGET (window)) - width) > BORDER; turn++)
    {
      gtk_window_unmaximize (window);
      gtk_window_set_default_size (window, width, 700 + (int) turn % 2);
      for (guint wait = 0; wait < 50 && ABS (gtk_widget_get_width (GTK_WIDGET (window)) - width) > BORDER; wait++)
        test_run_for (20);
    }
  test_run_for (60);
  /* Without a compositor the border takes some of the size. */
  gtk_window_set_default_size (window, 2 * width - gtk_widget_get_width (GTK_WIDGET (window)), 700);
  test_wait_until (gtk_widget_get_width (GTK_WIDGET (window)) == width);
  test_run_for (60);
}

/* Whether @label shows a name that people gave. */
static gboolean
may_be_cut (GtkWidget *label)
{
  return gtk_widget_get_ancestor (label, GTK_TYPE_LIST_BOX) != NULL ||
         gtk_widget_get_ancestor (label, ADW_TYPE_WINDOW_TITLE) != NULL;
}

static char *
find_cut_label (GtkWidget *label)
{
  if (!GTK_IS_LABEL (label) || may_be_cut (label) ||
      !pango_layout_is_ellipsized (gtk_label_get_layout (GTK_LABEL (label))))
    return NULL;

  return g_strdup_printf ("the text “%s” is cut", gtk_label_get_text (GTK_LABEL (label)));
}

static char *
find_cut_cell (GhTable *table,
               guint    column)
{
  for (guint p = 0; p < g_list_model_get_n_items (G_LIST_MODEL (table->list)); p++)
    {
      GhTableRow *row = gh_table_list_peek_row (table->list, p);
      GtkWidget *cell = row != NULL ? row->cells[column].widget : NULL;

      if (cell == NULL || !gtk_widget_get_mapped (cell))
        continue;
      for (GtkWidget *part = gtk_widget_get_first_child (cell); part != NULL; part = gtk_widget_get_next_sibling (part))
        if (GTK_IS_INSCRIPTION (part) && gtk_widget_get_mapped (part) &&
            gh_table_cell_measure_text (GTK_INSCRIPTION (part)) > gtk_widget_get_width (part) + SLIP)
          return g_strdup_printf ("the cell “%s” is cut: %d for %d", gtk_inscription_get_text (GTK_INSCRIPTION (part)),
                                  gtk_widget_get_width (part), gh_table_cell_measure_text (GTK_INSCRIPTION (part)));
    }

  return NULL;
}

static char *
find_cut_column (GhTable *table)
{
  GtkAdjustment *adjustment = gtk_scrolled_window_get_hadjustment (table->window);
  double beside = gtk_adjustment_get_upper (adjustment) - gtk_adjustment_get_page_size (adjustment);

  if (beside > SLIP)
    return g_strdup_printf ("columns lie %.0f pixels beside their table of %.0f", beside,
                            gtk_adjustment_get_page_size (adjustment));
  for (guint i = 0; i < table->n_columns; i++)
    if (g_str_equal (table->descriptors[i].key, "status") || g_str_equal (table->descriptors[i].key, "state"))
      {
        char *cut = find_cut_cell (table, i);

        if (cut != NULL)
          return cut;
      }

  return NULL;
}

static char *
find_cut_within (GtkWidget *widget,
                 GtkWidget *window)
{
  char *cut = NULL;
  graphene_rect_t bounds;

  if (!gtk_widget_get_mapped (widget) || GTK_IS_POPOVER (widget) || GTK_IS_SCROLLBAR (widget))
    return NULL;
  if (gtk_widget_compute_bounds (widget, window, &bounds) && bounds.size.width > 0 &&
      (bounds.origin.x < -SLIP || bounds.origin.x + bounds.size.width > (float) gtk_widget_get_width (window) + SLIP))
    return g_strdup_printf ("a %s lies from %.0f to %.0f", G_OBJECT_TYPE_NAME (widget), bounds.origin.x,
                            bounds.origin.x + bounds.size.width);
  if (GH_IS_TABLE (widget))
    return find_cut_column (GH_TABLE (widget));
  if (GH_IS_CATEGORY_BAR (widget) || GH_IS_FILTER_BAR (widget))
    return NULL;

  cut = find_cut_label (widget);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL && cut == NULL;
       child = gtk_widget_get_next_sibling (child))
    cut = find_cut_within (child, window);

  return cut;
}

char *
test_find_cut (GtkWidget *window)
{
  for (GtkWidget *child = gtk_widget_get_first_child (window); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      char *cut = find_cut_within (child, window);

      if (cut != NULL)
        return cut;
    }

  return NULL;
}
