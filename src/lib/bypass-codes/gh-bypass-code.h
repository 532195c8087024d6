/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "users/gh-belongings.h"

G_BEGIN_DECLS

/**
 * GhBypassCode:
 *
 * A bypass code of a user, as tables show it (B2), without its digits. Its properties are read-only:
 *
 * | property | type | |
 * |---|---|---|
 * | key | text | of 20 characters |
 * | creator | text | who made it, by the name used then |
 * | created | gint64 | unix seconds |
 * | expires | gint64 | unix seconds; 0: never |
 * | uses-left | gint64 | %GH_BYPASS_CODE_ANY_USES: any number |
 * | is-weak | gboolean | whether it never expires (B2) |
 * | is-good | gboolean | whether it would be accepted now: neither used up nor over, nor ended by guessing (B4, B5) |
 */
#define GH_TYPE_BYPASS_CODE (gh_bypass_code_get_type ())
G_DECLARE_FINAL_TYPE (GhBypassCode, gh_bypass_code, GH, BYPASS_CODE, GhBelonging)

/** The uses left of a code that may be used any number of times. */
#define GH_BYPASS_CODE_ANY_USES (-1)

/** The bypass codes of a user, the newest first; those of another era are no more (O10). */
extern const GhBelongingKind gh_bypass_codes_of_user;

G_END_DECLS
