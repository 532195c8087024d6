/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kit/gh-table-selection.h"

#include "base/gh-row-ids.h"
#include "kit/gh-id-set.h"

/* An id is selected if it is in exactly one of base and flipped. Inverting a view is then "exclusive or" with it, so
 * adding, removing and inverting whole views need no loop while there is only one view. */
struct _GhTableSelection {
  GArray  *base;     /* (nullable) */
  GhIdSet *base_set; /* (nullable): base as a set, created to look up ids not known to be in it */
  GhIdSet *flipped;
  guint64  count;
};

static GhIdSet *
get_base_set (GhTableSelection *selection)
{
  if (selection->base_set == NULL && selection->base != NULL)
    selection->base_set = gh_id_set_new_from_array (selection->base);

  return selection->base_set;
}

static void
set_base (GhTableSelection *selection,
          GArray           *view)
{
  if (view != NULL)
    g_array_ref (view);
  g_clear_pointer (&selection->base, g_array_unref);
  g_clear_pointer (&selection->base_set, gh_id_set_free);
  selection->base = view;
}

static gboolean
is_in_base (GhTableSelection *selection,
            GArray           *view,
            gint64            id)
{
  if (selection->base == NULL)
    return FALSE;
  if (selection->base == view)
    return TRUE;

  return gh_id_set_contains (get_base_set (selection), id);
}

static void
flip (GhIdSet *set,
      gint64   id)
{
  if (!gh_id_set_remove (set, id))
    gh_id_set_add (set, id);
}

/* Turns the selection into a plain set without a base. */
static void
fold_base (GhTableSelection *selection)
{
  if (selection->base == NULL)
    return;

  for (guint i = 0; i < selection->base->len; i++)
    flip (selection->flipped, g_array_index (selection->base, gint64, i));
  set_base (selection, NULL);
}

typedef struct {
  const GhIdSet *members;
  GhIdSet       *outside;
  guint64        n_inside;
} Split;

static void
split_cb (gint64   id,
          gpointer data)
{
  Split *split = data;

  if (gh_id_set_contains (split->members, id))
    split->n_inside++;
  else if (split->outside != NULL)
    gh_id_set_add (split->outside, id);
}

/* Counts the flipped ids in the base; @outside receives the others. */
static guint64
split_flipped (GhTableSelection *selection,
               GhIdSet          *outside)
{
  Split split = { .outside = outside };

  if (gh_id_set_count (selection->flipped) == 0)
    return 0;

  split.members = get_base_set (selection);
  gh_id_set_foreach (selection->flipped, split_cb, &split);

  return split.n_inside;
}

GhTableSelection *
gh_table_selection_new (void)
{
  GhTableSelection *selection = g_new0 (GhTableSelection, 1);

  selection->flipped = gh_id_set_new ();

  return selection;
}

void
gh_table_selection_free (GhTableSelection *selection)
{
  if (selection == NULL)
    return;

  set_base (selection, NULL);
  gh_id_set_free (selection->flipped);
  g_free (selection);
}

GhTableSelection *
gh_table_selection_copy (const GhTableSelection *selection)
{
  GhTableSelection *copy = g_new0 (GhTableSelection, 1);

  g_return_val_if_fail (selection != NULL, copy);

  copy->flipped = gh_id_set_copy (selection->flipped);
  set_base (copy, selection->base);
  copy->count = selection->count;

  return copy;
}

gboolean
gh_table_selection_contains (GhTableSelection *selection,
                             GArray           *view,
                             gint64            id)
{
  g_return_val_if_fail (selection != NULL, FALSE);

  return is_in_base (selection, view, id) != gh_id_set_contains (selection->flipped, id);
}

gboolean
gh_table_selection_set (GhTableSelection *selection,
                        GArray           *view,
                        gint64            id,
                        gboolean          selected)
{
  g_return_val_if_fail (selection != NULL, FALSE);

  if (gh_table_selection_contains (selection, view, id) == !!selected)
    return FALSE;

  flip (selection->flipped, id);
  if (selected)
    selection->count++;
  else
    selection->count--;

  return TRUE;
}

