/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/gh-connection.h"

G_BEGIN_DECLS

/* O10. The directory has an era, 128 random bits, new at creation, at each restore, and whenever it meets an events file
 * that is not the one it began with. Codes, links and sessions keep the era that they were made in, in whichever file
 * they stand, and are dead in any other. */

#define GH_ERA_BYTES 16

/* The era now, for a statement. With an events file that the directory does not know there is none, and nothing is
 * alive: not even before organisation.begin-era could run. */
#define GH_ERA_NOW_SQL \
  "(SELECT o.era FROM organisation AS o JOIN events.about AS a ON a.identity = o.events)"

/**
 * gh_era_is_now:
 * @connection: a connection with both files
 * @era: (nullable): the era that a code, link or session was made in
 * @length: its length, in bytes
 * @is_now: (out): whether that era is now; not so for %NULL or another length
 * @error: (out): where to put the error
 *
 * Returns: %TRUE if it could be read
 */
gboolean gh_era_is_now (GhConnection   *connection,
                        gconstpointer   era,
                        gsize           length,
                        gboolean       *is_now,
                        GError        **error);

/** Finds whether the directory's era began with this events file, so that there is an era now. */
gboolean gh_era_knows_events (GhConnection  *connection,
                              gboolean      *knows,
                              GError       **error);

G_END_DECLS
