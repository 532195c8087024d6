/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/gh-slot-table.h"

struct _GhSlotTable {
  GArray     *ids;          /* gint64, by slot */
  guint       n_ascending;  /* this many from the start ascend */
  GHashTable *late;         /* gint64 -> slot, for all others */
};

GhSlotTable *
gh_slot_table_new (void)
{
  GhSlotTable *self = g_new0 (GhSlotTable, 1);

  self->ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  self->late = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);

  return self;
}

void
gh_slot_table_free (GhSlotTable *self)
{
  g_array_unref (self->ids);
  g_hash_table_unref (self->late);
  g_free (self);
}

guint
gh_slot_table_append (GhSlotTable *self,
                      gint64       id)
{
  guint slot = self->ids->len;

  if (slot == self->n_ascending && (slot == 0 || g_array_index (self->ids, gint64, slot - 1) < id))
    self->n_ascending++;
  else
    g_hash_table_insert (self->late, g_memdup2 (&id, sizeof id), GUINT_TO_POINTER (slot));

  g_array_append_val (self->ids, id);

  return slot;
}

/* Where @id would be if the gaps were spread evenly. */
static guint
guess (const gint64 *ids,
       guint         n,
       gint64        id)
{
  double part = ((double) id - (double) ids[0]) / ((double) ids[n - 1] - (double) ids[0]);

  return (guint) (part * (n - 1));
}

/* Steps away from the guess, doubling until @id is between two ids, then bisects. */
static guint
find_ascending (const gint64 *ids,
                guint         n,
                gint64        id)
{
  gint64 step = 1;
  gint64 low, high; /* @id is in [low, high) if anywhere */

  if (n == 0 || id < ids[0] || id > ids[n - 1])
    return GH_SLOT_TABLE_NONE;
  if (id == ids[n - 1])
    return n - 1;

  low = guess (ids, n, id);
  high = low + 1;
  while (ids[low] > id)
    {
      high = low;
      low = MAX (0, low - step);
      step *= 2;
    }
  while (ids[high] <= id)
    {
      low = high;
      high = MIN (n - 1, high + step);
      step *= 2;
    }

  while (high - low > 1)
    {
      gint64 middle = low + (high - low) / 2;

      if (ids[middle] <= id)
        low = middle;
      else
        high = middle;
    }

  return ids[low] == id ? (guint) low : GH_SLOT_TABLE_NONE;
}

guint
gh_slot_table_find (GhSlotTable *self,
                    gint64       id)
{
  guint slot = find_ascending ((const gint64 *) (const void *) self->ids->data, self->n_ascending, id);

  if (slot == GH_SLOT_TABLE_NONE)
    {
      gpointer found;

      if (g_hash_table_lookup_extended (self->late, &id, NULL, &found))
        slot = GPOINTER_TO_UINT (found);
    }

  return slot;
}

guint
gh_slot_table_get_n_slots (GhSlotTable *self)
{
  return self->ids->len;
}

const gint64 *
gh_slot_table_get_ids (GhSlotTable *self)
{
  return (const gint64 *) (const void *) self->ids->data;
}
