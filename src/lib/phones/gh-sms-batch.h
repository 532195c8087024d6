/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "keys/gh-seal.h"
#include "operations/gh-run.h"

G_BEGIN_DECLS

/** The records of batches of SMS passcodes in the journal. They belong to phones, but a new one edits none. */
#define GH_SMS_BATCH_KIND "sms-batch"

/**
 * gh_sms_batch_get_lookup:
 * @look_key: the sub-key for look-ups
 * @phone_id: row id of the phone
 * @code: its digits
 * @lookup: (out caller-allocates): what finds it
 *
 * HMAC-SHA-256 of N("sms") N(phone id) N(code), as docs/formats.md has it (P3).
 */
void gh_sms_batch_get_lookup (GhSecret *look_key,
                              gint64    phone_id,
                              GhSecret *code,
                              guint8    lookup[GH_KEYED_HASH_BYTES]);

/**
 * gh_sms_batch_make:
 * @run: a run being applied
 * @phone_id: row id of a phone whose batch has ended
 * @codes: (element-type GhSecret): the passcodes
 * @expires: when they end, unix seconds; 0: they do not
 * @look_key: the sub-key for look-ups, of the master key in use
 * @key_number: that key's number
 * @key: (out) (transfer full): the batch's key of 20 characters
 * @error: (out): where to put the error
 *
 * Returns: %TRUE if the batch is written and journaled
 */
gboolean gh_sms_batch_make (GhRun            *run,
                            gint64            phone_id,
                            const GPtrArray  *codes,
                            gint64            expires,
                            GhSecret         *look_key,
                            gint64            key_number,
                            char            **key,
                            GError          **error);

/** Ends the batch of a phone, if it has one: none of its passcodes is ever accepted again (O10). */
gboolean gh_sms_batch_end (GhRun   *run,
                           gint64   phone_id,
                           GError **error);

/** Ends all batches: their hashes are under a key that goes (K7). */
gboolean gh_sms_batch_end_all (GhRun   *run,
                               GError **error);

/** Ends the batches of phones that nobody has, after an undo took some away. */
gboolean gh_sms_batch_end_unowned (GhRun   *run,
                                   GError **error);

/** Finds whether a phone has a batch, whatever its era and its end. */
gboolean gh_sms_batch_find (GhConnection  *connection,
                            gint64         phone_id,
                            gboolean      *has_batch,
                            GError       **error);

/** Removes what nobody needs to know any more, as each operation that makes batches does. */
gboolean gh_sms_batch_sweep (GhRun   *run,
                             GError **error);

/** Counts the batches that are good now. */
gboolean gh_sms_batch_count (GhConnection  *connection,
                             gint64         now,
                             gint64        *n_batches,
                             GError       **error);

/** Says in a plan that the passcodes of so many phones end. */
void gh_sms_batch_say_ends (GhRun  *run,
                            gint64  n_phones);

G_END_DECLS
