/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * GhUserList:
 *
 * A group of rows for what a user has several of. Where there is nothing one dim row says so; where there are many,
 * a button shows the rest.
 */
#define GH_TYPE_USER_LIST (gh_user_list_get_type ())
G_DECLARE_FINAL_TYPE (GhUserList, gh_user_list, GH, USER_LIST, AdwPreferencesGroup)

/** How many rows are shown at first. */
#define GH_USER_LIST_ROWS 8

/**
 * gh_user_list_new:
 * @title: what it holds
 * @nothing: what is said where there is nothing
 *
 * Returns: (transfer floating): an empty list
 */
GtkWidget *gh_user_list_new (const char *title,
                             const char *nothing);

/**
 * gh_user_list_set_rows:
 * @self: a list
 * @rows: (element-type GtkWidget) (transfer floating): the rows in place of those before
 */
void gh_user_list_set_rows (GhUserList *self,
                            GPtrArray  *rows);

/**
 * gh_user_list_make_row:
 * @icon_name: (nullable): its icon
 * @title: what it is
 * @caption: (nullable): more about it
 *
 * Returns: (transfer floating): a row; texts are shown as they are
 */
GtkWidget *gh_user_list_make_row (const char *icon_name,
                                  const char *title,
                                  const char *caption);

G_END_DECLS
