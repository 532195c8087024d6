/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "operations/gh-run.h"

G_BEGIN_DECLS

/**
 * gh_undo_check_record:
 * @run: an undo being planned
 * @kind: a record's kind
 * @id: its row id
 * @refusal: (out): %GH_REFUSAL_NONE if this undo puts the record back; %GH_REFUSAL_EDITED_SINCE also where the
 *   entry undone did not touch it at all
 * @error: (out): where to put the error
 *
 * For a kind that can only be put back together with another record: a phone with its holders.
 *
 * Returns: %TRUE if it could be decided
 */
gboolean gh_undo_check_record (GhRun       *run,
                               const char  *kind,
                               gint64       id,
                               GhRefusal   *refusal,
                               GError     **error);

/** The check of a kind whose records no undo puts back or takes away: nothing that is done with them can be undone (O5). */
GhRefusal gh_undo_refuse_always (GhRun       *run,
                                 gint64       id,
                                 const char  *before,
                                 GError     **error);

G_END_DECLS
