/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Hand-written, because no CSV library in use returns the line of a row, reports its errors by line and column, and
 * goes on with the next.
 *
 * The buffer holds what was read of one row, and a block. Rows are read in place: a NUL overwrites what follows a
 * cell, and doubled quotes close up to the left. */
#include "reports/gh-csv-reader.h"

#include "reports/gh-csv-dialect.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define BLOCK_BYTES (64 * 1024)

/* How far to search for the end of a row too long to accept. */
#define MAX_SEARCH (16 * 1024 * 1024)

/* FNV-1a, 64 bits (Fowler, Noll, Vo), but a word at a time. */
#define HASH_START G_GUINT64_CONSTANT (0xcbf29ce484222325)
#define HASH_PRIME G_GUINT64_CONSTANT (0x100000001b3)

typedef enum {
  END_OF_CELL,
  END_OF_ROW,
  END_BY_ERROR,
} End;

struct _GhCsvReader {
  GInputStream *stream;
  gboolean      is_at_end;
  guint64       offset;     /* of the buffer's end in the file */
  guint64       checksum;

  char         *buffer;
  gsize         capacity;

  /* places in the buffer */
  gsize         row;
  gsize         cell;       /* where its text begins */
  gsize         out;        /* and ends, so far */
  gsize         at;
  gsize         filled;

  char          separator;  /* 0 until the beginning of the file is read */
  gboolean      ends_plain[256];
  gboolean      skip_lf;    /* the LF of a CRLF */
  guint64       next_line;

  GArray       *cells;      /* GhCsvCell */
  guint64       line;
  GhRefusal     problem;    /* the first of the row */
  guint         problem_column;
};

static void
start (GhCsvReader *self)
{
  self->is_at_end = FALSE;
  self->offset = 0;
  self->checksum = HASH_START;
  self->row = self->cell = self->out = self->at = self->filled = 0;
  self->separator = '\0';
  self->skip_lf = FALSE;
  self->next_line = 1;
  self->line = 0;
  self->problem = GH_REFUSAL_NONE;
  g_array_set_size (self->cells, 0);
}

GhCsvReader *
gh_csv_reader_new (GInputStream *stream)
{
  GhCsvReader *self = g_new0 (GhCsvReader, 1);

  self->stream = g_object_ref (stream);
  self->capacity = 2 * BLOCK_BYTES;
  self->buffer = g_malloc (self->capacity);
  self->cells = g_array_new (FALSE, FALSE, sizeof (GhCsvCell));
  start (self);

  return self;
}

void
gh_csv_reader_free (GhCsvReader *self)
{
  g_object_unref (self->stream);
  g_free (self->buffer);
  g_array_unref (self->cells);
  g_free (self);
}

gboolean
gh_csv_reader_rewind (GhCsvReader  *self,
                      GError      **error)
{
  g_autoptr (GError) local_error = NULL;

  if (!G_IS_SEEKABLE (self->stream) || !g_seekable_can_seek (G_SEEKABLE (self->stream)))
    {
      g_set_error_literal (error, GH_ERROR, GH_ERROR_FAILED, _("This can be read only once: save it as a file."));
      return FALSE;
    }
  if (!g_seekable_seek (G_SEEKABLE (self->stream), 0, G_SEEK_SET, NULL, &local_error))
    {
      g_set_error (error, GH_ERROR, GH_ERROR_FAILED, _("Reading the file: %s"), local_error->message);
      return FALSE;
    }
  start (self);

  return TRUE;
}

/* --- blocks --- */

/* The shift carries changes in the high bits to the low ones: without it two changes cancel out. */
static guint64
mix (guint64 hash,
     guint64 word)
{
  hash = (hash ^ word) * HASH_PRIME;

  return hash ^ (hash >> 32);
}

