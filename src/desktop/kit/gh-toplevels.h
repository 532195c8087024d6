/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * gh_toplevels_guard:
 *
 * To be called once, after GTK has begun; mends two faults of GTK 4.8 for every window, those of GTK among them.
 *
 * A window that goes leaves its surface the order to ask it for its size. Whoever keeps the surface for a while, as an
 * event on its way does, then has it asked of freed memory. From here on the window takes the order along.
 *
 * A screen reader that asks for a window beyond those that are shown, as one does whose dialog has just been closed, is
 * given the last of the list of toplevels; if that is hidden, its path is NULL, which ends the program. From here on the
 * hidden ones come first in that list.
 */
void gh_toplevels_guard (void);

G_END_DECLS
