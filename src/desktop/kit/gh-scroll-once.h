/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define GH_TYPE_SCROLL_ONCE (gh_scroll_once_get_type ())
G_DECLARE_FINAL_TYPE (GhScrollOnce, gh_scroll_once, GH, SCROLL_ONCE, GObject)

/**
 * GhScrollOnce:
 *
 * Before GTK 4.10.1 a long list misplaces its rows when its scroll value changes twice between two frames
 * (GNOME/gtk#2971), as with quick wheels and late frames. This takes wheel and touchpad events from a scrolled window,
 * adds them up, and changes the value once a frame. It also keeps scrolling after a flick, as the scrolled window
 * would.
 */

/**
 * gh_scroll_once_attach:
 * @window: the scrolled window to fix
 *
 * Returns: (transfer none) (nullable): the fix, which lives as long as @window; %NULL where GTK is not broken
 */
GhScrollOnce *gh_scroll_once_attach (GtkScrolledWindow *window);

/**
 * gh_scroll_once_scroll_by:
 * @once: the fix
 * @dx: pixels to the right
 * @dy: pixels down
 *
 * Scrolls in the next frame, together with all other requests until then.
 */
void gh_scroll_once_scroll_by (GhScrollOnce *once,
                               double        dx,
                               double        dy);

G_END_DECLS
