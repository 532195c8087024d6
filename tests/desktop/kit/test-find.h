/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* The first visible widget of @type within @widget that says @text; NULL is any text. */
GtkWidget *test_find (GtkWidget  *widget,
                      GType       type,
                      const char *text);

/* How many widgets of @type are within @widget. */
guint test_count (GtkWidget *widget,
                  GType      type);

/* How much the first scrollable thing within @widget overflows its width. */
double test_get_overflow (GtkWidget *widget);

/* The drop target on @widget; NULL if there is none. */
GtkDropTarget *test_find_drop_target (GtkWidget *widget);

G_END_DECLS
