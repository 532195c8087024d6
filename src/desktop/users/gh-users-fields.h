/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "list/gh-list-term.h"
#include "users/gh-user-facts.h"
#include "users/gh-user-fields.h"

G_BEGIN_DECLS

/** The query fields of lists of users, with the numbers of #GhUserField. */
extern const GhListFields gh_users_fields;

/**
 * gh_users_origin_get_label:
 *
 * Returns: why users with that origin are in the Trash, translated; "" if they are not
 */
const char *gh_users_origin_get_label (GhTrashOrigin origin);

/**
 * gh_users_dup_in_group:
 * @name: the name of a group
 * @is_not: whether to negate it
 *
 * Returns: (transfer full): the query of its members
 */
char *gh_users_dup_in_group (const char *name,
                             gboolean    is_not) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
