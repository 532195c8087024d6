/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define GH_TYPE_SCROLL_ONCE (gh_scroll_once_get_type ())
G_DECLARE_FINAL_TYPE (GhScrollOnce, gh_scroll_once, GH, SCROLL_ONCE, GObject)

/**
 * GhScrollOnce:
 *
 * Until GTK 4.10.1 a long list misplaces its rows when its scroll value changes twice between two frames
 * (GNOME/gtk#2971), which quick wheels and late frames bring about. This takes the wheel and the touchpad from a
 * scrolled window, adds up what they ask for, and changes the value once a frame. It also goes on after a flick,
 * as the scrolled window would have.
 */

/**
 * gh_scroll_once_attach:
 * @window: the scrolled window to mend
 *
 * Returns: (transfer none) (nullable): what mends @window, as long as that lives; %NULL where GTK is not broken
 */
GhScrollOnce *gh_scroll_once_attach (GtkScrolledWindow *window);

/**
 * gh_scroll_once_scroll_by:
 * @once: a remedy
 * @dx: pixels to the right
 * @dy: pixels down
 *
 * Scrolls at the next frame, together with whatever else is asked for until then.
 */
void gh_scroll_once_scroll_by (GhScrollOnce *once,
                               double        dx,
                               double        dy);

G_END_DECLS
