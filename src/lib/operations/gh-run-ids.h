/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "operations/gh-run.h"

G_BEGIN_DECLS

/* O10, Y3: row ids are never reused, even where the directory is older than what else is known of it. A list of them is
 * text, as a log entry keeps it: "groups 4 users 41" means that these were the highest ever assigned. */

/** Makes new row ids in the tables of @list (nullable) higher than those in it. */
gboolean gh_run_raise_listed_ids (GhRun       *self,
                                  const char  *list,
                                  GError     **error);

/** Appends to @list what @statement gives: a table, its highest row id. */
gboolean gh_run_list_ids (GhConnection  *connection,
                          const char    *statement,
                          GString       *list,
                          GError       **error);

/** Appends the highest row ids that the events of @connection know of. */
gboolean gh_run_list_ids_of_events (GhConnection  *connection,
                                    GString       *list,
                                    GError       **error);

/** Makes new row ids higher than all in the events, so that a new record does not inherit a lost one's facts. */
gboolean gh_run_raise_ids_of_events (GhRun   *self,
                                     GError **error);

G_END_DECLS
