/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "keys/gh-seal.h"

G_BEGIN_DECLS

/**
 * gh_bypass_code_get_lookup:
 * @look_key: the sub-key for look-ups
 * @user_id: whose code it is
 * @code: its digits
 * @lookup: (out caller-allocates): what finds it
 *
 * HMAC-SHA-256 of N("bypass") N(user id) N(code), as docs/formats.md has it (B5).
 */
void gh_bypass_code_get_lookup (GhSecret *look_key,
                                gint64    user_id,
                                GhSecret *code,
                                guint8    lookup[GH_KEYED_HASH_BYTES]);

/**
 * gh_bypass_code_set_lookup:
 * @connection: the directory's writing connection
 * @id: row id of the code
 * @look_key: the sub-key for look-ups of a new master key
 * @code: its digits
 * @error: (out): where to put the error
 *
 * Makes a code be found under the new key (K7). What the user had before is forgotten: it cannot be hashed anew.
 *
 * Returns: %TRUE if written
 */
gboolean gh_bypass_code_set_lookup (GhConnection  *connection,
                                    gint64         id,
                                    GhSecret      *look_key,
                                    GhSecret      *code,
                                    GError       **error);

/** Forgets which codes users have had, before a rotation. */
gboolean gh_bypass_code_forget_past (GhConnection  *connection,
                                     GError       **error);

G_END_DECLS
