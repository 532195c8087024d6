/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "keys/gh-keys.h"
#include "operations/gh-run.h"
#include "organisation/gh-restore-difference.h"

G_BEGIN_DECLS

/**
 * GhRestoreReport:
 * @result: the result of organisation.restore, with what it ends; may be a refusal
 * @abandoned_head: number of the newest log entry that is given up; 0: there was no readable database
 * @n_abandoned: how many entries the database has that the backup lacks
 * @backup_head: number of the backup's newest entry
 * @backup_time: when that was written, unix seconds
 * @keeps_events: the database has events of its own, to which the backup's are added
 * @differences: (nullable): what comes back and what goes; %NULL: there was no readable database
 * @aside: (nullable): the file that now holds the damaged database
 *
 * What restoring a backup does, or would do (O9).
 */
typedef struct {
  GhResult *result;
  gint64    abandoned_head;
  gint64    n_abandoned;
  gint64    backup_head;
  gint64    backup_time;
  gboolean  keeps_events;
  GhRestoreDifferences *differences;
  char     *aside;
} GhRestoreReport;

/**
 * gh_restore:
 * @backup: a file from gh_backup_make()
 * @database: the database to replace; it may be damaged or missing
 * @clock: the clock
 * @actor: who asks
 * @keys: (nullable): the opened keys of the database that is replaced
 * @only_rehearse: report what would happen, and change nothing
 * @job: (nullable): progress and cancelling
 * @error: (out): what is wrong with @backup, or why @database stayed as it is
 *
 * Checks the whole backup — the file, its schema, its pages, its log, its organisation — in a copy, runs
 * organisation.restore there, and replaces the content of @database with it in one transaction: other programs
 * see an ordinary change, and a kill at any moment leaves the old or the new. Where @database cannot be opened, only its
 * owner and root may, and the entry says so. Those of @keys that the backup has vouch for its log, and sign the entry
 * (L6). This computer's witness accepts the result (L8). Blocks: call it from a worker.
 *
 * Returns: (transfer full) (nullable): what was done
 */
GhRestoreReport *gh_restore (const char     *backup,
                             const char     *database,
                             GhClock        *clock,
                             const GhActor  *actor,
                             GhKeys         *keys,
                             gboolean        only_rehearse,
                             GhJob          *job,
                             GError        **error);

/** Returns: (transfer full): what a report that is not refused means besides the result, one item per line */
char *gh_restore_report_to_text (const GhRestoreReport *self);

/** Returns: (transfer full): the object of C1, with the report's own members */
JsonNode *gh_restore_report_to_json (const GhRestoreReport *self);

void gh_restore_report_free (GhRestoreReport *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GhRestoreReport, gh_restore_report_free)

G_END_DECLS
