/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "base/gh-bitset.h"

G_BEGIN_DECLS

/**
 * GhSlotOrder:
 *
 * All the rows in the order of one column: 12 bytes each.
 */
typedef struct _GhSlotOrder GhSlotOrder;

/**
 * gh_slot_order_new:
 * @column_key: which column
 * @n_slots: how many slots there are
 * @ids: (array length=n_slots): the id of each slot
 * @slots_in_order: (array length=n_slots): each slot once
 *
 * Returns: (transfer full): the order
 */
GhSlotOrder *gh_slot_order_new (guint          column_key,
                                guint          n_slots,
                                const gint64  *ids,
                                const guint32 *slots_in_order);

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
 * @id: the id of the next new slot, which goes to the end
 */
void gh_slot_order_append (GhSlotOrder *self,
                           gint64       id);

/**
 * GhSlotOrderBefore:
 * @id: a row that is to be put in order
 * @other: one who is
 * @is_before: (out): whether @id comes before @other
 */
typedef gboolean (*GhSlotOrderBefore) (gint64     id,
                                       gint64     other,
                                       guint      column_key,
                                       gboolean  *is_before,
                                       gpointer   data,
                                       GError   **error);

/**
 * gh_slot_order_resort:
 * @self: an order
 * @slots: (array length=n_slots): those that may stand in the wrong place, each once
 * @n_slots: how many, which should be few
 * @n_last: so many of @slots, from its end, go to the end of the order
 * @before: compares two rows
 * @data: for @before
 * @error: (out): what @before set; the order is of no use then
 *
 * Puts some rows where they belong, with some 20 comparisons for each.
 */
gboolean gh_slot_order_resort (GhSlotOrder        *self,
                               const guint32      *slots,
                               guint               n_slots,
                               guint               n_last,
                               GhSlotOrderBefore   before,
                               gpointer            data,
                               GError            **error);

/**
 * gh_slot_order_list:
 * @self: an order
 * @slots: the slots to list
 * @descending: %TRUE for the exact reverse
 * @out: (element-type gint64): set to the ids of @slots in this order
 */
void gh_slot_order_list (GhSlotOrder    *self,
                         const GhBitset *slots,
                         gboolean        descending,
                         GArray         *out);

/**
 * gh_slot_order_get_memory:
 * @self: an order
 *
 * Returns: the bytes of memory that it holds
 */
gsize gh_slot_order_get_memory (GhSlotOrder *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GhSlotOrder, gh_slot_order_free)

G_END_DECLS
