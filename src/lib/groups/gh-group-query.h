/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "base/gh-query.h"
#include "store/gh-connection.h"

G_BEGIN_DECLS

/**
 * GhGroupField:
 *
 * The fields of the groups' query language (Q11), in the order of gh_group_fields.
 */
typedef enum {
  GH_GROUP_FIELD_NAME,
  GH_GROUP_FIELD_DESCRIPTION,
  GH_GROUP_FIELD_STATUS,
  GH_GROUP_FIELD_MEMBERS,
  GH_GROUP_FIELD_DIRECTORY,
} GhGroupField;

extern const GhQueryField gh_group_fields[];

/**
 * GhGroupView:
 * @query: (nullable): the query as typed; %NULL: all
 * @sort: (nullable): a field of Q11, perhaps with ":desc"; %NULL: by name
 *
 * A view of the groups. Those equal in @sort are sorted by name.
 */
typedef struct {
  const char *query;
  const char *sort;
} GhGroupView;

/** The columns of gh_group_view_prepare(). */
typedef enum {
  GH_GROUP_COLUMN_ID,
  GH_GROUP_COLUMN_KEY,
  GH_GROUP_COLUMN_NAME,
  GH_GROUP_COLUMN_DESCRIPTION,
  GH_GROUP_COLUMN_STATUS,
  GH_GROUP_COLUMN_DIRECTORY_ID,
  GH_GROUP_COLUMN_DIRECTORY,     /* its name, "" for none */
  GH_GROUP_COLUMN_MEMBERS,       /* those not in the Trash */
} GhGroupColumn;

/**
 * gh_group_view_prepare:
 * @view: a view
 * @connection: a connection
 * @error: (out): %GH_ERROR_QUERY if the query or the sort cannot be read
 *
 * Returns: (transfer none) (nullable): a statement that returns the view's groups, one per row
 */
GhStatement *gh_group_view_prepare (const GhGroupView  *view,
                                    GhConnection       *connection,
                                    GError            **error);

/**
 * gh_group_view_list:
 * @view: a view
 * @connection: a connection
 * @ids: (element-type gint64): where to append the row ids of the view's groups, in its order
 * @error: (out): %GH_ERROR_QUERY if the query or the sort cannot be read
 *
 * Returns: %TRUE if listed
 */
gboolean gh_group_view_list (const GhGroupView  *view,
                             GhConnection       *connection,
                             GArray             *ids,
                             GError            **error);

/**
 * gh_group_view_count:
 * @view: a view
 * @connection: a connection
 * @count: (out): how many groups it shows
 * @error: (out): %GH_ERROR_QUERY if the query cannot be read
 *
 * Returns: %TRUE if counted
 */
gboolean gh_group_view_count (const GhGroupView  *view,
                              GhConnection       *connection,
                              gint64             *count,
                              GError            **error);

/**
 * gh_group_view_is_sort:
 * @sort: a column, perhaps with ":desc"
 *
 * Returns: whether a view can be sorted by it
 */
gboolean gh_group_view_is_sort (const char *sort);

G_END_DECLS
