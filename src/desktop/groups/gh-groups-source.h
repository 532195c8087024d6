/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "groups/gh-group.h"
#include "kit/gh-table.h"

G_BEGIN_DECLS

/** The columns of the table, and the index of their cells. */
typedef enum {
  GH_GROUPS_COLUMN_NAME,
  GH_GROUPS_COLUMN_DESCRIPTION,
  GH_GROUPS_COLUMN_STATUS,
  GH_GROUPS_COLUMN_MEMBERS,
  GH_GROUPS_N_COLUMNS,
} GhGroupsColumn;

extern const GhTableColumn gh_groups_columns[GH_GROUPS_N_COLUMNS];

/**
 * GhGroupsSource:
 *
 * All groups, as the rows of a table: there are thousands at the most, so that they are searched and sorted in memory.
 */
#define GH_TYPE_GROUPS_SOURCE (gh_groups_source_get_type ())
G_DECLARE_FINAL_TYPE (GhGroupsSource, gh_groups_source, GH, GROUPS_SOURCE, GObject)

GhGroupsSource *gh_groups_source_new (void);

/**
 * gh_groups_source_set_groups:
 * @self: a source
 * @groups: (element-type GhGroup): what gh_group_list() gave
 */
void gh_groups_source_set_groups (GhGroupsSource *self,
                                  GPtrArray      *groups);

/**
 * gh_groups_source_find:
 *
 * Returns: (transfer none) (nullable): the group of row id @id
 */
GhGroup *gh_groups_source_find (GhGroupsSource *self,
                                gint64          id);

guint gh_groups_source_get_n_groups (GhGroupsSource *self);

/**
 * gh_groups_source_list:
 * @self: a source
 * @text: words that must all stand in the name or the description, with or without accents
 * @sort: (nullable): the key of a column; %NULL: the name
 * @descending: for the exact reverse
 *
 * Returns: (transfer full) (element-type gint64): row ids
 */
GArray *gh_groups_source_list (GhGroupsSource *self,
                               const char     *text,
                               const char     *sort,
                               gboolean        descending);

G_END_DECLS
