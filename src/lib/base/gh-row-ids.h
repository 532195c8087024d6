/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/** Sorts @ids (element-type gint64) in ascending order. */
void gh_row_ids_sort (GArray *ids);

/** Sorts @ids (element-type gint64) in ascending order and drops duplicates. */
void gh_row_ids_unify (GArray *ids);

/** Returns: whether @id is among @ids (element-type gint64), which are in ascending order */
gboolean gh_row_ids_contain (GArray *ids,
                             gint64  id);

G_END_DECLS
