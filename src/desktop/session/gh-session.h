/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "operations/gh-actor.h"
#include "operations/gh-changes.h"
#include "operations/gh-result.h"
#include "session/gh-saved-views.h"
#include "store/gh-store.h"
#include "users/gh-user-counts.h"
#include "users/gh-user-query.h"
#include "users/gh-user-row.h"

G_BEGIN_DECLS

/**
 * GhSession:
 *
 * An open organisation, as the window's pages use it: its name, who acts, instant lists of users, counts that stay
 * up to date, and a signal when this program or another changes anything.
 * Belongs to the main loop.
 */
#define GH_TYPE_SESSION (gh_session_get_type ())
G_DECLARE_FINAL_TYPE (GhSession, gh_session, GH, SESSION, GObject)

/**
 * gh_session_open_async:
 * @path: the directory file
 * @name: (nullable): creates an organisation of this name; %NULL: opens the existing one
 * @cancellable: (nullable): to forget about it
 * @callback: called when done; its source is %NULL
 * @data: for @callback
 */
void gh_session_open_async (const char          *path,
                            const char          *name,
                            GCancellable        *cancellable,
                            GAsyncReadyCallback  callback,
                            gpointer             data);

/**
 * gh_session_open_finish:
 *
 * Returns: (transfer full) (nullable): the session
 */
GhSession *gh_session_open_finish (GAsyncResult  *result,
                                   GError       **error);

/**
 * gh_session_new:
 * @store: an organisation
 * @actor: who acts
 * @error: (out): where to put the error
 *
 * Reads a few rows, so it blocks for a moment; for tests. The window uses gh_session_open_async().
 *
 * Returns: (transfer full) (nullable): a session
 */
GhSession *gh_session_new (GhStore        *store,
                           const GhActor  *actor,
                           GError        **error);

GhStore       *gh_session_get_store (GhSession *self);
const GhActor *gh_session_get_actor (GhSession *self);
const char    *gh_session_get_name (GhSession *self);
const char    *gh_session_get_time_zone (GhSession *self);

/** Returns: (transfer none): what is set now, until `settings-changed` */
const GhSettings *gh_session_get_settings (GhSession *self);
gint64         gh_session_get_now (GhSession *self);

/** Returns: whether something is due that waits because the clock is far ahead (T5) */
gboolean       gh_session_waits_for_clock (GhSession *self);

/**
 * gh_session_get_reader:
 * @self: a session
 * @error: (out): where to put the error
 *
 * The main loop's own reader: for a few rows by primary key, at most 40 a frame. Its transaction ends when the loop
 * is idle.
 *
 * Returns: (transfer none) (nullable): a connection inside a read transaction
 */
GhConnection *gh_session_get_reader (GhSession  *self,
                                     GError    **error);

/**
 * gh_session_renew_reader:
 * @self: a session
 *
 * Makes later reads at least as new as what a worker has read. Call it with each list from a worker, or the newest rows
 * may be missing.
 */
void gh_session_renew_reader (GhSession *self);

/**
 * gh_session_read_user:
 * @self: a session
 * @id: row id of a user
 *
 * Uses that reader.
 *
 * Returns: (transfer none) (nullable): the user's row, until the next one is read; %NULL if there is none
 */
const GhUserRow *gh_session_read_user (GhSession *self,
                                       gint64     id);

/**
 * gh_session_tell_operated:
 * @self: a session
 * @result: what was done
 *
 * Emits `operated`: this window has done or undone something.
 */
void gh_session_tell_operated (GhSession      *self,
                               const GhResult *result);

/**
 * gh_session_get_lost:
 * @self: a session
 *
 * Notified by the signal `lost`.
 *
 * Returns: (transfer none) (nullable): why the organisation's files can no longer be used: they were deleted, moved or
 *   replaced while open; %NULL as long as all is well
 */
const GError *gh_session_get_lost (GhSession *self);

/**
 * gh_session_retry_async:
 * @self: a session that is lost
 * @callback: called when done, with @self as its source
 * @data: for @callback
 *
 * Looks again, and resumes if the files there are the same organisation. Objects that use it stay, and are told that
 * everything may have changed.
 */
void gh_session_retry_async (GhSession           *self,
                             GAsyncReadyCallback  callback,
                             gpointer             data);

/**
 * gh_session_retry_finish:
 *
 * Returns: %TRUE if it resumed; otherwise gh_session_get_lost() says why not
 */
gboolean gh_session_retry_finish (GhSession    *self,
                                  GAsyncResult *result);

/**
 * gh_session_get_counts:
 * @self: a session
 *
 * Notified by the signal `counted`.
 *
 * Returns: (transfer none) (nullable): the six categories of U1; %NULL until counted
 */
const GhUserCounts *gh_session_get_counts (GhSession *self);

/**
 * gh_session_get_n_groups:
 * @self: a session
 *
 * Returns: the number of groups; -1 until counted
 */
gint64 gh_session_get_n_groups (GhSession *self);

/**
 * gh_session_get_saved_views:
 * @self: a session
 *
 * Returns: (transfer none): the saved views of the organisation
 */
GhSavedViews *gh_session_get_saved_views (GhSession *self);

/**
 * gh_session_list_users_async:
 * @self: a session
 * @view: which users, copied; its now and time zone are filled in here. With a limit it may be faster: to fill a
 *   screen while the whole list of a million is still being read
 * @cancellable: (nullable): for a list that is no longer needed
 * @callback: called when done; its source is %NULL. Lists may overtake one another: count them, and drop late ones
 * @data: for @callback
 */
void gh_session_list_users_async (GhSession           *self,
                                  const GhView        *view,
                                  GCancellable        *cancellable,
                                  GAsyncReadyCallback  callback,
                                  gpointer             data);

/**
 * gh_session_list_users_finish:
 *
 * Returns: (transfer full) (nullable) (element-type gint64): row ids in the order of the view; %GH_ERROR_QUERY where
 *   it cannot be read
 */
GArray *gh_session_list_users_finish (GAsyncResult  *result,
                                      GError       **error);

/**
 * gh_session_read_async:
 * @self: a session
 * @func: called on a worker with a reader, inside a read transaction
 * @func_data: for @func
 * @free_data: (nullable): frees @func_data after @callback
 * @cancellable: (nullable): interrupts the reading
 * @callback: called when done; its source is %NULL
 * @data: for @callback
 *
 * For everything else that pages read. @func leaves its result in @func_data.
 */
void gh_session_read_async (GhSession           *self,
                            GhStoreFunc          func,
                            gpointer             func_data,
                            GDestroyNotify       free_data,
                            GCancellable        *cancellable,
                            GAsyncReadyCallback  callback,
                            gpointer             data);

/**
 * gh_session_read_finish:
 *
 * Returns: (transfer none) (nullable): the func_data, valid as long as @result
 */
gpointer gh_session_read_finish (GAsyncResult  *result,
                                 GError       **error);

G_END_DECLS
