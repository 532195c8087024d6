/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "base/gh-refusal.h"
#include "groups/gh-group-facts.h"

G_BEGIN_DECLS

/* Limits of texts, in characters. */
#define GH_GROUP_NAME_MAX        256
#define GH_GROUP_DESCRIPTION_MAX 512

/** Groups that one user may be in at the most. */
#define GH_MAX_GROUPS 100

/**
 * gh_group_check_name:
 * @name: a group's name
 *
 * R9: not empty, at most %GH_GROUP_NAME_MAX characters, none of those that cannot be seen. Whether it is taken is
 * for the operation to say.
 *
 * Returns: %GH_REFUSAL_NONE, or what is wrong
 */
GhRefusal gh_group_check_name (const char *name);

/**
 * gh_group_check_description:
 * @description: a text, perhaps empty
 *
 * Returns: %GH_REFUSAL_NONE, %GH_REFUSAL_TOO_LONG or %GH_REFUSAL_NOT_UTF8
 */
GhRefusal gh_group_check_description (const char *description);

/**
 * gh_group_check_change:
 * @facts: a #GhGroupFacts
 * @now: unix seconds
 *
 * The check of operations on groups, and asked of the group that users join or leave.
 *
 * Returns: %GH_REFUSAL_NONE, or why the group and its members are not for administrators to change
 */
GhRefusal gh_group_check_change (gconstpointer facts,
                                 gint64        now);

/**
 * gh_group_check_joining:
 * @is_member: whether the user is in the group
 * @n_groups: how many groups the user is in
 *
 * Returns: %GH_REFUSAL_NONE, or why the user does not join
 */
GhRefusal gh_group_check_joining (gboolean is_member,
                                  gint64   n_groups);

/** Why a user does not leave a group, as of gh_group_check_joining(). */
GhRefusal gh_group_check_leaving (gboolean is_member,
                                  gint64   n_groups);

G_END_DECLS
