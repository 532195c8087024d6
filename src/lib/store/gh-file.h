/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "base/gh-error.h"

G_BEGIN_DECLS

/**
 * gh_file_create:
 * @path: a file that must not exist
 * @error: (out): where to put the error
 *
 * Makes an empty file of mode 0600, or 0660 in a folder that is setgid and closed to others, as a shared
 * one is (X2), whatever the umask.
 *
 * Returns: %TRUE if it was made
 */
gboolean gh_file_create (const char  *path,
                         GError     **error);

/**
 * gh_file_check_safe:
 * @path: a database
 * @error: (out): %GH_ERROR_NOT_FOUND, %GH_ERROR_UNSAFE, or %GH_ERROR_READ_ONLY
 *
 * X1: a regular file of mine, root's or our group's, not in a folder where others could exchange it. Root
 * may open anybody's.
 *
 * Returns: %TRUE if @path may be opened
 */
gboolean gh_file_check_safe (const char  *path,
                             GError     **error);

/**
 * gh_file_move_log:
 * @path: a database that is gone, or is about to be
 * @new_path: the name that it has now
 * @error: (out): where to put the error
 *
 * Moves what SQLite keeps beside @path, its WAL above all, to @new_path, so that it is not read into another file
 * that takes @path's place.
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
 * Refuses NFS, SMB and FUSE: WAL needs all its processes on one host.
 *
 * Returns: %TRUE if a database may be written there
 */
gboolean gh_file_check_local (const char  *path,
                              GError     **error);

G_END_DECLS
