/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * gh_toplevels_guard:
 *
 * Works around two bugs of GTK 4.8 in every window, GTK's own included. Call it once, after GTK is initialised.
 *
 * A destroyed window leaves its size handler on its surface. If something still holds the surface, such as a pending
 * event, the handler then runs on freed memory. This removes the handler along with the window.
 *
 * A screen reader that asks for a window beyond those shown, as when a dialog has just closed, gets the last in the
 * list of toplevels; if that is hidden, its path is NULL, which crashes the program. This puts hidden ones first in
 * that list.
 */
void gh_toplevels_guard (void);

G_END_DECLS
