/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "base/gh-query.h"

G_BEGIN_DECLS

/** The names of the columns whose order facts such as a sign-in may change, %NULL-terminated. */
extern const char *const gh_user_columns_by_facts[];

/**
 * gh_user_query_is_by_facts:
 * @query: a query of users
 *
 * Returns: whether a fact, such as a sign-in, may change who is found
 */
gboolean gh_user_query_is_by_facts (const GhQuery *query);

/**
 * gh_user_view_is_by_facts:
 * @query: (nullable): a query of users
 * @sort: (nullable): what they are sorted by
 *
 * Returns: whether a fact may change who is listed, or their order
 */
gboolean gh_user_view_is_by_facts (const char *query,
                                   const char *sort);

G_END_DECLS
