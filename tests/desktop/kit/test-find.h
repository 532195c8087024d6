/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* The first widget of @type within @widget that is seen and says @text, or anything where that is NULL. */
GtkWidget *test_find (GtkWidget  *widget,
                      GType       type,
                      const char *text);

/* How much wider than its room the first thing that scrolls within @widget is. */
double test_get_overflow (GtkWidget *widget);

/* What takes what is dropped on @widget; NULL if nothing does. */
GtkDropTarget *test_find_drop_target (GtkWidget *widget);

G_END_DECLS
