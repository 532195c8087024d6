/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define GH_TYPE_DROP_FRAME (gh_drop_frame_get_type ())
G_DECLARE_FINAL_TYPE (GhDropFrame, gh_drop_frame, GH, DROP_FRAME, GtkWidget)

/**
 * GhDropFrame:
 *
 * Takes a file dropped on its child, and shows a dashed frame while one is held over it. Emits `dropped` with the
 * #GFile.
 */

/**
 * gh_drop_frame_new:
 * @child: (transfer floating): the drop target
 */
GtkWidget *gh_drop_frame_new (GtkWidget *child);

/**
 * gh_drop_frame_set_label:
 * @frame: a frame
 * @label: (nullable): what dropping does; %NULL to take nothing
 */
void gh_drop_frame_set_label (GhDropFrame *frame,
                              const char  *label);

G_END_DECLS
