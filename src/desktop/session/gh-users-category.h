/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * GhUsersCategory:
 * @key: what views call it; never translated
 * @query: (nullable): its query, "" for everybody; %NULL: it only leads to another page
 * @label: what people call it, marked for translation
 * @icon_name: (nullable): an icon before the name
 * @icon_style: (nullable): a style class for the icon
 *
 * One of the big buttons above a table of users.
 */
typedef struct {
  const char *key;
  const char *query;
  const char *label;
  const char *icon_name;
  const char *icon_style;
} GhUsersCategory;

/** The categories of U1; the last has no key. */
extern const GhUsersCategory gh_users_categories[];

/**
 * gh_users_category_get_query:
 * @key: (nullable): a category of the users, such as "bypass"
 *
 * Returns: (nullable): its query; "" for everybody, %NULL where there is no such category
 */
const char *gh_users_category_get_query (const char *key);

G_END_DECLS
