/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "users/gh-belongings.h"

G_BEGIN_DECLS

/**
 * GhToken:
 *
 * A hardware token of a user, as tables show it (H1). Its properties are read-only:
 *
 * | property | type | |
 * |---|---|---|
 * | key | text | of 20 characters |
 * | serial, type | text | the type as in domain 4: h6, t8 … |
 * | has-secret | gboolean | whether a passcode of it can be accepted at all |
 * | needs-resync | gboolean | whether it must be resynchronised before one is (X) |
 * | last-used | gint64 | unix seconds, the last accepted passcode; 0: none was |
 * | owners | GStrv | usernames, those in the Trash too |
 */
#define GH_TYPE_TOKEN (gh_token_get_type ())
G_DECLARE_FINAL_TYPE (GhToken, gh_token, GH, TOKEN, GhBelonging)

/** The tokens of a user, by serial number. */
extern const GhBelongingKind gh_tokens_of_user;

G_END_DECLS
