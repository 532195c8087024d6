/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "kit/gh-table-row.h"

G_BEGIN_DECLS

#define GH_TYPE_TABLE_CELL (gh_table_cell_get_type ())
G_DECLARE_FINAL_TYPE (GhTableCell, gh_table_cell, GH, TABLE_CELL, GtkWidget)

/**
 * GhTableCell:
 *
 * The cell of a rich column: icon, text, and a second text right after the first.
 */

/**
 * gh_table_cell_new:
 * @is_stacked: whether the second text is beneath the first, which then has the line to itself
 */
GtkWidget *gh_table_cell_new (gboolean is_stacked);

/**
 * gh_table_cell_show:
 * @cell: a cell
 * @row: the row to show
 * @column: which of its cells
 *
 * Shows a cell of @row. Lays out nothing outside the cell.
 */
void gh_table_cell_show (GhTableCell *cell,
                         GhTableRow  *row,
                         guint        column);

/**
 * gh_table_cell_set_style:
 * @widget: a widget that shows a text
 * @style: (nullable): an interned style class, which replaces the one set before
 */
void gh_table_cell_set_style (GtkWidget  *widget,
                              const char *style);

/**
 * gh_table_cell_set_text:
 * @inscription: a widget that shows a text
 * @text: (nullable): the text
 *
 * Shows @text at the column's start side, even if it is written the other way.
 */
void gh_table_cell_set_text (GtkInscription *inscription,
                             const char     *text);

/**
 * gh_table_cell_measure_text:
 * @inscription: the widget in whose font to measure
 *
 * Returns: the width of its text in pixels, which #GtkInscription does not report
 */
int gh_table_cell_measure_text (GtkInscription *inscription);

/**
 * gh_table_cell_get_inscription:
 *
 * Returns: (transfer none): the widget of the first text
 */
GtkInscription *gh_table_cell_get_inscription (GhTableCell *cell);

G_END_DECLS
