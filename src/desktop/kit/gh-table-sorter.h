/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define GH_TYPE_TABLE_SORTER (gh_table_sorter_get_type ())
G_DECLARE_FINAL_TYPE (GhTableSorter, gh_table_sorter, GH, TABLE_SORTER, GtkSorter)

/**
 * GhTableSorter:
 *
 * Sorts nothing. It makes a column's header clickable and carries the column's key: GTK 4.8 has no call that tells
 * which column a view is sorted by, but its sorter asks the columns' sorters in turn.
 */

/**
 * gh_table_sorter_new:
 * @key: the column's key, an interned string
 */
GtkSorter *gh_table_sorter_new (const char *key) G_GNUC_WARN_UNUSED_RESULT;

/**
 * gh_table_sorter_find:
 * @view_sorter: what gtk_column_view_get_sorter() returns, for columns with a #GhTableSorter
 * @descending: (out): the direction
 *
 * Returns: (nullable): the key of the column the view is sorted by, if any
 */
const char *gh_table_sorter_find (GtkSorter *view_sorter,
                                  gboolean  *descending);

G_END_DECLS
