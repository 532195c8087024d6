/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "kit/gh-table.h"
#include "session/gh-session.h"

G_BEGIN_DECLS

/**
 * GhUsersColumn:
 *
 * The columns of the table of users, in the order of gh_users_columns. Views sort by their keys.
 */
typedef enum {
  GH_USERS_COLUMN_USERNAME,
  GH_USERS_COLUMN_REALNAME,
  GH_USERS_COLUMN_FIRSTNAME,
  GH_USERS_COLUMN_LASTNAME,
  GH_USERS_COLUMN_EMAIL,
  GH_USERS_COLUMN_PHONES,
  GH_USERS_COLUMN_TOKENS,
  GH_USERS_COLUMN_STATUS,
  GH_USERS_COLUMN_LOGIN,
  GH_USERS_COLUMN_ALIASES,
  GH_USERS_COLUMN_GROUPS,
  GH_USERS_COLUMN_CREATED,
  GH_USERS_COLUMN_NOTES,
  GH_USERS_COLUMN_SYNCED,
  GH_USERS_COLUMN_SOURCE,
  /* of users in the Trash */
  GH_USERS_COLUMN_WHY,
  GH_USERS_COLUMN_BY,
  GH_USERS_COLUMN_SENT,
  GH_USERS_COLUMN_PURGE,
  /* two lines each, for narrow windows; not offered to choose */
  GH_USERS_COLUMN_PERSON,
  GH_USERS_COLUMN_STATE,

  GH_USERS_N_COLUMNS
} GhUsersColumn;

/** How many columns can be chosen, outside the Trash. */
#define GH_USERS_N_CHOICES GH_USERS_COLUMN_WHY

extern const GhTableColumn gh_users_columns[GH_USERS_N_COLUMNS];

/**
 * gh_users_cell_dup_text:
 * @user: a user
 * @column: a column
 * @now: unix seconds
 *
 * May be called from any thread.
 *
 * Returns: (transfer full): the text of that cell
 */
char *gh_users_cell_dup_text (const GhUserRow *user,
                              GhUsersColumn    column,
                              gint64           now) G_GNUC_WARN_UNUSED_RESULT;

/** Fills the rows of a table of users from the database. */
GhTableSource *gh_users_source_new (GhSession *session);

G_END_DECLS