static void
add_to_checksum (GhCsvReader *self,
                 const char  *block,
                 gsize        length)
{
  gsize i = 0;

  for (; i + sizeof (guint64) <= length; i += sizeof (guint64))
    {
      guint64 word;

      memcpy (&word, block + i, sizeof word);
      self->checksum = mix (self->checksum, word);
    }
  for (; i < length; i++)
    self->checksum = mix (self->checksum, (guchar) block[i]);
}

/* Stops after a failure. */
static void
give_up (GhCsvReader *self)
{
  self->at = self->filled;
  self->is_at_end = TRUE;
}

static void
fail (GhCsvReader  *self,
      const char   *reason,
      GError      **error)
{
  g_set_error (error, GH_ERROR, GH_ERROR_BAD_FILE, _("Line %" G_GUINT64_FORMAT ", column %u: %s"), self->line,
               self->cells->len + 1, reason);
  give_up (self);
}

/* Refuses the row because of the current cell. */
static void
note_problem (GhCsvReader *self,
              GhRefusal    problem)
{
  if (self->problem != GH_REFUSAL_NONE)
    return;

  self->problem = problem;
  self->problem_column = self->cells->len;
}

/* Drops what precedes the row, to make room for a block; few rows need a larger buffer. */
static void
make_room (GhCsvReader *self)
{
  gsize by = self->row;
  gsize kept = self->filled - by;
  char *to = self->buffer;

  if (kept + BLOCK_BYTES + 1 > self->capacity)
    {
      self->capacity = 2 * kept + BLOCK_BYTES + 1;
      to = g_malloc (self->capacity);
    }

  if (by == 0 && to == self->buffer)
    return;

  for (guint i = 0; i < self->cells->len; i++)
    {
      GhCsvCell *cell = &g_array_index (self->cells, GhCsvCell, i);

      cell->text = to + (cell->text - self->buffer - by);
    }
  memmove (to, self->buffer + by, kept);
  if (to != self->buffer)
    {
      g_free (self->buffer);
      self->buffer = to;
    }

  self->row = 0;
  self->cell -= by;
  self->out -= by;
  self->at -= by;
  self->filled -= by;
}

/* Reads a block; FALSE at the end and on an error. Call it only at the end of the buffer. */
static gboolean
fill (GhCsvReader  *self,
      GError      **error)
{
  g_autoptr (GError) local_error = NULL;
  gsize n;

  g_assert (self->at == self->filled);
  if (self->is_at_end)
    return FALSE;
  if (self->at - self->row > MAX_SEARCH)
    {
      fail (self, _("the row has no end within 16 MiB: are the quotes right?"), error);
      return FALSE;
    }

  make_room (self);
  if (!g_input_stream_read_all (self->stream, self->buffer + self->filled, BLOCK_BYTES, &n, NULL, &local_error))
    {
      g_set_error (error, GH_ERROR, GH_ERROR_FAILED, _("Reading the file: %s"), local_error->message);
      self->is_at_end = TRUE;
      return FALSE;
    }

  add_to_checksum (self, self->buffer + self->filled, n);
  self->is_at_end = n < BLOCK_BYTES;
  self->filled += n;
  self->offset += n;

  return n > 0;
}

/* --- cells --- */

/* Passes what follows a cell: a separator, a line end, or nothing. */
static End
pass_end (GhCsvReader *self)
{
  char c;

  if (self->at == self->filled)
    return END_OF_ROW;

  c = self->buffer[self->at++];
  if (c == self->separator)
    return END_OF_CELL;

  self->next_line++;
  self->skip_lf = c == '\r';

  return END_OF_ROW;
}

/* Ends a cell, which must be text, with @at on what follows it. */
static End
end_cell (GhCsvReader *self,
          gboolean     is_ascii)
{
  GhCsvCell cell = { self->buffer + self->cell, self->out - self->cell };
  End end;

  if (self->at - self->row > GH_CSV_MAX_ROW)
    note_problem (self, GH_REFUSAL_ROW_TOO_LONG);
  if (!is_ascii && !g_utf8_validate_len (cell.text, cell.length, NULL))
    note_problem (self, GH_REFUSAL_CELL_NOT_UTF8);

  /* The NUL may overwrite what is passed here. */
  end = pass_end (self);
  self->buffer[self->out] = '\0';
  g_array_append_val (self->cells, cell);

  return end;
}

