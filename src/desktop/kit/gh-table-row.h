/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

#define GH_TYPE_TABLE_ROW (gh_table_row_get_type ())
G_DECLARE_FINAL_TYPE (GhTableRow, gh_table_row, GH, TABLE_ROW, GObject)

/**
 * GH_TABLE_ROW_BLANK:
 *
 * The id of a row past the end of the list, which exists only until the list has shrunk.
 */
#define GH_TABLE_ROW_BLANK G_GINT64_CONSTANT (-1)

/**
 * GhTableRow:
 *
 * What a table shows at one position. The row belongs to the position, not to what is shown there: a new order gives it
 * another id and other texts, which it reports with `changed`. A #GhTableSource fills it.
 */

/**
 * gh_table_row_get_id:
 *
 * Returns: the id at this position now, or %GH_TABLE_ROW_BLANK. Read it when a menu or a drag starts.
 */
gint64 gh_table_row_get_id (GhTableRow *row);

/**
 * gh_table_row_set_text:
 * @row: a row
 * @column: index of the column in the table's descriptors
 * @text: (nullable): the cell's text
 * @style: (nullable): a style class for it, such as "dim-label"
 *
 * For #GhTableSource only.
 */
void gh_table_row_set_text (GhTableRow *row,
                            guint       column,
                            const char *text,
                            const char *style);

/**
 * gh_table_row_set_icon:
 * @row: a row
 * @column: index of a column with %GH_TABLE_COLUMN_RICH
 * @icon_name: (nullable): a symbolic icon before the text
 * @style: (nullable): a style class for the icon, such as "success"
 *
 * For #GhTableSource only.
 */
void gh_table_row_set_icon (GhTableRow *row,
                            guint       column,
                            const char *icon_name,
                            const char *style);

/**
 * gh_table_row_set_suffix:
 * @row: a row
 * @column: index of a column with %GH_TABLE_COLUMN_RICH
 * @text: (nullable): a second text right after the first
 * @style: (nullable): a style class for it, such as "dim-label" or "gh-tag"
 *
 * For #GhTableSource only.
 */
void gh_table_row_set_suffix (GhTableRow *row,
                              guint       column,
                              const char *text,
                              const char *style);

const char *gh_table_row_get_text   (GhTableRow *row,
                                     guint       column);
const char *gh_table_row_get_suffix (GhTableRow *row,
                                     guint       column);

G_END_DECLS
