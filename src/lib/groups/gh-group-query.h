/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/gh-view-query.h"

G_BEGIN_DECLS

/**
 * GhGroupField:
 *
 * The fields of the groups' query language (Q11), in the order of gh_group_fields.
 */
typedef enum {
  GH_GROUP_FIELD_NAME,
  GH_GROUP_FIELD_DESCRIPTION,
  GH_GROUP_FIELD_STATUS,
  GH_GROUP_FIELD_MEMBERS,
  GH_GROUP_FIELD_DIRECTORY,
} GhGroupField;

extern const GhQueryField gh_group_fields[];

/** What gh_view_prepare() selects of groups. */
typedef enum {
  GH_GROUP_COLUMN_ID,
  GH_GROUP_COLUMN_KEY,
  GH_GROUP_COLUMN_NAME,
  GH_GROUP_COLUMN_DESCRIPTION,
  GH_GROUP_COLUMN_STATUS,
  GH_GROUP_COLUMN_DIRECTORY_ID,
  GH_GROUP_COLUMN_DIRECTORY,     /* its name, "" for none */
  GH_GROUP_COLUMN_MEMBERS,       /* those not in the Trash */
} GhGroupColumn;

/** The groups, by name where nothing else is asked for or they are equal in it. Nothing in them depends on the time. */
extern const GhViewKind gh_group_views;

G_END_DECLS
