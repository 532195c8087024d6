/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "base/gh-error.h"
#include "base/gh-secret.h"

G_BEGIN_DECLS

/**
 * gh_secret_file_check_place:
 * @database: the path of the organisation
 * @path: where a secret of it is to be saved
 * @error: (out): %GH_ERROR_REFUSED: beside the database, where whoever copies the one copies the other (K3, K6)
 *
 * Returns: %TRUE if it may be saved there
 */
gboolean gh_secret_file_check_place (const char  *database,
                                     const char  *path,
                                     GError     **error);

/**
 * gh_secret_file_save:
 * @database: the path of the organisation
 * @path: where to save it; what is there is replaced
 * @secret: a text; a line end is added
 * @error: (out): why it was not saved
 *
 * Saves a secret in a file that only its owner reads, whole or not at all. Blocks: not for a main loop.
 *
 * Returns: %TRUE if it is on the disk
 */
gboolean gh_secret_file_save (const char  *database,
                              const char  *path,
                              GhSecret    *secret,
                              GError     **error);

G_END_DECLS
