/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/**
 * gh_json_to_text:
 * @node: a tree, also one that gh_json_parse() read from a file of somebody else
 *
 * json_to_string() for trees with any number: json-glib ends a double with “.0” even behind an exponent
 * (`1e-08.0`), which is no JSON (RFC 8259, section 6).
 *
 * Returns: (transfer full): @node in one line
 */
char *gh_json_to_text (JsonNode *node);

/** json_to_string() of an object of the program's own. */
char *gh_json_object_to_text (JsonObject *object);

/**
 * gh_json_object_copy:
 * @object: an object
 *
 * Nothing of it is shared, so that another thread may have it.
 *
 * Returns: (transfer full): the same
 */
JsonObject *gh_json_object_copy (JsonObject *object);

G_END_DECLS
