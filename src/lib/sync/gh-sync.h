/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "operations/gh-run.h"

G_BEGIN_DECLS

/**
 * GhSyncRow:
 * @external_id: how the directory names the account
 * @username: its username
 * @realname: (nullable): its real name; %NULL: unchanged
 * @email: (nullable): its address; %NULL: unchanged
 * @is_disabled: whether the directory disabled it
 * @groups: (nullable): names of its groups in the directory; %NULL: unchanged
 * @is_refused: it cannot be applied, as the plan has reported
 *
 * One account as the directory lists it. The texts belong to the run's parameters.
 */
typedef struct {
  const char *external_id;
  const char *username;
  const char *realname;
  const char *email;
  gboolean    is_disabled;
  JsonArray  *groups;
  gboolean    is_refused;
} GhSyncRow;

/**
 * GhSyncGroup:
 * @name: its name
 * @id: row id; 0: to be created
 * @is_refused: the directory does not own the group of this name
 */
typedef struct {
  char     *name;
  gint64    id;
  gboolean  is_refused;
} GhSyncGroup;

/**
 * GhSync:
 * @directory_id: row id of the directory
 * @rows: (element-type GhSyncRow): what it listed
 * @listed: external ids of all rows, refused ones too
 * @claimed: name keys of the usernames that rows ask for
 * @groups: (element-type utf8 GhSyncGroup): by name key
 * @n_refused: how many rows are refused
 *
 * A sync under way: the data of the run.
 */
typedef struct {
  gint64      directory_id;
  GArray     *rows;
  GHashTable *listed;
  GHashTable *claimed;
  GHashTable *groups;
  gint64      n_refused;
} GhSync;

/**
 * GhSyncChange:
 * @user_id: row id; 0: a new user
 * @refusal: why the user stays as it is, or %GH_REFUSAL_NONE
 * @before: the fields of the user's record that change, as they are; empty for a new user
 * @after: the same fields as they will be; empty: nothing changes
 *
 * What one row, or not being listed, does to one user.
 */
typedef struct {
  gint64      user_id;
  GhRefusal   refusal;
  JsonObject *before;
  JsonObject *after;
} GhSyncChange;

void gh_sync_change_clear (GhSyncChange *self);

GhSync *gh_sync_new (gint64 directory_id);
void    gh_sync_free (gpointer sync);

/**
 * gh_sync_read_rows:
 * @self: a sync without rows
 * @rows: the objects of the parameter "users"
 * @error: (out): %GH_ERROR_QUERY where one is malformed
 *
 * Returns: %TRUE if all could be read
 */
gboolean gh_sync_read_rows (GhSync     *self,
                            JsonArray  *rows,
                            GError    **error);

/**
 * gh_sync_find_group:
 * @self: a sync
 * @run: its run
 * @name: a group's name in the directory
 * @group: (out) (transfer none): the group, looked up once
 * @error: (out): where to put the error
 *
 * Returns: %TRUE if it could be looked up
 */
gboolean gh_sync_find_group (GhSync       *self,
                             GhRun        *run,
                             const char   *name,
                             GhSyncGroup **group,
                             GError      **error);

/**
 * gh_sync_work_out_row:
 * @self: a sync
 * @run: its run
 * @row: a row that is not refused
 * @change: (out caller-allocates): what it does, to clear with gh_sync_change_clear()
 * @error: (out): where to put the error
 *
 * Gives the same when planning and when applying, except that by then the groups exist.
 *
 * Returns: %TRUE if it could be worked out
 */
gboolean gh_sync_work_out_row (GhSync           *self,
                               GhRun            *run,
                               const GhSyncRow  *row,
                               GhSyncChange     *change,
                               GError          **error);

/**
 * GhSyncLeaverFunc:
 *
 * Gets a user that a complete sync did not list. Must not write.
 */
typedef gboolean (*GhSyncLeaverFunc) (GhRun         *run,
                                      GhSyncChange  *change,
                                      GError       **error);

/**
 * gh_sync_for_each_leaver:
 * @self: a sync that listed all
 * @run: its run
 * @func: called for each user of the directory who is not listed and not in the Trash
 * @error: (out): where to put the error
 *
 * Returns: %TRUE if @func was called for all
 */
gboolean gh_sync_for_each_leaver (GhSync            *self,
                                  GhRun             *run,
                                  GhSyncLeaverFunc   func,
                                  GError           **error);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (GhSyncChange, gh_sync_change_clear)

G_END_DECLS
