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

/**
 * gh_filter_chip_new:
 * @key: what the chip stands for; never translated
 * @field: the name of the field, translated
 * @value: the value, as displayed
 * @name: what a screen reader says, such as "Filter: Group is Staff"
 * @remove_name: likewise for the button, such as "Remove filter Group is Staff"
 */
GtkWidget *gh_filter_chip_new (const char *key,
                               const char *field,
                               const char *value,
                               const char *name,
                               const char *remove_name);

const char *gh_filter_chip_get_key (GhFilterChip *chip);

G_END_DECLS
