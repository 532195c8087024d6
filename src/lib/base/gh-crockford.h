/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Crockford's base32, for secrets that people type: without I, L, O and U. */

/** Returns: the character for a value below 32 */
char gh_crockford_get_character (guint value);

/** Returns: the value of a character, in any case, O for 0, I and L for 1; -1: it is none of these */
int gh_crockford_get_value (gunichar c);

/**
 * gh_crockford_read:
 * @p: (inout): where the next character is
 * @end: where they end
 * @value: (out): as for gh_crockford_get_value()
 *
 * Takes the next character that is neither blank nor hyphen.
 *
 * Returns: %FALSE at the end
 */
gboolean gh_crockford_read (const char **p,
                            const char  *end,
                            int         *value);

G_END_DECLS
