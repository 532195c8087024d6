/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "keys/gh-key-list.h"
#include "operations/gh-run.h"

G_BEGIN_DECLS

/** The records of keys in the journal. */
#define GH_KEY_KIND "keys"

/** What the results of operations call the recovery key and the credential that they show once. */
#define GH_KEY_RECOVERY_KEY "recovery-key"
#define GH_KEY_CREDENTIAL   "credential"

/**
 * gh_key_plan_newest:
 * @run: a run being planned
 * @keys: (out) (transfer full) (element-type GhKeyRow): all keys
 * @newest: (out) (transfer none) (nullable): the master key in use, which is open; %NULL: the run is refused
 * @error: (out): where to put the error
 *
 * Returns: %TRUE if they could be read
 */
gboolean gh_key_plan_newest (GhRun           *run,
                             GPtrArray      **keys,
                             const GhKeyRow **newest,
                             GError         **error);

/**
 * gh_key_plan_number:
 * @run: a run being planned whose parameter `number` names the key to be made
 *
 * Refuses the run where another key was made since that was read.
 */
gboolean gh_key_plan_number (GhRun   *run,
                             GError **error);

/** Returns: %FALSE, with an error: what was given as a master key has another length than one */
gboolean gh_key_check_length (GhSecret  *master,
                              GError   **error);

/**
 * gh_key_insert_master:
 * @run: a run being applied whose parameters `number` and `master-key` are the key to be made
 * @recovery_public: the recovery key's public half
 * @recovery_made: when that was made, unix seconds
 * @introduced_by: the number of the log key that signs the new one; 0: it is the first
 * @error: (out): where to put the error
 *
 * Returns: %TRUE if it is written and journaled
 */
gboolean gh_key_insert_master (GhRun         *run,
                               const guint8   recovery_public[GH_PUBLIC_BYTES],
                               gint64         recovery_made,
                               gint64         introduced_by,
                               GError       **error);

/** The same for a service's key, exported for @unit. */
gboolean gh_key_insert_service (GhRun         *run,
                                gint64         number,
                                const guint8   public_key[GH_PUBLIC_BYTES],
                                const guint8   introduction[GH_SIGNATURE_BYTES],
                                gint64         introduced_by,
                                const char    *unit,
                                GError       **error);

/** Ends the keys of a use, "master" or "service", but those that the run itself made, and number @stays; 0: all others. */
gboolean gh_key_end (GhRun       *run,
                     const char  *use,
                     gint64       stays,
                     GError     **error);

/**
 * gh_key_introduce:
 * @run: a run being applied
 * @is_service: whether it is a service's key (K3), not the next log key
 * @number: the new key's number
 * @public_key: its public half
 * @introduced_by: the number of the log key that signs
 * @signature: (out caller-allocates): what J5 asks
 * @error: (out): %GH_ERROR_REFUSED: that key is not open
 *
 * Returns: %TRUE if it is signed
 */
gboolean gh_key_introduce (GhRun         *run,
                           gboolean       is_service,
                           gint64         number,
                           const guint8   public_key[GH_PUBLIC_BYTES],
                           gint64         introduced_by,
                           guint8         signature[GH_SIGNATURE_BYTES],
                           GError       **error);

G_END_DECLS
