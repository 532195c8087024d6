/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "keys/gh-keyring.h"
#include "store/gh-store.h"

G_BEGIN_DECLS

/**
 * gh_keyring_open:
 * @store: an organisation
 * @unlock: whether the person may be asked to unlock the keyring
 * @late: (nullable): told when the answer is late, on this thread
 * @late_data: for @late
 * @cancellable: (nullable): to stop waiting, at once
 * @error: (out): %GH_ERROR_NOT_FOUND where the organisation has no key yet; %GH_ERROR_CANCELLED
 *
 * Looks for the organisation's newest master key in the keyring, and opens it (gh_keys_add()) if it is there. The keys
 * that a rotation ended are then taken out of the keyring, as this is the start that has proved the new one (K7); one
 * under which something is still sealed stays, and is opened, too.
 * Blocks, perhaps for as long as a person needs: not for a main loop.
 *
 * Returns: (transfer full) (nullable): what the keyring says
 */
GhKeyringAnswer *gh_keyring_open (GhStore        *store,
                                  gboolean        unlock,
                                  GhKeyringLate   late,
                                  gpointer        late_data,
                                  GCancellable   *cancellable,
                                  GError        **error);

/** The same on a worker; @late is called on the caller's thread-default context, and never after @callback. */
void gh_keyring_open_async (GhStore             *store,
                            gboolean             unlock,
                            GhKeyringLate        late,
                            gpointer             late_data,
                            GCancellable        *cancellable,
                            GAsyncReadyCallback  callback,
                            gpointer             data);

GhKeyringAnswer *gh_keyring_open_finish (GAsyncResult  *result,
                                         GError       **error);

G_END_DECLS
