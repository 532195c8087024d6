/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "test-find.h"

static GtkWidget *
find_within (GtkWidget  *widget,
             GType       type,
             const char *text)
{
  GtkWidget *found = NULL;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = test_find (child, type, text);

  return found;
}

GtkWidget *
test_find (GtkWidget  *widget,
           GType       type,
           const char *text)
{
  if (!gtk_widget_get_mapped (widget))
    return NULL;
  if (g_type_is_a (G_OBJECT_TYPE (widget), type))
    {
      g_autofree char *label = NULL;

      if (text != NULL)
        g_object_get (widget, ADW_IS_PREFERENCES_ROW (widget) ? "title" : "label", &label, NULL);
      if (g_strcmp0 (label, text) == 0)
        return widget;
    }

  return find_within (widget, type, text);
}

guint
test_count (GtkWidget *widget,
            GType      type)
{
  guint n = g_type_is_a (G_OBJECT_TYPE (widget), type) ? 1 : 0;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    n += test_count (child, type);

  return n;
}

double
test_get_overflow (GtkWidget *widget)
{
  GtkWidget *window = test_find (widget, GTK_TYPE_SCROLLED_WINDOW, NULL);
  GtkAdjustment *adjustment;

  g_assert_nonnull (window);
  adjustment = gtk_scrolled_window_get_hadjustment (GTK_SCROLLED_WINDOW (window));

  return gtk_adjustment_get_upper (adjustment) - gtk_adjustment_get_page_size (adjustment);
}

GtkDropTarget *
test_find_drop_target (GtkWidget *widget)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (widget);

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr (GObject) controller = g_list_model_get_item (controllers, i);

      if (GTK_IS_DROP_TARGET (controller))
        return GTK_DROP_TARGET (controller);
    }

  return NULL;
}
