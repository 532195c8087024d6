/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "session/gh-session.h"
#include "user/gh-user-reading.h"

G_BEGIN_DECLS

/* Rows for what a user has, each (transfer full) (element-type GtkWidget) (the rows are floating). */
GPtrArray *gh_user_make_phone_rows (GhUser *user, gint64 now);
GPtrArray *gh_user_make_token_rows (GhUser *user);
GPtrArray *gh_user_make_code_rows (GhUser *user, gint64 now);
GPtrArray *gh_user_make_endpoint_rows (GhUser *user);

/* A group's row opens the group, and its button activates `user.remove-from-group`. */
GPtrArray *gh_user_make_group_rows (GhUser *user, GhRefusal refusal);

/* One's own entries can be undone. */
GPtrArray *gh_user_make_history_rows (GPtrArray *history, const GhActor *actor, gint64 now);

G_END_DECLS
