/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kit/gh-menu-button-name.h"

void
gh_menu_button_set_name (GtkMenuButton *button,
                         const char    *name)
{
  GtkWidget *inner;

  g_return_if_fail (GTK_IS_MENU_BUTTON (button));

  inner = gtk_widget_get_first_child (GTK_WIDGET (button));
  gtk_widget_set_tooltip_text (GTK_WIDGET (button), name);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (inner), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}
