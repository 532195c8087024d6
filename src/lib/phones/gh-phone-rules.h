/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "base/gh-refusal.h"

G_BEGIN_DECLS

/** The most users of a phone, and phones of a user. */
#define GH_MAX_PHONES_PER_USER 100
#define GH_MAX_USERS_PER_PHONE 100

/**
 * gh_phone_platform_to_word:
 * @type: unknown, mobile, landline or tablet
 * @platform: a platform of the API, such as "google android"
 *
 * Returns: the one word of R5 that stands for both in a file
 */
const char *gh_phone_platform_to_word (const char *type,
                                       const char *platform);

/**
 * gh_phone_platform_from_word:
 * @word: a word of R5, in any case
 * @type: (out): what sort of phone it means
 * @platform: (out): and which platform
 *
 * Returns: %GH_REFUSAL_NONE or %GH_REFUSAL_PLATFORM
 */
GhRefusal gh_phone_platform_from_word (const char  *word,
                                       const char **type,
                                       const char **platform);

/** A platform as the API writes it, such as "Google Android". */
const char *gh_phone_get_platform_label (const char *platform);

/** A type as the API writes it, such as "Mobile". */
const char *gh_phone_get_type_label (const char *type);

G_END_DECLS