/* Reads to the end of the cell, whose text begins at @cell. Quotes in it count as text, so that the next line is
 * found again. */
static End
read_plain (GhCsvReader  *self,
            guchar        bits,
            GError      **error)
{
  while (TRUE)
    {
      const guchar *p = (guchar *) self->buffer + self->at;
      const guchar *filled = (guchar *) self->buffer + self->filled;

      for (; p < filled && !self->ends_plain[*p]; p++)
        bits |= *p;
      self->at = (char *) p - self->buffer;

      if (self->at == self->filled)
        {
          if (fill (self, error))
            continue;
          break;
        }
      if (self->buffer[self->at] == '"')
        note_problem (self, GH_REFUSAL_CELL_STRAY_QUOTES);
      else if (self->buffer[self->at] == '\0')
        note_problem (self, GH_REFUSAL_CELL_NUL);
      else
        break;
      self->at++;
    }

  if (*error != NULL)
    return END_BY_ERROR;

  self->out = self->at;

  return end_cell (self, bits < 0x80);
}

/* Copies quoted text up to the next quotes, line break or NUL, closed up to the left. */
static guchar
copy_quoted (GhCsvReader *self)
{
  const guchar *from = (guchar *) self->buffer + self->at;
  const guchar *filled = (guchar *) self->buffer + self->filled;
  const guchar *p = from;
  guchar bits = 0;

  for (; p < filled && *p != '"' && *p != '\n' && *p != '\r' && *p != '\0'; p++)
    bits |= *p;
  if (self->out != self->at)
    memmove (self->buffer + self->out, from, p - from);
  self->out += p - from;
  self->at += p - from;

  return bits;
}

/* Up to the closing quotes. */
static gboolean
read_quoted_text (GhCsvReader  *self,
                  guchar       *bits,
                  GError      **error)
{
  gboolean is_behind_cr = FALSE;

  while (TRUE)
    {
      gsize before = self->at;
      char c;

      *bits |= copy_quoted (self);
      if (self->at > before)
        is_behind_cr = FALSE;

      if (self->at == self->filled)
        {
          if (fill (self, error))
            continue;
          if (*error == NULL)
            fail (self, _("the quotes have no end."), error);
          return FALSE;
        }

      c = self->buffer[self->at++];
      if (c == '\0')
        note_problem (self, GH_REFUSAL_CELL_NUL);
      if (c == '"')
        {
          if (self->at == self->filled && !fill (self, error))
            return *error == NULL;
          if (self->buffer[self->at] != '"')
            return TRUE;
          self->at++;
        }
      /* CRLF is one line end, and so are CR and LF by themselves. */
      else if (c == '\r' || (c == '\n' && !is_behind_cr))
        self->next_line++;
      is_behind_cr = c == '\r';
      self->buffer[self->out++] = c;
    }
}

/* Restores the cell as in the file, up to its closing quotes: what was closed up opens again to the right. */
static void
restore_quotes (GhCsvReader *self)
{
  gsize from = self->out;
  gsize to = self->at - 1;

  while (from > self->cell)
    {
      char c = self->buffer[--from];

      self->buffer[--to] = c;
      if (c == '"')
        self->buffer[--to] = c;
    }
  self->cell--;
}

static End
read_quoted (GhCsvReader  *self,
             GError      **error)
{
  guchar bits = 0;

  self->at++;
  self->cell = self->out = self->at;
  if (!read_quoted_text (self, &bits, error))
    return END_BY_ERROR;

  if (self->at < self->filled)
    {
      char c = self->buffer[self->at];

      if (c != self->separator && c != '\n' && c != '\r')
        {
          note_problem (self, GH_REFUSAL_CELL_BEHIND_QUOTES);
          restore_quotes (self);
          return read_plain (self, bits, error);
        }
    }

  return end_cell (self, bits < 0x80);
}

