/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "kit/gh-table.h"
#include "session/gh-session.h"
#include "trash/gh-trash-entry.h"

G_BEGIN_DECLS

/** The columns of the table, and the index of their cells. */
typedef enum {
  GH_TRASH_COLUMN_USERNAME,
  GH_TRASH_COLUMN_REALNAME,
  GH_TRASH_COLUMN_WHY,
  GH_TRASH_COLUMN_BY,
  GH_TRASH_COLUMN_SENT,
  GH_TRASH_COLUMN_PURGE,
  GH_TRASH_N_COLUMNS,
} GhTrashColumn;

extern const GhTableColumn gh_trash_columns[GH_TRASH_N_COLUMNS];

/** This long before the end a row is marked, in seconds. */
#define GH_TRASH_SOON (2 * 24 * 60 * 60)

/**
 * GhTrashSource:
 *
 * The users in the Trash as rows of a table.
 */
#define GH_TYPE_TRASH_SOURCE (gh_trash_source_get_type ())
G_DECLARE_FINAL_TYPE (GhTrashSource, gh_trash_source, GH, TRASH_SOURCE, GObject)

GhTrashSource *gh_trash_source_new (GhSession *session);

/**
 * gh_trash_source_set_entries:
 * @self: a source
 * @entries: (element-type GhTrashEntry): what gh_trash_entry_list() gave
 */
void gh_trash_source_set_entries (GhTrashSource *self,
                                  GArray        *entries);

/**
 * gh_trash_source_get_entries:
 *
 * Returns: (transfer none) (element-type GhTrashEntry): what was set
 */
GArray *gh_trash_source_get_entries (GhTrashSource *self);

G_END_DECLS
