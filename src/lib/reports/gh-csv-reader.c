/* SPDX-License-Identifier: GPL-3.0-or-later */
/* By hand, because no CSV library in use gives the line of a row and refuses NUL, long rows and bad UTF-8 by
 * line and column while it streams. */
#include "reports/gh-csv-reader.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define BUFFER_BYTES (64 * 1024)

/* FNV-1a, 64 bits (Fowler, Noll, Vo), a word at a time: it has to notice a change, not an attacker. */
#define HASH_START G_GUINT64_CONSTANT (0xcbf29ce484222325)
#define HASH_PRIME G_GUINT64_CONSTANT (0x100000001b3)

typedef enum {
  STATE_CELL_START,
  STATE_PLAIN,
  STATE_QUOTED,
  STATE_QUOTE_IN_QUOTED,
} State;

struct _GhCsvReader {
  GInputStream *stream;
  char         *buffer;
  gsize         at;
  gsize         filled;
  gboolean      is_at_end;
  guint64       offset;
  guint64       checksum;

  char          separator;  /* 0 until the first line has been seen */
  gboolean      skip_lf;    /* the LF of a CRLF */
  guint64       next_line;

  GString      *row;        /* the cells, each ended by NUL */
  GArray       *cells;      /* guint, where each begins */
  guint64       line;
};

GhCsvReader *
gh_csv_reader_new (GInputStream *stream)
{
  GhCsvReader *self = g_new0 (GhCsvReader, 1);

  self->stream = g_object_ref (stream);
  self->buffer = g_malloc (BUFFER_BYTES);
  self->row = g_string_new (NULL);
  self->cells = g_array_new (FALSE, FALSE, sizeof (guint));
  self->next_line = 1;
  self->checksum = HASH_START;

  return self;
}

void
gh_csv_reader_free (GhCsvReader *self)
{
  g_object_unref (self->stream);
  g_free (self->buffer);
  g_string_free (self->row, TRUE);
  g_array_unref (self->cells);
  g_free (self);
}

static void
add_to_checksum (GhCsvReader *self)
{
  gsize i = 0;

  for (; i + sizeof (guint64) <= self->filled; i += sizeof (guint64))
    {
      guint64 word;

      memcpy (&word, self->buffer + i, sizeof word);
      self->checksum = (self->checksum ^ word) * HASH_PRIME;
    }
  for (; i < self->filled; i++)
    self->checksum = (self->checksum ^ (guchar) self->buffer[i]) * HASH_PRIME;
}

/* Fills the buffer; FALSE at the end and on an error. */
static gboolean
fill (GhCsvReader  *self,
      GError      **error)
{
  g_autoptr (GError) local_error = NULL;
  gsize n;

  if (self->is_at_end)
    return FALSE;

  if (!g_input_stream_read_all (self->stream, self->buffer, BUFFER_BYTES, &n, NULL, &local_error))
    {
      g_set_error (error, GH_ERROR, GH_ERROR_FAILED, _("Reading the file: %s"), local_error->message);
      return FALSE;
    }

  self->is_at_end = n < BUFFER_BYTES;
  self->at = 0;
  self->filled = n;
  self->offset += n;
  add_to_checksum (self);

  return n > 0;
}

static gboolean
fail (GhCsvReader  *self,
      const char   *reason,
      GError      **error)
{
  g_set_error (error, GH_ERROR, GH_ERROR_BAD_FILE, _("Line %" G_GUINT64_FORMAT ", column %u: %s"), self->line,
               self->cells->len, reason);
  return FALSE;
}

/* The separator that stands most often in the first line, outside quotes. */
static void
find_separator (GhCsvReader *self)
{
  static const char candidates[] = ",;\t";
  guint counts[G_N_ELEMENTS (candidates) - 1] = { 0 };
  gboolean is_quoted = FALSE;
  guint best = 0;

  for (gsize i = self->at; i < self->filled; i++)
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

  for (guint i = 1; i < G_N_ELEMENTS (counts); i++)
    if (counts[i] > counts[best])
      best = i;
  self->separator = candidates[best];
}

static void
begin_cell (GhCsvReader *self)
{
  guint start = self->row->len;

  g_array_append_val (self->cells, start);
}

/* A cell is whole: it must be text. */
static gboolean
end_cell (GhCsvReader  *self,
          GError      **error)
{
  const char *cell = self->row->str + g_array_index (self->cells, guint, self->cells->len - 1);
  gsize length = self->row->str + self->row->len - cell;

  if (memchr (cell, '\0', length) != NULL)
    return fail (self, _("there is a NUL byte, so this is no text."), error);
  if (!g_utf8_validate_len (cell, length, NULL))
    return fail (self, _("the text is not UTF-8: save the file as UTF-8."), error);

  g_string_append_c (self->row, '\0');

  return TRUE;
}

