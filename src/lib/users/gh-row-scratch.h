/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "users/gh-user-row.h"

G_BEGIN_DECLS

/**
 * GhRowScratch:
 *
 * Rows on the disk, packed, for a report that wants them in another order than they are read in. A packed row
 * is about a fifth of what a report says of it.
 */
typedef struct _GhRowScratch GhRowScratch;

/**
 * gh_row_scratch_new:
 * @file: the report that the rows are for; the scratch lies on its disk
 * @error: (out): where to put the error
 *
 * Returns: (transfer full) (nullable): a scratch without rows
 */
GhRowScratch *gh_row_scratch_new (GhReportFile  *file,
                                  GError       **error);

/**
 * gh_row_scratch_free:
 * @self: (transfer full): a scratch, of which nothing stays on the disk
 */
void gh_row_scratch_free (GhRowScratch *self);

/**
 * gh_row_scratch_add:
 * @self: a scratch
 * @row: a row, whose groups and directory must outlive @self
 *
 * Adds a copy of @row. An error is told by gh_row_scratch_read(); gh_row_scratch_has_failed() tells early.
 *
 * Returns: where it is
 */
guint64 gh_row_scratch_add (GhRowScratch    *self,
                            const GhUserRow *row);

/** Whether adding has failed already, so that there is no point in going on. */
gboolean gh_row_scratch_has_failed (GhRowScratch *self);

/** Where the next row will be: where the last one ends. */
guint64 gh_row_scratch_get_end (GhRowScratch *self);

/**
 * gh_row_scratch_read:
 * @self: a scratch
 * @place: what gh_row_scratch_add() gave
 * @length: the bytes to the next row's place
 * @error: (out): where to put the error
 *
 * Returns: (transfer none) (nullable): the row as it was added, until the next call
 */
const GhUserRow *gh_row_scratch_read (GhRowScratch  *self,
                                      guint64        place,
                                      gsize          length,
                                      GError       **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GhRowScratch, gh_row_scratch_free)

G_END_DECLS
