/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>
#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/**
 * GhOperateGroupChoice:
 *
 * Chooses a group, with a search. Emits `changed` after writing a new value.
 */
#define GH_TYPE_OPERATE_GROUP_CHOICE (gh_operate_group_choice_get_type ())
G_DECLARE_FINAL_TYPE (GhOperateGroupChoice, gh_operate_group_choice, GH, OPERATE_GROUP_CHOICE, GtkBox)

/**
 * gh_operate_group_choice_new:
 * @values: the operation's parameters; the widget writes one of them
 * @name: the parameter for the group; an existing value is the initial choice
 * @groups: (element-type GhGroup): all groups
 *
 * Returns: (transfer floating): the widget
 */
GtkWidget *gh_operate_group_choice_new (JsonObject *values,
                                        const char *name,
                                        GPtrArray  *groups);

G_END_DECLS
