/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "keys/gh-keys.h"

G_BEGIN_DECLS

/** Characters of a fingerprint, the first of SHA-256 of a public half in hexadecimal (J5). */
#define GH_FINGERPRINT_LENGTH 16

/**
 * GhKeyRow:
 * @number: its number
 * @key: its key of 20 characters
 * @is_service: a service's key for signing (K3), not a master key
 * @made: unix seconds
 * @ended: unix seconds; 0: in use
 * @check_value: (nullable): of a master key, for gh_key_check()
 * @public_key: of the log key, or the service's
 * @introduced_by: the number of the log key that signed it; 0: the first
 * @introduction: (nullable): that signature
 * @recovery_public: (nullable): the recovery key's public half
 * @recovery_proof: (nullable): what authenticates that
 * @for_recovery: (nullable): the master key, sealed to it
 * @recovery_made: unix seconds; 0: there is none
 * @unit: (nullable): the unit that a service's key was exported for
 * @last_op: the entry that last touched it
 *
 * A key as the database has it: nothing of it is secret.
 */
typedef struct {
  gint64   number;
  char    *key;
  gboolean is_service;
  gint64   made;
  gint64   ended;
  GBytes  *check_value;
  guint8   public_key[GH_PUBLIC_BYTES];
  gint64   introduced_by;
  GBytes  *introduction;
  GBytes  *recovery_public;
  GBytes  *recovery_proof;
  GBytes  *for_recovery;
  gint64   recovery_made;
  char    *unit;
  gint64   last_op;
} GhKeyRow;

/** Returns: (transfer full) (nullable) (element-type GhKeyRow): all keys, by number */
GPtrArray *gh_key_list (GhConnection  *connection,
                        GError       **error);

/** Returns: (transfer none) (nullable): the master key among @keys that is in use */
const GhKeyRow *gh_key_list_find_master (GPtrArray *keys);

/** Sets @number to what the next key is called. */
gboolean gh_key_read_next_number (GhConnection  *connection,
                                  gint64        *number,
                                  GError       **error);

/** Sets @fingerprint to what people compare. */
void gh_key_write_fingerprint (const guint8 public_key[GH_PUBLIC_BYTES],
                               char         fingerprint[GH_FINGERPRINT_LENGTH + 1]);

/**
 * gh_keys_try:
 * @store: an organisation
 * @number: the number that @master is said to have
 * @master: a master key, from wherever it was kept
 * @fits: (out): whether it is that key, by its check value (K2)
 * @error: (out): where to put the error
 *
 * Opens a master key if it is the right one. Blocks: not for a main loop.
 *
 * Returns: %TRUE if it could be tried
 */
gboolean gh_keys_try (GhStore   *store,
                      gint64     number,
                      GhSecret  *master,
                      gboolean  *fits,
                      GError   **error);

/**
 * gh_keys_recover:
 * @store: an organisation
 * @recovery_key: a recovery key, from gh_recovery_key_parse()
 * @is_test: only find out whether it would do, and open nothing
 * @error: (out): %GH_ERROR_NOT_FOUND: there is no key; %GH_ERROR_REFUSED: it is not the recovery key in use;
 *   %GH_ERROR_DAMAGED: it is, but what it should open was changed
 *
 * Opens all master keys that are sealed to the recovery key (K6). Blocks: not for a main loop.
 *
 * Returns: %TRUE if the newest is among them
 */
gboolean gh_keys_recover (GhStore   *store,
                          GhSecret  *recovery_key,
                          gboolean   is_test,
                          GError   **error);

G_END_DECLS
