/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "operations/gh-result.h"
#include "store/gh-store.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * GhOperateUsers:
 *
 * A list of users to look at.
 */
#define GH_TYPE_OPERATE_USERS (gh_operate_users_get_type ())
G_DECLARE_FINAL_TYPE (GhOperateUsers, gh_operate_users, GH, OPERATE_USERS, GtkBox)

GtkWidget *gh_operate_users_new (void);

/**
 * gh_operate_users_show:
 * @self: a list
 * @store: where the users are
 * @skip: the reason whose users to show
 *
 * Reads them on a thread.
 */
void gh_operate_users_show (GhOperateUsers *self,
                            GhStore        *store,
                            const GhSkip   *skip);

G_END_DECLS
