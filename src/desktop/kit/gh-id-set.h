/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * GhIdSet:
 *
 * A set of ids, designed for database row ids: small, positive and dense. One bit per id, in pages of 4 KiB that exist
 * only where there are members, so a million ids cost 125 KiB and two milliseconds. Other ids are allowed, at the cost
 * of a hash table.
 */
typedef struct _GhIdSet GhIdSet;

typedef void (*GhIdSetFunc) (gint64   id,
                             gpointer data);

/**
 * gh_id_set_new:
 *
 * Returns: (transfer full): an empty set; free it with gh_id_set_free()
 */
GhIdSet *gh_id_set_new (void) G_GNUC_WARN_UNUSED_RESULT;

/**
 * gh_id_set_new_from_array:
 * @ids: (element-type gint64): the members; repeated ones count once
 *
 * Returns: (transfer full): a set of @ids
 */
GhIdSet *gh_id_set_new_from_array (GArray *ids) G_GNUC_WARN_UNUSED_RESULT;

/**
 * gh_id_set_copy:
 *
 * Returns: (transfer full): a set of the same members
 */
GhIdSet *gh_id_set_copy (const GhIdSet *set) G_GNUC_WARN_UNUSED_RESULT;

void gh_id_set_free (GhIdSet *set);

/**
 * gh_id_set_add:
 *
 * Returns: %TRUE when @id was not in @set before
 */
gboolean gh_id_set_add (GhIdSet *set,
                        gint64   id);

/**
 * gh_id_set_remove:
 *
 * Returns: %TRUE when @id was in @set before
 */
gboolean gh_id_set_remove (GhIdSet *set,
                           gint64   id);

gboolean gh_id_set_contains (const GhIdSet *set,
                             gint64         id);

guint64 gh_id_set_count (const GhIdSet *set);

void gh_id_set_clear (GhIdSet *set);

/**
 * gh_id_set_foreach:
 * @func: (scope call): called with each member, the dense ones in ascending order; it must not change @set
 */
void gh_id_set_foreach (const GhIdSet *set,
                        GhIdSetFunc    func,
                        gpointer       data);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GhIdSet, gh_id_set_free)

G_END_DECLS
