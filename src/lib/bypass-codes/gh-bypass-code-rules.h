/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "base/gh-refusal.h"
#include "operations/gh-role-table.h"
#include "settings/gh-settings.h"

G_BEGIN_DECLS

/** Of a generated code (B1). */
#define GH_BYPASS_CODE_DIGITS  9
#define GH_BYPASS_CODE_MINUTES 60
#define GH_BYPASS_CODE_USES    1

/** Of one that somebody chose (B1). */
#define GH_BYPASS_CODE_MIN_DIGITS 6
#define GH_BYPASS_CODE_MAX_DIGITS 32

/** How many a user has at most, and how many are made for one user at once (B1, domain 5). */
#define GH_BYPASS_CODES_OF_USER 100

/** So many are made or shown at once without asking for a passcode (A6). */
#define GH_BYPASS_CODES_UNASKED 10
#define GH_BYPASS_CODES_AT_ONCE 10

/** How long a code of fewer digits than a generated one may be good, in minutes (B1). */
#define GH_BYPASS_CODE_SHORT_MINUTES (24 * 60)

/** The longest time, in minutes: ten years. What is to last longer has no end. */
#define GH_BYPASS_CODE_MAX_MINUTES (10 * 366 * 24 * 60)

/** The most uses; more are “any number”. */
#define GH_BYPASS_CODE_MAX_USES 1000

/** So many wrong passcodes of a code's length end all of the user's codes (B5). */
#define GH_BYPASS_CODE_GUESSES 50

/**
 * GhBypassCodeWish:
 * @digits: (nullable): an own code, in the form of gh_passcode_read(); %NULL: generated ones
 * @count: how many for each user
 * @minutes: how long they are good; 0: without end
 * @uses: how often each; 0: any number of times
 *
 * The bypass codes that somebody wants.
 */
typedef struct {
  const char *digits;
  gint64      count;
  gint64      minutes;
  gint64      uses;
} GhBypassCodeWish;

/** Returns: whether @role may make such codes at all, and these (B1, B3) */
GhRefusal gh_bypass_code_check (const GhBypassCodeWish *wish,
                                GhRole                  role,
                                const GhSettings       *settings);

/** Returns: whether the passcode is asked again for making them (A6) */
gboolean gh_bypass_code_needs_passcode (const GhBypassCodeWish *wish,
                                        gsize                   n_users);

/** Returns: whether @digits are what people try first: one digit, a sequence, something repeated */
gboolean gh_bypass_code_is_guessable (const char *digits);

/**
 * gh_bypass_code_check_maker:
 * @role: who asks
 * @is_own: whether the code is of their own making
 *
 * Returns: whether the code may be shown or deleted (B3, B6)
 */
GhRefusal gh_bypass_code_check_maker (GhRole   role,
                                      gboolean is_own);

G_END_DECLS
