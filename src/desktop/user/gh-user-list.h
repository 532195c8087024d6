/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * GhUserList:
 *
 * Rows for things that a user has several of. If there are none, a dim row says so; if there are many, a button shows
 * the rest.
 */
#define GH_TYPE_USER_LIST (gh_user_list_get_type ())
G_DECLARE_FINAL_TYPE (GhUserList, gh_user_list, GH, USER_LIST, AdwPreferencesGroup)

/** How many rows are shown at first. */
#define GH_USER_LIST_ROWS 8

/**
 * gh_user_list_new:
 * @title: its title
 * @nothing: the text shown when it is empty
 *
 * Returns: (transfer floating): an empty list
 */
GtkWidget *gh_user_list_new (const char *title,
                             const char *nothing);

/**
 * gh_user_list_set_rows:
 * @self: a list
 * @rows: (element-type GtkWidget) (transfer floating): the new rows
 */
void gh_user_list_set_rows (GhUserList *self,
                            GPtrArray  *rows);

/**
 * gh_user_list_make_row:
 * @icon_name: (nullable): its icon
 * @title: its title
 * @caption: (nullable): more about it
 *
 * Returns: (transfer floating): a row; texts are shown as they are
 */
GtkWidget *gh_user_list_make_row (const char *icon_name,
                                  const char *title,
                                  const char *caption);

G_END_DECLS
