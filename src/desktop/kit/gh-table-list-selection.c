/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kit/gh-table-list-private.h"

#include "kit/gh-id-set.h"
#include "kit/gh-table-row-private.h"

static gboolean
set_position_selected (GhTableList *self,
                       guint        position,
                       gboolean     selected)
{
  gint64 id = g_array_index (self->ids, gint64, position);

  if (self->is_plain || !gh_table_selection_set (self->selection, self->ids, id, selected))
    return FALSE;
  if (self->n_selected_in_view >= 0)
    self->n_selected_in_view += selected ? 1 : -1;

  return TRUE;
}

void
gh_table_list_make_plain (GhTableList *list)
{
  g_return_if_fail (GH_IS_TABLE_LIST (list));

  list->is_plain = TRUE;
}

gboolean
gh_table_list_is_id_selected (GhTableList *list,
                              gint64       id)
{
  g_return_val_if_fail (GH_IS_TABLE_LIST (list), FALSE);

  return gh_table_selection_contains (list->selection, NULL, id);
}

void
gh_table_list_select_id (GhTableList *list,
                         gint64       id,
                         gboolean     selected)
{
  g_return_if_fail (GH_IS_TABLE_LIST (list));

  if (!gh_table_selection_set (list->selection, NULL, id, selected))
    return;

  /* It may or may not be in this view. */
  list->n_selected_in_view = -1;
  gh_table_list_selection_changed (list);
}

void
gh_table_list_invert (GhTableList *list)
{
  g_return_if_fail (GH_IS_TABLE_LIST (list));

  if (list->is_plain)
    return;

  gtk_bitset_remove_all (list->extension);
  if (list->n_selected_in_view >= 0)
    list->n_selected_in_view = list->ids->len - list->n_selected_in_view;
  gh_table_selection_invert_view (list->selection, list->ids);
  gh_table_list_selection_changed (list);
}

guint64
gh_table_list_count_selected (GhTableList *list)
{
  g_return_val_if_fail (GH_IS_TABLE_LIST (list), 0);

  return gh_table_selection_count (list->selection);
}

guint64
gh_table_list_count_selected_in_view (GhTableList *list)
{
  g_return_val_if_fail (GH_IS_TABLE_LIST (list), 0);

  if (list->n_selected_in_view < 0)
    list->n_selected_in_view = (gint64) gh_table_selection_count_in (list->selection, list->ids);

  return (guint64) list->n_selected_in_view;
}

guint64
gh_table_list_count_selected_out_of_sight (GhTableList *list)
{
  guint64 n_selected;
  guint first;
  guint n;

  g_return_val_if_fail (GH_IS_TABLE_LIST (list), 0);

  n_selected = gh_table_selection_count (list->selection);
  gh_table_list_get_viewport (list, &first, &n);
  for (guint i = first; i < first + n; i++)
    n_selected -= gh_table_selection_contains (list->selection, list->ids, g_array_index (list->ids, gint64, i));

  return n_selected;
}

GArray *
gh_table_list_dup_selected_ids (GhTableList *list)
{
  g_return_val_if_fail (GH_IS_TABLE_LIST (list), NULL);

  return gh_table_selection_dup_ids (list->selection);
}

GArray *
gh_table_list_dup_selected_in_order (GhTableList *list)
{
  GArray *ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr(GArray) all = NULL;
  g_autoptr(GhIdSet) shown = NULL;

  g_return_val_if_fail (GH_IS_TABLE_LIST (list), ids);

  for (guint i = 0; i < list->ids->len; i++)
    if (gh_table_selection_contains (list->selection, list->ids, g_array_index (list->ids, gint64, i)))
      g_array_append_val (ids, g_array_index (list->ids, gint64, i));
  if (ids->len == gh_table_selection_count (list->selection))
    return ids;

  all = gh_table_selection_dup_ids (list->selection);
  shown = gh_id_set_new_from_array (ids);
  for (guint i = 0; i < all->len; i++)
    if (!gh_id_set_contains (shown, g_array_index (all, gint64, i)))
      g_array_append_val (ids, g_array_index (all, gint64, i));

  return ids;
}

GhTableSelection *
gh_table_list_dup_selection (GhTableList *list)
{
  g_return_val_if_fail (GH_IS_TABLE_LIST (list), NULL);

  return gh_table_selection_copy (list->selection);
}

void
gh_table_list_restore_selection (GhTableList            *list,
                                 const GhTableSelection *selection)
{
  g_return_if_fail (GH_IS_TABLE_LIST (list));
  g_return_if_fail (selection != NULL);

  gtk_bitset_remove_all (list->extension);
  gh_table_selection_free (list->selection);
  list->selection = gh_table_selection_copy (selection);
  list->n_selected_in_view = -1;
  gh_table_list_selection_changed (list);
}

void
gh_table_list_unselect_missing (GhTableList *list,
                                gboolean     in_view,
                                GArray      *ids)
{
  g_return_if_fail (GH_IS_TABLE_LIST (list));
  g_return_if_fail (ids != NULL);

  if (list->is_plain || !gh_table_selection_remove_missing (list->selection, in_view ? list->ids : NULL, ids))
    return;

  list->n_selected_in_view = -1;
  gh_table_list_selection_changed (list);
}

