/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "logs/gh-log-fields.h"
#include "store/gh-view-query.h"

G_BEGIN_DECLS

/** What gh_view_prepare() selects of entries. */
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

/** The administrator log, newest first. */
extern const GhViewKind gh_log_views;

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

G_END_DECLS
