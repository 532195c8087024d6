/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/**
 * gh_json_to_text:
 * @node: a tree, even one that gh_json_parse() read from an untrusted file
 *
 * Replaces json_to_string() for trees with any number: json-glib ends a double with “.0” even after an exponent
 * (`1e-08.0`), which is not JSON (RFC 8259, section 6).
 *
 * Returns: (transfer full): @node on one line
 */
char *gh_json_to_text (JsonNode *node);

/** Calls json_to_string() for an object that the program built. */
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
