/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define GH_TYPE_FILTER_BAR (gh_filter_bar_get_type ())
G_DECLARE_FINAL_TYPE (GhFilterBar, gh_filter_bar, GH, FILTER_BAR, GtkWidget)

/**
 * GhFilterBar:
 *
 * One line of #GhFilterChip; those that do not fit are scrolled to sideways. One stop of the Tab key, with arrows
 * inside.
 */
GtkWidget *gh_filter_bar_new (void);

/**
 * gh_filter_bar_set:
 * @bar: a bar
 * @key: what the chip stands for
 * @field: see gh_filter_chip_new()
 * @value: likewise
 * @name: likewise
 * @remove_name: likewise
 *
 * Adds a chip, or replaces the one of that key where it is.
 */
void gh_filter_bar_set (GhFilterBar *bar,
                        const char  *key,
                        const char  *field,
                        const char  *value,
                        const char  *name,
                        const char  *remove_name);

/**
 * gh_filter_bar_remove:
 *
 * Takes out the chip of @key, if there is one. The focus goes to its successor.
 */
void gh_filter_bar_remove (GhFilterBar *bar,
                           const char  *key);

void gh_filter_bar_clear (GhFilterBar *bar);

guint gh_filter_bar_get_n_chips (GhFilterBar *bar);

G_END_DECLS
