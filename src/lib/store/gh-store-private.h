/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/gh-connection-private.h"
#include "store/gh-store.h"

G_BEGIN_DECLS

/* What comes behind a directory file's name for that of its events. */
#define GH_EVENTS_SUFFIX "-events"

/* NULL where there is no events file, and none could be made. */
const char *gh_store_get_events_path (GhStore *self);

/* Opens @path for reading. In a read-only folder the WAL's index cannot be made: there, without a WAL, the file
 * alone is the whole truth, and @access says so. */
GhConnection *gh_store_open_for_reading (const char  *path,
                                         GhAccess    *access,
                                         GError     **error);

G_END_DECLS
