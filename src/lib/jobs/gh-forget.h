/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/gh-store.h"

G_BEGIN_DECLS

/**
 * gh_forget_purged:
 * @store: an organisation that can be written
 * @error: (out): where to put the error
 *
 * Removes from the events file what it holds of people who were deleted for good (T4). No transaction spans both files,
 * so it follows each deletion, and is one of the timed jobs for a program that died in between. Blocks.
 *
 * Returns: %TRUE if nothing of them is left
 */
gboolean gh_forget_purged (GhStore  *store,
                           GError  **error);

/**
 * gh_forget_unused:
 * @store: an organisation that can be written
 * @error: (out): where to put the error
 *
 * Removes from the events file the endpoints that were not used for 30 days (V6). It waits while the clock is far ahead,
 * as purges do (X). Blocks.
 *
 * Returns: %TRUE if none is left, or it waits
 */
gboolean gh_forget_unused (GhStore  *store,
                           GError  **error);

G_END_DECLS
