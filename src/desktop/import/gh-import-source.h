/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "kit/gh-table.h"
#include "operations/gh-result.h"

G_BEGIN_DECLS

typedef enum {
  GH_IMPORT_REFUSED_LINE,
  GH_IMPORT_REFUSED_COLUMN,
  GH_IMPORT_REFUSED_VALUE,
  GH_IMPORT_REFUSED_PROBLEM,

  GH_IMPORT_REFUSED_N_COLUMNS
} GhImportRefusedColumn;

typedef enum {
  GH_IMPORT_CHANGED_LINE,
  GH_IMPORT_CHANGED_USERNAME,
  GH_IMPORT_CHANGED_FIELD,
  GH_IMPORT_CHANGED_BEFORE,
  GH_IMPORT_CHANGED_AFTER,

  GH_IMPORT_CHANGED_N_COLUMNS
} GhImportChangedColumn;

extern const GhTableColumn gh_import_refused_columns[GH_IMPORT_REFUSED_N_COLUMNS];
extern const GhTableColumn gh_import_changed_columns[GH_IMPORT_CHANGED_N_COLUMNS];

#define GH_TYPE_IMPORT_SOURCE (gh_import_source_get_type ())
G_DECLARE_FINAL_TYPE (GhImportSource, gh_import_source, GH, IMPORT_SOURCE, GObject)

/**
 * GhImportSource:
 *
 * Fills a table with what a rehearsal says of the lines of a file: those that are refused, or what the others would
 * change. The id of a row is the index of its line.
 */

/**
 * gh_import_source_new:
 * @refused: for the table of refused lines
 */
GhImportSource *gh_import_source_new (gboolean refused);

/**
 * gh_import_source_set_lines:
 * @self: a source
 * @lines: (element-type GhResultLine): what the rehearsal says; a reference is kept
 *
 * Returns: (transfer full) (element-type gint64): the ids of the rows
 */
GArray *gh_import_source_set_lines (GhImportSource *self,
                                    GPtrArray      *lines) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
