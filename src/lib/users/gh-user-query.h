/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/gh-connection.h"
#include "users/gh-user-fields.h"

G_BEGIN_DECLS

/** Days without a sign-in that make a user inactive (S8): 30 × 24 hours. */
#define GH_USER_INACTIVE_DAYS 30
#define GH_USER_INACTIVE_SECONDS ((gint64) GH_USER_INACTIVE_DAYS * 24 * 60 * 60)

/**
 * GhUserScope:
 * @GH_USER_SCOPE_USERS: the Users page: those in the Trash only with a status:trash term (Q5)
 * @GH_USER_SCOPE_TRASH: the Trash page
 * @GH_USER_SCOPE_ALL: everybody, for a cached order
 */
typedef enum {
  GH_USER_SCOPE_USERS,
  GH_USER_SCOPE_TRASH,
  GH_USER_SCOPE_ALL,
} GhUserScope;

/**
 * GhUserView:
 * @query: (nullable): what was typed; %NULL: all
 * @scope: the page that it searches
 * @sort: (nullable): a column of R4 or a field of Q4, perhaps with ":desc"; %NULL: by username
 * @ids: (nullable) (element-type gint64): a selection, which @query does not narrow further
 * @now: unix seconds
 * @time_zone: the organisation's
 *
 * A list of users as shown: the same for the window, counts, files and operations.
 */
typedef struct {
  const char   *query;
  GhUserScope   scope;
  const char   *sort;
  const GArray *ids;
  gint64        now;
  const char   *time_zone;
} GhUserView;

/**
 * gh_user_view_list:
 * @view: a view
 * @connection: a connection
 * @ids: (element-type gint64): where to append the row ids
 * @error: (out): %GH_ERROR_QUERY if the query or the sort cannot be parsed
 *
 * Lists the view's users in its order (Q7).
 *
 * Returns: %TRUE if listed
 */
gboolean gh_user_view_list (const GhUserView  *view,
                            GhConnection      *connection,
                            GArray            *ids,
                            GError           **error);

/**
 * gh_user_view_list_first:
 *
 * Like gh_user_view_list(), but at most the first @n: a screenful comes at once if an index has the order.
 */
gboolean gh_user_view_list_first (const GhUserView  *view,
                                  GhConnection      *connection,
                                  guint              n,
                                  GArray            *ids,
                                  GError           **error);

/**
 * gh_user_view_list_unordered:
 *
 * Like gh_user_view_list(), in row id order, which is cheaper.
 */
gboolean gh_user_view_list_unordered (const GhUserView  *view,
                                      GhConnection      *connection,
                                      GArray            *ids,
                                      GError           **error);

/**
 * gh_user_view_count:
 * @view: a view
 * @connection: a connection
 * @count: (out): how many users it shows
 * @error: (out): %GH_ERROR_QUERY if the query cannot be parsed
 *
 * Returns: %TRUE if counted
 */
gboolean gh_user_view_count (const GhUserView  *view,
                             GhConnection      *connection,
                             gint64            *count,
                             GError           **error);

/**
 * gh_user_view_is_sort:
 * @sort: a column, perhaps with ":desc"
 *
 * Returns: whether a view can be sorted by it
 */
gboolean gh_user_view_is_sort (const char *sort);

G_END_DECLS
