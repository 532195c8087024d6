/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "kit/gh-table-list.h"

G_BEGIN_DECLS

#define GH_TYPE_TABLE (gh_table_get_type ())
G_DECLARE_FINAL_TYPE (GhTable, gh_table, GH, TABLE, GtkWidget)

/**
 * GhTable:
 *
 * A table of any length, with check boxes. The check box *is* the selection: a plain click or an arrow key only moves
 * the cursor row, so no slip loses a selection of a thousand. The check cell, Space, Ctrl+click, and Shift with a click
 * or arrow change it; Ctrl+A, Shift+Ctrl+A and Shift+Ctrl+R select all, none and the others.
 */

/**
 * GhTableColumnFlags:
 * @GH_TABLE_COLUMN_SORTABLE: a click on the header sorts
 * @GH_TABLE_COLUMN_EXPAND: the column takes the remaining room
 * @GH_TABLE_COLUMN_NUMERIC: digits of one width
 * @GH_TABLE_COLUMN_RICH: the cell has an icon or a second text besides its text
 * @GH_TABLE_COLUMN_LINK: one click on the text opens the row
 * @GH_TABLE_COLUMN_HIDDEN: not shown until the user chooses it
 * @GH_TABLE_COLUMN_STACKED: a rich cell of two lines, the second text beneath the first; for comfortable rows
 * @GH_TABLE_COLUMN_NARROW: shown where there is little room, see gh_table_set_narrow()
 */
typedef enum {
  GH_TABLE_COLUMN_SORTABLE = 1 << 0,
  GH_TABLE_COLUMN_EXPAND   = 1 << 1,
  GH_TABLE_COLUMN_NUMERIC  = 1 << 2,
  GH_TABLE_COLUMN_RICH     = 1 << 3,
  GH_TABLE_COLUMN_LINK     = 1 << 4,
  GH_TABLE_COLUMN_HIDDEN   = 1 << 5,
  GH_TABLE_COLUMN_STACKED  = 1 << 6,
  GH_TABLE_COLUMN_NARROW   = 1 << 7,
} GhTableColumnFlags;

/**
 * GhTableColumn:
 * @key: the column's name in settings and signals; never translated
 * @title: its header, to be translated
 * @width: in pixels
 * @xalign: 0 at the start, 1 at the end
 * @flags: see #GhTableColumnFlags
 * @least: the width it narrows to when not all fit, in pixels; 0 for @width
 * @leaves: if that is not enough, columns are hidden in this order, 1 first; 0 for one that stays
 *
 * Describes a column. Its index in the array of descriptors is the index of its cells in a #GhTableRow.
 */
typedef struct {
  const char         *key;
  const char         *title;
  int                 width;
  float               xalign;
  GhTableColumnFlags  flags;
  int                 least;
  guint               leaves;
} GhTableColumn;

/**
 * GhTablePlace:
 * @GH_TABLE_PLACE_TOP: a new query: scroll to the top and move the cursor to the first row
 * @GH_TABLE_PLACE_TOP_SAME_IDS: the same, with the same ids in another order
 * @GH_TABLE_PLACE_KEEP: the data changed by itself: the row being looked at stays where it is on the screen, and ids
 *   that are gone are unselected
 *
 * What happens to the place in the table when other ids are shown.
 */
typedef enum {
  GH_TABLE_PLACE_TOP,
  GH_TABLE_PLACE_TOP_SAME_IDS,
  GH_TABLE_PLACE_KEEP,
} GhTablePlace;

/**
 * gh_table_new:
 * @columns: (array length=n_columns): the columns in their order; must live as long as the table
 * @n_columns: how many
 * @source: (transfer none): what fills the rows
 */
GtkWidget *gh_table_new (const GhTableColumn *columns,
                         guint                n_columns,
                         GhTableSource       *source);

/**
 * gh_table_make_plain:
 *
 * Removes the check boxes: only the program selects, and one click opens a row.
 */
void gh_table_make_plain (GhTable *table);

/**
 * gh_table_set_narrow:
 * @table: a table
 * @narrow: whether there is little room
 *
 * Shows only the columns with %GH_TABLE_COLUMN_NARROW, not those chosen.
 */
void gh_table_set_narrow (GhTable  *table,
                          gboolean  narrow);

/**
 * gh_table_get_list:
 *
 * Returns: (transfer none): the ids shown and the selection; set the ids with gh_table_set_ids() instead
 */
GhTableList *gh_table_get_list (GhTable *table);

/**
 * gh_table_set_ids:
 * @table: a table
 * @ids: (element-type gint64): see gh_table_list_set_ids()
 * @place: what happens to the place
 */
void gh_table_set_ids (GhTable      *table,
                       GArray       *ids,
                       GhTablePlace  place);

