/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * gh_users_filter_join:
 * @category: (nullable): the query of the category that is chosen
 * @terms: (nullable) (element-type utf8): terms of which each has a chip
 * @text: (nullable): what was typed
 *
 * Returns: (transfer full): one query: all of it must hold
 */
char *gh_users_filter_join (const char *category,
                            GPtrArray  *terms,
                            const char *text) G_GNUC_WARN_UNUSED_RESULT;

/**
 * gh_users_filter_get_category_query:
 * @key: (nullable): a category of the page, such as "bypass"
 *
 * Returns: (nullable): its query; %NULL where there is no such category, "" for everybody
 */
const char *gh_users_filter_get_category_query (const char *key);

G_END_DECLS
