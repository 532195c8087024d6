/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

#include "base/gh-error.h"

G_BEGIN_DECLS

/** How deep arrays and objects may lie in each other. */
#define GH_JSON_MAX_DEPTH 32

/**
 * gh_json_check:
 * @text: what should be JSON
 * @length: its bytes, or -1 where it ends with NUL
 * @error: (out) (optional): %GH_ERROR_BAD_FILE with the byte, from 1, and the reason
 *
 * Scans JSON (RFC 8259) that may come from anybody, in linear time and constant depth of the stack: UTF-8, at most
 * %GH_JSON_MAX_DEPTH deep, no key twice in an object however it is spelled, no NUL, no half of a surrogate pair, no
 * number that a double cannot hold.
 *
 * Returns: %TRUE if json-glib and SQLite can read it, and read the same
 */
gboolean gh_json_check (const char  *text,
                        gssize       length,
                        GError     **error);

/**
 * gh_json_parse:
 * @text: (nullable): what should be JSON
 * @error: (out) (optional): as of gh_json_check()
 *
 * The only way to json-glib's parser, which takes a deep text for a deep stack.
 *
 * Returns: (transfer full) (nullable): its tree
 */
JsonNode *gh_json_parse (const char  *text,
                         GError     **error);

/** The member @name if it is there and an object; NULL otherwise. */
JsonObject *gh_json_get_object (JsonObject *object,
                                const char *name);

/** The member @name if it is there and a text; NULL otherwise. */
const char *gh_json_get_text (JsonObject *object,
                              const char *name);

G_END_DECLS
