/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * gh_drop_down_set_up:
 * @drop_down: one whose choices are strings
 * @name: what it is for, translated
 *
 * Names it for screen readers, together with what is chosen. The part of a #GtkDropDown that has the focus is a button
 * of its own, to which GTK 4.8 passes on no name. The list that it opens has the focus on what is chosen.
 */
void gh_drop_down_set_up (GtkDropDown *drop_down,
                          const char  *name);

G_END_DECLS
