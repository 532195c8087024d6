/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kit/gh-focus.h"

gboolean
gh_focus_is_inside (GtkWidget *widget)
{
  GtkRoot *root = gtk_widget_get_root (widget);
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  return focus != NULL && (focus == widget || gtk_widget_is_ancestor (focus, widget));
}

void
gh_focus_hide (GtkWidget *widget,
               GtkWidget *instead)
{
  /* Before hiding: afterwards the focus is elsewhere. */
  if (gh_focus_is_inside (widget))
    gtk_widget_child_focus (instead, GTK_DIR_TAB_FORWARD);
  gtk_widget_hide (widget);
}
