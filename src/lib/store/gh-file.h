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
