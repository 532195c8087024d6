/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/gh-store.h"

G_BEGIN_DECLS

/**
 * gh_facts_forget_users:
 * @store: an organisation that can be written
 * @ids: (element-type gint64): row ids of users who were deleted for good
 * @error: (out): where to put the error
 *
 * Removes what the events file holds of them (T4), some thousands at a time, so that no sign-in waits long. Blocks.
 *
 * Returns: %TRUE if nothing of them is left
 */
gboolean gh_facts_forget_users (GhStore  *store,
                                GArray   *ids,
                                GError  **error);

G_END_DECLS
