/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "operations/gh-changes.h"
#include "store/gh-store.h"
#include "users/gh-user-query.h"

G_BEGIN_DECLS

/**
 * GhSearcher:
 *
 * A thread that lists users. It owns the #GhUserSearch, which takes a while to load; until then lists come from the
 * database. Private to the session.
 */
typedef struct _GhSearcher GhSearcher;

/**
 * gh_searcher_new:
 * @store: an organisation
 * @place: how far its changes are known: the first update reports those from there
 * @closed: cancelled after the last question: then nothing is prepared for the next
 *
 * Returns: (transfer full): a searcher that has loaded nothing yet
 */
GhSearcher *gh_searcher_new   (GhStore              *store,
                               const GhChangesPlace *place,
                               GCancellable         *closed);
void        gh_searcher_unref (GhSearcher           *self);

/**
 * gh_searcher_list_async:
 * @self: a searcher
 * @view: a view, copied; with a limit it is read from the database at once
 * @cancellable: (nullable): for a list that is no longer needed
 * @callback: called in this thread's context; its result is a #GTask with a pointer: (transfer full) (element-type
 *   gint64): row ids in the order of the view
 * @data: for @callback
 */
void gh_searcher_list_async (GhSearcher          *self,
                             const GhView        *view,
                             GCancellable        *cancellable,
                             GAsyncReadyCallback  callback,
                             gpointer             data);

/**
 * gh_searcher_update_async:
 *
 * Reads what has changed since the last time; the first time, all users, too. The result is a #GTask with a pointer:
 * (transfer full): the #GhChanges.
 */
void gh_searcher_update_async (GhSearcher          *self,
                               GCancellable        *cancellable,
                               GAsyncReadyCallback  callback,
                               gpointer             data);

/**
 * gh_searcher_take_busy_time:
 * @self: a searcher
 *
 * Returns: how many microseconds its thread has worked since the last call, without loading
 */
gint64 gh_searcher_take_busy_time (GhSearcher *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GhSearcher, gh_searcher_unref)

G_END_DECLS
