/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "logs/gh-log-report.h"
#include "operations/gh-chain.h"
#include "store/gh-connection.h"

G_BEGIN_DECLS

/**
 * GhLogJournal:
 *
 * The journal's rows while verifying walks through the entries that they belong to (L4, J1, J4).
 */
typedef struct {
  GhConnection *connection;
  GhLogReport  *report;
  GhStatement  *rows;
  gboolean      has_row;  /* @rows is on a row that no entry has taken yet */
} GhLogJournal;

/**
 * gh_log_journal_begin:
 * @self: (out caller-allocates): the journal, before its first row
 * @connection: a connection in a transaction
 * @report: what is found
 * @error: (out): where to put the error
 *
 * Returns: %TRUE if it could be read
 */
gboolean gh_log_journal_begin (GhLogJournal  *self,
                               GhConnection  *connection,
                               GhLogReport   *report,
                               GError       **error);

/**
 * gh_log_journal_check_rows:
 * @self: the journal
 * @seq: the entry that comes next; %G_MAXINT64: there is none any more
 * @operation: (nullable): its operation
 * @n_rows: (out): how many rows it has
 * @journal_hash: (out caller-allocates): the hash of their hashes
 * @error: (out): where to put the error
 *
 * Checks the rows of entry @seq, and any before them that have no entry.
 *
 * Returns: %TRUE if they could be read
 */
gboolean gh_log_journal_check_rows (GhLogJournal  *self,
                                    gint64         seq,
                                    const char    *operation,
                                    gint64        *n_rows,
                                    guint8         journal_hash[GH_HASH_BYTES],
                                    GError       **error);

/**
 * gh_log_journal_check_erasures:
 * @self: the journal, behind its last row
 * @error: (out): where to put the error
 *
 * Complains about rows that are erased though nobody deleted the record for good.
 *
 * Returns: %TRUE if it could be read
 */
gboolean gh_log_journal_check_erasures (GhLogJournal  *self,
                                        GError       **error);

G_END_DECLS
