/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * gh_dialog_set_size:
 * @dialog: a window, transient for another or not
 * @width: the wanted width, in pixels for text of the usual size
 * @height: the height, likewise; -1 for what its content needs
 *
 * Sizes a dialog, never larger than the window beneath it. Its content has to fit into 360 pixels.
 *
 * Returns: the resulting width
 */
int gh_dialog_set_size (GtkWindow *dialog,
                        int        width,
                        int        height);

G_END_DECLS
