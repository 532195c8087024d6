/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "base/gh-refusal.h"

G_BEGIN_DECLS

/** The longest row (R7), in bytes of the file, without its line end; a longer one is refused. */
#define GH_CSV_MAX_ROW (1024 * 1024)

/**
 * GhCsvReader:
 *
 * Reads a CSV file of any length, with one row in memory: UTF-8 with or without a byte order mark, the separator from
 * a first line `sep=X`, otherwise `,`, `;` or tab as the first line shows, quotes as in RFC 4180, line ends CRLF, LF or
 * CR. Skips rows of blank cells (R11). Blocks: not for a main loop.
 */
typedef struct _GhCsvReader GhCsvReader;

/**
 * GhCsvCell:
 * @text: the cell without its quotes, NUL-terminated; UTF-8 without NUL unless the row has a problem
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
 * @error: (out): %GH_ERROR_BAD_FILE with what to do, or with line, column and reason if a row has no end
 *
 * A row that is not valid CSV is returned like any other: see gh_csv_reader_get_problem().
 *
 * Returns: %TRUE if there is a row, %FALSE at the end and on an error: check @error
 */
gboolean gh_csv_reader_next (GhCsvReader  *self,
                             GError      **error);

/**
 * gh_csv_reader_rewind:
 * @self: a reader
 * @error: (out): %GH_ERROR_FAILED if the stream, such as a pipe, can be read only once
 *
 * Goes back to the first row. Compare gh_csv_reader_get_checksum() at the ends of both readings: the file may have
 * changed between them.
 *
 * Returns: %TRUE if the rows can be read again
 */
gboolean gh_csv_reader_rewind (GhCsvReader  *self,
                               GError      **error);

/** Counts the cells of the row. */
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
 * Returns why the row is not valid CSV. A cell with wrong quotes is then as in the file, quotes included.
 *
 * Returns: %GH_REFUSAL_NONE if it is
 */
GhRefusal gh_csv_reader_get_problem (GhCsvReader *self,
                                     guint       *column);

/** The line where the row begins; the first is 1, not counting a line `sep=X`. */
guint64 gh_csv_reader_get_line (GhCsvReader *self);

/** Bytes read so far, for progress. */
guint64 gh_csv_reader_get_offset (GhCsvReader *self);

/**
 * gh_csv_reader_get_checksum:
 * @self: a reader
 *
 * Returns: a hash of all blocks read so far, at the end of the whole file: it detects accidental changes between two
 *   readings, not an attacker's
 */
guint64 gh_csv_reader_get_checksum (GhCsvReader *self);

/** Whether @text, in UTF-8, is nothing but blanks of any script. */
gboolean gh_csv_is_blank (const char *text);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GhCsvReader, gh_csv_reader_free)

G_END_DECLS
