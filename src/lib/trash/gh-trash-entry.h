/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/gh-connection.h"
#include "users/gh-user-facts.h"

G_BEGIN_DECLS

/**
 * GhTrashEntry:
 * @user_id: row id of a user in the Trash
 * @origin: how they came there (T2)
 * @sent: when, unix seconds
 * @purge_at: when they are deleted for good, unix seconds
 * @sent_by: who sent them, as they were called then; lives as long as the program
 */
typedef struct {
  gint64         user_id;
  GhTrashOrigin  origin;
  gint64         sent;
  gint64         purge_at;
  const char    *sent_by;
} GhTrashEntry;

/**
 * gh_trash_entry_list:
 * @connection: a reader
 * @error: (out): where to put the error
 *
 * Returns: (transfer full) (nullable) (element-type GhTrashEntry): all who are in the Trash, by ascending row id
 */
GArray *gh_trash_entry_list (GhConnection  *connection,
                             GError       **error);

/**
 * gh_trash_entry_find:
 * @entries: (element-type GhTrashEntry): what gh_trash_entry_list() gave
 * @user_id: a user
 *
 * Returns: (transfer none) (nullable): the entry
 */
const GhTrashEntry *gh_trash_entry_find (GArray *entries,
                                         gint64  user_id);

G_END_DECLS
