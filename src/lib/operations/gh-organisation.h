/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "base/gh-refusal.h"
#include "store/gh-store.h"

G_BEGIN_DECLS

/**
 * gh_organisation_read:
 * @connection: a connection
 * @key: (out) (optional) (nullable): its key
 * @name: (out) (optional) (nullable): its name
 * @time_zone: (out) (optional) (nullable): its IANA time zone (S9)
 * @error: (out): where to put the error
 *
 * Reads the database's organisation. Before organisation.create has run there is none, and all are %NULL.
 *
 * Returns: %TRUE if it could be read
 */
gboolean gh_organisation_read (GhConnection  *connection,
                               char         **key,
                               char         **name,
                               char         **time_zone,
                               GError       **error);

/** Returns: (transfer full) (nullable): its IANA time zone (S9); %NULL with %GH_ERROR_DAMAGED where there is none */
char *gh_organisation_read_time_zone (GhConnection  *connection,
                                      GError       **error);

/** Counts its administrators. */
gboolean gh_organisation_count_administrators (GhConnection  *connection,
                                               gint64        *count,
                                               GError       **error);

/**
 * gh_organisation_check_local:
 * @store: an organisation
 * @connection: a connection to it
 * @refusal: (out): %GH_REFUSAL_NONE if this process may work there without signing in
 * @error: (out): where to put the error
 *
 * The owner of the file and root may (Z3); where an Owner does not want that, root alone.
 *
 * Returns: %TRUE if it could be decided
 */
gboolean gh_organisation_check_local (GhStore       *store,
                                      GhConnection  *connection,
                                      GhRefusal     *refusal,
                                      GError       **error);

G_END_DECLS
