/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * gh_toplevels_guard:
 *
 * To be called once, after GTK has begun. A window of GTK 4.8 that goes leaves its surface the order to ask it for its
 * size. Whoever keeps the surface for a while, as an event on its way does, then has it asked of freed memory. From
 * here on every window, those of GTK among them, takes the order along.
 */
void gh_toplevels_guard (void);

G_END_DECLS
