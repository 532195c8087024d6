/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/**
 * gh_json_to_text:
 * @node: a tree, even one that gh_json_parse() read from an untrusted file
 *
 * Replaces json_to_string(), which does not always write JSON (RFC 8259, sections 6 and 7): it ends a double with “.0”
 * even after an exponent (`1e-08.0`), and does not escape U+001F.
 *
 * Returns: (transfer full): @node on one line
 */
char *gh_json_to_text (JsonNode *node);

/** Does the same for an object that the program built, which holds no fractions: faster. */
char *gh_json_object_to_text (JsonObject *object);

/**
 * gh_json_object_copy:
 * @object: an object
 *
 * Copies an object deeply, so that another thread may own the copy.
 *
 * Returns: (transfer full): the copy
 */
JsonObject *gh_json_object_copy (JsonObject *object);

G_END_DECLS
