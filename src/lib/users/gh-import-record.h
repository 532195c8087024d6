/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "users/gh-import-row.h"

G_BEGIN_DECLS

/* The records of what an import creates, byte for byte as the statements of their kinds would read them back (J1),
 * which is too slow for a million rows. */

/**
 * gh_import_record_write_user:
 * @json: where to write, replacing what it holds
 * @key: the user's key
 * @row: the row that creates the user
 * @created: when, in seconds since 1970
 * @groups: (element-type gint64): row ids, ascending and unique, like the other two
 * @phones: (element-type gint64): row ids
 * @tokens: (element-type gint64): row ids
 */
void gh_import_record_write_user (GString           *json,
                                  const char        *key,
                                  const GhImportRow *row,
                                  gint64             created,
                                  GArray            *groups,
                                  GArray            *phones,
                                  GArray            *tokens);

/** Writes the same for a phone with @key. */
void gh_import_record_write_phone (GString             *json,
                                   const char          *key,
                                   const GhImportPhone *phone);

/** Writes the same for a token with @key. */
void gh_import_record_write_token (GString             *json,
                                   const char          *key,
                                   const GhImportToken *token);

G_END_DECLS
