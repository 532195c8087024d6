/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The only interface to libphonenumber, which is C++. It takes only ASCII digits, so that the library's own parsing of
 * letters, extensions and scripts plays no part. All functions may be called on any thread. */

/** Room for an E.164 number: `+`, a country code of 3 digits, 17 digits, NUL; the library's limits. */
#define GH_PHONE_NUMBER_BYTES 24

/** Country codes are below this. */
#define GH_PHONE_COUNTRY_CODES 1000

typedef enum {
  GH_PHONE_ANSWER_POSSIBLE,
  GH_PHONE_ANSWER_IMPOSSIBLE,
  GH_PHONE_ANSWER_SHORT,      /* an emergency or short number */
  GH_PHONE_ANSWER_NO_COUNTRY, /* no such country code, or without `+` no such region */
} GhPhoneAnswer;

/**
 * gh_phone_library_read:
 * @digits: ASCII digits, perhaps after a `+`
 * @region: two letters of ISO 3166, or "" for none: where @digits without `+` are dialled
 * @number: (out caller-allocates): the number in E.164, if it is possible
 * @keeps_zero: (out): whether a zero follows the country code, if the number is possible
 */
GhPhoneAnswer gh_phone_library_read (const char *digits,
                                     const char *region,
                                     char        number[GH_PHONE_NUMBER_BYTES],
                                     gboolean   *keeps_zero);

/**
 * gh_phone_library_get_lengths:
 * @lengths: (out caller-allocates): by country code: bit n is set if n digits after it are possible
 */
void gh_phone_library_get_lengths (guint32 lengths[GH_PHONE_COUNTRY_CODES]);

/** Whether the E.164 number is in a range that its country has assigned, as far as the library knows. */
gboolean gh_phone_library_is_valid (const char *number);

/** Returns: (transfer full): "+47 22 85 50 50" for "+4722855050", or @number if the library knows no better */
char *gh_phone_library_group (const char *number);

G_END_DECLS
