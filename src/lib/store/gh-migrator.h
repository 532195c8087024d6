/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/gh-connection-private.h"

G_BEGIN_DECLS

/**
 * GhSchema:
 * @GH_SCHEMA_DIRECTORY: NAME.db, what administrators decide
 * @GH_SCHEMA_EVENTS: NAME.db-events, what happens
 */
typedef enum {
  GH_SCHEMA_DIRECTORY,
  GH_SCHEMA_EVENTS,
} GhSchema;

/**
 * gh_migrator_migrate:
 * @connection: a writing connection
 * @schema: which of the two files it has open
 * @error: (out): %GH_ERROR_NEWER for a file of a later version
 *
 * Migrates the file to the newest version, one transaction per step.
 *
 * Returns: %TRUE if it is current now
 */
gboolean gh_migrator_migrate (GhConnection  *connection,
                              GhSchema       schema,
                              GError       **error);

/** Checks only that the file is one of ours and of no later version (%GH_ERROR_NEWER). */
gboolean gh_migrator_check_version (GhConnection  *connection,
                                    GhSchema       schema,
                                    GError       **error);

/**
 * gh_migrator_check:
 * @connection: a connection
 * @schema: which of the two files it has open
 * @is_old: (out) (optional): whether the file is of an earlier version and must be migrated first
 * @error: (out): %GH_ERROR_DAMAGED, %GH_ERROR_NEWER, or %GH_ERROR_UNSAFE naming what is foreign
 *
 * Checks a file as X1 asks: it must have our application id and exactly its version's schema. A trigger that somebody
 * added would run with our rights.
 *
 * Returns: %TRUE if it may be used
 */
gboolean gh_migrator_check (GhConnection  *connection,
                            GhSchema       schema,
                            gboolean      *is_old,
                            GError       **error);

G_END_DECLS
