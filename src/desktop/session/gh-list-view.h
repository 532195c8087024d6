/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * GhListView:
 * @query: the query; "" for everything
 * @sort: (nullable): the key of a column, perhaps with ":desc"
 * @ids: (nullable) (element-type gint64): a selection, which @query does not narrow further
 * @now: unix seconds
 * @time_zone: the organisation's
 *
 * A list as it is viewed.
 */
typedef struct {
  const char   *query;
  const char   *sort;
  const GArray *ids;
  gint64        now;
  const char   *time_zone;
} GhListView;

/**
 * GhListCategory:
 * @key: its name in views; never translated
 * @query: (nullable): its query, "" for everything; %NULL: it only leads to another page
 * @label: its name, marked for translation
 * @icon_name: (nullable): an icon before the name
 * @icon_style: (nullable): a style class for the icon
 *
 * One of the big buttons above a list.
 */
typedef struct {
  const char *key;
  const char *query;
  const char *label;
  const char *icon_name;
  const char *icon_style;
} GhListCategory;

G_END_DECLS
