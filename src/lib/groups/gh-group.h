/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "groups/gh-group-facts.h"
#include "groups/gh-group-query.h"

G_BEGIN_DECLS

/**
 * GhGroup:
 *
 * One group as lists show it (G1): an unchanging snapshot. Its name is also a property, for list widgets to search.
 */
#define GH_TYPE_GROUP (gh_group_get_type ())
G_DECLARE_FINAL_TYPE (GhGroup, gh_group, GH, GROUP, GObject)

/**
 * gh_group_list:
 * @connection: a connection
 * @error: (out): where to put the error
 *
 * Returns: (transfer full) (nullable) (element-type GhGroup): all groups, by name (Q7)
 */
GPtrArray *gh_group_list (GhConnection  *connection,
                          GError       **error);

/** The groups of @view alone, in its order; %GH_ERROR_QUERY if its query or sort cannot be read. */
GPtrArray *gh_group_view_read (const GhView  *view,
                               GhConnection  *connection,
                               GError       **error);

/** Counts the groups. */
gboolean gh_group_count (GhConnection  *connection,
                         gint64        *count,
                         GError       **error);

/** What an operation's check needs; without @last_op. */
const GhGroupFacts *gh_group_get_facts (GhGroup *self);

gint64          gh_group_get_id (GhGroup *self);
const char     *gh_group_get_key (GhGroup *self);
const char     *gh_group_get_name (GhGroup *self);
const char     *gh_group_get_description (GhGroup *self);
GhStoredStatus  gh_group_get_status (GhGroup *self);

/** The owning directory's name, "" for none. */
const char     *gh_group_get_directory (GhGroup *self);

/** Members not in the Trash. */
gint64          gh_group_get_n_members (GhGroup *self);

G_END_DECLS
