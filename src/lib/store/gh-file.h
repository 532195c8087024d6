/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "base/gh-error.h"

#include <sys/stat.h>

G_BEGIN_DECLS

/**
 * GhFileIdentity:
 * @device: of stat()
 * @inode: of stat(); 0: no file
 *
 * Identifies a file, whatever its name.
 */
typedef struct {
  dev_t device;
  ino_t inode;
} GhFileIdentity;

/**
 * gh_file_create:
 * @path: a file that must not exist
 * @error: (out): where to put the error
 *
 * Creates an empty file of mode 0600, or 0660 in a shared folder (X2), which is setgid and closed to others, whatever
 * the umask.
 *
 * Returns: %TRUE if it was created
 */
gboolean gh_file_create (const char  *path,
                         GError     **error);

/**
 * gh_file_check_safe:
 * @path: a database
 * @identity: (out) (optional): which file was found safe
 * @error: (out): %GH_ERROR_NOT_FOUND or %GH_ERROR_UNSAFE
 *
 * Checks a file as X1 asks: a regular file of mine, root's or our group's that others may not write, not in a folder
 * where others could replace it. The same goes for SQLite's files beside it. Root may open anybody's. A database that
 * is a symbolic link is refused; links among the folders above it are followed.
 *
 * Returns: %TRUE if @path may be opened
 */
gboolean gh_file_check_safe (const char      *path,
                             GhFileIdentity  *identity,
                             GError         **error);

/**
 * gh_file_check_replaceable:
 * @path: where something else is to be written
 * @error: (out): %GH_ERROR_REFUSED
 *
 * Keeps a report or a saved text from taking the place of a database, or of SQLite's files beside one.
 *
 * Returns: %TRUE unless a database is there
 */
gboolean gh_file_check_replaceable (const char  *path,
                                    GError     **error);

/** Returns: whether @path belongs to whoever runs this program, who may also be root; so does a file that is gone */
gboolean gh_file_is_mine (const char *path);

/** Returns: whether everybody on this computer may read @path */
gboolean gh_file_is_open_to_others (const char *path);

/** Returns: which file is at @path now; inode 0 if there is none */
GhFileIdentity gh_file_identify (const char *path);

/**
 * gh_file_check_same:
 * @path: a database that is open
 * @identity: which file was opened
 * @error: (out): %GH_ERROR_GONE
 *
 * Returns: %TRUE if that file is still at @path
 */
gboolean gh_file_check_same (const char            *path,
                             const GhFileIdentity  *identity,
                             GError               **error);

static inline gboolean
gh_file_identity_equal (const GhFileIdentity *a,
                        const GhFileIdentity *b)
{
  return a->device == b->device && a->inode == b->inode;
}

/**
 * gh_file_move_log:
 * @path: a database that is gone, or is about to be
 * @new_path: its new name
 * @error: (out): where to put the error
 *
 * Moves SQLite's files beside @path, above all its WAL, to @new_path, so that they are not read into another file that
 * takes @path's place.
 *
 * Returns: %TRUE if nothing is left beside @path
 */
gboolean gh_file_move_log (const char  *path,
                           const char  *new_path,
                           GError     **error);

/**
 * gh_file_check_local:
 * @path: a file or folder that exists
 * @error: (out): %GH_ERROR_UNSAFE naming the file system
 *
 * Refuses NFS, SMB and FUSE: a WAL needs all its processes on one host.
 *
 * Returns: %TRUE if a database may be written there
 */
gboolean gh_file_check_local (const char  *path,
                              GError     **error);

G_END_DECLS
