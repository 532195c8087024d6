/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "kit/gh-table.h"
#include "operations/gh-result.h"

G_BEGIN_DECLS

/**
 * gh_import_source_get_columns:
 * @sort: which lines
 * @n_columns: (out): how many columns there are
 *
 * Returns: (array length=n_columns): the columns of their table
 */
const GhTableColumn *gh_import_source_get_columns (GhLineSort  sort,
                                                   guint      *n_columns);

/** Fills a table with the lines of one sort that a rehearsal finds in a file. A row's id is the index of its line. */
GhTableSource *gh_import_source_new (GhLineSort sort);

/**
 * gh_import_source_set_lines:
 * @source: such a source
 * @lines: the rehearsal's lines; a reference is kept
 *
 * Returns: (transfer full) (element-type gint64): the ids of the rows
 */
GArray *gh_import_source_set_lines (GhTableSource *source,
                                    GhResultLines *lines) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
