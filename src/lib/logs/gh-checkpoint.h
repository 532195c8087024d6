/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "operations/gh-log-keys.h"
#include "store/gh-store.h"

G_BEGIN_DECLS

/** How long after a checkpoint the next is due, in hours, and after how many entries (L7). */
#define GH_CHECKPOINT_HOURS   24
#define GH_CHECKPOINT_ENTRIES 1000

/**
 * GhCheckpoint:
 * @organisation: the organisation's key
 * @entry: the last entry
 * @hash: its hash
 * @time_us: when this was made, microseconds since 1970
 * @events: how many minutes of the authentication log there were (L2)
 * @events_hash: the hash of the last of them; zeros: none
 * @key_number: the log key that signed this
 * @public_key: its public half
 * @signature: Ed25519
 *
 * What the log was at a time, signed, to be kept where the file is not (L7, J6).
 */
typedef struct {
  char   organisation[24];
  gint64 entry;
  guint8 hash[GH_HASH_BYTES];
  gint64 time_us;
  gint64 events;
  guint8 events_hash[GH_HASH_BYTES];
  gint64 key_number;
  guint8 public_key[GH_PUBLIC_BYTES];
  guint8 signature[GH_SIGNATURE_BYTES];
} GhCheckpoint;

/** Returns: (transfer full): the text of J6, which ends with a line end */
char *gh_checkpoint_to_text (const GhCheckpoint *self);

/**
 * gh_checkpoint_parse:
 * @self: (out caller-allocates): the checkpoint
 * @text: what should be the text of J6, to the byte
 * @length: bytes of @text
 * @error: (out): %GH_ERROR_QUERY saying what is wrong with it
 *
 * Returns: %TRUE if it is one, signed by the key that it names
 */
gboolean gh_checkpoint_parse (GhCheckpoint  *self,
                              const char    *text,
                              gsize          length,
                              GError       **error);

/** Returns: whether @self is signed by the key that it names */
gboolean gh_checkpoint_verify (const GhCheckpoint *self);

/**
 * gh_checkpoint_read_next:
 * @self: (out caller-allocates): the checkpoint
 * @organisation: the organisation's key
 * @select: rows of "logs/list-checkpoints"
 *
 * Returns: %FALSE at the end. A row that no program wrote has a number of 0 for its key
 */
gboolean gh_checkpoint_read_next (GhCheckpoint *self,
                                  const char   *organisation,
                                  GhStatement  *select);

/**
 * gh_checkpoint_make:
 * @store: an organisation with an open key
 * @self: (out caller-allocates): the checkpoint
 * @error: (out): %GH_ERROR_REFUSED where the log is not signed up to its end, with the reason
 *
 * Makes a checkpoint of the last entry and keeps it, also in the system's log where the setting wants it. If there is
 * one, that is returned. Blocks: call it from a worker.
 *
 * Returns: %TRUE if there is one
 */
gboolean gh_checkpoint_make (GhStore       *store,
                             GhCheckpoint  *self,
                             GError       **error);

/**
 * gh_checkpoint_make_due:
 * @store: an organisation
 * @error: (out): where to put the error
 *
 * For the timed jobs: makes a checkpoint if the last one is a day or a thousand entries old, the log has grown since,
 * and its head is signed. Blocks: call it from a worker.
 *
 * Returns: %TRUE, made or not, unless something failed
 */
gboolean gh_checkpoint_make_due (GhStore  *store,
                                 GError  **error);

G_END_DECLS
