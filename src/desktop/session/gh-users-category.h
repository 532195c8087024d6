/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "session/gh-list-view.h"

G_BEGIN_DECLS

/** The categories of U1; the last has no key. */
extern const GhListCategory gh_users_categories[];

/**
 * gh_users_category_get_query:
 * @key: (nullable): a category of the users, such as "bypass"
 *
 * Returns: (nullable): its query; "" for everybody, %NULL where there is no such category
 */
const char *gh_users_category_get_query (const char *key);

G_END_DECLS
