/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "base/gh-secret.h"

G_BEGIN_DECLS

/** A file for a secret that is shown once; without a path it takes nothing. */
typedef struct {
  const char *path; /* (nullable) */
  int         fd;
} GhCtlSecretFile;

/**
 * gh_ctl_secret_file_open:
 * @file: (out): the new file
 * @database: the path of the organisation
 * @path: (nullable): where it is to be; nothing may be there yet
 * @error: (out): %GH_ERROR_REFUSED: beside the database (K3, K6); or why it cannot be made
 *
 * Makes the file before anything is changed, so that what is shown once has somewhere to go.
 *
 * Returns: %TRUE if it is there, or none is wanted
 */
gboolean gh_ctl_secret_file_open (GhCtlSecretFile  *file,
                                  const char       *database,
                                  const char       *path,
                                  GError          **error);

/** Writes @secret as a line, and returns %TRUE once it is on the disk. */
gboolean gh_ctl_secret_file_write (GhCtlSecretFile  *file,
                                   GhSecret         *secret,
                                   GError          **error);

/** Closes the file; unless @keeps, it goes. */
void gh_ctl_secret_file_close (GhCtlSecretFile *file,
                               gboolean         keeps);

G_END_DECLS
