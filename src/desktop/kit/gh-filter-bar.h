/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define GH_TYPE_FILTER_CHIP (gh_filter_chip_get_type ())
G_DECLARE_FINAL_TYPE (GhFilterChip, gh_filter_chip, GH, FILTER_CHIP, GtkWidget)

/**
 * GhFilterChip:
 *
 * One condition of a filter: its dim field name, its value, and a button to remove it. A click or Return edits it,
 * Delete removes it.
 */

#define GH_TYPE_FILTER_BAR (gh_filter_bar_get_type ())
G_DECLARE_FINAL_TYPE (GhFilterBar, gh_filter_bar, GH, FILTER_BAR, GtkWidget)

/**
 * GhFilterBar:
 *
 * One line of #GhFilterChip, which scrolls sideways when they do not all fit. One Tab stop, with arrows inside.
 */
GtkWidget *gh_filter_bar_new (void);

/**
 * gh_filter_bar_set:
 * @bar: a bar
 * @key: what the chip stands for; never translated
 * @field: the name of the field, translated
 * @value: the value, as displayed
 * @name: what a screen reader says, such as "Filter: Group is Staff"
 * @remove_name: likewise for the button, such as "Remove filter Group is Staff"
 *
 * Adds a chip, or replaces the one with that key in place.
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
 * Removes the chip with @key, if any. The focus moves to the next one.
 */
void gh_filter_bar_remove (GhFilterBar *bar,
                           const char  *key);

void gh_filter_bar_clear (GhFilterBar *bar);

G_END_DECLS
