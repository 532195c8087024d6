/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "base/gh-job.h"
#include "store/gh-store.h"

G_BEGIN_DECLS

/**
 * gh_backup_make:
 * @store: an organisation
 * @path: the file to create; the events go beside it, to @path with "-events"
 * @job: (nullable): progress and cancelling
 * @error: (out): %GH_ERROR_EXISTS if either already exists
 *
 * Copies both files as they are at one moment (O9), with the modes of X2, while others go on writing. The
 * directory's copy appears last, so if it is complete, so is the other.
 *
 * Returns: %TRUE if both copies are complete and on the disk; otherwise there are none
 */
gboolean gh_backup_make (GhStore     *store,
                         const char  *path,
                         GhJob       *job,
                         GError     **error);

/**
 * gh_backup_read:
 * @path: a directory file, in use or a backup
 * @func: called on this thread inside a read transaction, without the events
 * @data: for @func
 * @error: (out): why it is not a directory that may be read (X1)
 *
 * Reads a file that may be damaged or not what was expected: unlike gh_store_open() it changes nothing at all. The
 * file may be of an earlier version, so the statements of @func must be valid there, too.
 *
 * Returns: what @func returned
 */
gboolean gh_backup_read (const char   *path,
                         GhStoreFunc   func,
                         gpointer      data,
                         GError      **error);

/**
 * gh_backup_read_events:
 * @path: a directory file
 * @func: called on this thread inside a read transaction of the events beside it
 * @data: for @func
 * @error: (out): %GH_ERROR_NOT_FOUND if there are none; why they may not be read (X1)
 *
 * Returns: what @func returned
 */
gboolean gh_backup_read_events (const char   *path,
                                GhStoreFunc   func,
                                gpointer      data,
                                GError      **error);

/**
 * GhBackupCopy:
 *
 * A backup's content in a private folder beside the database that it will replace, where it can be checked and
 * amended. Freeing it deletes it.
 */
typedef struct _GhBackupCopy GhBackupCopy;

/**
 * gh_backup_copy_new:
 * @backup: a directory file from gh_backup_make(), perhaps with its events beside it
 * @database: the database to replace, which need not exist
 * @now: unix seconds
 * @job: (nullable): progress and cancelling
 * @error: (out): any of the codes about databases, for @backup
 *
 * Returns: (transfer full) (nullable): the copy
 */
GhBackupCopy *gh_backup_copy_new (const char    *backup,
                                  const char    *database,
                                  gint64         now,
                                  GhJob         *job,
                                  GError       **error);

/** Returns: (transfer none): the copied directory file, for gh_store_open() */
const char *gh_backup_copy_get_path (GhBackupCopy *self);

/**
 * gh_backup_copy_compare:
 * @self: a copy, of this version
 * @func: called on the database that it will replace, perhaps of an earlier version, with the copy attached as `backup`
 * @data: for @func
 * @error: (out): why the database cannot be read
 *
 * Returns: what @func returned
 */
gboolean gh_backup_copy_compare (GhBackupCopy  *self,
                                 GhStoreFunc    func,
                                 gpointer       data,
                                 GError       **error);

/** Returns: whether the database has sound events of its own, to which the backup's are added (O9) */
gboolean gh_backup_copy_keeps_events (GhBackupCopy *self);

/**
 * gh_backup_copy_install:
 * @self: a copy that is not open anywhere
 * @check: (nullable): called on the database right before it is replaced, when nobody else can write; not called if it
 *   cannot be read
 * @merge: called on the database's events, with the copy's attached as `backup`, to add to each fact what is higher there
 *   (O9); not called if there are no sound ones, which the copy's then replace
 * @data: for both
 * @aside: (out) (optional) (nullable): if the database was damaged, the file that now holds it
 * @error: (out): why nothing was replaced; the error of @check
 *
 * Puts the copy's content into the database in one transaction, which looks like any other to programs that have it
 * open. Without a sound database, moves the copy's file into its place. A kill at any moment leaves the old or the new.
 *
 * Returns: %TRUE if replaced
 */
gboolean gh_backup_copy_install (GhBackupCopy  *self,
                                 GhStoreFunc    check,
                                 GhStoreFunc    merge,
                                 gpointer       data,
                                 char         **aside,
                                 GError       **error);

void gh_backup_copy_free (GhBackupCopy *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GhBackupCopy, gh_backup_copy_free)

G_END_DECLS
