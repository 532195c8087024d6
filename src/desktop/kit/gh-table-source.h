/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "kit/gh-table-row.h"

G_BEGIN_DECLS

#define GH_TYPE_TABLE_SOURCE (gh_table_source_get_type ())
G_DECLARE_FINAL_TYPE (GhTableSource, gh_table_source, GH, TABLE_SOURCE, GObject)

/**
 * GhTableSourceFuncs:
 * @fill: reads the data of the row's id and sets its cells
 * @dup_name: (nullable): the row's name for screen readers
 * @dup_tooltip: (nullable): the tooltip of a cell; without one, a text that does not fit is its own tooltip
 *
 * What supplies the rows of a table, from the data of its #GhTableSource.
 */
typedef struct {
  gboolean  (*fill)        (gpointer    data,
                            GhTableRow *row);
  char     *(*dup_name)    (gpointer    data,
                            GhTableRow *row);
  char     *(*dup_tooltip) (gpointer    data,
                            GhTableRow *row,
                            guint       column);
} GhTableSourceFuncs;

/**
 * gh_table_source_new:
 * @funcs: (transfer none): what supplies the rows; stays valid
 * @data: for @funcs
 * @free_data: (nullable): frees @data
 *
 * Returns: (transfer full): a source
 */
GhTableSource *gh_table_source_new (const GhTableSourceFuncs *funcs,
                                    gpointer                  data,
                                    GDestroyNotify            free_data);

gpointer gh_table_source_get_data (GhTableSource *source);

/**
 * gh_table_source_fill:
 * @source: a source
 * @row: the row to fill, with an id that is not %GH_TABLE_ROW_BLANK
 *
 * Called in the main loop, at once for the rows on the screen (at most about 40 a frame) and while idle for those
 * around them. It must take microseconds: one look-up by primary key.
 *
 * Returns: %FALSE if the id no longer exists; the row is then emptied
 */
gboolean gh_table_source_fill (GhTableSource *source,
                               GhTableRow    *row);

/**
 * gh_table_source_dup_name:
 *
 * Returns: (transfer full) (nullable): the accessible name of a filled row
 */
char *gh_table_source_dup_name (GhTableSource *source,
                                GhTableRow    *row) G_GNUC_WARN_UNUSED_RESULT;

/**
 * gh_table_source_dup_tooltip:
 *
 * Returns: (transfer full) (nullable): the tooltip of one cell of a filled row
 */
char *gh_table_source_dup_tooltip (GhTableSource *source,
                                   GhTableRow    *row,
                                   guint          column) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
