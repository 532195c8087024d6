/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "kit/gh-table.h"

G_BEGIN_DECLS

#define GH_TYPE_COLUMNS_POPOVER (gh_columns_popover_get_type ())
G_DECLARE_FINAL_TYPE (GhColumnsPopover, gh_columns_popover, GH, COLUMNS_POPOVER, GtkPopover)

/**
 * GhColumnsPopover:
 *
 * Chooses the columns of a table: a check box each, and a button to reset them.
 */

/**
 * gh_columns_popover_new:
 * @table: a table, which outlives the popover
 * @columns: (array length=n_columns): its columns; the first one is always shown
 * @n_columns: the number that can be chosen, from the first
 */
GtkWidget *gh_columns_popover_new (GhTable             *table,
                                   const GhTableColumn *columns,
                                   guint                n_columns);

G_END_DECLS
