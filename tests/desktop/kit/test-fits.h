/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* Resizes a window until it is just so wide. */
void test_resize (GtkWindow *window,
                  int        width);

/* What of a window is not seen whole: widgets that lie beside it, columns beside their table, cut texts of buttons and
 * status cells. What scrolls sideways by design is passed over, and texts that people wrote.
 * Returns: (nullable): the first such thing in words */
char *test_find_cut (GtkWidget *window) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
