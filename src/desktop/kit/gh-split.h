/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define GH_TYPE_SPLIT (gh_split_get_type ())
G_DECLARE_FINAL_TYPE (GhSplit, gh_split, GH, SPLIT, GtkWidget)

/**
 * GhSplit:
 *
 * A sidebar and content side by side; below a certain width it folds and shows only one.
 */

/**
 * gh_split_new:
 * @sidebar: (transfer floating): the start side
 * @content: (transfer floating): takes the rest
 * @sidebar_width: the sidebar's width beside the content, in pixels
 * @fold_width: folds below this many pixels
 */
GtkWidget *gh_split_new (GtkWidget *sidebar,
                         GtkWidget *content,
                         int        sidebar_width,
                         int        fold_width);

/**
 * gh_split_get_folded:
 *
 * Returns: whether only one side is shown. `notify::folded` comes after the layout that folds it.
 */
gboolean gh_split_get_folded (GhSplit *split);

/**
 * gh_split_get_sidebar_shown:
 *
 * Returns: whether the sidebar is shown when folded
 */
gboolean gh_split_get_sidebar_shown (GhSplit *split);
void     gh_split_set_sidebar_shown (GhSplit  *split,
                                     gboolean  shown);

G_END_DECLS
