/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "operations/gh-run.h"

G_BEGIN_DECLS

/* O10, Y3: row ids are never reused, even where the directory is older than what else is known of it. */

/** Makes new row ids in @table higher than @id, the highest ever assigned elsewhere. */
gboolean gh_run_raise_row_ids (GhRun       *self,
                               const char  *table,
                               gint64       id,
                               GError     **error);

/** Reads the highest user row id in the events of @connection; 0: none. */
gboolean gh_run_read_highest_user (GhConnection  *connection,
                                   gint64        *id,
                                   GError       **error);

/** Raises the next user id above all in the events, so that a new user does not inherit a lost one's sign-ins. */
gboolean gh_run_raise_user_ids (GhRun   *self,
                                GError **error);

G_END_DECLS
