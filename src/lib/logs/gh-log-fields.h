/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "base/gh-query.h"

G_BEGIN_DECLS

/**
 * GhLogField:
 *
 * The fields of the administrator log's query language (C2), in the order of gh_log_fields.
 */
typedef enum {
  GH_LOG_FIELD_ACTOR,
  GH_LOG_FIELD_OPERATION,
  GH_LOG_FIELD_USER,
  GH_LOG_FIELD_RESULT,
  GH_LOG_FIELD_TIME,
  GH_LOG_FIELD_ENTRY,
} GhLogField;

extern const GhQueryField gh_log_fields[];

G_END_DECLS
