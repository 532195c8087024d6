/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "logs/gh-checkpoint.h"
#include "logs/gh-log-report.h"

G_BEGIN_DECLS

/**
 * GhLogSignatures:
 *
 * What verifying knows of the log's signatures (L4, L6) while it walks through the entries.
 */
typedef struct {
  const char   *organisation;
  GArray       *keys;          /* GhLogKey */
  GhConnection *connection;
  GhLogReport  *report;
  GhLogRange    range;         /* of entries without a signature up to here; first is 0: none */
  gboolean      is_wanted_missing; /* the file has no key with a fingerprint that was given */
  gint64        first_signed;
  gint64        last_signed;
  gint64        last_vouched;  /* the last entry signed by a key that somebody vouches for */
} GhLogSignatures;

/**
 * gh_log_signatures_begin:
 * @self: (out caller-allocates): what is known before the first entry
 * @store: an organisation, with its keys
 * @vouches: (nullable) (element-type GhVouch): who vouches for keys besides those that are open
 * @connection: a connection in a transaction
 * @report: what is found
 * @error: (out): where to put the error
 *
 * Returns: %TRUE if the keys could be read
 */
gboolean gh_log_signatures_begin (GhLogSignatures  *self,
                                  GhStore          *store,
                                  GArray           *vouches,
                                  GhConnection     *connection,
                                  GhLogReport      *report,
                                  GError          **error);

/**
 * gh_log_signatures_check:
 * @self: what is known before this entry
 * @seq: the entry
 * @time_us: its time
 * @operation: (nullable): its operation
 * @payload: (nullable): its payload
 * @hash: its hash, as stored
 * @key_number: who signed it; 0: NULL
 * @signature: (nullable): its signature
 * @length: bytes of @signature
 *
 * Checks the signature of the next entry.
 */
void gh_log_signatures_check (GhLogSignatures *self,
                              gint64           seq,
                              gint64           time_us,
                              const char      *operation,
                              const char      *payload,
                              const guint8     hash[GH_HASH_BYTES],
                              gint64           key_number,
                              const guint8    *signature,
                              gsize            length);

/**
 * gh_log_signatures_end:
 * @self: what is known after the last entry
 * @last: its number
 *
 * Says in the report, unless it says something worse, whether the log is signed.
 */
void gh_log_signatures_end (GhLogSignatures *self,
                            gint64           last);

/**
 * gh_log_signatures_check_stub:
 * @self: what is known before the first entry
 * @first: the log's first entry
 * @previous: (out caller-allocates): the hash that it follows; zeros if nothing in the log says so
 * @error: (out): where to put the error
 *
 * For a log that retention shortened: finds what it left (J7), and complains where that is missing or made up.
 *
 * Returns: %TRUE if it could be read
 */
gboolean gh_log_signatures_check_stub (GhLogSignatures  *self,
                                       gint64            first,
                                       guint8            previous[GH_HASH_BYTES],
                                       GError          **error);

/**
 * gh_log_signatures_compare:
 * @self: what is known after the last entry
 * @checkpoint: one that was kept, in the file or elsewhere
 * @error: (out): where to put the error
 *
 * Complains where the log is not what @checkpoint says.
 *
 * Returns: %TRUE if it could be compared, or cannot because retention removed the entry
 */
gboolean gh_log_signatures_compare (GhLogSignatures     *self,
                                    const GhCheckpoint  *checkpoint,
                                    GError             **error);

/** Returns: whether @checkpoint is signed by a key of the file, the one that it names */
gboolean gh_log_signatures_knows (GhLogSignatures    *self,
                                  const GhCheckpoint *checkpoint);

/**
 * gh_log_signatures_find_doubtful:
 * @self: what is known after the last entry
 * @entry: an entry that is not as somebody knew it
 *
 * Returns: the first that may differ already: entries without a signature before it prove nothing
 */
gint64 gh_log_signatures_find_doubtful (GhLogSignatures *self,
                                        gint64           entry);

void gh_log_signatures_clear (GhLogSignatures *self);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (GhLogSignatures, gh_log_signatures_clear)

G_END_DECLS
