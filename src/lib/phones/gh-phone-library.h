/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The only door to libphonenumber, which is C++. What goes through it are ASCII digits, so that none of the library's
 * own reading of letters, extensions and several scripts takes part. All of it may be called on any thread. */

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
 * @digits: ASCII digits, perhaps behind a `+`
 * @region: two letters of ISO 3166, or "" for none: how @digits without `+` are dialled
 * @number: (out caller-allocates): the number in E.164, where it is possible
 * @keeps_zero: (out): the number begins with a zero behind its country code, where it is possible
 */
GhPhoneAnswer gh_phone_library_read (const char *digits,
                                     const char *region,
                                     char        number[GH_PHONE_NUMBER_BYTES],
                                     gboolean   *keeps_zero);

/**
 * gh_phone_library_get_lengths:
 * @lengths: (out caller-allocates): by country code: bit n is set where a number of n digits behind it is possible
 */
void gh_phone_library_get_lengths (guint32 lengths[GH_PHONE_COUNTRY_CODES]);

/** Whether the E.164 number is of a range that its country has given out, as far as the library knows. */
gboolean gh_phone_library_is_valid (const char *number);

/** Returns: (transfer full): "+47 22 85 50 50" of "+4722855050", or what was given where the library knows no better */
char *gh_phone_library_group (const char *number);

G_END_DECLS
