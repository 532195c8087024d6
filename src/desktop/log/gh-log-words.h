/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "logs/gh-log-entry.h"
#include "logs/gh-log-result.h"

G_BEGIN_DECLS

/* Texts about entries, (transfer full) and translated. */

/** Returns an operation's label without its menu marks; an unknown name as it is. */
char *gh_log_words_dup_label (const char *operation);

/** "Send to Trash", "Undid: Send to Trash" */
char *gh_log_words_dup_action (const GhLogEntry *entry);

const char *gh_log_words_get_icon (const GhLogEntry *entry);

/** Returns the object: a name, how the targets were chosen, a file, or "Entry 12" */
char *gh_log_words_dup_object (const GhLogEntry *entry);

/** "1,187 users sent to the Trash" */
char *gh_log_words_dup_changed (const GhLogEntry *entry);

/**
 * gh_log_words_dup_also:
 * @details: an entry
 *
 * Returns: (nullable): how many records of other kinds than the first were touched: "22 bypass codes, 3 phones"
 */
char *gh_log_words_dup_also (const GhLogDetails *details);

/**
 * gh_log_words_dup_skipped:
 * @entry: an entry
 * @skips: (element-type GhLogSkip): its reasons
 *
 * Returns: (nullable): how many were skipped, and why: "17: 14 × Managed by a directory, 3 × In the Trash"
 */
char *gh_log_words_dup_skipped (const GhLogEntry *entry,
                                const GPtrArray  *skips);

/** "desk-14, signed in as ingrid, by gatehousectl" */
char *gh_log_words_dup_from (const GhLogEntry *entry);

/** Returns: (transfer full): what the changed record is called */
char *gh_log_words_dup_record (const GhLogChange *change);

/** Returns the changed field's value before the change (@after: after it). */
char *gh_log_words_dup_value (const GhLogChange *change,
                              gboolean           after,
                              gint64             now);

G_END_DECLS
