/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

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