/**
 * gh_table_get_cursor_id:
 *
 * Returns: the id of the cursor row, or %GH_TABLE_ROW_BLANK if there are no rows
 */
gint64 gh_table_get_cursor_id (GhTable *table);

/**
 * gh_table_get_cursor:
 *
 * Returns: the position of the cursor row, or %GTK_INVALID_LIST_POSITION if there are no rows
 */
guint gh_table_get_cursor (GhTable *table);

/**
 * gh_table_set_cursor:
 * @table: a table
 * @position: the cursor's new position; scrolled to if out of sight
 * @focus: whether the row also takes the focus
 */
void gh_table_set_cursor (GhTable  *table,
                          guint     position,
                          gboolean  focus);

/**
 * gh_table_dup_meant_ids:
 * @table: a table
 * @menu_id: the row that a menu was opened on, or %GH_TABLE_ROW_BLANK
 *
 * Lists what an action applies to now: only the row of the menu; else the selection, in and outside this view; else the
 * row with visible focus; else nothing.
 *
 * Returns: (transfer full) (element-type gint64): the ids in the order shown, those filtered out last; empty if nothing
 *   is meant
 */
GArray *gh_table_dup_meant_ids (GhTable *table,
                                gint64   menu_id) G_GNUC_WARN_UNUSED_RESULT;

/**
 * gh_table_set_search_entry:
 * @table: a table
 * @entry: the table's search entry
 *
 * Makes Down go from the entry to the first row.
 */
void gh_table_set_search_entry (GhTable   *table,
                                GtkWidget *entry);

/**
 * gh_table_show_context_menu:
 *
 * Asks for the menu of the cursor row, as the Menu key does.
 *
 * Returns: whether there is a cursor row to open it on
 */
gboolean gh_table_show_context_menu (GhTable *table);

/** Makes the rows higher. */
void gh_table_set_comfortable (GhTable  *table,
                               gboolean  comfortable);

/**
 * gh_table_set_dimmed:
 * @dimmed: whether the rows shown are stale; nothing can be selected or opened then
 */
void gh_table_set_dimmed (GhTable  *table,
                          gboolean  dimmed);

/**
 * gh_table_get_sort:
 * @descending: (out) (optional): the direction
 *
 * Returns: (nullable): the key of the column the table is sorted by
 */
const char *gh_table_get_sort (GhTable  *table,
                               gboolean *descending);

/**
 * gh_table_set_sort:
 * @key: (nullable): the key of a sortable column
 * @descending: the direction
 *
 * Shows the arrow in a header. Does not emit `sort-changed`.
 */
void gh_table_set_sort (GhTable    *table,
                        const char *key,
                        gboolean    descending);

/**
 * gh_table_get_column_visible:
 *
 * Returns: whether the column is shown now: it is chosen and there is room for it
 */
gboolean gh_table_get_column_visible (GhTable    *table,
                                      const char *key);

/**
 * gh_table_get_column_chosen:
 *
 * Returns: whether the column is to be shown, room permitting
 */
gboolean gh_table_get_column_chosen (GhTable    *table,
                                     const char *key);
void     gh_table_set_column_chosen (GhTable    *table,
                                     const char *key,
                                     gboolean    chosen);

/**
 * gh_table_set_column_offered:
 * @offered: whether the column can be chosen and sorted by, as all can at first
 *
 * A column that is not offered is not shown either, but keeps its place and whether it is chosen.
 */
void     gh_table_set_column_offered (GhTable    *table,
                                      const char *key,
                                      gboolean    offered);
gboolean gh_table_get_column_offered (GhTable    *table,
                                      const char *key);

/**
 * gh_table_sort:
 * @key: the key of a sortable column
 *
 * Sorts by this column as a click on its header does; descending if already ascending.
 */
void gh_table_sort (GhTable    *table,
                    const char *key);

/**
 * GH_TABLE_LAYOUT_TYPE:
 *
 * Type of a layout: for each column, in order, its key, its width (-1 for its own) and whether it is chosen; then
 * the key of the sorted column ("" for none) and whether it is descending.
 */
#define GH_TABLE_LAYOUT_TYPE "(a(sib)sb)"

/**
 * gh_table_get_layout:
 *
 * Returns: (transfer floating): order, widths, choice and sorting, of type %GH_TABLE_LAYOUT_TYPE; independent of the
 *   room available
 */
GVariant *gh_table_get_layout (GhTable *table);

/**
 * gh_table_set_layout:
 * @layout: (transfer floating) (nullable): what gh_table_get_layout() returned; %NULL for the descriptors' own. Unknown
 *   columns are ignored, missing ones come last.
 */
void gh_table_set_layout (GhTable  *table,
                          GVariant *layout);

G_END_DECLS
