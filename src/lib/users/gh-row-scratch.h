/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "users/gh-user-row.h"

G_BEGIN_DECLS

/**
 * GhRowScratch:
 *
 * Rows packed on disk, for a report that needs them in another order than they are read in. A packed row is about
 * a fifth of its size in a report.
 */
typedef struct _GhRowScratch GhRowScratch;

/**
 * gh_row_scratch_new:
 * @file: the report that the rows are for; the scratch is on its disk
 * @error: (out): where to put the error
 *
 * Returns: (transfer full) (nullable): an empty scratch
 */
GhRowScratch *gh_row_scratch_new (GhReportFile  *file,
                                  GError       **error);

/**
 * gh_row_scratch_free:
 * @self: (transfer full): a scratch; nothing of it stays on disk
 */
void gh_row_scratch_free (GhRowScratch *self);

/**
 * gh_row_scratch_add:
 * @self: a scratch
 * @row: a row, whose groups and directory must outlive @self
 *
 * Adds a copy of @row. gh_row_scratch_read() reports an error; gh_row_scratch_has_failed() does so early.
 *
 * Returns: its place
 */
guint64 gh_row_scratch_add (GhRowScratch    *self,
                            const GhUserRow *row);

/** Returns whether adding has failed, so there is no point in going on. */
gboolean gh_row_scratch_has_failed (GhRowScratch *self);

/** Returns the next row's place: the end of the last. */
guint64 gh_row_scratch_get_end (GhRowScratch *self);

/**
 * gh_row_scratch_read:
 * @self: a scratch
 * @place: what gh_row_scratch_add() returned
 * @length: the bytes to the next row's place
 * @error: (out): where to put the error
 *
 * Returns: (transfer none) (nullable): the row as added, until the next call
 */
const GhUserRow *gh_row_scratch_read (GhRowScratch  *self,
                                      guint64        place,
                                      gsize          length,
                                      GError       **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GhRowScratch, gh_row_scratch_free)

G_END_DECLS
