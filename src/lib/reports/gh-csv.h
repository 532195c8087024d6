/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "reports/gh-report-file.h"

G_BEGIN_DECLS

/**
 * GhCsvKind:
 * @GH_CSV_SAFE: a spreadsheet takes no cell for a formula
 * @GH_CSV_EXACT: to import again
 *
 * Both decode to the exact values (R6).
 */
typedef enum {
  GH_CSV_SAFE,
  GH_CSV_EXACT,
} GhCsvKind;

/**
 * gh_csv_begin:
 * @file: where the rows go
 * @kind: how cells are guarded
 *
 * Safe files begin with a byte order mark (R4).
 */
void gh_csv_begin (GhReportFile *file,
                   GhCsvKind     kind);

/**
 * gh_csv_append_cell:
 * @file: where the rows go
 * @kind: how cells are guarded
 * @is_first: whether it begins a row
 * @text: (nullable): the value; %NULL is an empty cell
 *
 * Appends a cell (RFC 4180), quoted only if needed.
 */
void gh_csv_append_cell (GhReportFile *file,
                         GhCsvKind     kind,
                         gboolean      is_first,
                         const char   *text);

/**
 * gh_csv_append_cell_as_read:
 * @file: where the rows go
 * @is_first: whether it begins a row
 * @text: the cell as in another file, guarded or not; any bytes
 * @length: how many
 */
void gh_csv_append_cell_as_read (GhReportFile *file,
                                 gboolean      is_first,
                                 const char   *text,
                                 gsize         length);

/** Ends a row, with CRLF. */
void gh_csv_end_row (GhReportFile *file);

/**
 * gh_csv_decode:
 * @cell: a cell as it stands in a file, without its quotes
 * @decoded: (out): what to free afterwards, or %NULL
 *
 * Decodes a cell of any file (R6): at the start of @cell, and after each `;` and TAB in it, drops one `'` before any
 * number of `'` and what a spreadsheet takes for the start of a formula.
 *
 * Returns: (transfer none): the value, a part of @cell or @decoded
 */
const char *gh_csv_decode (const char  *cell,
                           char       **decoded);

G_END_DECLS
