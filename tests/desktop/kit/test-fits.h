/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* Resizes a window to exactly this width. */
void test_resize (GtkWindow *window,
                  int        width);

/* Finds what is not fully visible in a window: widgets outside it, columns outside their table, cut texts of buttons
 * and status cells. Skips what scrolls sideways by design, and texts that people wrote.
 * Returns: (nullable): the first such thing in words */
char *test_find_cut (GtkWidget *window) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
