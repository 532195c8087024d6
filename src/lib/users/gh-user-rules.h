/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "base/gh-refusal.h"

G_BEGIN_DECLS

/* Limits of texts, in characters. */
#define GH_USERNAME_MAX 256
#define GH_REALNAME_MAX 256  /* each of a real, a first and a last name */
#define GH_NOTES_MAX    10000

/** Maximum aliases of one user; their slots are 1 to 8. */
#define GH_MAX_ALIASES 8

/**
 * gh_user_check_username:
 * @username: a username or an alias
 *
 * U9, R9: not empty, at most %GH_USERNAME_MAX characters, none invisible. Whether it is taken is for the
 * operation to check.
 *
 * Returns: %GH_REFUSAL_NONE, or what is wrong
 */
GhRefusal gh_user_check_username (const char *username);

/**
 * gh_user_check_text:
 * @text: a real name or notes
 * @max_characters: its limit
 *
 * Returns: %GH_REFUSAL_NONE, %GH_REFUSAL_TOO_LONG or %GH_REFUSAL_NOT_UTF8
 */
GhRefusal gh_user_check_text (const char *text,
                              gsize       max_characters);

G_END_DECLS