static gboolean
gh_table_list_is_selected (GtkSelectionModel *model,
                           guint              position)
{
  GhTableList *self = GH_TABLE_LIST (model);
  GhTableRow *row = gh_table_list_peek_row (self, position);
  gboolean selected = position < self->ids->len &&
    gh_table_selection_contains (self->selection, self->ids, g_array_index (self->ids, gint64, position));

  if (row != NULL)
    row->told_selected = selected;

  return selected;
}

static GtkBitset *
gh_table_list_get_selection_in_range (GtkSelectionModel *model,
                                      guint              position,
                                      guint              n_items)
{
  GhTableList *self = GH_TABLE_LIST (model);
  GtkBitset *result = gtk_bitset_new_empty ();
  guint64 end = MIN ((guint64) position + n_items, self->ids->len);

  for (guint i = position; i < end; i++)
    if (gh_table_selection_contains (self->selection, self->ids, g_array_index (self->ids, gint64, i)))
      gtk_bitset_add (result, i);

  return result;
}

static gboolean
set_range (GhTableList *self,
           guint        position,
           guint        n_items,
           gboolean     selected)
{
  guint64 end = MIN ((guint64) position + n_items, self->ids->len);
  gboolean changed = FALSE;

  gtk_bitset_remove_all (self->extension);
  for (guint i = position; i < end; i++)
    changed |= set_position_selected (self, i, selected);
  if (changed)
    gh_table_list_selection_changed (self);

  return TRUE;
}

/* While Shift is held the range may shrink: only what this extension selected is then unselected again. */
static gboolean
extend_range (GhTableList *self,
              guint        position,
              guint        n_items)
{
  guint64 end = MIN ((guint64) position + n_items, self->ids->len);
  g_autoptr(GtkBitset) back = gtk_bitset_copy (self->extension);
  GtkBitsetIter iter;
  guint i;

  if (n_items > 0)
    gtk_bitset_remove_range (back, position, n_items);
  for (gboolean valid = gtk_bitset_iter_init_first (&iter, back, &i); valid; valid = gtk_bitset_iter_next (&iter, &i))
    set_position_selected (self, i, FALSE);
  gtk_bitset_subtract (self->extension, back);

  for (i = position; i < end; i++)
    if (set_position_selected (self, i, TRUE))
      gtk_bitset_add (self->extension, i);
  gh_table_list_selection_changed (self);

  return TRUE;
}

static gboolean
gh_table_list_select_item (GtkSelectionModel *model,
                           guint              position,
                           gboolean           unselect_rest)
{
  GhTableList *self = GH_TABLE_LIST (model);

  /* A plain click or arrow: only the cursor moves. */
  if (unselect_rest)
    {
      gtk_bitset_remove_all (self->extension);
      return TRUE;
    }

  return set_range (self, position, 1, TRUE);
}

static gboolean
gh_table_list_unselect_item (GtkSelectionModel *model,
                             guint              position)
{
  return set_range (GH_TABLE_LIST (model), position, 1, FALSE);
}

static gboolean
gh_table_list_select_range (GtkSelectionModel *model,
                            guint              position,
                            guint              n_items,
                            gboolean           unselect_rest)
{
  if (unselect_rest)
    return extend_range (GH_TABLE_LIST (model), position, n_items);

  return set_range (GH_TABLE_LIST (model), position, n_items, TRUE);
}

static gboolean
gh_table_list_unselect_range (GtkSelectionModel *model,
                              guint              position,
                              guint              n_items)
{
  return set_range (GH_TABLE_LIST (model), position, n_items, FALSE);
}

static gboolean
gh_table_list_select_all (GtkSelectionModel *model)
{
  GhTableList *self = GH_TABLE_LIST (model);

  if (self->is_plain)
    return FALSE;

  gtk_bitset_remove_all (self->extension);
  gh_table_selection_add_view (self->selection, self->ids);
  self->n_selected_in_view = self->ids->len;
  gh_table_list_selection_changed (self);

  return TRUE;
}

static gboolean
gh_table_list_unselect_all (GtkSelectionModel *model)
{
  GhTableList *self = GH_TABLE_LIST (model);

  if (self->is_plain)
    return FALSE;

  gtk_bitset_remove_all (self->extension);
  gh_table_selection_clear (self->selection);
  self->n_selected_in_view = 0;
  gh_table_list_selection_changed (self);

  return TRUE;
}

static gboolean
gh_table_list_set_selection (GtkSelectionModel *model,
                             GtkBitset         *selected,
                             GtkBitset         *mask)
{
  GhTableList *self = GH_TABLE_LIST (model);
  GtkBitsetIter iter;
  guint i;

  gtk_bitset_remove_all (self->extension);
  for (gboolean valid = gtk_bitset_iter_init_first (&iter, mask, &i);
       valid && i < self->ids->len;
       valid = gtk_bitset_iter_next (&iter, &i))
    set_position_selected (self, i, gtk_bitset_contains (selected, i));
  gh_table_list_selection_changed (self);

  return TRUE;
}

void
gh_table_list_selection_init (GtkSelectionModelInterface *iface)
{
  iface->is_selected = gh_table_list_is_selected;
  iface->get_selection_in_range = gh_table_list_get_selection_in_range;
  iface->select_item = gh_table_list_select_item;
  iface->unselect_item = gh_table_list_unselect_item;
  iface->select_range = gh_table_list_select_range;
  iface->unselect_range = gh_table_list_unselect_range;
  iface->select_all = gh_table_list_select_all;
  iface->unselect_all = gh_table_list_unselect_all;
  iface->set_selection = gh_table_list_set_selection;
}
