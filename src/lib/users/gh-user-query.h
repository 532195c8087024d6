/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/gh-view-query.h"
#include "users/gh-user-fields.h"

G_BEGIN_DECLS

/** Days without a sign-in that make a user inactive (S8): 30 × 24 hours. */
#define GH_USER_INACTIVE_DAYS 30
#define GH_USER_INACTIVE_SECONDS ((gint64) GH_USER_INACTIVE_DAYS * 24 * 60 * 60)

/**
 * GhUserScope:
 * @GH_USER_SCOPE_USERS: the Users page: those in the Trash only with a status:trash term (Q5)
 * @GH_USER_SCOPE_TRASH: the Trash page
 * @GH_USER_SCOPE_ALL: everybody, for a cached order
 */
typedef enum {
  GH_USER_SCOPE_USERS,
  GH_USER_SCOPE_TRASH,
  GH_USER_SCOPE_ALL,
} GhUserScope;

/** The users, by username where nothing else is asked for; the scope of a view is a #GhUserScope. */
extern const GhViewKind gh_user_views;

/** The same while users have first and last names, which are fields and columns, and found by words (Q4). */
extern const GhViewKind gh_user_views_with_identity;

/**
 * gh_user_views_get:
 * @has_identity: whether users have first and last names; the setting identity_proofing (U7)
 *
 * Returns: (transfer none): the kind
 */
const GhViewKind *gh_user_views_get (gboolean has_identity);

/** Likewise, asking the settings. Returns %NULL with @error set if they cannot be read. */
const GhViewKind *gh_user_views_read (GhConnection  *connection,
                                      GError       **error);

G_END_DECLS
