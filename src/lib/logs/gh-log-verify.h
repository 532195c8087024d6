/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "base/gh-job.h"
#include "logs/gh-checkpoint.h"
#include "logs/gh-log-report.h"
#include "store/gh-store.h"

G_BEGIN_DECLS

/**
 * gh_log_verify:
 * @store: an organisation
 * @job: (nullable): progress and cancellation
 * @error: (out): why the log could not be read; a broken log is a report, not an error
 *
 * Recomputes every hash of the log and the journal (J2), checks every signature (J5), what retention left (J7), the
 * checkpoints that the file keeps (J6) and this computer's witness (L8). Then the minutes of the authentication log, up to
 * the last of which a checkpoint says what they were (L2). One read transaction, one pass, constant memory. Never writes.
 * Blocks: call it from a worker.
 *
 * Returns: (transfer full) (nullable): what was found
 */
GhLogReport *gh_log_verify (GhStore  *store,
                            GhJob    *job,
                            GError  **error);

/**
 * gh_log_verify_chain:
 *
 * gh_log_verify() without the witness: for a copy meant to be older than what was seen, such as a backup.
 */
GhLogReport *gh_log_verify_chain (GhStore  *store,
                                  GhJob    *job,
                                  GError  **error);

/**
 * gh_log_verify_against:
 * @store: an organisation
 * @fingerprint: (nullable): %GH_FINGERPRINT_BYTES that name a log key
 * @checkpoints: (element-type GhCheckpoint): checkpoints that were kept elsewhere
 *
 * gh_log_verify() with what was kept where the file is not: a fingerprint vouches for the key that it names, a
 * checkpoint for its own, and the log must hold what each checkpoint says.
 */
GhLogReport *gh_log_verify_against (GhStore       *store,
                                    const guint8  *fingerprint,
                                    GPtrArray     *checkpoints,
                                    GhJob         *job,
                                    GError       **error);

G_END_DECLS
