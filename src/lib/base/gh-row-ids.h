/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * gh_row_ids_sort:
 * @ids: (element-type gint64): row ids in any order
 *
 * Sorts @ids in ascending order.
 */
void gh_row_ids_sort (GArray *ids);

/**
 * gh_row_ids_unify:
 * @ids: (element-type gint64): row ids in any order
 *
 * Sorts @ids in ascending order and drops duplicates.
 */
void gh_row_ids_unify (GArray *ids);

/**
 * gh_row_ids_contain:
 * @ids: (element-type gint64): row ids in ascending order
 * @id: a row id
 *
 * Returns: whether @id is among @ids
 */
gboolean gh_row_ids_contain (GArray *ids,
                             gint64  id);

G_END_DECLS
