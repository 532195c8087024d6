/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * GhGrow:
 *
 * As high as its `child` needs at the given width, up to `max-height`; beyond that it scrolls. #GtkScrolledWindow alone
 * asks for the height without the width, which is too little for text that wraps.
 */
#define GH_TYPE_GROW (gh_grow_get_type ())
G_DECLARE_FINAL_TYPE (GhGrow, gh_grow, GH, GROW, GtkWidget)

G_END_DECLS
