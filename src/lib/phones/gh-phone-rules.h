/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "phones/gh-phone-facts.h"
#include "phones/gh-phone-number.h"

G_BEGIN_DECLS

/** The most users of a phone, and phones of a user. */
#define GH_MAX_PHONES_PER_USER 100
#define GH_MAX_USERS_PER_PHONE 100

/** Limit of a phone's name, in characters. */
#define GH_PHONE_NAME_MAX 128

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

/**
 * GhPhoneTexts:
 * @number: as typed, perhaps with an extension; empty: none
 * @extension: its digits; empty: none
 * @name: any text without control characters
 * @type: mobile, tablet, landline or unknown
 * @platform: a word of R5
 *
 * What somebody wants of a phone, each %NULL where nothing is said.
 */
typedef struct {
  const char *number;
  const char *extension;
  const char *name;
  const char *type;
  const char *platform;
} GhPhoneTexts;

/**
 * GhPhoneWish:
 * @number: if @has_number
 * @number_refusal: what is wrong with it, unless it turns out to be the phone's own without its `+` (R10)
 * @extension: if @has_extension
 * @name: (nullable): its name
 * @type: (nullable): a type as it is stored
 * @platform: (nullable): a platform as it is stored
 * @type_of_platform: (nullable): the type that the platform's word means by itself
 *
 * The same, read.
 */
typedef struct {
  gboolean      has_number;
  gboolean      has_extension;
  GhPhoneNumber number;
  GhRefusal     number_refusal;
  char          extension[GH_PHONE_MAX_EXTENSION_DIGITS + 1];
  const char   *name;
  const char   *type;
  const char   *platform;
  const char   *type_of_platform;
} GhPhoneWish;

/**
 * GhPhoneValues:
 *
 * What can be set of a phone (P1), as it is stored.
 */
typedef struct {
  char        number[GH_PHONE_NUMBER_BYTES];
  char        extension[GH_PHONE_MAX_EXTENSION_DIGITS + 1];
  const char *name;
  const char *type;
  const char *platform;
} GhPhoneValues;

/**
 * gh_phone_read_wish:
 * @texts: what was typed, which must outlive @wish
 * @region: where numbers without `+` are dialled (R10)
 * @wish: (out caller-allocates): what it means
 *
 * Returns: %GH_REFUSAL_NONE, or what is wrong whatever phone it is for
 */
GhRefusal gh_phone_read_wish (const GhPhoneTexts *texts,
                              const char         *region,
                              GhPhoneWish        *wish);

/**
 * gh_phone_fulfil:
 * @wish: what is wanted
 * @phone: (nullable): the phone as it is, which must outlive @values; %NULL: a new one
 * @values: (out caller-allocates): the phone as it would be
 *
 * A number keeps its extension unless another is given. A platform by itself makes what is neither a mobile phone nor
 * a tablet a mobile phone (R5), or a tablet where there is no number (domain 3); a type without platforms ends it.
 *
 * Returns: %GH_REFUSAL_NONE, or why there can be no such phone
 */
GhRefusal gh_phone_fulfil (const GhPhoneWish  *wish,
                           const GhPhoneFacts *phone,
                           GhPhoneValues      *values);

/** Returns: whether there may be such a phone: only a tablet has no number, only it and a mobile phone a platform */
GhRefusal gh_phone_check_values (const GhPhoneValues *values);

/**
 * gh_phone_check_stored:
 * @field: number, extension, name, type or platform
 * @text: a value from the journal
 *
 * Returns: %GH_REFUSAL_NONE, or why no operation can have written it
 */
GhRefusal gh_phone_check_stored (const char *field,
                                 const char *text);

/** The check of phone.attach on a #GhPhoneFacts: whether it may have one more owner. */
GhRefusal gh_phone_check_attaching (gconstpointer facts,
                                    gint64        now);

/** How long an activation waits for its first passcode, in minutes (P2): what is usual, at least and at most. */
#define GH_ACTIVATION_MINUTES     1440
#define GH_ACTIVATION_MIN_MINUTES 5
#define GH_ACTIVATION_MAX_MINUTES (30 * 1440)

/** Returns: whether an app can be activated on such a phone: a mobile phone or tablet whose platform is known (P2) */
gboolean gh_phone_can_have_app (const char *type,
                                const char *platform);

/** The check of phone.activate on a #GhPhoneFacts: a mobile phone or tablet whose platform is known. */
GhRefusal gh_phone_check_activating (gconstpointer facts,
                                     gint64        now);

/** The check of phone.delete on a #GhPhoneFacts: nothing is taken from users in the Trash (S7). */
GhRefusal gh_phone_check_deleting (gconstpointer facts,
                                   gint64        now);

/**
 * gh_phone_check_joining:
 * @has_it: whether the user has the phone
 * @n_phones: how many phones the user has
 *
 * Returns: %GH_REFUSAL_NONE, or why the user cannot have the phone
 */
GhRefusal gh_phone_check_joining (gboolean has_it,
                                  gint64   n_phones);

/** A platform as the API writes it, such as "Google Android". */
const char *gh_phone_get_platform_label (const char *platform);

/** A type as the API writes it, such as "Mobile". */
const char *gh_phone_get_type_label (const char *type);

G_END_DECLS
