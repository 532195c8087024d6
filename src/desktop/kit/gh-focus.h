/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * gh_focus_is_inside:
 * @widget: a widget
 *
 * Returns: whether its window's focus is in @widget, or is @widget itself
 */
gboolean gh_focus_is_inside (GtkWidget *widget);

/**
 * gh_focus_hide:
 * @widget: a widget to hide
 * @instead: a visible widget
 *
 * Hides @widget; if the focus was in it, it goes to @instead. GTK would move it to whatever comes next, such as the
 * close button of a toast, where the page's keys do nothing.
 */
void gh_focus_hide (GtkWidget *widget,
                    GtkWidget *instead);

G_END_DECLS
