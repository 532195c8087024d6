/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/gh-connection.h"

G_BEGIN_DECLS

/**
 * gh_late_indexes_drop:
 * @connection: a writing connection in a transaction
 * @tables: (array zero-terminated=1): the tables
 * @error: (out): where to put the error
 *
 * Drops the tables' indexes over all rows that the schema creates with statements of their own, while very many rows
 * are added: sorting all rows once at the end costs a third of finding the place of each in a tree. It all happens in
 * one transaction, so nobody else sees the tables without them.
 *
 * Returns: (transfer full) (nullable): the SQL that creates them again, for gh_connection_execute(), which fails if a
 *   row violates a unique one
 */
char *gh_late_indexes_drop (GhConnection       *connection,
                            const char *const  *tables,
                            GError            **error);

G_END_DECLS
