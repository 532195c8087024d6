/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "base/gh-bitset.h"

G_BEGIN_DECLS

/**
 * GhSlotOrder:
 *
 * All the slots in the order of one column, and how far on each of them stands: 8 bytes a slot.
 */
typedef struct _GhSlotOrder GhSlotOrder;

/**
 * gh_slot_order_new:
 * @column_key: which column
 * @n_slots: how many slots there are
 * @slots: (transfer full): a #GArray of guint32, each of the slots 0 to @n_slots - 1 once
 *
 * Returns: (transfer full): the order
 */
GhSlotOrder *gh_slot_order_new (guint   column_key,
                                guint   n_slots,
                                GArray *slots);

/**
 * gh_slot_order_free:
 * @self: (transfer full): an order
 */
void gh_slot_order_free (GhSlotOrder *self);

/**
 * gh_slot_order_get_column_key:
 * @self: an order
 *
 * Returns: which column it is of
 */
guint gh_slot_order_get_column_key (GhSlotOrder *self);

/**
 * gh_slot_order_append:
 * @self: an order
 * @slot: the next new slot, which goes to the end
 */
void gh_slot_order_append (GhSlotOrder *self,
                           guint        slot);

/**
 * gh_slot_order_list:
 * @self: an order
 * @slots: the slots to list
 * @descending: %TRUE for the exact reverse
 * @values: a value for each slot
 * @out: (out caller-allocates) (array): the values of @slots in this order; room for as many as @slots has
 * @n: how many @slots has
 *
 * Takes 0.02 to 3 ms for a million slots.
 */
void gh_slot_order_list (GhSlotOrder    *self,
                         const GhBitset *slots,
                         gboolean        descending,
                         const gint64   *values,
                         gint64         *out,
                         gsize           n);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GhSlotOrder, gh_slot_order_free)

G_END_DECLS
