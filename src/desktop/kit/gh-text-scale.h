/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * gh_text_scale:
 * @widget: where it is
 * @width: a width for text of the usual size
 *
 * Returns: the equivalent width at the user's text size
 */
int gh_text_scale (GtkWidget *widget,
                   int        width);

G_END_DECLS
