/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "base/gh-job.h"
#include "users/gh-user-query.h"

G_BEGIN_DECLS

/**
 * GhUserSearch:
 *
 * Lists users while somebody types: the same users in the same order as gh_user_view_list(), from memory. Words
 * are looked for in a #GhTextIndex, and the status is known; other field terms are asked of the database once and
 * kept as sets until gh_user_search_forget(). Belongs to one thread at a time.
 */
typedef struct _GhUserSearch GhUserSearch;

/**
 * gh_user_search_new:
 *
 * Returns: (transfer full): a search that knows nobody yet
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
 * Reads everybody, the Trash included: about two seconds for a million.
 *
 * Returns: %TRUE if all are known
 */
gboolean gh_user_search_load (GhUserSearch  *self,
                              GhConnection  *connection,
                              GhJob         *job,
                              GError       **error);

/**
 * gh_user_search_update:
 * @self: a loaded search
 * @connection: a reader inside a read transaction
 * @ids: (array length=n_ids): the users who were made, changed or removed
 * @n_ids: how many
 * @now: unix seconds
 * @error: (out): where to put the error
 *
 * Reads these users again. While they are few, a list afterwards is as quick as before: they are put in order one
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
 * @ids: (nullable) (array length=n_ids): the users about whom there are new facts; %NULL: anybody
 * @n_ids: how many
 * @now: unix seconds
 * @error: (out): where to put the error
 *
 * Learns of sign-ins and lock-outs, which touch no text: what does not ask about them stays as it is.
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
 * Forgets what the database answered: when something changed that any user may show, such as the name of a group.
 */
void gh_user_search_forget (GhUserSearch *self);

/**
 * gh_user_search_forget_times:
 * @self: a search
 *
 * Forgets what depends on the clock: when it has moved on.
 */
void gh_user_search_forget_times (GhUserSearch *self);

/**
 * gh_user_search_prepare:
 * @self: a loaded search
 * @sort: (nullable): by what will be sorted
 * @now: unix seconds
 * @connection: a reader inside a read transaction
 * @is_ready: (out): whether there was nothing more to ask
 * @error: (out): where to put the error
 *
 * Asks the database beforehand for something that the next lists will need, whichever words they have: one thing a
 * call, so that somebody who types is not kept waiting for all of it.
 *
 * Returns: %TRUE if asked
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
 * @view: a view without a selection
 * @connection: a reader, for field terms and orders not known yet
 * @ids: (element-type gint64): set to the row ids of the view's users in its order
 * @error: (out): %GH_ERROR_QUERY where the query or the sort cannot be read
 *
 * Returns: %TRUE if listed
 */
gboolean gh_user_search_list (GhUserSearch      *self,
                              const GhUserView  *view,
                              GhConnection      *connection,
                              GArray            *ids,
                              GError           **error);

/**
 * gh_user_search_get_memory:
 * @self: a search
 *
 * Returns: the bytes of memory that its index holds
 */
gsize gh_user_search_get_memory (GhUserSearch *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GhUserSearch, gh_user_search_free)

G_END_DECLS
