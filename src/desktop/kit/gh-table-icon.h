/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define GH_TYPE_TABLE_ICON (gh_table_icon_get_type ())
G_DECLARE_FINAL_TYPE (GhTableIcon, gh_table_icon, GH, TABLE_ICON, GtkWidget)

/**
 * GhTableIcon:
 *
 * A 16-pixel symbolic icon for cells. Changing it only redraws; #GtkImage would lay out the whole table.
 */

GtkWidget *gh_table_icon_new (void);

/**
 * gh_table_icon_set_name:
 * @icon: an icon
 * @name: (nullable): an interned icon name
 */
void gh_table_icon_set_name (GhTableIcon *icon,
                             const char  *name);

G_END_DECLS
