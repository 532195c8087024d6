/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * gh_limited_spin_new:
 * @least: the least that its buttons and keys go down to
 * @most: the most that they go up to
 *
 * Creates a spin button of whole numbers that takes any number that is typed, to be refused with words instead of being
 * turned into another; only its buttons and keys stop at the limits. The wheel, which scrolls the page, turns nothing.
 *
 * Returns: a #GtkSpinButton
 */
GtkWidget *gh_limited_spin_new (int least,
                                int most);

G_END_DECLS
