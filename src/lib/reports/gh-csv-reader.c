/* SPDX-License-Identifier: GPL-3.0-or-later */
/* By hand, because no CSV library in use gives the line of a row and refuses NUL, long rows and bad UTF-8 by
 * line and column while it streams.
 *
 * The buffer holds what is read of one row, and a block. A row is read where it lies: cells are ended by NUL in place of what stood
 * behind them, and doubled quotes close up to the left. */
#include "reports/gh-csv-reader.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define BLOCK_BYTES (64 * 1024)

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
  guint64       offset;     /* of the end of the buffer in the file */
  guint64       checksum;

  char         *buffer;
  gsize         capacity;

  /* places in the buffer */
  gsize         row;
  gsize         cell;       /* where its text begins */
  gsize         out;        /* and ends, as far as it is read */
  gsize         at;
  gsize         filled;

  char          separator;  /* 0 until the first line has been seen */
  gboolean      ends_plain[256];
  gboolean      skip_lf;    /* the LF of a CRLF */
  guint64       next_line;

  GArray       *cells;      /* GhCsvCell */
  guint64       line;
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

/* The shift takes a change in the high bits down to the low ones: without it two changes cancel each other out. */
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

/* What has failed is over. */
static End
fail (GhCsvReader  *self,
      const char   *reason,
      GError      **error)
{
  g_set_error (error, GH_ERROR, GH_ERROR_BAD_FILE, _("Line %" G_GUINT64_FORMAT ", column %u: %s"), self->line,
               self->cells->len + 1, reason);
  self->at = self->filled;
  self->is_at_end = TRUE;

  return END_BY_ERROR;
}

static End
fail_too_long (GhCsvReader  *self,
               GError      **error)
{
  return fail (self, _("the row holds more than 1 MiB: are the quotes right?"), error);
}

static End
fail_nul (GhCsvReader  *self,
          GError      **error)
{
  return fail (self, _("there is a NUL byte, so this is no text."), error);
}

/* Drops what is before the row, so that a block has room behind it; few rows need a larger buffer. */
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

/* Reads a block; FALSE at the end and on an error. Only for when all is read up to the end of the buffer. */
static gboolean
fill (GhCsvReader  *self,
      GError      **error)
{
  g_autoptr (GError) local_error = NULL;
  gsize n;

  g_assert (self->at == self->filled);
  if (self->is_at_end)
    return FALSE;
  if (self->at - self->row > GH_CSV_MAX_ROW)
    {
      fail_too_long (self, error);
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

/* The separator that stands most often in the first line with anything in it, outside quotes. */
static void
find_separator (GhCsvReader *self)
{
  static const char candidates[] = ",;\t";
  guint counts[G_N_ELEMENTS (candidates) - 1] = { 0 };
  gboolean is_quoted = FALSE;
  gsize i = self->at;
  guint best = 0;

  while (i < self->filled && (self->buffer[i] == '\n' || self->buffer[i] == '\r'))
    i++;

  for (; i < self->filled; i++)
    {
      char c = self->buffer[i];
      const char *found;

      if (c == '"')
        is_quoted = !is_quoted;
      else if (!is_quoted && (c == '\n' || c == '\r'))
        break;
      else if (!is_quoted && c != '\0' && (found = strchr (candidates, c)) != NULL)
        counts[found - candidates]++;
    }

  for (i = 1; i < G_N_ELEMENTS (counts); i++)
    if (counts[i] > counts[best])
      best = i;
  self->separator = candidates[best];

  memset (self->ends_plain, 0, sizeof self->ends_plain);
  self->ends_plain[(guchar) self->separator] = TRUE;
  self->ends_plain['"'] = self->ends_plain['\r'] = self->ends_plain['\n'] = self->ends_plain['\0'] = TRUE;
}

/* --- cells --- */

/* What stands behind a cell: a separator, the end of a line, or nothing any more. */
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

/* A cell is whole, with @at at what ends it: it must be text. */
static End
end_cell (GhCsvReader  *self,
          gboolean      is_ascii,
          GError      **error)
{
  GhCsvCell cell = { self->buffer + self->cell, self->out - self->cell };
  End end;

  if (self->at - self->row > GH_CSV_MAX_ROW)
    return fail_too_long (self, error);
  if (!is_ascii && !g_utf8_validate_len (cell.text, cell.length, NULL))
    return fail (self, _("the text is not UTF-8: save the file as UTF-8."), error);

  /* The NUL may take the place of what is passed here. */
  end = pass_end (self);
  self->buffer[self->out] = '\0';
  g_array_append_val (self->cells, cell);

  return end;
}

static End
read_plain (GhCsvReader  *self,
            GError      **error)
{
  guchar bits = 0;

  self->cell = self->at;
  do
    {
      const guchar *p = (guchar *) self->buffer + self->at;
      const guchar *filled = (guchar *) self->buffer + self->filled;

      for (; p < filled && !self->ends_plain[*p]; p++)
        bits |= *p;
      self->at = (char *) p - self->buffer;
    }
  while (self->at == self->filled && fill (self, error));

  if (*error != NULL)
    return END_BY_ERROR;

  self->out = self->at;
  if (self->at < self->filled)
    {
      if (self->buffer[self->at] == '\0')
        return fail_nul (self, error);
      if (self->buffer[self->at] == '"')
        return fail (self, _("there are quotes in the middle of a cell that does not begin with them."), error);
    }

  return end_cell (self, bits < 0x80, error);
}

/* What is within quotes up to the next quotes, line break or NUL, closed up to the left. */
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
        {
          fail_nul (self, error);
          return FALSE;
        }
      if (c == '"')
        {
          if (self->at == self->filled && !fill (self, error))
            return *error == NULL;
          if (self->buffer[self->at] != '"')
            return TRUE;
          self->at++;
        }
      /* CRLF is one line end, and so are CR and LF by themselves. */
      else if (c == '\r' || !is_behind_cr)
        self->next_line++;
      is_behind_cr = c == '\r';
      self->buffer[self->out++] = c;
    }
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

      if (c == '\0')
        return fail_nul (self, error);
      if (c != self->separator && c != '\n' && c != '\r')
        return fail (self, _("there is text behind the closing quotes."), error);
    }

  return end_cell (self, bits < 0x80, error);
}

/* --- rows --- */

/* A line, which may be empty; FALSE at the end and on an error. */
static gboolean
read_row (GhCsvReader  *self,
          GError      **error)
{
  End end;

  g_array_set_size (self->cells, 0);
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
      /* A separator at the very end of the file has an empty cell behind it. */
      self->cell = self->out = self->at;
      if (self->at == self->filled && !fill (self, error) && *error != NULL)
        return FALSE;
      end = self->at < self->filled && self->buffer[self->at] == '"' ? read_quoted (self, error)
                                                                     : read_plain (self, error);
    }
  while (end == END_OF_CELL);

  return end == END_OF_ROW;
}

static gboolean
is_empty_line (GhCsvReader *self)
{
  return self->cells->len == 1 && g_array_index (self->cells, GhCsvCell, 0).length == 0;
}

static gboolean
begin_file (GhCsvReader  *self,
            GError      **error)
{
  if (!fill (self, error))
    return FALSE;

  if (self->filled >= 3 && memcmp (self->buffer, "\xef\xbb\xbf", 3) == 0)
    self->at = 3;
  find_separator (self);

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
    while (is_row && is_empty_line (self));

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
