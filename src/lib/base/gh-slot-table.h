/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/** What gh_slot_table_find() returns for an unknown id. */
#define GH_SLOT_TABLE_NONE G_MAXUINT

/**
 * GhSlotTable:
 *
 * Numbers ids 0, 1, 2 … in the order they arrive, and finds the number of an id. Designed for row ids, which
 * ascend and have few gaps (Y3): these cost 8 bytes each and are found in one or two steps. An id that arrives
 * out of order, as when the undoing of an addition is undone, goes into a hash table.
 */
typedef struct _GhSlotTable GhSlotTable;

GhSlotTable *gh_slot_table_new (void);
void         gh_slot_table_free (GhSlotTable *self);

/** Returns: the slot of @id, which is not in the table yet: the next one */
guint gh_slot_table_append (GhSlotTable *self,
                            gint64       id);

/** Returns: the slot of @id, or %GH_SLOT_TABLE_NONE */
guint gh_slot_table_find (GhSlotTable *self,
                          gint64       id);

guint gh_slot_table_get_n_slots (GhSlotTable *self);

/** Returns: (transfer none): the ids by slot, valid until the next gh_slot_table_append() */
const gint64 *gh_slot_table_get_ids (GhSlotTable *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GhSlotTable, gh_slot_table_free)

G_END_DECLS
