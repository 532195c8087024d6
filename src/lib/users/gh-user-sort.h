/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "base/gh-error.h"

G_BEGIN_DECLS

/**
 * gh_user_sort_to_sql:
 * @sort: (nullable): a column of R4 or a field of Q4, perhaps with ":desc" (C3)
 * @error: (out): %GH_ERROR_QUERY where there is no such column
 *
 * Returns: (transfer full) (nullable): what stands behind ORDER BY, over the tables of gh-user-query.c (Q7)
 */
char *gh_user_sort_to_sql (const char  *sort,
                           GError     **error);

G_END_DECLS
