/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "users/gh-slot-order.h"

/* Up to this part of all slots it is cheaper to note the rank of each, and to walk the ranks noted, than to
 * walk all the slots in order. */
#define FEW_OF 4

struct _GhSlotOrder {
  guint     column_key;
  GArray   *slots;        /* guint32, in order */
  GArray   *ranks;        /* guint32 a slot: its place in slots */
  GhBitset *noted_ranks;  /* only while listing; kept for its room */
};

GhSlotOrder *
gh_slot_order_new (guint   column_key,
                   guint   n_slots,
                   GArray *slots)
{
  GhSlotOrder *self = g_new0 (GhSlotOrder, 1);

  g_return_val_if_fail (slots->len == n_slots, NULL);

  self->column_key = column_key;
  self->slots = slots;
  self->ranks = g_array_sized_new (FALSE, FALSE, sizeof (guint32), n_slots);
  g_array_set_size (self->ranks, n_slots);
  self->noted_ranks = gh_bitset_new ();

  for (guint32 rank = 0; rank < n_slots; rank++)
    g_array_index (self->ranks, guint32, g_array_index (slots, guint32, rank)) = rank;

  return self;
}

void
gh_slot_order_free (GhSlotOrder *self)
{
  g_array_unref (self->slots);
  g_array_unref (self->ranks);
  gh_bitset_free (self->noted_ranks);
  g_free (self);
}

guint
gh_slot_order_get_column_key (GhSlotOrder *self)
{
  return self->column_key;
}

void
gh_slot_order_append (GhSlotOrder *self,
                      guint        slot)
{
  guint32 rank = self->slots->len;

  g_return_if_fail (slot == self->ranks->len);

  g_array_append_val (self->slots, slot);
  g_array_append_val (self->ranks, rank);
}

void
gh_slot_order_list (GhSlotOrder    *self,
                    const GhBitset *slots,
                    gboolean        descending,
                    const gint64   *values,
                    gint64         *out,
                    gsize           n)
{
  const guint32 *in_order = (const guint32 *) (const void *) self->slots->data;
  const guint32 *ranks = (const guint32 *) (const void *) self->ranks->data;
  gint64 *next = descending ? out + n : out;

  if (n <= self->slots->len / FEW_OF)
    {
      gh_bitset_clear (self->noted_ranks);
      gh_bitset_reserve (self->noted_ranks, self->slots->len);
      for (gsize slot = gh_bitset_next (slots, 0); slot != GH_BITSET_END; slot = gh_bitset_next (slots, slot + 1))
        gh_bitset_add (self->noted_ranks, ranks[slot]);

      for (gsize rank = gh_bitset_next (self->noted_ranks, 0);
           rank != GH_BITSET_END;
           rank = gh_bitset_next (self->noted_ranks, rank + 1))
        {
          if (descending)
            *--next = values[in_order[rank]];
          else
            *next++ = values[in_order[rank]];
        }
    }
  else
    {
      for (guint rank = 0; rank < self->slots->len; rank++)
        {
          if (!gh_bitset_contains (slots, in_order[rank]))
            continue;
          if (descending)
            *--next = values[in_order[rank]];
          else
            *next++ = values[in_order[rank]];
        }
    }
}