void
gh_table_selection_clear (GhTableSelection *selection)
{
  g_return_if_fail (selection != NULL);

  set_base (selection, NULL);
  gh_id_set_clear (selection->flipped);
  selection->count = 0;
}

void
gh_table_selection_add_view (GhTableSelection *selection,
                             GArray           *view)
{
  g_autoptr(GhIdSet) outside = gh_id_set_new ();

  g_return_if_fail (selection != NULL);
  g_return_if_fail (view != NULL);

  if (selection->base != view)
    {
      fold_base (selection);
      set_base (selection, view);
    }
  split_flipped (selection, outside);
  gh_id_set_free (selection->flipped);
  selection->flipped = g_steal_pointer (&outside);
  selection->count = view->len + gh_id_set_count (selection->flipped);
}

void
gh_table_selection_invert_view (GhTableSelection *selection,
                                GArray           *view)
{
  g_return_if_fail (selection != NULL);
  g_return_if_fail (view != NULL);

  if (selection->base == view)
    {
      set_base (selection, NULL);
      selection->count = gh_id_set_count (selection->flipped);
      return;
    }

  fold_base (selection);
  set_base (selection, view);
  selection->count = view->len + gh_id_set_count (selection->flipped) - 2 * split_flipped (selection, NULL);
}

void
gh_table_selection_reorder (GhTableSelection *selection,
                            GArray           *old_view,
                            GArray           *new_view)
{
  g_return_if_fail (selection != NULL);
  g_return_if_fail (new_view != NULL);

  if (selection->base == NULL || selection->base != old_view)
    return;

  /* The set, if any, has the same ids. */
  g_array_ref (new_view);
  g_array_unref (selection->base);
  selection->base = new_view;
}

gboolean
gh_table_selection_remove_missing (GhTableSelection *selection,
                                   GArray           *old_view,
                                   GArray           *new_view)
{
  g_autoptr(GhIdSet) members = NULL;
  g_autoptr(GArray) all = NULL;
  gboolean changed = FALSE;

  g_return_val_if_fail (selection != NULL, FALSE);
  g_return_val_if_fail (new_view != NULL, FALSE);

  if (selection->count == 0 || old_view == new_view)
    return FALSE;

  members = gh_id_set_new_from_array (new_view);
  all = old_view != NULL ? g_array_ref (old_view) : gh_table_selection_dup_ids (selection);
  for (guint i = 0; i < all->len; i++)
    {
      gint64 id = g_array_index (all, gint64, i);

      if (!gh_id_set_contains (members, id))
        changed |= gh_table_selection_set (selection, old_view, id, FALSE);
    }

  return changed;
}

guint64
gh_table_selection_count (GhTableSelection *selection)
{
  g_return_val_if_fail (selection != NULL, 0);

  return selection->count;
}

guint64
gh_table_selection_count_in (GhTableSelection *selection,
                             GArray           *view)
{
  guint64 n = 0;

  g_return_val_if_fail (selection != NULL, 0);
  g_return_val_if_fail (view != NULL, 0);

  if (selection->count == 0)
    return 0;
  if (selection->base == view)
    return view->len - split_flipped (selection, NULL);

  for (guint i = 0; i < view->len; i++)
    n += gh_table_selection_contains (selection, NULL, g_array_index (view, gint64, i));

  return n;
}

static void
append_cb (gint64   id,
           gpointer data)
{
  g_array_append_val ((GArray *) data, id);
}

GArray *
gh_table_selection_dup_ids (GhTableSelection *selection)
{
  GArray *ids = g_array_new (FALSE, FALSE, sizeof (gint64));

  g_return_val_if_fail (selection != NULL, ids);

  /* Folding changes the storage, not the selection; the next "all" unfolds it. */
  fold_base (selection);
  gh_id_set_foreach (selection->flipped, append_cb, ids);
  gh_row_ids_sort (ids);

  return ids;
}
