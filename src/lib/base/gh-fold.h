/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "base/gh-refusal.h"

G_BEGIN_DECLS

/**
 * gh_fold_name_key:
 * @text: a name
 *
 * Q3: two names are the same where their keys are. NFKC (Unicode Standard Annex 15), case folded; accents count.
 *
 * Returns: (transfer full) (nullable): the key; %NULL where @text is not UTF-8
 */
char *gh_fold_name_key (const char *text);

/**
 * gh_fold_search:
 * @text: a text
 *
 * Q3: what search and order see. NFKD, case folded, marks dropped, and the letters that have no decomposition
 * spelt in ASCII: ł, đ, ø, ı, þ, ð, æ, œ, ß, and the typographic apostrophe (Q10). Folding a fold changes nothing.
 *
 * Returns: (transfer full) (nullable): the fold; %NULL where @text is not UTF-8
 */
char *gh_fold_search (const char *text);

/**
 * gh_fold_digits:
 * @text: a phone number or a word
 *
 * Returns: (transfer full) (nullable): the digits of @text where it holds nothing but digits, blanks and
 *   `+-()./`; %NULL where it holds anything else (Q2)
 */
char *gh_fold_digits (const char *text);

/**
 * gh_fold_word_digits:
 * @word: a word as it was typed
 *
 * Returns: (transfer full) (nullable): the digits of @word if it is a number of three digits or more, to be looked
 *   for in phone numbers (Q2); %NULL for every other word
 */
char *gh_fold_word_digits (const char *word);

/**
 * gh_fold_check_name:
 * @name: a username, alias or group name
 * @max_characters: its limit
 *
 * R9: no control characters, none that are invisible or change the direction of writing, no blank at either end.
 * U+200C and U+200D are allowed between letters of scripts that join, where names need them and they are seen.
 *
 * Returns: %GH_REFUSAL_NONE, or what is wrong
 */
GhRefusal gh_fold_check_name (const char *name,
                              gsize       max_characters);

G_END_DECLS
