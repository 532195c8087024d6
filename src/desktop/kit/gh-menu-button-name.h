/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * gh_menu_button_set_name:
 * @button: a button
 * @name: what it is for, translated
 *
 * Names it for screen readers, and in its tooltip while it has no label. The focus of a #GtkMenuButton is on an inner
 * button, and GTK 4.8 passes neither on to it.
 */
void gh_menu_button_set_name (GtkMenuButton *button,
                              const char    *name);

G_END_DECLS
