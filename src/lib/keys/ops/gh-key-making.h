/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "keys/gh-keyring.h"
#include "operations/gh-run.h"

G_BEGIN_DECLS

/**
 * GhKeyKeepFunc:
 * @store: the organisation
 * @number: the new key's number
 * @master: the new key
 * @data: what was given
 * @error: (out): why it could not be kept
 *
 * Keeps a new key where it will be found again, such as in the Secret Service.
 *
 * Returns: %TRUE to go on; otherwise no key is made
 */
typedef gboolean (*GhKeyKeepFunc) (GhStore   *store,
                                   gint64     number,
                                   GhSecret  *master,
                                   gpointer   data,
                                   GError   **error);

/**
 * gh_key_make:
 * @store: an organisation
 * @operation: "key.create" or "key.rotate"
 * @actor: who asks
 * @only_rehearse: nothing is kept or written
 * @keep: (nullable): called before anything is written, because a key that is kept and then not used does no harm: it
 *   fits no check value (K2)
 * @data: for @keep
 * @job: (nullable): progress and cancelling
 * @error: (out): why nothing was changed
 *
 * Draws a key, has it kept, runs the operation with it, and opens it. Blocks: call it from a worker.
 *
 * Returns: (transfer full) (nullable): the result; that of "key.create" shows the recovery key
 */
GhResult *gh_key_make (GhStore        *store,
                       const char     *operation,
                       const GhActor  *actor,
                       gboolean        only_rehearse,
                       GhKeyKeepFunc   keep,
                       gpointer        data,
                       GhJob          *job,
                       GError        **error);

/**
 * GhKeyComing:
 * @number: the number that it gets
 * @master: the key; free with gh_secret_unref()
 *
 * A key that has been drawn and exported, and that no rotation has put in place yet.
 */
typedef struct {
  gint64    number;
  GhSecret *master;
} GhKeyComing;

/**
 * gh_key_export_coming:
 * @store: an organisation
 * @actor: who asks
 * @unit: the unit of systemd that the export is for
 * @keep: (nullable): as for gh_key_make()
 * @data: for @keep
 * @coming: (out): for gh_key_rotate_to(), once the service has loaded the export; untouched where none was made
 * @job: (nullable): progress and cancelling
 * @error: (out): why nothing was changed
 *
 * Begins a rotation for which a service needs no restart (K7): draws the coming key, and exports the sub-keys of both.
 * Whoever gives up afterwards has an export that holds a key that is never used. Blocks: call it from a worker.
 *
 * Returns: (transfer full) (nullable): the result of "key.export", or the rehearsal of "key.rotate" that was refused
 */
GhResult *gh_key_export_coming (GhStore        *store,
                                const GhActor  *actor,
                                const char     *unit,
                                GhKeyKeepFunc   keep,
                                gpointer        data,
                                GhKeyComing    *coming,
                                GhJob          *job,
                                GError        **error);

/**
 * gh_key_rotate_to:
 * @store: an organisation
 * @actor: who asks
 * @coming: what gh_key_export_coming() gave
 * @job: (nullable): progress and cancelling
 * @error: (out): why nothing was changed
 *
 * Puts the coming key in place. The export made for it stays in use. Blocks: call it from a worker.
 *
 * Returns: (transfer full) (nullable): the result of "key.rotate", refused where another key was made meanwhile
 */
GhResult *gh_key_rotate_to (GhStore            *store,
                            const GhActor      *actor,
                            const GhKeyComing  *coming,
                            GhJob              *job,
                            GError            **error);

/**
 * gh_key_keep_in_keyring:
 * @store: an organisation
 * @number: a master key's number
 * @master: the key
 * @unlock: as in #GhKeyringRequest
 * @late: (nullable): told when the answer is late
 * @late_data: for @late
 * @cancellable: (nullable): to stop waiting, at once
 * @error: (out): %GH_ERROR_CANCELLED, or the organisation cannot be read
 *
 * Puts a master key into the person's keyring, under a name that they will recognise (K2). Blocks, perhaps for as long
 * as a person needs.
 *
 * Returns: (transfer full) (nullable): what the keyring says
 */
GhKeyringAnswer *gh_key_keep_in_keyring (GhStore        *store,
                                         gint64          number,
                                         GhSecret       *master,
                                         gboolean        unlock,
                                         GhKeyringLate   late,
                                         gpointer        late_data,
                                         GCancellable   *cancellable,
                                         GError        **error);

G_END_DECLS
