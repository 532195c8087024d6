/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "base/gh-refusal.h"
#include "phones/gh-phone-library.h"

G_BEGIN_DECLS

/** The most digits of a number (ITU-T E.164, 6) and of an extension. */
#define GH_PHONE_MAX_DIGITS           15
#define GH_PHONE_MAX_EXTENSION_DIGITS 10

/**
 * GhPhoneNumber:
 * @number: E.164, such as "+4722855050"; empty if it is refused
 * @extension: "417", or empty
 * @with_plus: if no `+` was typed, the digits with one; otherwise empty. Spreadsheets drop the `+`, so the user's own
 *   phone with this number is the one that is meant (R10)
 */
typedef struct {
  char number[GH_PHONE_NUMBER_BYTES];
  char extension[GH_PHONE_MAX_EXTENSION_DIGITS + 1];
  char with_plus[GH_PHONE_NUMBER_BYTES];
} GhPhoneNumber;

/**
 * gh_phone_number_read:
 * @text: as people write it: digits of any script; blanks, hyphens, dots, slashes and brackets are ignored; an
 *   extension follows `x` or `ext.`
 * @region: two letters of ISO 3166 for numbers without `+`, or "" for none
 * @number: (out caller-allocates): what was read; @with_plus and @extension are set even if it is refused
 *
 * Accepts only what is possible for its country (R10).
 *
 * Returns: %GH_REFUSAL_NONE, or what is wrong
 */
GhRefusal gh_phone_number_read (const char    *text,
                                const char    *region,
                                GhPhoneNumber *number);

/**
 * gh_phone_extension_read:
 * @text: digits of any script, perhaps with blanks; empty for none
 * @extension: (out caller-allocates): the digits in ASCII; empty if it is refused
 *
 * Returns: %GH_REFUSAL_NONE, %GH_REFUSAL_PHONE_EXTENSION or %GH_REFUSAL_NOT_UTF8
 */
GhRefusal gh_phone_extension_read (const char *text,
                                   char        extension[GH_PHONE_MAX_EXTENSION_DIGITS + 1]);

/**
 * gh_phone_number_check_likely:
 * @number: an E.164 number
 *
 * Takes some 20 µs; for display.
 *
 * Returns: %GH_REFUSAL_NONE, or %GH_REFUSAL_PHONE_UNLIKELY as a remark: numbers may be newer than the library
 */
GhRefusal gh_phone_number_check_likely (const char *number);

/**
 * gh_phone_number_format:
 * @number: an E.164 number, or empty
 *
 * P1: only for display; files keep E.164.
 *
 * Returns: (transfer full): in national groups, "+47 22 85 50 50"
 */
char *gh_phone_number_format (const char *number);

/** Returns: (transfer full): the same with its extension, if there is one: "+47 22 85 50 50 ext. 417" */
char *gh_phone_number_format_whole (const char *number,
                                    const char *extension);

G_END_DECLS
