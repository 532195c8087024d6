/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define GH_TYPE_SPLIT (gh_split_get_type ())
G_DECLARE_FINAL_TYPE (GhSplit, gh_split, GH, SPLIT, GtkWidget)

/**
 * GhSplit:
 *
 * A sidebar and a content side by side; below a width folded into one, which shows either of them.
 */

/**
 * gh_split_new:
 * @sidebar: (transfer floating): what is at the start
 * @content: (transfer floating): what has the rest
 * @sidebar_width: how wide the sidebar is beside the content, in pixels
 * @fold_width: below how many pixels it folds
 */
GtkWidget *gh_split_new (GtkWidget *sidebar,
                         GtkWidget *content,
                         int        sidebar_width,
                         int        fold_width);

/**
 * gh_split_get_folded:
 *
 * Returns: whether only one of both is shown. `notify::folded` comes after the layout that folded.
 */
gboolean gh_split_get_folded (GhSplit *split);

/**
 * gh_split_get_sidebar_shown:
 *
 * Returns: whether the sidebar is what is shown when folded
 */
gboolean gh_split_get_sidebar_shown (GhSplit *split);
void     gh_split_set_sidebar_shown (GhSplit  *split,
                                     gboolean  shown);

G_END_DECLS
