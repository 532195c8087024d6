/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * GhPie:
 *
 * A small circle that fills clockwise, in the text colour, to show progress where there is no room for a bar.
 */
#define GH_TYPE_PIE (gh_pie_get_type ())
G_DECLARE_FINAL_TYPE (GhPie, gh_pie, GH, PIE, GtkWidget)

GtkWidget *gh_pie_new (void);

/**
 * gh_pie_set_fraction:
 * @self: a pie
 * @fraction: from 0 to 1
 */
void gh_pie_set_fraction (GhPie  *self,
                          double  fraction);

double gh_pie_get_fraction (GhPie *self);

G_END_DECLS
