/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * gh_netstrings_new:
 * @types: a letter for each argument: `s` text, `i` gint64, `n` a gint64 for which 0 is NULL, `b` a pointer and a gsize
 *
 * Writes one netstring after the other (J2): what is hashed or signed, and what a sealed value is bound to. A %NULL
 * pointer is "-,".
 *
 * Returns: (transfer full): the bytes
 */
GByteArray *gh_netstrings_new (const char *types,
                               ...);

G_END_DECLS
