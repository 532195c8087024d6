/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * gh_users_category_get_query:
 * @key: (nullable): a category of the users, such as "bypass"
 *
 * Returns: (nullable): its query; "" for everybody, %NULL where there is no such category
 */
const char *gh_users_category_get_query (const char *key);

/**
 * gh_users_category_get_label:
 * @key: a category of the users
 *
 * Returns: (nullable): what people call it, translated
 */
const char *gh_users_category_get_label (const char *key);

G_END_DECLS
