/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "base/gh-refusal.h"
#include "groups/gh-group-facts.h"

G_BEGIN_DECLS

/* Limits of texts, in characters. */
#define GH_GROUP_NAME_MAX        256
#define GH_GROUP_DESCRIPTION_MAX 512

/** The most groups that one user may be in. */
#define GH_MAX_GROUPS 100

/**
 * gh_group_check_name:
 * @name: a group's name
 *
 * Checks R9: not empty, at most %GH_GROUP_NAME_MAX characters, none of them invisible. The operation checks whether
 * it is taken.
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
 * Checks a group for operations on it, and for users who join or leave it.
 *
 * Returns: %GH_REFUSAL_NONE, or why administrators may not change the group and its members
 */
GhRefusal gh_group_check_change (gconstpointer facts,
                                 gint64        now);

/**
 * gh_group_check_joining:
 * @is_member: whether the user is in the group
 * @n_groups: how many groups the user is in
 *
 * Returns: %GH_REFUSAL_NONE, or why the user cannot join
 */
GhRefusal gh_group_check_joining (gboolean is_member,
                                  gint64   n_groups);

/** Like gh_group_check_joining(), for leaving a group. */
GhRefusal gh_group_check_leaving (gboolean is_member,
                                  gint64   n_groups);

G_END_DECLS
