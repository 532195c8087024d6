/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "base/gh-job.h"
#include "logs/gh-log-report.h"
#include "store/gh-store.h"

G_BEGIN_DECLS

/**
 * gh_log_verify:
 * @store: an organisation
 * @job: (nullable): progress and cancelling
 * @error: (out): why it could not be looked at; that the log is broken is a report, not an error
 *
 * Computes every hash of the log and the journal anew (J2), and asks this computer's witness (L8). One read
 * transaction, one pass, in memory that does not grow with the log. Never writes. Blocks: call it from a
 * worker.
 *
 * Returns: (transfer full) (nullable): what was found
 */
GhLogReport *gh_log_verify (GhStore  *store,
                            GhJob    *job,
                            GError  **error);

/**
 * gh_log_verify_chain:
 *
 * gh_log_verify() without the witness: for a copy that is meant to be older than what was seen, as a backup is.
 */
GhLogReport *gh_log_verify_chain (GhStore  *store,
                                  GhJob    *job,
                                  GError  **error);

G_END_DECLS
