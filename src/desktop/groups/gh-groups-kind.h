/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "groups/gh-group.h"
#include "list/gh-list-kind.h"

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

/** All groups, kept in memory because they are few (G1). */
extern const GhListKind gh_groups_kind;

/**
 * gh_groups_find:
 * @source: the source of the rows, from the kind
 *
 * Returns: (transfer none) (nullable): the group with the row id @id
 */
GhGroup *gh_groups_find (GhTableSource *source,
                         gint64         id);

G_END_DECLS
