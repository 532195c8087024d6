/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kit/gh-limited-spin.h"

#define LEAST "gh-least"
#define MOST  "gh-most"

static int
get_limit (GtkSpinButton *spin,
           const char    *limit)
{
  return GPOINTER_TO_INT (g_object_get_data (G_OBJECT (spin), limit));
}

/* GTK cuts what is typed at the adjustment's bounds. So they are the limits, but for a number beyond them that stands in
 * the field: it may stay, and the buttons lead only back. */
static void
update_bounds (GtkSpinButton *spin)
{
  GtkAdjustment *adjustment = gtk_spin_button_get_adjustment (spin);
  double value = gtk_adjustment_get_value (adjustment);
  gint64 typed = value;
  double least, most;

  g_ascii_string_to_signed (gtk_editable_get_text (GTK_EDITABLE (spin)), 10, 0, G_MAXINT, &typed, NULL);
  least = MIN (get_limit (spin, LEAST), MIN (value, typed));
  most = MAX (get_limit (spin, MOST), MAX (value, typed));
  if (least != gtk_adjustment_get_lower (adjustment) || most != gtk_adjustment_get_upper (adjustment))
    gtk_spin_button_set_range (spin, least, most);
}

static void
ignore_wheel (GtkWidget *spin)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (spin);

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr (GtkEventController) controller = g_list_model_get_item (controllers, i);

      if (GTK_IS_EVENT_CONTROLLER_SCROLL (controller))
        gtk_event_controller_set_propagation_phase (controller, GTK_PHASE_NONE);
    }
}

GtkWidget *
gh_limited_spin_new (int least,
                     int most)
{
  GtkWidget *spin = gtk_spin_button_new_with_range (least, most, 1);

  gtk_spin_button_set_numeric (GTK_SPIN_BUTTON (spin), TRUE);
  g_object_set_data (G_OBJECT (spin), LEAST, GINT_TO_POINTER (least));
  g_object_set_data (G_OBJECT (spin), MOST, GINT_TO_POINTER (most));
  g_signal_connect (spin, "changed", G_CALLBACK (update_bounds), NULL);
  g_signal_connect (spin, "value-changed", G_CALLBACK (update_bounds), NULL);
  ignore_wheel (spin);

  return spin;
}
