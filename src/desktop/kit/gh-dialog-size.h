/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * gh_dialog_set_size:
 * @dialog: a window that is transient for another, or for none
 * @width: how wide it would be, in pixels for text of the usual size
 * @height: how high, likewise; -1 for what its content needs
 *
 * The size of a dialog: never more than the window beneath it. What is in it has to fit into 360 pixels.
 *
 * Returns: the width that it gets
 */
int gh_dialog_set_size (GtkWindow *dialog,
                        int        width,
                        int        height);

G_END_DECLS
