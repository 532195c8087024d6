/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kit/gh-menu-button-name.h"

#define NAME "gh-name"

/* A button with a label needs no tooltip, which would only cover something else. */
static void
update_tooltip (GtkMenuButton *button)
{
  const char *label = gtk_menu_button_get_label (button);
  const char *name = g_object_get_data (G_OBJECT (button), NAME);
  const char *shown = gtk_widget_get_tooltip_text (GTK_WIDGET (button));

  /* Leave a tooltip that tells why it is disabled. */
  if (shown != NULL && g_strcmp0 (shown, name) != 0)
    return;

  gtk_widget_set_tooltip_text (GTK_WIDGET (button), label != NULL && *label != '\0' ? NULL : name);
}

void
gh_menu_button_set_name (GtkMenuButton *button,
                         const char    *name)
{
  GtkWidget *inner;

  g_return_if_fail (GTK_IS_MENU_BUTTON (button));

  inner = gtk_widget_get_first_child (GTK_WIDGET (button));
  gtk_widget_set_tooltip_text (GTK_WIDGET (button), NULL);
  g_object_set_data_full (G_OBJECT (button), NAME, g_strdup (name), g_free);
  g_signal_connect (button, "notify::label", G_CALLBACK (update_tooltip), NULL);
  g_signal_connect (button, "notify::icon-name", G_CALLBACK (update_tooltip), NULL);
  update_tooltip (button);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (inner), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}
