/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "base/gh-refusal.h"

G_BEGIN_DECLS

/** What a row holds at the most (R7), in bytes of the file, without the end of its line; a longer one is refused. */
#define GH_CSV_MAX_ROW (1024 * 1024)

/**
 * GhCsvReader:
 *
 * Reads rows of a CSV file of any length, in the memory of one row: UTF-8 with or without a byte order mark,
 * separated as a first line `sep=X` says, else by `,`, `;` or tab as the first line shows, quotes as in RFC 4180, lines
 * ended by CRLF, LF or CR. Rows of blank cells are passed over (R11). Blocks: not for a main loop.
 */
typedef struct _GhCsvReader GhCsvReader;

/**
 * GhCsvCell:
 * @text: the cell without its quotes, ended by NUL; UTF-8 without NUL unless the row has a problem
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
 * @error: (out): %GH_ERROR_BAD_FILE with what to do, or with line, column and reason where the end of a row cannot be
 *   found
 *
 * A row that cannot be read as CSV is one to look at like any other: see gh_csv_reader_get_problem().
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
 * Returns: (transfer none): the cell without its quotes, valid until the next row
 */
const char *gh_csv_reader_get_cell (GhCsvReader *self,
                                    guint        column);

/**
 * gh_csv_reader_get_problem:
 * @self: a reader
 * @column: (out) (optional): which cell, from 0
 *
 * Why the row cannot be read as CSV. A cell whose quotes are wrong then is what stands in the file, quotes included.
 *
 * Returns: %GH_REFUSAL_NONE if it can
 */
GhRefusal gh_csv_reader_get_problem (GhCsvReader *self,
                                     guint       *column);

/** The line at which the row begins; the first is 1, a line `sep=X` not counted. */
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

/** Whether @text, which is UTF-8, holds nothing but blanks of any script. */
gboolean gh_csv_is_blank (const char *text);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GhCsvReader, gh_csv_reader_free)

G_END_DECLS
