/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "operations/gh-run.h"

G_BEGIN_DECLS

/* O8: a single edit says which entry was the last to touch the record when it was read, and leaves alone what somebody
 * changed since. */

/**
 * gh_revision_read:
 * @run: a run in its plan
 * @kind: the record's kind
 * @id: its row id
 * @revision: the last entry that the edit has seen
 * @fields: (array zero-terminated=1): names of fields in the journal
 * @changed_by: (out caller-allocates): for each of them who changed it since and when, %NULL if nobody did
 * @error: (out): where to put the error
 *
 * Returns: %TRUE if it could be looked up
 */
gboolean gh_revision_read (GhRun              *run,
                           const char         *kind,
                           gint64              id,
                           gint64              revision,
                           const char *const  *fields,
                           char              **changed_by,
                           GError            **error);

/** Returns: (transfer full): a sentence: the field @label stays as @changed_by left it, with its @value now */
char *gh_revision_dup_kept (const char *label,
                            const char *changed_by,
                            const char *value);

G_END_DECLS
