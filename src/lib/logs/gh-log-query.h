/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "logs/gh-log-fields.h"
#include "store/gh-connection.h"

G_BEGIN_DECLS

/**
 * GhLogView:
 * @query: (nullable): the query as typed; %NULL: all
 * @limit: the most entries to show; -1: all
 * @now: unix seconds
 * @time_zone: the organisation's
 *
 * A view of the administrator log, newest first: the same for the window, lists and files.
 */
typedef struct {
  const char *query;
  gint64      limit;
  gint64      now;
  const char *time_zone;
} GhLogView;

/** The columns of gh_log_view_prepare(). */
typedef enum {
  GH_LOG_COLUMN_ENTRY,
  GH_LOG_COLUMN_TIME,       /* unix seconds */
  GH_LOG_COLUMN_ACTOR,      /* its name at the time */
  GH_LOG_COLUMN_WAY,
  GH_LOG_COLUMN_OPERATION,
  GH_LOG_COLUMN_OBJECT,     /* its name at the time, or how the targets were chosen; may be "" */
  GH_LOG_COLUMN_CHANGED,
  GH_LOG_COLUMN_SKIPPED,
  GH_LOG_COLUMN_RESULT,
  GH_LOG_COLUMN_UNDOES,     /* NULL: not an undo */
  GH_LOG_COLUMN_PAYLOAD,    /* JSON */
  GH_LOG_COLUMN_UNDONE,     /* the name of the undone entry's operation */
} GhLogColumn;

/**
 * gh_log_view_prepare:
 * @view: a view
 * @connection: a connection
 * @error: (out): %GH_ERROR_QUERY if the query cannot be read
 *
 * Returns: (transfer none) (nullable): a statement that returns the view's entries, one per row
 */
GhStatement *gh_log_view_prepare (const GhLogView  *view,
                                  GhConnection     *connection,
                                  GError          **error);

/**
 * gh_log_view_list:
 * @view: a view
 * @connection: a connection
 * @entries: (element-type gint64): where to append the numbers of the view's entries, newest first
 * @error: (out): %GH_ERROR_QUERY if the query cannot be read
 *
 * Returns: %TRUE if listed
 */
gboolean gh_log_view_list (const GhLogView  *view,
                           GhConnection     *connection,
                           GArray           *entries,
                           GError          **error);

/**
 * gh_log_prepare_entry:
 * @connection: a connection
 * @entry: the number of an entry
 * @error: (out): where to put the error
 *
 * Returns: (transfer none) (nullable): a statement that returns that entry, with a view's columns
 */
GhStatement *gh_log_prepare_entry (GhConnection  *connection,
                                   gint64         entry,
                                   GError       **error);

/**
 * gh_log_view_count:
 * @view: a view
 * @connection: a connection
 * @count: (out): how many entries it shows
 * @error: (out): %GH_ERROR_QUERY if the query cannot be read
 *
 * Returns: %TRUE if counted
 */
gboolean gh_log_view_count (const GhLogView  *view,
                            GhConnection     *connection,
                            gint64           *count,
                            GError          **error);

G_END_DECLS
