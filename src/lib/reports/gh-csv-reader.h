/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "base/gh-error.h"

G_BEGIN_DECLS

/** What a row holds at the most (R7), in bytes of the file, without the end of its line. */
#define GH_CSV_MAX_ROW (1024 * 1024)

/**
 * GhCsvReader:
 *
 * Reads rows of a CSV file of any length, in the memory of one row: UTF-8 with or without a byte order mark,
 * separated by `,`, `;` or tab as the first line shows, quotes as in RFC 4180, lines ended by CRLF, LF or CR.
 * Lines with nothing but one empty cell are passed over. Blocks: not for a main loop.
 */
typedef struct _GhCsvReader GhCsvReader;

/**
 * GhCsvCell:
 * @text: the cell without its quotes; UTF-8, without NUL but ended by one
 * @length: its bytes
 */
typedef struct {
  const char *text;
  gsize       length;
} GhCsvCell;

/**
 * gh_csv_reader_new:
 * @stream: what to read
 *
 * Returns: (transfer full): a reader at the first row
 */
GhCsvReader *gh_csv_reader_new (GInputStream *stream);
void         gh_csv_reader_free (GhCsvReader *self);

/**
 * gh_csv_reader_next:
 * @self: a reader
 * @error: (out): %GH_ERROR_BAD_FILE with line, column and reason
 *
 * Returns: %TRUE if there is a row to look at, %FALSE at the end and on an error: tell by @error
 */
gboolean gh_csv_reader_next (GhCsvReader  *self,
                             GError      **error);

/**
 * gh_csv_reader_rewind:
 * @self: a reader
 * @error: (out): %GH_ERROR_FAILED where the stream, such as a pipe, can be read only once
 *
 * Goes back to the first row. Compare gh_csv_reader_get_checksum() at the ends of both readings: the file may have
 * changed between them.
 *
 * Returns: %TRUE if the rows can be read again
 */
gboolean gh_csv_reader_rewind (GhCsvReader  *self,
                               GError      **error);

/** Cells of the row. */
guint gh_csv_reader_get_n_cells (GhCsvReader *self);

/**
 * gh_csv_reader_get_cells:
 * @self: a reader
 * @n_cells: (out): how many there are
 *
 * Returns: (transfer none) (array length=n_cells): the cells of the row, valid until the next row
 */
const GhCsvCell *gh_csv_reader_get_cells (GhCsvReader *self,
                                          guint       *n_cells);

/**
 * gh_csv_reader_get_cell:
 * @self: a reader
 * @column: from 0
 *
 * Returns: (transfer none): the cell without its quotes, valid until the next row; UTF-8 without NUL
 */
const char *gh_csv_reader_get_cell (GhCsvReader *self,
                                    guint        column);

/** The line at which the row begins; the first is 1. */
guint64 gh_csv_reader_get_line (GhCsvReader *self);

/** Bytes read so far, for progress. */
guint64 gh_csv_reader_get_offset (GhCsvReader *self);

/**
 * gh_csv_reader_get_checksum:
 * @self: a reader
 *
 * Returns: a hash of all blocks read so far, at the end of the whole file: it tells a file that changed between two
 *   readings, by accident and not by an attacker
 */
guint64 gh_csv_reader_get_checksum (GhCsvReader *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GhCsvReader, gh_csv_reader_free)

G_END_DECLS