/* How many bytes from here on are of no interest to @state. */
static gsize
count_plain (GhCsvReader *self,
             State        state)
{
  const char *start = self->buffer + self->at;
  const char *end = self->buffer + self->filled;
  const char *p = start;

  if (state == STATE_QUOTED)
    while (p < end && *p != '"' && *p != '\n' && *p != '\r')
      p++;
  else
    while (p < end && *p != '"' && *p != '\n' && *p != '\r' && *p != self->separator)
      p++;

  return p - start;
}

static void
count_line (GhCsvReader *self,
            char         c)
{
  /* CRLF is one line end, and so are CR and LF by themselves. */
  if (c == '\r' || !self->skip_lf)
    self->next_line++;
  self->skip_lf = c == '\r';
}

/* One row, or a line with nothing in it. Ends with *is_row telling whether anything was there. */
static gboolean
read_row (GhCsvReader  *self,
          gboolean     *is_row,
          GError      **error)
{
  State state = STATE_CELL_START;
  gboolean has_begun = FALSE;

  g_string_truncate (self->row, 0);
  g_array_set_size (self->cells, 0);
  self->line = self->next_line;
  begin_cell (self);

  while (TRUE)
    {
      gsize plain;
      char c;

      if (self->at == self->filled && !fill (self, error))
        {
          if (*error != NULL)
            return FALSE;
          if (state == STATE_QUOTED)
            return fail (self, _("the quotes have no end."), error);
          *is_row = has_begun;
          return !has_begun || end_cell (self, error);
        }

      if (self->skip_lf && self->buffer[self->at] == '\n')
        {
          /* The second half of a CRLF: inside quotes it belongs to the text. */
          self->skip_lf = FALSE;
          if (state == STATE_QUOTED)
            g_string_append_c (self->row, '\n');
          self->at++;
          if (!has_begun)
            self->line = self->next_line;
          continue;
        }

      plain = state == STATE_QUOTE_IN_QUOTED ? 0 : count_plain (self, state);
      if (plain > 0)
        {
          g_string_append_len (self->row, self->buffer + self->at, plain);
          self->at += plain;
          self->skip_lf = FALSE;
          has_begun = TRUE;
          if (state == STATE_CELL_START)
            state = STATE_PLAIN;
          if (self->row->len > GH_CSV_MAX_ROW)
            return fail (self, _("the row holds more than 1 MiB: are the quotes right?"), error);
          continue;
        }

      c = self->buffer[self->at++];
      if (state == STATE_QUOTED)
        {
          if (c == '"')
            state = STATE_QUOTE_IN_QUOTED;
          else
            {
              count_line (self, c);
              g_string_append_c (self->row, c);
            }
        }
      else if (c == '\n' || c == '\r')
        {
          count_line (self, c);
          *is_row = has_begun;
          return !has_begun || end_cell (self, error);
        }
      else if (c == self->separator)
        {
          has_begun = TRUE;
          if (!end_cell (self, error))
            return FALSE;
          begin_cell (self);
          state = STATE_CELL_START;
        }
      else if (state == STATE_QUOTE_IN_QUOTED && c == '"')
        {
          g_string_append_c (self->row, '"');
          state = STATE_QUOTED;
        }
      else if (state == STATE_QUOTE_IN_QUOTED)
        return fail (self, _("there is text behind the closing quotes."), error);
      else if (state == STATE_CELL_START)
        {
          has_begun = TRUE;
          state = STATE_QUOTED;
        }
      else
        return fail (self, _("there are quotes in the middle of a cell that does not begin with them."), error);

      if (c != '\r')
        self->skip_lf = FALSE;
    }
}

gboolean
gh_csv_reader_next (GhCsvReader  *self,
                    GError      **error)
{
  g_autoptr (GError) local_error = NULL;
  gboolean is_row = FALSE;

  if (self->separator == '\0')
    {
      if (!fill (self, &local_error))
        {
          if (local_error != NULL)
            g_propagate_error (error, g_steal_pointer (&local_error));
          return FALSE;
        }
      if (self->filled >= 3 && memcmp (self->buffer, "\xef\xbb\xbf", 3) == 0)
        self->at = 3;
      find_separator (self);
    }

  while (!is_row && (self->at < self->filled || !self->is_at_end))
    if (!read_row (self, &is_row, &local_error))
      {
        g_propagate_error (error, g_steal_pointer (&local_error));
        return FALSE;
      }

  return is_row;
}

guint
gh_csv_reader_get_n_cells (GhCsvReader *self)
{
  return self->cells->len;
}

const char *
gh_csv_reader_get_cell (GhCsvReader *self,
                        guint        column)
{
  g_return_val_if_fail (column < self->cells->len, "");

  return self->row->str + g_array_index (self->cells, guint, column);
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
