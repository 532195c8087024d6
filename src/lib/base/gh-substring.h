/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/** Bytes that must be readable after a text to search; their content does not matter. */
#define GH_SUBSTRING_PADDING 64

/**
 * GhSubstringFind:
 * @text: (array length=length): where to look
 * @length: its bytes, followed by %GH_SUBSTRING_PADDING readable ones
 * @word: (array length=word_length): what to look for
 * @word_length: its bytes, at least 1
 *
 * Returns: (nullable): the first occurrence of @word that is wholly in @text
 */
typedef const char *(*GhSubstringFind) (const char *text,
                                        gsize       length,
                                        const char *word,
                                        gsize       word_length);

/**
 * GhSubstringFinder:
 * @name: "avx2", "sse2" or "portable"
 * @find: the function
 *
 * One way to find a word in a text. All give the same results. They exist because memmem() in glibc 2.36 takes up to
 * 25 times as long for words of two or more letters (82 to 143 ms against 6 for "sm" in 141 MB).
 */
typedef struct {
  const char      *name;
  GhSubstringFind  find;
} GhSubstringFinder;

/**
 * gh_substring_get_finders:
 * @n_finders: (out): the number of finders
 *
 * Returns: (transfer none) (array length=n_finders): those that this processor can run, fastest first
 */
const GhSubstringFinder *gh_substring_get_finders (gsize *n_finders);

G_END_DECLS
