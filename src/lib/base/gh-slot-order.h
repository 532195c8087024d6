/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "base/gh-bitset.h"

G_BEGIN_DECLS

/**
 * GhSlotOrder:
 *
 * All rows in the order of one column: 12 bytes each.
 */
typedef struct _GhSlotOrder GhSlotOrder;

/**
 * gh_slot_order_new:
 * @column_key: the column
 * @n_slots: the number of slots
 * @ids: (array length=n_slots): the id of each slot
 * @slots_in_order: (array length=n_slots): each slot once
 *
 * Returns: (transfer full): the order
 */
GhSlotOrder *gh_slot_order_new (guint          column_key,
                                guint          n_slots,
                                const gint64  *ids,
                                const guint32 *slots_in_order);

void         gh_slot_order_free (GhSlotOrder *self);

guint gh_slot_order_get_column_key (GhSlotOrder *self);

/** Puts @id, of the next slot, at the end. */
void gh_slot_order_append (GhSlotOrder *self,
                           gint64       id);

/**
 * GhSlotOrderBefore:
 * @id: the row to place
 * @other: a row that is in order
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
 * @slots: (array length=n_slots): those that may be in the wrong place, each once
 * @n_slots: the number of slots, which should be small
 * @n_last: how many slots at the end of @slots go to the end of the order
 * @before: compares two rows
 * @data: for @before
 * @error: (out): what @before set; the order is then useless
 *
 * Moves some rows to where they belong, with about 20 comparisons each.
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

/** Returns: its memory in bytes */
gsize gh_slot_order_get_memory (GhSlotOrder *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GhSlotOrder, gh_slot_order_free)

G_END_DECLS
