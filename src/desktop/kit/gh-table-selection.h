/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * GhTableSelection:
 *
 * Stores which ids are selected. A *view* is an array of gint64 ids in the order shown; it is an immutable snapshot, so
 * the selection may keep a reference to it. The selection is "all of the view @base except the ids in a set", and the
 * set also holds ids selected outside the view. Selecting all of a million ids, inverting and clearing then only change
 * a pointer. Only a second view costs a pass over its ids, once.
 */
typedef struct _GhTableSelection GhTableSelection;

GhTableSelection *gh_table_selection_new  (void) G_GNUC_WARN_UNUSED_RESULT;
void              gh_table_selection_free (GhTableSelection *selection);

/**
 * gh_table_selection_copy:
 *
 * Returns: (transfer full): an independent copy; costs next to nothing
 */
GhTableSelection *gh_table_selection_copy (const GhTableSelection *selection) G_GNUC_WARN_UNUSED_RESULT;

/**
 * gh_table_selection_contains:
 * @view: (nullable) (element-type gint64): a view that @id is known to be in, which saves a search
 * @id: an id
 *
 * Returns: whether @id is selected
 */
gboolean gh_table_selection_contains (GhTableSelection *selection,
                                      GArray           *view,
                                      gint64            id);

/**
 * gh_table_selection_set:
 * @view: (nullable) (element-type gint64): a view that @id is known to be in
 * @id: an id
 * @selected: the new state
 *
 * Returns: whether that changed anything
 */
gboolean gh_table_selection_set (GhTableSelection *selection,
                                 GArray           *view,
                                 gint64            id,
                                 gboolean          selected);

/**
 * gh_table_selection_clear:
 *
 * Unselects everything, in any view.
 */
void gh_table_selection_clear (GhTableSelection *selection);

/**
 * gh_table_selection_add_view:
 * @view: (element-type gint64): the ids to select; others stay as they are
 */
void gh_table_selection_add_view (GhTableSelection *selection,
                                  GArray           *view);

/**
 * gh_table_selection_invert_view:
 * @view: (element-type gint64): the ids to invert; others stay as they are
 */
void gh_table_selection_invert_view (GhTableSelection *selection,
                                     GArray           *view);

/**
 * gh_table_selection_reorder:
 * @old_view: (element-type gint64): the former view
 * @new_view: (element-type gint64): a view of the same ids in another order
 *
 * Declares two views the same set, which saves a pass over their ids.
 */
void gh_table_selection_reorder (GhTableSelection *selection,
                                 GArray           *old_view,
                                 GArray           *new_view);

/**
 * gh_table_selection_remove_missing:
 * @old_view: (nullable) (element-type gint64): the ids to check; %NULL for all selected
 * @new_view: (element-type gint64): the ids that still exist
 *
 * Unselects what is not in @new_view. A pass over both.
 *
 * Returns: whether that changed anything
 */
gboolean gh_table_selection_remove_missing (GhTableSelection *selection,
                                            GArray           *old_view,
                                            GArray           *new_view);

/**
 * gh_table_selection_count:
 *
 * Returns: how many ids are selected in all
 */
guint64 gh_table_selection_count (GhTableSelection *selection);

/**
 * gh_table_selection_count_in:
 * @view: (element-type gint64): a view
 *
 * Returns: how many of @view are selected; at worst a pass over its ids
 */
guint64 gh_table_selection_count_in (GhTableSelection *selection,
                                     GArray           *view);

/**
 * gh_table_selection_dup_ids:
 *
 * Returns: (transfer full) (element-type gint64): the selected ids, ascending
 */
GArray *gh_table_selection_dup_ids (GhTableSelection *selection) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GhTableSelection, gh_table_selection_free)

G_END_DECLS
