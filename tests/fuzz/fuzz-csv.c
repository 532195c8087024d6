/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Any bytes as a CSV file: no crash, every cell is text or its row has a problem, and a second reading gives the same
 * (X). */
#include "reports/gh-csv-reader.h"
#include "reports/gh-csv.h"

#include <string.h>

int LLVMFuzzerTestOneInput (const guint8 *data,
                            size_t        size);

/* R6: a value is the cell's text, less some quotation marks. */
static void
check_decoded (const char *cell)
{
  g_autofree char *decoded = NULL;
  const char *value = gh_csv_decode (cell, &decoded);

  for (; *value != '\0'; value++, cell++)
    while (*cell != *value)
      {
        g_assert (*cell == '\'');
        cell++;
      }
}

/* A hash of all rows, their cells and lines; 0 for a refused file. */
static guint64
read_all (GhCsvReader *reader,
          gsize        size)
{
  g_autoptr (GError) error = NULL;
  guint64 hash = 1;
  guint64 last_line = 0;
  guint column = 0;

  while (gh_csv_reader_next (reader, &error))
    {
      guint n;
      const GhCsvCell *cells = gh_csv_reader_get_cells (reader, &n);

      GhRefusal problem = gh_csv_reader_get_problem (reader, &column);
      gboolean is_blank = problem == GH_REFUSAL_NONE;

      g_assert (error == NULL);
      g_assert (n > 0 && (problem == GH_REFUSAL_NONE || column < n));
      g_assert (gh_csv_reader_get_line (reader) > last_line);
      g_assert (gh_csv_reader_get_offset (reader) <= size);
      last_line = gh_csv_reader_get_line (reader);
      hash = hash * 31 + last_line;

      for (guint i = 0; i < n; i++)
        {
          g_assert (cells[i].text == gh_csv_reader_get_cell (reader, i));
          g_assert (cells[i].text[cells[i].length] == '\0');
          g_assert (problem != GH_REFUSAL_NONE || g_utf8_validate_len (cells[i].text, cells[i].length, NULL));
          if (problem == GH_REFUSAL_NONE)
            check_decoded (cells[i].text);
          is_blank = is_blank && gh_csv_is_blank (cells[i].text);
          for (gsize j = 0; j < cells[i].length; j++)
            hash = hash * 31 + (guchar) cells[i].text[j];
        }
      g_assert (!is_blank);
    }

  if (error == NULL)
    {
      g_assert (gh_csv_reader_get_offset (reader) == size);
      return hash;
    }
  g_assert (g_error_matches (error, GH_ERROR, GH_ERROR_BAD_FILE));
  g_assert (g_str_has_prefix (error->message, "Line ") || g_str_has_prefix (error->message, "The file is UTF-") ||
            g_str_has_prefix (error->message, "This is not a CSV file"));
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
