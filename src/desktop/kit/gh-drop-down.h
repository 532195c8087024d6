/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * gh_drop_down_set_up:
 * @drop_down: a drop-down of strings
 * @name: what it is for, translated
 *
 * Names it for screen readers, along with the choice. The focus of a #GtkDropDown is on an inner button, and GTK 4.8
 * does not pass the name on to it. The list opens with the focus on the choice.
 */
void gh_drop_down_set_up (GtkDropDown *drop_down,
                          const char  *name);

G_END_DECLS
