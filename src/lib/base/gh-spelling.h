/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * GhSpelling:
 * @key: its name key (Q3), without the blanks at either end
 * @plain: that without default-ignorable characters: whoever has this name is meant (V4)
 * @folds: (array zero-terminated=1): the search folds of @plain and of its *Simple* forms, which are the part before
 *   `@`, the part behind `\`, and what is left without both. Whoever has one of these as the fold of a name may be meant
 *
 * A name that somebody typed, in the forms by which people are looked up.
 */
typedef struct {
  char  *key;
  char  *plain;
  GStrv  folds;
} GhSpelling;

/**
 * gh_spelling_read:
 * @self: (out caller-allocates): clear it with gh_spelling_clear(), even if it is none
 * @typed: any bytes up to a NUL
 * @max_characters: the longest name that there can be
 *
 * Returns: %FALSE if it is blank, or nothing that anybody could be called: no UTF-8, with control characters, too long
 */
gboolean gh_spelling_read (GhSpelling *self,
                           const char *typed,
                           gsize       max_characters);

void gh_spelling_clear (GhSpelling *self);

/** Returns: (transfer full): a name key without default-ignorable characters */
char *gh_spelling_dup_plain (const char *name_key);

/**
 * gh_spelling_list_left:
 * @name_key: the key of a name that somebody had
 *
 * Returns: (transfer full): what must be remembered of it, so that gh_spelling_list_tried() of any spelling of it has
 *   one of these: the key, its fold, and that of its Simple form with an `@` behind
 */
GStrv gh_spelling_list_left (const char *name_key);

/** Returns: (transfer full): what to look for in what gh_spelling_list_left() gave */
GStrv gh_spelling_list_tried (const GhSpelling *self);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (GhSpelling, gh_spelling_clear)

G_END_DECLS
