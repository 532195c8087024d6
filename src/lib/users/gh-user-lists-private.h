/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The lists of a user. */
#pragma once

#include "users/gh-user-row.h"
#include "users/gh-user.h"

G_BEGIN_DECLS

GPtrArray *gh_user_copy_phones (const GhUserRow *row);
GPtrArray *gh_user_copy_tokens (const GhUserRow *row);
GPtrArray *gh_user_copy_groups (const GhUserRow *row);
GPtrArray *gh_user_list_codes (GhConnection *connection, gint64 user_id, GError **error);
GPtrArray *gh_user_list_endpoints (GhConnection *connection, gint64 user_id, GError **error);

gboolean gh_user_is_same_phone (gconstpointer a, gconstpointer b);
gboolean gh_user_is_same_token (gconstpointer a, gconstpointer b);
gboolean gh_user_is_same_membership (gconstpointer a, gconstpointer b);
gboolean gh_user_is_same_code (gconstpointer a, gconstpointer b);
gboolean gh_user_is_same_endpoint (gconstpointer a, gconstpointer b);

G_END_DECLS
