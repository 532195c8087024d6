/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "base/gh-job.h"
#include "users/gh-user-query.h"

G_BEGIN_DECLS

/**
 * GhUserSearch:
 *
 * Lists users as somebody types: the same users in the same order as gh_view_list(), from memory. Words are
 * matched in a #GhTextIndex, and the status is in memory; the database is asked once for other field terms, whose
 * sets are kept until gh_user_search_forget(). Belongs to one thread at a time.
 */
typedef struct _GhUserSearch GhUserSearch;

/**
 * gh_user_search_new:
 *
 * Returns: (transfer full): an empty search
 */
GhUserSearch *gh_user_search_new (void);
void          gh_user_search_free (GhUserSearch *self);

/**
 * gh_user_search_load:
 * @self: a new search
 * @connection: a reader inside a read transaction
 * @job: (nullable): progress and cancelling
 * @error: (out): where to put the error
 *
 * Reads all users, the Trash included: about two seconds for a million.
 *
 * Returns: %TRUE if all were read
 */
gboolean gh_user_search_load (GhUserSearch  *self,
                              GhConnection  *connection,
                              GhJob         *job,
                              GError       **error);

/**
 * gh_user_search_has_identity:
 * @self: a loaded search
 *
 * Returns: whether it finds first and last names, as the setting was when it was loaded (U7); if that has changed, a new
 *   search has to be loaded
 */
gboolean gh_user_search_has_identity (GhUserSearch *self);

/**
 * gh_user_search_update:
 * @self: a loaded search
 * @connection: a reader inside a read transaction
 * @ids: (array length=n_ids): the users created, changed or removed
 * @n_ids: how many
 * @now: unix seconds
 * @error: (out): where to put the error
 *
 * Reads these users again. If they are few, later lists are as quick as before: they are put in order one
 * by one.
 *
 * Returns: %TRUE if read
 */
gboolean gh_user_search_update (GhUserSearch  *self,
                                GhConnection  *connection,
                                const gint64  *ids,
                                guint          n_ids,
                                gint64         now,
                                GError       **error);

/**
 * gh_user_search_update_facts:
 * @self: a loaded search
 * @connection: a reader inside a read transaction
 * @ids: (nullable) (array length=n_ids): the users with new facts; %NULL: anybody
 * @n_ids: how many
 * @now: unix seconds
 * @error: (out): where to put the error
 *
 * Updates sign-ins and lock-outs, which touch no text: what does not depend on them is kept.
 *
 * Returns: %TRUE if read
 */
gboolean gh_user_search_update_facts (GhUserSearch  *self,
                                      GhConnection  *connection,
                                      const gint64  *ids,
                                      guint          n_ids,
                                      gint64         now,
                                      GError       **error);

/**
 * gh_user_search_forget:
 * @self: a search
 *
 * Forgets the database's answers, after a change that any user may show, such as the name of a group.
 */
void gh_user_search_forget (GhUserSearch *self);

/**
 * gh_user_search_forget_times:
 * @self: a search
 *
 * Forgets what depends on the clock, after it moves on.
 */
void gh_user_search_forget_times (GhUserSearch *self);

/**
 * gh_user_search_prepare:
 * @self: a loaded search
 * @sort: (nullable): the next lists' order
 * @now: unix seconds
 * @connection: a reader inside a read transaction
 * @is_ready: (out): whether nothing was left to query
 * @error: (out): where to put the error
 *
 * Queries the database in advance for something that the next lists need, whatever their words: one thing a call, so
 * that nobody who types waits for all of it.
 *
 * Returns: %TRUE on success
 */
gboolean gh_user_search_prepare (GhUserSearch  *self,
                                 const char    *sort,
                                 gint64         now,
                                 GhConnection  *connection,
                                 gboolean      *is_ready,
                                 GError       **error);

/**
 * gh_user_search_list:
 * @self: a loaded search
 * @view: a view without a selection or a limit
 * @connection: a reader, for field terms and orders not in memory
 * @ids: (element-type gint64): set to the row ids of the view's users in its order
 * @error: (out): %GH_ERROR_QUERY if the query or the sort cannot be parsed
 *
 * Returns: %TRUE if listed
 */
gboolean gh_user_search_list (GhUserSearch  *self,
                              const GhView  *view,
                              GhConnection  *connection,
                              GArray        *ids,
                              GError       **error);

/**
 * gh_user_search_get_memory:
 * @self: a search
 *
 * Returns: the bytes of memory that its index holds
 */
gsize gh_user_search_get_memory (GhUserSearch *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GhUserSearch, gh_user_search_free)

G_END_DECLS
