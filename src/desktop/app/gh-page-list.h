/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "list/gh-list-kind.h"
#include "session/gh-page.h"

G_BEGIN_DECLS

/**
 * GhPageEntry:
 * @name: its name in actions and settings; never translated
 * @title: its title in the sidebar, marked for translation
 * @icon_name: (nullable): its icon in the sidebar; %NULL if it opens from another page
 * @begins_group: whether there is a gap before it in the sidebar
 * @get_type: the class, derived from #GhPage
 * @count: (nullable): the number after the title; -1 while unknown
 * @describe_count: (nullable): title and number for screen readers: both plural forms, marked for translation
 * @kind: (nullable): what it lists, if its views can be saved
 */
typedef struct {
  const char *name;
  const char *title;
  const char *icon_name;
  gboolean    begins_group;
  GType     (*get_type) (void);
  gint64    (*count) (GhSession *session);
  const char *describe_count[2];
  const GhListKind *kind;
} GhPageEntry;

/**
 * gh_page_entries:
 *
 * All pages in sidebar order; the last has no name. A new page is a line here.
 */
extern const GhPageEntry gh_page_entries[];

/**
 * gh_page_entry_find:
 *
 * Returns: (nullable): the entry of that name
 */
const GhPageEntry *gh_page_entry_find (const char *name);

G_END_DECLS
