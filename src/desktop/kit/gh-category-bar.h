/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define GH_TYPE_CATEGORY_BAR (gh_category_bar_get_type ())
G_DECLARE_FINAL_TYPE (GhCategoryBar, gh_category_bar, GH, CATEGORY_BAR, GtkWidget)

/**
 * GhCategoryBar:
 *
 * Big buttons, one of them chosen: a number above a name. One Tab stop, with arrows inside. Scrolls sideways when they
 * do not all fit.
 */
GtkWidget *gh_category_bar_new (void);

/**
 * gh_category_bar_add:
 * @bar: a bar
 * @key: the category's name in signals; never translated
 * @label: its name, translated
 * @icon_name: (nullable): an icon before the name
 * @icon_style: (nullable): a style class for the icon
 *
 * Adds a category; the first one is chosen.
 */
void gh_category_bar_add (GhCategoryBar *bar,
                          const char    *key,
                          const char    *label,
                          const char    *icon_name,
                          const char    *icon_style);

/**
 * gh_category_bar_set_count:
 * @bar: a bar
 * @key: a category
 * @count: its number, as displayed
 * @name: what a screen reader says, such as "Locked out, 7 users"
 */
void gh_category_bar_set_count (GhCategoryBar *bar,
                                const char    *key,
                                const char    *count,
                                const char    *name);

/** Shows or hides a category: a rarely used one is hidden while empty. */
void gh_category_bar_set_shown (GhCategoryBar *bar,
                                const char    *key,
                                gboolean       is_shown);

/**
 * gh_category_bar_get_chosen:
 *
 * Returns: the key of the chosen category
 */
const char *gh_category_bar_get_chosen (GhCategoryBar *bar);

/**
 * gh_category_bar_set_chosen:
 *
 * Does not emit `chosen`.
 *
 * Returns: whether there is a category @key
 */
gboolean gh_category_bar_set_chosen (GhCategoryBar *bar,
                                     const char    *key);

G_END_DECLS
