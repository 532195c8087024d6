/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * GhTableSelection:
 *
 * Which ids are selected. A *view* is an array of gint64 ids in the order shown; it is a snapshot that nobody
 * changes, so the selection may keep a reference to it. What is selected is "all of the view @base, but for the
 * ids in a set", and the set also holds what is selected outside of it. That makes selecting all of a million
 * ids, inverting and clearing a matter of a pointer. Only a second view costs a pass over its ids, once.
 */
typedef struct _GhTableSelection GhTableSelection;

GhTableSelection *gh_table_selection_new  (void) G_GNUC_WARN_UNUSED_RESULT;
void              gh_table_selection_free (GhTableSelection *selection);

/**
 * gh_table_selection_copy:
 *
 * Returns: (transfer full): the same selection, whatever becomes of @selection; costs next to nothing
 */
GhTableSelection *gh_table_selection_copy (const GhTableSelection *selection) G_GNUC_WARN_UNUSED_RESULT;

/**
 * gh_table_selection_contains:
 * @view: (nullable) (element-type gint64): a view that @id is known to be in, which saves looking for it
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
 * @selected: what it is to be
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
 * Selects nothing, in this view and out of it.
 */
void gh_table_selection_clear (GhTableSelection *selection);

/**
 * gh_table_selection_add_view:
 * @view: (element-type gint64): the ids to select; what is selected besides stays so
 */
void gh_table_selection_add_view (GhTableSelection *selection,
                                  GArray           *view);

/**
 * gh_table_selection_invert_view:
 * @view: (element-type gint64): the ids to select or unselect, whichever they are not; others stay as they are
 */
void gh_table_selection_invert_view (GhTableSelection *selection,
                                     GArray           *view);

/**
 * gh_table_selection_reorder:
 * @old_view: (element-type gint64): the view that was
 * @new_view: (element-type gint64): a view of the same ids in another order
 *
 * Tells that two views are the same set, which spares the pass over their ids.
 */
void gh_table_selection_reorder (GhTableSelection *selection,
                                 GArray           *old_view,
                                 GArray           *new_view);

/**
 * gh_table_selection_remove_missing:
 * @old_view: (nullable) (element-type gint64): whose ids are looked at; %NULL: all that is selected
 * @new_view: (element-type gint64): what is there still
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
