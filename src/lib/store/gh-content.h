/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/gh-store.h"

G_BEGIN_DECLS

/**
 * GhContentCheck:
 * @GH_CONTENT_QUICK: SQLite's quick_check and every value (X1): up to 7 seconds per million users
 * @GH_CONTENT_WHOLE: the content of indexes, too, as for a backup that must be trustworthy
 */
typedef enum {
  GH_CONTENT_QUICK,
  GH_CONTENT_WHOLE,
} GhContentCheck;

/**
 * gh_content_check:
 * @store: a store that has just been opened
 * @check: how much to check
 * @error: (out): %GH_ERROR_DAMAGED, which names the file, and the table if known
 *
 * Checks that the rows hold only what Gatehouse writes: no damaged pages; each value of its column's type and within
 * its bounds; texts in UTF-8 without NUL; row ids with room for more. The bounds are not checked if the file is
 * read-only. Blocks: not for a main loop.
 *
 * Returns: %TRUE if nothing is wrong
 */
gboolean gh_content_check (GhStore         *store,
                           GhContentCheck   check,
                           GError         **error);

G_END_DECLS
