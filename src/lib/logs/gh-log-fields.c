/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "logs/gh-log-fields.h"

const GhQueryField gh_log_fields[] = {
  [GH_LOG_FIELD_ACTOR] = { "actor", GH_QUERY_FIELD_TEXT },
  [GH_LOG_FIELD_OPERATION] = { "operation", GH_QUERY_FIELD_TEXT },
  [GH_LOG_FIELD_USER] = { "user", GH_QUERY_FIELD_NAME },
  [GH_LOG_FIELD_RESULT] = { "result", GH_QUERY_FIELD_TEXT },
  [GH_LOG_FIELD_TIME] = { "time", GH_QUERY_FIELD_TIME },
  [GH_LOG_FIELD_ENTRY] = { "entry", GH_QUERY_FIELD_COUNT },
  { NULL },
};
