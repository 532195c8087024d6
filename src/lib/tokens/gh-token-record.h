/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "operations/gh-record-kind.h"

G_BEGIN_DECLS

/** The records of hardware tokens in the journal; of a secret they hold the SHA-256 of its sealed bytes (J1). */
#define GH_TOKEN_KIND "token"

extern const GhRecordKind gh_record_kind_token;

G_END_DECLS
