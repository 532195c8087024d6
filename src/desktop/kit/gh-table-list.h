/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "kit/gh-table-selection.h"
#include "kit/gh-table-source.h"

G_BEGIN_DECLS

#define GH_TYPE_TABLE_LIST (gh_table_list_get_type ())
G_DECLARE_FINAL_TYPE (GhTableList, gh_table_list, GH, TABLE_LIST, GObject)

/**
 * GhTableList:
 *
 * The model of a #GhTable: a list and its selection in one object, fast with a million rows.
 *
 * Its order is an array of ids. Its rows belong to *positions*: live ones (the 200 or so around the visible part) stay
 * the same objects when the order changes, and are filled again. A view is told only of changes at the tail, because
 * for any other it asks for every single row.
 *
 * The selection is by id and survives sorting and filtering. As a #GtkSelectionModel it treats "select this one and
 * unselect the rest", which GTK sends for a plain click or arrow key, as a move of the cursor only. A range to replace
 * the rest, which GTK sends for Shift, extends the selection. gtk_selection_model_selection_changed() is emitted only
 * for live rows, those on the screen first; to follow the selection, listen to `notify::n-selected`.
 */

/**
 * gh_table_list_new:
 * @source: (transfer none): what fills the rows
 * @n_columns: how many cells a row has
 */
GhTableList *gh_table_list_new (GhTableSource *source,
                                guint          n_columns) G_GNUC_WARN_UNUSED_RESULT;

GhTableSource *gh_table_list_get_source (GhTableList *list);

/**
 * gh_table_list_set_ids:
 * @list: a list
 * @ids: (element-type gint64): ids in the order to show, each once, none negative. A reference is kept: do not change
 *   the array afterwards.
 *
 * Shows other rows. The number of rows that a view knows follows late, and in steps when it grows from few or shrinks
 * to few, because this costs a view time.
 */
void gh_table_list_set_ids (GhTableList *list,
                            GArray      *ids);

/**
 * gh_table_list_set_order:
 * @list: a list
 * @ids: (element-type gint64): the current ids, in another order
 *
 * As gh_table_list_set_ids(), but the selection need not be counted again.
 */
void gh_table_list_set_order (GhTableList *list,
                              GArray      *ids);

/**
 * gh_table_list_tell:
 *
 * Tells views the number of rows at once.
 */
void gh_table_list_tell (GhTableList *list);

/**
 * gh_table_list_set_resting:
 *
 * Sets whether views are out of sight. They then keep a screenful of blank rows until they are seen again.
 */
void gh_table_list_set_resting (GhTableList *list,
                                gboolean     is_resting);

/**
 * gh_table_list_get_ids:
 *
 * Returns: (transfer none) (element-type gint64): the ids in the order shown
 */
GArray *gh_table_list_get_ids (GhTableList *list);

/**
 * gh_table_list_get_id:
 *
 * Returns: the id at @position, or %GH_TABLE_ROW_BLANK if there is none
 */
gint64 gh_table_list_get_id (GhTableList *list,
                             guint        position);

/**
 * gh_table_list_find:
 *
 * Returns: where @id is, or %GTK_INVALID_LIST_POSITION; searches all ids
 */
guint gh_table_list_find (GhTableList *list,
                          gint64       id);

/**
 * gh_table_list_peek_row:
 *
 * Returns: (transfer none) (nullable): the row at @position if it is alive
 */
GhTableRow *gh_table_list_peek_row (GhTableList *list,
                                    guint        position);

/**
 * gh_table_list_refresh:
 * @ids: (nullable) (element-type gint64): ids in ascending order; %NULL for all
 *
 * Fills the live rows of these again, because their data changed.
 */
void gh_table_list_refresh (GhTableList *list,
                            GArray      *ids);

/**
 * gh_table_list_set_viewport:
 * @first: the first position on the screen
 * @n: how many are on the screen
 *
 * For #GhTable: rows on the screen are filled at once, others while idle.
 */
void gh_table_list_set_viewport (GhTableList *list,
                                 guint        first,
                                 guint        n);

/**
 * gh_table_list_get_viewport:
 * @first: (out) (optional): the first position on the screen
 * @n: (out) (optional): how many are on the screen, blank ones not counted
 */
void gh_table_list_get_viewport (GhTableList *list,
                                 guint       *first,
                                 guint       *n);

/**
 * gh_table_list_make_plain:
 *
 * Lets only gh_table_list_select_id() select, not the user.
 */
void gh_table_list_make_plain (GhTableList *list);

gboolean gh_table_list_is_id_selected (GhTableList *list,
                                       gint64       id);

/**
 * gh_table_list_select_id:
 *
 * Selects or unselects one id, which need not be in this view.
 */
void gh_table_list_select_id (GhTableList *list,
                              gint64       id,
                              gboolean     selected);

/**
 * gh_table_list_invert:
 *
 * Inverts the selection within this view. Ids selected outside it stay selected.
 */
void gh_table_list_invert (GhTableList *list);

/**
 * gh_table_list_count_selected:
 *
 * Returns: how many ids are selected, in and outside this view
 */
guint64 gh_table_list_count_selected (GhTableList *list);

/**
 * gh_table_list_count_selected_in_view:
 *
 * Returns: how many of the ids shown are selected; the others are filtered out
 */
guint64 gh_table_list_count_selected_in_view (GhTableList *list);

/**
 * gh_table_list_count_selected_out_of_sight:
 *
 * Returns: how many selected ids are not on the screen now, whether scrolled away or filtered out
 */
guint64 gh_table_list_count_selected_out_of_sight (GhTableList *list);

/**
 * gh_table_list_dup_selected_ids:
 *
 * Returns: (transfer full) (element-type gint64): the selected ids, ascending
 */
GArray *gh_table_list_dup_selected_ids (GhTableList *list) G_GNUC_WARN_UNUSED_RESULT;

/**
 * gh_table_list_dup_selected_in_order:
 *
 * Returns: (transfer full) (element-type gint64): the selected ids in the order shown; those outside this view last
 */
GArray *gh_table_list_dup_selected_in_order (GhTableList *list) G_GNUC_WARN_UNUSED_RESULT;

/**
 * gh_table_list_dup_selection:
 *
 * Returns: (transfer full): what is selected now, for gh_table_list_restore_selection()
 */
GhTableSelection *gh_table_list_dup_selection (GhTableList *list) G_GNUC_WARN_UNUSED_RESULT;

/**
 * gh_table_list_restore_selection:
 * @selection: the selection to restore; copied
 */
void gh_table_list_restore_selection (GhTableList            *list,
                                      const GhTableSelection *selection);

/**
 * gh_table_list_unselect_missing:
 * @in_view: whether to check only this view: ids selected outside it stay selected
 * @ids: (element-type gint64): the ids that still exist
 *
 * Unselects ids that no longer exist.
 */
void gh_table_list_unselect_missing (GhTableList *list,
                                     gboolean     in_view,
                                     GArray      *ids);

G_END_DECLS
