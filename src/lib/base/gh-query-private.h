/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "base/gh-query.h"

G_BEGIN_DECLS

/* What separates terms (Q1). */
#define GH_QUERY_BLANKS " \t\r\n"

/** Returns the number of the field whose name and colon begin @text, or %GH_QUERY_NO_FIELD. */
int gh_query_find_field (const char         *text,
                         const GhQueryField *fields);

G_END_DECLS
