/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "keys/gh-keys.h"

G_BEGIN_DECLS

/**
 * gh_keys_lend:
 * @self: the keys of an organisation
 * @other: another file, such as a backup
 * @error: (out): where to put the error
 *
 * Opens for @other, too, each key that is open in @self and that @other has: of the same organisation and number, by its
 * check value (K1). Blocks.
 *
 * Returns: %TRUE, however many those are, if they could be read
 */
gboolean gh_keys_lend (GhKeys   *self,
                       GhStore  *other,
                       GError  **error);

G_END_DECLS
