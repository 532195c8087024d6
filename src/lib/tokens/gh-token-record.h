/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "operations/gh-record-kind.h"
#include "store/gh-inserter.h"

G_BEGIN_DECLS

/** The records of hardware tokens in the journal; for a secret they hold the SHA-256 of its sealed bytes (J1). */
#define GH_TOKEN_KIND "token"

extern const GhRecordKind gh_record_kind_token;

/**
 * gh_token_inserter_new:
 * @connection: a writing connection
 *
 * Returns: (transfer full): an inserter of new tokens without a secret, which the caller journals, as "isssi": row id,
 *   key, type, serial number, entry
 */
GhInserter *gh_token_inserter_new (GhConnection *connection);

G_END_DECLS
