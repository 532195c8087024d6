/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Any bytes as a CSV file: no crash, every cell is text, and a second reading gives the same (X). */
#include "reports/gh-csv-reader.h"

#include <string.h>

int LLVMFuzzerTestOneInput (const guint8 *data,
                            size_t        size);

/* A hash of all rows, their cells and lines; 0 for a refused file. */
static guint64
read_all (GhCsvReader *reader,
          gsize        size)
{
  g_autoptr (GError) error = NULL;
  guint64 hash = 1;
  guint64 last_line = 0;

  while (gh_csv_reader_next (reader, &error))
    {
      guint n;
      const GhCsvCell *cells = gh_csv_reader_get_cells (reader, &n);

      g_assert (error == NULL);
      g_assert (n > 0 && (n > 1 || cells[0].length > 0));
      g_assert (gh_csv_reader_get_line (reader) > last_line);
      g_assert (gh_csv_reader_get_offset (reader) <= size);
      last_line = gh_csv_reader_get_line (reader);
      hash = hash * 31 + last_line;

      for (guint i = 0; i < n; i++)
        {
          g_assert (cells[i].text == gh_csv_reader_get_cell (reader, i));
          g_assert (strlen (cells[i].text) == cells[i].length);
          g_assert (g_utf8_validate_len (cells[i].text, cells[i].length, NULL));
          hash = hash * 31 + g_str_hash (cells[i].text);
        }
    }

  if (error == NULL)
    {
      g_assert (gh_csv_reader_get_offset (reader) == size);
      return hash;
    }
  g_assert (g_error_matches (error, GH_ERROR, GH_ERROR_BAD_FILE));
  g_assert (g_str_has_prefix (error->message, "Line "));
  g_assert (g_utf8_validate (error->message, -1, NULL));
  g_assert (!gh_csv_reader_next (reader, NULL));

  return 0;
}

int
LLVMFuzzerTestOneInput (const guint8 *data,
                        size_t        size)
{
  g_autoptr (GInputStream) stream = g_memory_input_stream_new_from_data (data, size, NULL);
  g_autoptr (GhCsvReader) reader = gh_csv_reader_new (stream);
  guint64 hash = read_all (reader, size);
  guint64 checksum = gh_csv_reader_get_checksum (reader);

  g_assert (gh_csv_reader_rewind (reader, NULL));
  g_assert (read_all (reader, size) == hash);
  g_assert (gh_csv_reader_get_checksum (reader) == checksum);

  return 0;
}
