/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "reports/gh-csv.h"
#include "store/gh-connection.h"

G_BEGIN_DECLS

/**
 * GhUserRows:
 *
 * Reads whole users one after the other for reports: the row, and aliases, phones, tokens and groups in the
 * order of their contents, which is the same in every directory that holds the same.
 */
typedef struct {
  GhStatement *row;
  GhStatement *aliases;
  GhStatement *phones;
  GhStatement *tokens;
  GhStatement *groups;
} GhUserRows;

/* Columns of GhUserRows.row. */
typedef enum {
  GH_USER_COLUMN_KEY,
  GH_USER_COLUMN_USERNAME,
  GH_USER_COLUMN_REALNAME,
  GH_USER_COLUMN_EMAIL,
  GH_USER_COLUMN_NOTES,
  GH_USER_COLUMN_CREATED,
  GH_USER_COLUMN_LAST_SYNC,
  GH_USER_COLUMN_DIRECTORY_KEY,
  GH_USER_COLUMN_EXTERNAL_ID,
  GH_USER_COLUMN_DIRECTORY_DISABLED,
  GH_USER_COLUMN_STATUS,
  GH_USER_COLUMN_UNTIL,
  GH_USER_COLUMN_LAST_LOGIN,
  GH_USER_COLUMN_LOCKOUT_REASON,
  GH_USER_COLUMN_PURGE_AT,
  GH_USER_COLUMN_EFFECTIVE,
  GH_USER_COLUMN_SOURCE,
  GH_USER_COLUMN_ENROLLED,
} GhUserColumn;

/**
 * gh_user_rows_init:
 * @self: what to fill
 * @connection: the connection, whose statements it borrows until gh_user_rows_clear()
 * @now: unix seconds
 * @error: (out): where to put the error
 */
gboolean gh_user_rows_init (GhUserRows    *self,
                            GhConnection  *connection,
                            gint64         now,
                            GError       **error);
void     gh_user_rows_clear (GhUserRows *self);

/**
 * gh_user_rows_read:
 * @self: initialised
 * @id: row id
 * @error: (out): where to put the error
 *
 * Puts the statements in place: @row stands at the user's row, the others before their first.
 *
 * Returns: %TRUE if there is such a user
 */
gboolean gh_user_rows_read (GhUserRows  *self,
                            gint64       id,
                            GError     **error);

/**
 * GhUserWidths:
 *
 * How many columns of each kind a CSV needs: the most that one of its users holds, at least 1 (R4).
 */
typedef struct {
  gint64 phones;
  gint64 tokens;
  gint64 groups;
} GhUserWidths;

void gh_user_row_append_csv_header (GhReportFile       *file,
                                    GhCsvKind           kind,
                                    const GhUserWidths *widths);

/* Both walk the statements of @rows to their ends. */
gboolean gh_user_row_append_csv (GhUserRows          *rows,
                                 GhReportFile        *file,
                                 GhCsvKind            kind,
                                 const GhUserWidths  *widths,
                                 GError             **error);
gboolean gh_user_row_append_json (GhUserRows    *rows,
                                  GhReportFile  *file,
                                  GError       **error);

/** "active", "bypass" or "disabled". */
const char *gh_user_row_get_stored_word (gint64 status);

/** The words of the API for GH_USER_STATUS_SQL's numbers. */
const char *gh_user_row_get_effective_word (gint64 effective);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (GhUserRows, gh_user_rows_clear)

G_END_DECLS
