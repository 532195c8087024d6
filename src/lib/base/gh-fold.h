/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "base/gh-refusal.h"

G_BEGIN_DECLS

/**
 * gh_fold_name_key:
 * @text: a name
 *
 * Makes a name's key: equal keys, same name (Q3). NFKC (Unicode Standard Annex 15), case folded; accents count.
 *
 * Returns: (transfer full) (nullable): the key; %NULL if @text is not UTF-8
 */
char *gh_fold_name_key (const char *text);

/**
 * gh_fold_search:
 * @text: a text
 *
 * Folds @text for searching and sorting (Q3): NFKD, case folded, marks dropped, and letters without a decomposition
 * spelt in ASCII: ł, đ, ø, ı, þ, ð, æ, œ, ß, and the typographic apostrophe (Q10). Folding a fold changes nothing.
 *
 * Returns: (transfer full) (nullable): the fold; %NULL if @text is not UTF-8
 */
char *gh_fold_search (const char *text);

/**
 * gh_fold_digits:
 * @text: a phone number or a word
 *
 * Returns: (transfer full) (nullable): the digits of @text if it holds nothing but digits, blanks and
 *   `+-()./`; %NULL otherwise (Q2)
 */
char *gh_fold_digits (const char *text);

/**
 * gh_fold_word_digits:
 * @word: a word as typed
 *
 * Returns: (transfer full) (nullable): the digits of @word if it is a number of three digits or more, to search
 *   phone numbers for (Q2); %NULL for any other word
 */
char *gh_fold_word_digits (const char *word);

/**
 * gh_fold_check_name:
 * @name: a username, alias or group name
 * @max_characters: its limit
 *
 * Checks a name as R9 asks: no control, invisible or bidirectional formatting characters, no blank at either end.
 * U+200C and U+200D are allowed between letters of joining scripts, where names need them and they are visible.
 *
 * Returns: %GH_REFUSAL_NONE, or what is wrong
 */
GhRefusal gh_fold_check_name (const char *name,
                              gsize       max_characters);

G_END_DECLS