/* --- rows --- */

/* Reads a row, which may be empty; FALSE at the end and on an error. */
static gboolean
read_row (GhCsvReader  *self,
          GError      **error)
{
  End end;

  g_array_set_size (self->cells, 0);
  self->problem = GH_REFUSAL_NONE;
  self->row = self->cell = self->out = self->at;
  if (self->at == self->filled && !fill (self, error))
    return FALSE;
  if (self->skip_lf && self->buffer[self->at] == '\n')
    {
      self->row = self->cell = self->out = ++self->at;
      if (self->at == self->filled && !fill (self, error))
        return FALSE;
    }
  self->skip_lf = FALSE;
  self->line = self->next_line;

  do
    {
      /* An empty cell follows a separator at the very end of the file. */
      self->cell = self->out = self->at;
      if (self->at == self->filled && !fill (self, error) && *error != NULL)
        return FALSE;
      end = self->at < self->filled && self->buffer[self->at] == '"' ? read_quoted (self, error)
                                                                     : read_plain (self, 0, error);
    }
  while (end == END_OF_CELL);

  return end == END_OF_ROW;
}

gboolean
gh_csv_is_blank (const char *text)
{
  while (*text != '\0' && g_unichar_isspace (g_utf8_get_char (text)))
    text = g_utf8_next_char (text);

  return *text == '\0';
}

static gboolean
is_blank_row (GhCsvReader *self)
{
  gboolean is_blank = self->problem == GH_REFUSAL_NONE;

  for (guint i = 0; i < self->cells->len && is_blank; i++)
    is_blank = gh_csv_is_blank (g_array_index (self->cells, GhCsvCell, i).text);

  return is_blank;
}

static gboolean
begin_file (GhCsvReader  *self,
            GError      **error)
{
  GhCsvDialect dialect;

  if (!fill (self, error))
    return FALSE;

  if (!gh_csv_dialect_read (&dialect, self->buffer, self->filled, error))
    {
      give_up (self);
      return FALSE;
    }

  self->at = dialect.start;
  self->separator = dialect.separator;
  memset (self->ends_plain, 0, sizeof self->ends_plain);
  self->ends_plain[(guchar) self->separator] = TRUE;
  self->ends_plain['"'] = self->ends_plain['\r'] = self->ends_plain['\n'] = self->ends_plain['\0'] = TRUE;

  return TRUE;
}

gboolean
gh_csv_reader_next (GhCsvReader  *self,
                    GError      **error)
{
  g_autoptr (GError) local_error = NULL;
  gboolean is_row = self->separator != '\0' || begin_file (self, &local_error);

  if (is_row)
    do
      is_row = read_row (self, &local_error);
    while (is_row && is_blank_row (self));

  if (local_error != NULL)
    g_propagate_error (error, g_steal_pointer (&local_error));

  return is_row;
}

guint
gh_csv_reader_get_n_cells (GhCsvReader *self)
{
  return self->cells->len;
}

const GhCsvCell *
gh_csv_reader_get_cells (GhCsvReader *self,
                         guint       *n_cells)
{
  *n_cells = self->cells->len;

  return (gconstpointer) self->cells->data;
}

const char *
gh_csv_reader_get_cell (GhCsvReader *self,
                        guint        column)
{
  g_return_val_if_fail (column < self->cells->len, "");

  return g_array_index (self->cells, GhCsvCell, column).text;
}

GhRefusal
gh_csv_reader_get_problem (GhCsvReader *self,
                           guint       *column)
{
  if (column != NULL)
    *column = self->problem_column;

  return self->problem;
}

guint64
gh_csv_reader_get_line (GhCsvReader *self)
{
  return self->line;
}

guint64
gh_csv_reader_get_offset (GhCsvReader *self)
{
  return self->offset - (self->filled - self->at);
}

guint64
gh_csv_reader_get_checksum (GhCsvReader *self)
{
  return self->checksum;
}
