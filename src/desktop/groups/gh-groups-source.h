/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "groups/gh-group.h"
#include "kit/gh-table.h"
#include "session/gh-session.h"

G_BEGIN_DECLS

typedef enum {
  GH_GROUPS_CELL_NAME,
  GH_GROUPS_CELL_DESCRIPTION,
  GH_GROUPS_CELL_STATUS,
  GH_GROUPS_CELL_MEMBERS,

  GH_GROUPS_N_CELLS,

  /* when narrow: two lines, beside the status */
  GH_GROUPS_CELL_GROUP = GH_GROUPS_N_CELLS,
  GH_GROUPS_CELL_STATE,

  GH_GROUPS_N_COLUMNS
} GhGroupsCell;

extern const GhTableColumn gh_groups_columns[GH_GROUPS_N_COLUMNS];

/** All groups and the rows of their table, kept in memory because they are few. */
GhTableSource *gh_groups_source_new (GhSession *session);

/**
 * gh_groups_source_set:
 * @self: a source
 * @groups: (transfer full) (element-type GhGroup): all groups
 */
void gh_groups_source_set (GhTableSource *self,
                           GPtrArray     *groups);

/**
 * gh_groups_source_find:
 *
 * Returns: (transfer none) (nullable): the group with the row id @id
 */
GhGroup *gh_groups_source_find (GhTableSource *self,
                                gint64         id);

/**
 * gh_groups_cell_dup_text:
 *
 * Returns: (transfer full): the text of that cell
 */
char *gh_groups_cell_dup_text (GhGroup      *group,
                               GhGroupsCell  cell) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
