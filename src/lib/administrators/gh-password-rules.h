/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "base/gh-secret.h"

G_BEGIN_DECLS

/** The longest password, in characters: the one upper limit of every field that a password is typed in (A9). */
#define GH_PASSWORD_MAX 256

/** What must remain of a password without the organisation's name, in letters and digits (A2). */
#define GH_PASSWORD_BESIDE_NAME 8

/** A shorter name of an organisation, in letters and digits, is in too many words to be refused. */
#define GH_PASSWORD_NAME_MIN 3

/**
 * GhPasswordFault:
 * @GH_PASSWORD_NOT_TEXT: it is not UTF-8
 * @GH_PASSWORD_CONTROL: it holds a control character, or another one that no text to be typed has
 * @GH_PASSWORD_COMMON: many people have it, or it is a short text again and again, or characters in a row
 * @GH_PASSWORD_NAME: it is little more than the organisation's name
 *
 * What is wrong with a password, in the order in which it is looked for. The four last are asked for by settings.
 */
typedef enum {
  GH_PASSWORD_GOOD,
  GH_PASSWORD_EMPTY,
  GH_PASSWORD_NOT_TEXT,
  GH_PASSWORD_CONTROL,
  GH_PASSWORD_TOO_LONG,
  GH_PASSWORD_TOO_SHORT,
  GH_PASSWORD_COMMON,
  GH_PASSWORD_NAME,
  GH_PASSWORD_NO_UPPER,
  GH_PASSWORD_NO_LOWER,
  GH_PASSWORD_NO_DIGIT,
  GH_PASSWORD_NO_SPECIAL,
} GhPasswordFault;

#define GH_N_PASSWORD_FAULTS (GH_PASSWORD_NO_SPECIAL + 1)

/**
 * GhPasswordRules:
 * @minimum_length: in characters
 * @requires_special: a character that is neither letter, mark nor number; a blank is one
 * @organisation: (nullable): its name
 *
 * What an organisation asks of a new password.
 */
typedef struct {
  guint       minimum_length;
  gboolean    requires_upper;
  gboolean    requires_lower;
  gboolean    requires_digit;
  gboolean    requires_special;
  const char *organisation;
} GhPasswordRules;

/**
 * gh_password_prepare:
 * @typed: any bytes
 * @fault: (out): what is wrong with them
 *
 * Makes the one form of a password that is hashed (A9): OpaqueString, RFC 8265, section 4.2. Blanks of other kinds
 * become U+0020, then the text is composed (NFC); nothing is cut off, and no letter changes its case. What has no
 * meaning in Unicode yet is refused, as it might be composed otherwise later. Preparing it again changes nothing.
 *
 * Returns: (transfer full) (nullable): the password in UTF-8; %NULL: it is none
 */
GhSecret *gh_password_prepare (GhSecret        *typed,
                               GhPasswordFault *fault);

/** Returns: what is wrong with @prepared as a new password (A2); it is not asked again of one that somebody has */
GhPasswordFault gh_password_check (GhSecret              *prepared,
                                   const GhPasswordRules *rules);

/** Returns: (transfer full): @fault in a few words, translated; empty for %GH_PASSWORD_GOOD */
char *gh_password_fault_dup_text (GhPasswordFault        fault,
                                  const GhPasswordRules *rules);

G_END_DECLS
