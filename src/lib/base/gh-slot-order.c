/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/gh-slot-order.h"

struct _GhSlotOrder {
  guint     column_key;
  GArray   *ids;     /* gint64, in order */
  GArray   *ranks;   /* guint32 per slot: its place in ids */
  GhBitset *wanted;  /* ranks to list; scratch, kept for its memory */
};

GhSlotOrder *
gh_slot_order_new (guint          column_key,
                   guint          n_slots,
                   const gint64  *ids,
                   const guint32 *slots_in_order)
{
  GhSlotOrder *self = g_new0 (GhSlotOrder, 1);

  self->column_key = column_key;
  self->ids = g_array_sized_new (FALSE, FALSE, sizeof (gint64), n_slots);
  self->ranks = g_array_sized_new (FALSE, FALSE, sizeof (guint32), n_slots);
  self->wanted = gh_bitset_new ();

  g_array_set_size (self->ranks, n_slots);
  for (guint32 rank = 0; rank < n_slots; rank++)
    {
      g_array_append_val (self->ids, ids[slots_in_order[rank]]);
      g_array_index (self->ranks, guint32, slots_in_order[rank]) = rank;
    }

  return self;
}

void
gh_slot_order_free (GhSlotOrder *self)
{
  g_array_unref (self->ids);
  g_array_unref (self->ranks);
  gh_bitset_free (self->wanted);
  g_free (self);
}

guint
gh_slot_order_get_column_key (GhSlotOrder *self)
{
  return self->column_key;
}

void
gh_slot_order_append (GhSlotOrder *self,
                      gint64       id)
{
  guint32 rank = self->ids->len;

  g_array_append_val (self->ids, id);
  g_array_append_val (self->ranks, rank);
}

/* Adds @step to the rank of every slot at or after @first. */
static void
shift_ranks (GhSlotOrder *self,
             guint32      first,
             guint32      step)
{
  guint32 *ranks = (guint32 *) (void *) self->ranks->data;

  for (guint slot = 0; slot < self->ranks->len; slot++)
    ranks[slot] += ranks[slot] >= first ? step : 0;
}

static gboolean
find_place (GhSlotOrder        *self,
            gint64              id,
            GhSlotOrderBefore   before,
            gpointer            data,
            guint              *place,
            GError            **error)
{
  guint high = self->ids->len;

  *place = 0;
  while (*place < high)
    {
      guint middle = *place + (high - *place) / 2;
      gboolean is_before;

      if (!before (id, g_array_index (self->ids, gint64, middle), self->column_key, &is_before, data, error))
        return FALSE;
      if (is_before)
        high = middle;
      else
        *place = middle + 1;
    }

  return TRUE;
}

gboolean
gh_slot_order_resort (GhSlotOrder        *self,
                      const guint32      *slots,
                      guint               n_slots,
                      guint               n_last,
                      GhSlotOrderBefore   before,
                      gpointer            data,
                      GError            **error)
{
  g_autofree gint64 *ids = g_new (gint64, n_slots);
  guint *ranks = (guint *) (void *) self->ranks->data;

  /* Remove all of them first: a misplaced one would mislead the search for another's place. */
  for (guint i = 0; i < n_slots; i++)
    {
      guint32 rank = ranks[slots[i]];

      ids[i] = g_array_index (self->ids, gint64, rank);
      g_array_remove_index (self->ids, rank);
      shift_ranks (self, rank + 1, (guint32) -1);
    }

  for (guint i = 0; i < n_slots; i++)
    {
      guint place = self->ids->len;

      if (i < n_slots - n_last && !find_place (self, ids[i], before, data, &place, error))
        return FALSE;
      g_array_insert_val (self->ids, place, ids[i]);
      shift_ranks (self, place, 1);
      ranks[slots[i]] = place;
    }

  return TRUE;
}

void
gh_slot_order_list (GhSlotOrder    *self,
                    const GhBitset *slots,
                    gboolean        descending,
                    GArray         *out)
{
  const guint32 *ranks = (const guint32 *) (const void *) self->ranks->data;
  const gint64 *ids = (const gint64 *) (const void *) self->ids->data;
  gsize n = gh_bitset_count (slots);
  gint64 *next;
  GhBitsetIter iter;
  gsize slot, rank;

  gh_bitset_clear (self->wanted);
  gh_bitset_reserve (self->wanted, self->ids->len);
  gh_bitset_iter_init (&iter, slots);
  while (gh_bitset_iter_next (&iter, &slot))
    gh_bitset_add (self->wanted, ranks[slot]);

  g_array_set_size (out, (guint) n);
  next = (gint64 *) (void *) out->data + (descending ? n : 0);
  gh_bitset_iter_init (&iter, self->wanted);
  while (gh_bitset_iter_next (&iter, &rank))
    {
      if (descending)
        *--next = ids[rank];
      else
        *next++ = ids[rank];
    }
}

gsize
gh_slot_order_get_memory (GhSlotOrder *self)
{
  return self->ids->len * (sizeof (gint64) + sizeof (guint32)) + self->wanted->n_words * sizeof (guint64);
}
