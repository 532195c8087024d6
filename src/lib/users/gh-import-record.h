/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "users/gh-import-row.h"

G_BEGIN_DECLS

/* The records of what an import makes, byte by byte as the statements of their kinds would read them back (J1), which
 * a million rows cannot wait for. */

/**
 * gh_import_record_write_user:
 * @json: where to write, in place of what it has
 * @key: the user's key
 * @row: the row that makes the user
 * @created: when, in seconds since 1970
 * @groups: (element-type gint64): row ids, ascending and each once, as the other two
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

/** The same of a phone with that @key. */
void gh_import_record_write_phone (GString             *json,
                                   const char          *key,
                                   const GhImportPhone *phone);

/** The same of a token with that @key. */
void gh_import_record_write_token (GString             *json,
                                   const char          *key,
                                   const GhImportToken *token);

G_END_DECLS
