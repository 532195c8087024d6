/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "kit/gh-table.h"

G_BEGIN_DECLS

#define GH_TYPE_SELECTION_BAR (gh_selection_bar_get_type ())
G_DECLARE_FINAL_TYPE (GhSelectionBar, gh_selection_bar, GH, SELECTION_BAR, GtkWidget)

/**
 * GhSelectionBar:
 *
 * Slides in below a table while anything is selected. Shows how many, how many out of sight, and the actions.
 */
GtkWidget *gh_selection_bar_new (void);

/**
 * gh_selection_bar_set_table:
 * @bar: a new bar
 * @table: the table whose selection it shows
 */
void gh_selection_bar_set_table (GhSelectionBar *bar,
                                 GhTable        *table);

/**
 * gh_selection_bar_add_action:
 * @bar: a bar
 * @label: what it does, in header capitals
 * @action_name: a detailed action name
 * @is_destructive: whether it destroys something for good
 *
 * Returns: (transfer none): the button
 */
GtkWidget *gh_selection_bar_add_action (GhSelectionBar *bar,
                                        const char     *label,
                                        const char     *action_name,
                                        gboolean        is_destructive);

/**
 * gh_selection_bar_get_more_button:
 *
 * Returns: (transfer none): the More Actions button, which has no popover yet
 */
GtkMenuButton *gh_selection_bar_get_more_button (GhSelectionBar *bar);

/**
 * gh_selection_bar_set_narrow:
 * @narrow: whether there is room only for the count and More Actions
 */
void gh_selection_bar_set_narrow (GhSelectionBar *bar,
                                  gboolean        narrow);

G_END_DECLS
