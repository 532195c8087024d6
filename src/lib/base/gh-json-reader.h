/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

#include "base/gh-error.h"

G_BEGIN_DECLS

/** How deep arrays and objects may nest. */
#define GH_JSON_MAX_DEPTH 32

/**
 * gh_json_check:
 * @text: what should be JSON
 * @length: its bytes, or -1 if it is NUL-terminated
 * @error: (out) (optional): %GH_ERROR_BAD_FILE with the byte, from 1, and the reason
 *
 * Checks untrusted JSON (RFC 8259) in linear time and constant stack depth: UTF-8, at most %GH_JSON_MAX_DEPTH deep, no
 * duplicate key in an object however it is spelled, no NUL, no lone surrogate, no number that a double cannot hold.
 *
 * Returns: %TRUE if json-glib and SQLite can read it, and read the same
 */
gboolean gh_json_check (const char  *text,
                        gssize       length,
                        GError     **error);

/**
 * gh_json_parse:
 * @text: (nullable): what should be JSON
 * @error: (out) (optional): as for gh_json_check()
 *
 * Parses JSON. Nothing else may call json-glib's parser, whose stack grows with depth.
 *
 * Returns: (transfer full) (nullable): its tree
 */
JsonNode *gh_json_parse (const char  *text,
                         GError     **error);

/** Returns the member @name if it is an object; NULL otherwise. */
JsonObject *gh_json_get_object (JsonObject *object,
                                const char *name);

/** Returns the member @name if it is a string; NULL otherwise. */
const char *gh_json_get_text (JsonObject *object,
                              const char *name);

G_END_DECLS
