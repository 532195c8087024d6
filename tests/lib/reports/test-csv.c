/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "reports/gh-csv-reader.h"
#include "reports/gh-csv.h"

#include <fcntl.h>
#include <glib/gstdio.h>
#include <unistd.h>

/* --- reading --- */

static GhCsvReader *
open_bytes (const char *bytes,
            gssize      length)
{
  g_autoptr (GInputStream) stream =
    g_memory_input_stream_new_from_data (g_memdup2 (bytes, length < 0 ? strlen (bytes) : (gsize) length),
                                         length < 0 ? (gssize) strlen (bytes) : length, g_free);

  return gh_csv_reader_new (stream);
}

/* All rows as text: "LINE:cell|cell\n". */
static char *
show_rows (GhCsvReader  *reader,
           GError      **error)
{
  GString *shown = g_string_new (NULL);

  while (gh_csv_reader_next (reader, error))
    {
      g_string_append_printf (shown, "%" G_GUINT64_FORMAT ":", gh_csv_reader_get_line (reader));
      for (guint i = 0; i < gh_csv_reader_get_n_cells (reader); i++)
        g_string_append_printf (shown, "%s%s", i > 0 ? "|" : "", gh_csv_reader_get_cell (reader, i));
      g_string_append_c (shown, '\n');
    }

  return g_string_free (shown, FALSE);
}

static void
assert_rows (const char *bytes,
             const char *expected)
{
  g_autoptr (GhCsvReader) reader = open_bytes (bytes, -1);
  g_autoptr (GError) error = NULL;
  g_autofree char *shown = show_rows (reader, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (shown, ==, expected);
}

/* No row, or none after that line, can be read. */
static void
assert_refused (const char *bytes,
                gssize      length,
                const char *message)
{
  g_autoptr (GhCsvReader) reader = open_bytes (bytes, length);
  g_autoptr (GError) error = NULL;

  while (gh_csv_reader_next (reader, &error))
    g_assert_no_error (error);

  g_assert_error (error, GH_ERROR, GH_ERROR_BAD_FILE);
  g_assert_cmpstr (error->message, ==, message);
  /* No further rows after an error. */
  g_assert_false (gh_csv_reader_next (reader, NULL));
}

static void
test_separators (void)
{
  assert_rows ("a,b\n1,2\n", "1:a|b\n2:1|2\n");
  assert_rows ("a;b\n1,5;2\n", "1:a|b\n2:1,5|2\n");
  assert_rows ("a\tb\n1;5\t2,5\n", "1:a|b\n2:1;5|2,5\n");
  assert_rows ("\"a;;;;\",b\n1,2\n", "1:a;;;;|b\n2:1|2\n");
  assert_rows ("username\nanna;b\n", "1:username\n2:anna;b\n");
}

/* The header is still line 1 (R7). */
static void
test_separator_line (void)
{
  assert_rows ("sep=;\na;b,c\n1;2\n", "1:a|b,c\n2:1|2\n");
  assert_rows ("sep=,\r\na,b;c;d\r\n", "1:a|b;c;d\n");
  assert_rows ("Sep=\t\ra\tb\r", "1:a|b\n");
  assert_rows ("\xef\xbb\xbfsep=^\n\na^\"b^c\"\n", "2:a|b^c\n");
  assert_rows ("\"sep=;\";;\na;b\n", "1:a|b\n");
  assert_rows ("sep=;", "");
}

static void
test_separator_behind_empty_lines (void)
{
  assert_rows ("  \n \na;b\n1;2\n", "3:a|b\n4:1|2\n");
  assert_rows ("\r\n\na;b\n1;2\n", "3:a|b\n4:1|2\n");
}

static void
test_byte_order_mark (void)
{
  assert_rows ("\xef\xbb\xbf" "a,b\n1,2\n", "1:a|b\n2:1|2\n");
  assert_rows ("\xef\xbb\xbf\"a\",b\n", "1:a|b\n");
  assert_rows ("\xef\xbb\xbf", "");
  assert_rows ("", "");
}

static void
test_line_ends (void)
{
  assert_rows ("a,b\r\n1,2\r\n3,4", "1:a|b\n2:1|2\n3:3|4\n");
  assert_rows ("a,b\r1,2\r3,4\r", "1:a|b\n2:1|2\n3:3|4\n");
  assert_rows ("a,b\n1,\n,2\n3,", "1:a|b\n2:1|\n3:|2\n4:3|\n");
}

static void
test_blank_rows (void)
{
  assert_rows ("a,b\n,\n1, \n \n\xc2\xa0,\" \"\n,,,\n3,4\n", "1:a|b\n3:1| \n7:3|4\n");
  assert_rows (",,\n ,\na,b\n", "3:a|b\n");
  assert_rows ("a,b\n\n1,2\r\n\r\n\r3,4\n\"\"\n5,6\n\n", "1:a|b\n3:1|2\n6:3|4\n8:5|6\n");
}

static void
test_quotes (void)
{
  assert_rows ("a,b\n\"1,\"\"x\"\"\",\"\"\n", "1:a|b\n2:1,\"x\"|\n");
  assert_rows ("a,b\n\"\"\"\",2\n", "1:a|b\n2:\"|2\n");
  assert_rows ("a,b\n1,\"2\"", "1:a|b\n2:1|2\n");
}

static void
test_lines_within_quotes (void)
{
  assert_rows ("a,b\r\n\"1\r\n1\n1\r1\",2\r\n3,4\r\n", "1:a|b\n2:1\r\n1\n1\r1|2\n6:3|4\n");
  assert_rows ("a,b\n\"\r\",2\n3,4\n", "1:a|b\n2:\r|2\n4:3|4\n");
  assert_rows ("a,b\n\"\r\"\"\n\",2\n3,4\n", "1:a|b\n2:\r\"\n|2\n5:3|4\n");
}

static void
test_refused (void)
{
  assert_refused ("a,b\n1,\"2\n3,4\n", -1, "Line 2, column 2: the quotes have no end.");
  assert_refused ("\xff\xfe" "a\0,\0b\0", 8, "The file is UTF-16: save it as CSV UTF-8.");
  assert_refused ("sep=ab\n", -1, "Line 1: behind “sep=” stands one separator, such as “sep=;”, and nothing else.");
}

/* The one row between the others that is not CSV: its problem, in which cell, and its cells. */
static void
assert_problem (const char *row,
                gssize      length,
                GhRefusal   problem,
                guint       column,
                const char *shown)
{
  g_autoptr (GString) bytes = g_string_new ("a,b\n\n");
  g_autoptr (GString) cells_shown = g_string_new (NULL);
  g_autoptr (GhCsvReader) reader = NULL;
  g_autoptr (GError) error = NULL;
  const GhCsvCell *cells;
  guint at;
  guint n;

  g_string_append_len (bytes, row, length);
  g_string_append (bytes, "\nx,y\n");
  reader = open_bytes (bytes->str, (gssize) bytes->len);

  g_assert_true (gh_csv_reader_next (reader, &error));
  g_assert_cmpint (gh_csv_reader_get_problem (reader, NULL), ==, GH_REFUSAL_NONE);
  g_assert_true (gh_csv_reader_next (reader, &error));
  g_assert_cmpint (gh_csv_reader_get_problem (reader, &at), ==, problem);
  g_assert_cmpuint (at, ==, column);
  g_assert_cmpuint (gh_csv_reader_get_line (reader), ==, 3);
  cells = gh_csv_reader_get_cells (reader, &n);
  for (guint i = 0; i < n; i++)
    {
      g_string_append (cells_shown, i > 0 ? "|" : "");
      for (gsize j = 0; j < cells[i].length; j++)
        g_string_append_c (cells_shown, cells[i].text[j] != '\0' ? cells[i].text[j] : '0');
    }
  g_assert_cmpstr (cells_shown->str, ==, shown);
  g_assert_true (gh_csv_reader_next (reader, &error));
  g_assert_cmpint (gh_csv_reader_get_problem (reader, NULL), ==, GH_REFUSAL_NONE);
  g_assert_cmpstr (gh_csv_reader_get_cell (reader, 0), ==, "x");
  g_assert_false (gh_csv_reader_next (reader, &error));
  g_assert_no_error (error);
}

#define BYTES(text) text, sizeof text - 1

static void
test_rows_that_are_no_csv (void)
{
  assert_problem (BYTES ("1,M\xfcller"), GH_REFUSAL_CELL_NOT_UTF8, 1, "1|M\xfcller");
  assert_problem (BYTES ("\"1\n\",\"\xc3\""), GH_REFUSAL_CELL_NOT_UTF8, 1, "1\n|\xc3");
  assert_problem (BYTES ("\xed\xa0\x80,2"), GH_REFUSAL_CELL_NOT_UTF8, 0, "\xed\xa0\x80|2");
  assert_problem (BYTES ("1,x\0y"), GH_REFUSAL_CELL_NUL, 1, "1|x0y");
  assert_problem (BYTES ("\"\0\",y"), GH_REFUSAL_CELL_NUL, 0, "0|y");
  assert_problem (BYTES ("\"1\"x,2"), GH_REFUSAL_CELL_BEHIND_QUOTES, 0, "\"1\"x|2");
  assert_problem (BYTES ("\"1\"\"\n\"x\"\",2"), GH_REFUSAL_CELL_BEHIND_QUOTES, 0, "\"1\"\"\n\"x\"\"|2");
  assert_problem (BYTES ("\"\"\"\"\"\"x"), GH_REFUSAL_CELL_BEHIND_QUOTES, 0, "\"\"\"\"\"\"x");
  assert_problem (BYTES ("\"\"\0"), GH_REFUSAL_CELL_BEHIND_QUOTES, 0, "\"\"0");
  assert_problem (BYTES ("1\"2,3"), GH_REFUSAL_CELL_STRAY_QUOTES, 0, "1\"2|3");
  /* The first one is named. */
  assert_problem (BYTES ("1\"2,\xff"), GH_REFUSAL_CELL_STRAY_QUOTES, 0, "1\"2|\xff");
}

/* A row of @length bytes, made of @unit, after a header; @is_quoted puts quotes around it all. */
static char *
make_long_row (const char *unit,
               gsize       length,
               gboolean    is_quoted)
{
  GString *bytes = g_string_new ("a,b\n");
  gsize end = bytes->len + length;

  if (is_quoted)
    g_string_append_c (bytes, '"');
  while (bytes->len + (is_quoted ? 1 : 0) < end)
    g_string_append (bytes, unit);
  if (is_quoted)
    g_string_append_c (bytes, '"');
  g_assert_cmpuint (bytes->len, ==, end);
  g_string_append (bytes, "\nz,z\n");

  return g_string_free (bytes, FALSE);
}

/* @problem: of the second row; all others have none. */
static guint64
count_rows (const char  *bytes,
            GhRefusal    problem,
            GError     **error)
{
  g_autoptr (GhCsvReader) reader = open_bytes (bytes, -1);
  guint64 n = 0;

  while (gh_csv_reader_next (reader, error))
    g_assert_cmpint (gh_csv_reader_get_problem (reader, NULL), ==, ++n == 2 ? problem : GH_REFUSAL_NONE);

  return n;
}

/* The limit counts the row's bytes in the file. */
static void
test_longest_row (void)
{
  static const struct { const char *unit; gsize step; gboolean is_quoted; } kinds[] = {
    { "x", 1, FALSE }, { "x", 1, TRUE }, { "x,", 2, FALSE }, { "\"\"", 2, TRUE }, { "x\n", 2, TRUE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      g_autofree char *longest = make_long_row (kinds[i].unit, GH_CSV_MAX_ROW, kinds[i].is_quoted);
      g_autofree char *too_long = make_long_row (kinds[i].unit, GH_CSV_MAX_ROW + kinds[i].step, kinds[i].is_quoted);
      g_autoptr (GError) error = NULL;

      g_assert_cmpuint (count_rows (longest, GH_REFUSAL_NONE, &error), ==, 3);
      g_assert_no_error (error);
      g_assert_cmpuint (count_rows (too_long, GH_REFUSAL_ROW_TOO_LONG, &error), ==, 3);
      g_assert_no_error (error);
    }
}

/* What is not found within 16 MiB is not searched for further. */
static void
test_row_without_end (void)
{
  g_autofree char *row = make_long_row ("x", 17 * 1024 * 1024, FALSE);
  g_autofree char *quoted = make_long_row ("x", 17 * 1024 * 1024, TRUE);
  g_autoptr (GError) error = NULL;
  g_autoptr (GError) error_of_quoted = NULL;

  g_assert_cmpuint (count_rows (row, GH_REFUSAL_NONE, &error), ==, 1);
  g_assert_error (error, GH_ERROR, GH_ERROR_BAD_FILE);
  g_assert_cmpstr (error->message, ==,
                   "Line 2, column 1: the row has no end within 16 MiB: are the quotes right?");
  g_assert_cmpuint (count_rows (quoted, GH_REFUSAL_NONE, &error_of_quoted), ==, 1);
  g_assert_cmpstr (error_of_quoted->message, ==, error->message);
}

/* Each construct reads the same when split between two blocks, at every place around the boundary. */
static void
test_across_blocks (void)
{
  static const char rest[] = "\",\"å\"\"\r\n\r\n\"\r\n\"\"\"é\",ü\r\rlast,\"\"";
  static const char tail[] = "|å\"\r\n\r\n\nX:\"é|ü\nX:last|\n";

  for (gsize pad = 64 * 1024 - 48; pad < 64 * 1024 + 8; pad++)
    {
      g_autofree char *filler = g_strnfill (pad, 'x');
      g_autofree char *bytes = g_strconcat ("a,b\n\"", filler, rest, NULL);
      g_autoptr (GhCsvReader) reader = open_bytes (bytes, -1);
      g_autoptr (GError) error = NULL;
      g_autofree char *shown = show_rows (reader, &error);
      g_autofree char *expected = g_strconcat ("1:a|b\n2:", filler, tail, NULL);
      char *mark;

      /* The lines are 5 and 7: three breaks within the quotes, and an empty line between. */
      mark = strstr (expected, "\nX:");
      mark[1] = '5';
      mark = strstr (mark, "\nX:");
      mark[1] = '7';
      g_assert_no_error (error);
      g_assert_cmpstr (shown, ==, expected);
    }
}

static void
test_cells_with_lengths (void)
{
  g_autoptr (GhCsvReader) reader = open_bytes ("a,\"b\"\"c\",,é\n", -1);
  g_autoptr (GError) error = NULL;
  const GhCsvCell *cells;
  guint n;

  g_assert_true (gh_csv_reader_next (reader, &error));
  g_assert_no_error (error);
  cells = gh_csv_reader_get_cells (reader, &n);
  g_assert_cmpuint (n, ==, 4);
  for (guint i = 0; i < n; i++)
    {
      g_assert_cmpuint (cells[i].length, ==, strlen (cells[i].text));
      g_assert_cmpstr (cells[i].text, ==, gh_csv_reader_get_cell (reader, i));
    }
  g_assert_cmpmem (cells[1].text, cells[1].length, "b\"c", 3);
  g_assert_cmpmem (cells[3].text, cells[3].length, "é", 2);
}

static void
test_progress (void)
{
  g_autoptr (GhCsvReader) reader = open_bytes ("a,b\n1,2\n", -1);

  g_assert_cmpuint (gh_csv_reader_get_offset (reader), ==, 0);
  g_assert_true (gh_csv_reader_next (reader, NULL));
  g_assert_cmpuint (gh_csv_reader_get_offset (reader), ==, 4);
  g_assert_true (gh_csv_reader_next (reader, NULL));
  g_assert_cmpuint (gh_csv_reader_get_offset (reader), ==, 8);
}

static void
test_second_reading (void)
{
  g_autofree char *path = g_build_filename (g_get_tmp_dir (), "gh-test-csv-XXXXXX", NULL);
  int fd = g_mkstemp (path);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GFileInputStream) stream = NULL;
  g_autoptr (GhCsvReader) reader = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *first = NULL, *second = NULL, *third = NULL;
  guint64 checksum;

  g_assert_cmpint (fd, >=, 0);
  g_assert_true (g_close (fd, NULL));
  g_assert_true (g_file_set_contents (path, "\xef\xbb\xbf" "a;b\r\n1;2\r\n", -1, NULL));
  stream = g_file_read (file, NULL, &error);
  g_assert_no_error (error);
  reader = gh_csv_reader_new (G_INPUT_STREAM (stream));

  first = show_rows (reader, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (first, ==, "1:a|b\n2:1|2\n");
  checksum = gh_csv_reader_get_checksum (reader);

  g_assert_true (gh_csv_reader_rewind (reader, &error));
  g_assert_cmpuint (gh_csv_reader_get_offset (reader), ==, 0);
  second = show_rows (reader, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (second, ==, first);
  g_assert_cmpuint (gh_csv_reader_get_checksum (reader), ==, checksum);

  /* The same file is written to meanwhile. */
  fd = g_open (path, O_WRONLY, 0);
  g_assert_cmpint (pwrite (fd, "9", 1, 8), ==, 1);
  g_assert_true (g_close (fd, NULL));
  g_assert_true (gh_csv_reader_rewind (reader, &error));
  third = show_rows (reader, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (third, ==, "1:a|b\n2:9|2\n");
  g_assert_cmpuint (gh_csv_reader_get_checksum (reader), !=, checksum);
  g_assert_cmpint (g_unlink (path), ==, 0);
}

/* Two changes must not cancel each other out, wherever they are. */
static void
test_checksum_of_two_changes (void)
{
  g_autofree char *bytes = g_strnfill (4096, 'a');
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  guint n = 0;

  for (guint i = 7; i < 1024; i += 8)
    for (char c = 'b'; c <= 'z'; c++)
      {
        g_autoptr (GhCsvReader) reader = NULL;
        guint64 checksum;

        bytes[i] = c;
        bytes[i + 8] = (char) ('z' - (c - 'b'));
        reader = open_bytes (bytes, 4096);
        g_assert_true (gh_csv_reader_next (reader, NULL));
        checksum = gh_csv_reader_get_checksum (reader);
        g_hash_table_add (seen, g_memdup2 (&checksum, sizeof checksum));
        bytes[i] = bytes[i + 8] = 'a';
        n++;
      }

  g_assert_cmpuint (g_hash_table_size (seen), ==, n);
}

static void
test_no_second_reading_of_a_pipe (void)
{
  g_autoptr (GInputStream) memory = g_memory_input_stream_new_from_data ("a,b\n", 4, NULL);
  g_autoptr (GConverter) converter = G_CONVERTER (g_charset_converter_new ("UTF-8", "UTF-8", NULL));
  g_autoptr (GInputStream) stream = g_converter_input_stream_new (memory, converter);
  g_autoptr (GhCsvReader) reader = gh_csv_reader_new (stream);
  g_autoptr (GError) error = NULL;

  g_assert_true (gh_csv_reader_next (reader, &error));
  g_assert_false (gh_csv_reader_rewind (reader, &error));
  g_assert_error (error, GH_ERROR, GH_ERROR_FAILED);
}

/* --- writing --- */

static char *
write_rows (GhCsvKind   kind,
            GPtrArray  *cells,
            guint       width,
            gsize      *length)
{
  g_autofree char *folder = g_dir_make_tmp ("gh-test-csv-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "rows.csv", NULL);
  g_autoptr (GhReportFile) file = NULL;
  g_autoptr (GError) error = NULL;
  char *bytes = NULL;

  file = gh_report_file_new (path, &error);
  g_assert_no_error (error);
  gh_csv_begin (file, kind);
  for (guint i = 0; i < cells->len; i++)
    {
      gh_csv_append_cell (file, kind, i % width == 0, g_ptr_array_index (cells, i));
      if (i % width == width - 1)
        gh_csv_end_row (file);
    }
  g_assert_true (gh_report_file_commit (file, &error));
  g_assert_no_error (error);
  g_assert_true (g_file_get_contents (path, &bytes, length, &error));
  g_assert_no_error (error);
  g_assert_cmpint (g_unlink (path), ==, 0);
  g_assert_cmpint (g_rmdir (folder), ==, 0);

  return bytes;
}

/* One cell between two others, as written in the file. */
static void
assert_written (GhCsvKind   kind,
                const char *cell,
                const char *expected)
{
  g_autoptr (GPtrArray) cells = g_ptr_array_new ();
  g_autofree char *bytes = NULL;
  g_autofree char *whole = g_strconcat (kind == GH_CSV_SAFE ? "\xef\xbb\xbf" : "", "a,", expected, ",z\r\n", NULL);
  gsize length;

  g_ptr_array_add (cells, (char *) "a");
  g_ptr_array_add (cells, (char *) cell);
  g_ptr_array_add (cells, (char *) "z");
  bytes = write_rows (kind, cells, 3, &length);
  g_assert_cmpmem (bytes, length, whole, strlen (whole));
}

static void
test_quotes_where_needed (void)
{
  for (int kind = GH_CSV_SAFE; kind <= GH_CSV_EXACT; kind++)
    {
      assert_written (kind, "", "");
      assert_written (kind, "plain text", "plain text");
      assert_written (kind, "Åsa ł", "Åsa ł");
      assert_written (kind, "a,b", "\"a,b\"");
      assert_written (kind, "a\"b\"", "\"a\"\"b\"\"\"");
      assert_written (kind, "a\nb", "\"a\nb\"");
      assert_written (kind, "a\rb", "\"a\rb\"");
      assert_written (kind, " a", "\" a\"");
      assert_written (kind, "a ", "\"a \"");
      assert_written (kind, " ", "\" \"");
    }
}

static void
test_guard_of_safe_files (void)
{
  assert_written (GH_CSV_SAFE, "=1+1", "'=1+1");
  assert_written (GH_CSV_SAFE, "-1", "'-1");
  assert_written (GH_CSV_SAFE, "@a", "'@a");
  assert_written (GH_CSV_SAFE, "+a", "'+a");
  assert_written (GH_CSV_SAFE, "''=1", "'''=1");
  assert_written (GH_CSV_SAFE, "\t=1", "\"'\t'=1\"");
  assert_written (GH_CSV_SAFE, "\tx", "\"'\tx\"");
  assert_written (GH_CSV_SAFE, "\r", "\"'\r\"");
  assert_written (GH_CSV_SAFE, "\nx", "\"'\nx\"");
  assert_written (GH_CSV_SAFE, "=\"a\"", "\"'=\"\"a\"\"\"");
  assert_written (GH_CSV_SAFE, "＝1", "'＝1");
  assert_written (GH_CSV_SAFE, "＋1", "'＋1");
  assert_written (GH_CSV_SAFE, "－1", "'－1");
  assert_written (GH_CSV_SAFE, "＠1", "'＠1");
  /* The same first byte, but no formula. */
  assert_written (GH_CSV_SAFE, "ｆ1", "ｆ1");
  assert_written (GH_CSV_SAFE, "'a", "'a");
  assert_written (GH_CSV_SAFE, "a=1", "a=1");
}

/* Where a spreadsheet in another locale begins a cell. */
static void
test_guard_within_cells (void)
{
  assert_written (GH_CSV_SAFE, "a;=1", "\"a;'=1\"");
  assert_written (GH_CSV_SAFE, "a;'=1", "\"a;''=1\"");
  assert_written (GH_CSV_SAFE, "a\t-1", "\"a\t'-1\"");
  assert_written (GH_CSV_SAFE, "=1;@2\t+3", "\"'=1;'@2\t'+3\"");
  assert_written (GH_CSV_SAFE, "a;\r", "\"a;'\r\"");
  assert_written (GH_CSV_SAFE, ";;\t;", "\";;'\t;\"");
  assert_written (GH_CSV_SAFE, "a;＝1", "\"a;'＝1\"");
  assert_written (GH_CSV_SAFE, "a;+4722855050", "\"a;'+4722855050\"");
  assert_written (GH_CSV_SAFE, "a;b", "\"a;b\"");
  assert_written (GH_CSV_SAFE, "a,=1", "\"a,=1\"");
  assert_written (GH_CSV_SAFE, "a;\"=1", "\"a;\"\"=1\"");
  assert_written (GH_CSV_EXACT, "a;=1", "\"a;=1\"");
  assert_written (GH_CSV_EXACT, "a;'=1", "\"a;''=1\"");
  assert_written (GH_CSV_EXACT, "a;'b", "\"a;'b\"");
}

static void
test_phone_numbers_stay (void)
{
  assert_written (GH_CSV_SAFE, "+4722855050", "+4722855050");
  assert_written (GH_CSV_SAFE, "+47 22 85 50 50", "+47 22 85 50 50");
  assert_written (GH_CSV_SAFE, "+4722855050 x417", "+4722855050 x417");
  assert_written (GH_CSV_SAFE, "+4722855050x417", "'+4722855050x417");
  assert_written (GH_CSV_SAFE, "+47 x", "'+47 x");
  assert_written (GH_CSV_SAFE, "+47 x1+1", "'+47 x1+1");
  assert_written (GH_CSV_SAFE, "+1+1", "'+1+1");
  assert_written (GH_CSV_SAFE, "+", "'+");
  assert_written (GH_CSV_SAFE, "+ x1", "'+ x1");
  assert_written (GH_CSV_SAFE, "'+47", "''+47");
}

static void
test_guard_of_exact_files (void)
{
  assert_written (GH_CSV_EXACT, "=1+1", "=1+1");
  assert_written (GH_CSV_EXACT, "-1", "-1");
  assert_written (GH_CSV_EXACT, "'=1", "''=1");
  assert_written (GH_CSV_EXACT, "''＠", "'''＠");
  assert_written (GH_CSV_EXACT, "'+47", "''+47");
  assert_written (GH_CSV_EXACT, "'", "'");
  assert_written (GH_CSV_EXACT, "'a", "'a");
}

/* Rows that an import refused are written unchanged. */
static void
test_cells_as_read (void)
{
  static const struct { const char *cell; gsize length; const char *expected; gsize expected_length; } cells[] = {
    { "=1", 2, "=1,z\r\n", 6 },
    { "'=1", 3, "'=1,z\r\n", 7 },
    { "a;=1", 4, "\"a;=1\",z\r\n", 10 },
    { "＠,", 4, "\"＠,\",z\r\n", 10 },
    { "", 0, ",z\r\n", 4 },
    { " ", 1, "\" \",z\r\n", 7 },
    { "\"", 1, "\"\"\"\",z\r\n", 8 },
    { "\xf8\0\"", 3, "\"\xf8\0\"\"\",z\r\n", 10 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cells); i++)
    {
      g_autofree char *folder = g_dir_make_tmp ("gh-test-csv-XXXXXX", NULL);
      g_autofree char *path = g_build_filename (folder, "rows.csv", NULL);
      g_autoptr (GError) error = NULL;
      g_autoptr (GhReportFile) file = gh_report_file_new (path, &error);
      g_autofree char *bytes = NULL;
      gsize length;

      g_assert_no_error (error);
      gh_csv_append_cell_as_read (file, TRUE, cells[i].cell, cells[i].length);
      gh_csv_append_cell_as_read (file, FALSE, "z", 1);
      gh_csv_end_row (file);
      g_assert_true (gh_report_file_commit (file, &error));
      g_assert_true (g_file_get_contents (path, &bytes, &length, &error));
      g_assert_no_error (error);
      g_assert_cmpmem (bytes, length, cells[i].expected, cells[i].expected_length);
      g_assert_cmpint (g_unlink (path), ==, 0);
      g_assert_cmpint (g_rmdir (folder), ==, 0);
    }
}

static void
assert_decoded (const char *cell,
                const char *expected)
{
  g_autofree char *decoded = NULL;

  g_assert_cmpstr (gh_csv_decode (cell, &decoded), ==, expected);
}

static void
test_decoder (void)
{
  assert_decoded ("'=1", "=1");
  assert_decoded ("''=1", "'=1");
  assert_decoded ("'\n", "\n");
  assert_decoded ("'＋", "＋");
  assert_decoded ("'+47", "+47");
  assert_decoded ("=1", "=1");
  assert_decoded ("'a", "'a");
  assert_decoded ("'", "'");
  assert_decoded ("''", "''");
  assert_decoded ("", "");
  assert_decoded ("a;'=1", "a;=1");
  assert_decoded ("a;''=1", "a;'=1");
  assert_decoded ("a\t'@", "a\t@");
  assert_decoded ("'=1;'=2\t'＠", "=1;=2\t＠");
  assert_decoded ("'\t'=1", "\t=1");
  assert_decoded ("a;'b", "a;'b");
  assert_decoded ("a;'", "a;'");
  assert_decoded ("a,'=1", "a,'=1");
}

/* --- round trip --- */

static const char *const nasty[] = {
  "'", "'", "=", "+", "-", "@", "\t", "\r", "\n", "\"", ",", ";", " ", "x", "1", "7", " x", "＝", "＋", "－", "＠",
  "ｆ", "å", "😀", "\xef\xbb\xbf", "\xe2\x80\xae",
};

static char *
make_nasty_cell (void)
{
  GString *cell = g_string_new (NULL);

  for (int n = g_test_rand_int_range (0, 7); n > 0; n--)
    g_string_append (cell, nasty[g_test_rand_int_range (0, G_N_ELEMENTS (nasty))]);

  return g_string_free (cell, FALSE);
}

/* What R6 calls a formula and a phone number, defined independently of the writer. */
static gboolean
is_match (const char  *pattern,
          GRegex     **compiled,
          const char  *text)
{
  if (*compiled == NULL)
    *compiled = g_regex_new (pattern, G_REGEX_OPTIMIZE, 0, NULL);

  return g_regex_match (*compiled, text, 0, NULL);
}

static gboolean
is_formula (const char *text)
{
  static GRegex *compiled;

  return is_match ("\\A[=+\\-@\\t\\r\\n＝＋－＠]", &compiled, text);
}

static gboolean
is_phone (const char *text)
{
  static GRegex *compiled;

  return is_match ("\\A\\+(?=[ ]*[0-9])[0-9 ]+( x[0-9]+)?\\z", &compiled, text);
}

/* A part lies between the start, ; and TAB. */
static void
check_part (GhCsvKind   kind,
            gboolean    is_phone_number,
            const char *value,
            const char *in_file)
{
  gboolean has_guard = strcmp (value, in_file) != 0;

  if (has_guard)
    {
      g_assert_cmpint (in_file[0], ==, '\'');
      g_assert_cmpstr (in_file + 1, ==, value);
    }
  if (kind == GH_CSV_SAFE)
    g_assert_cmpint (has_guard, ==, is_formula (value + strspn (value, "'")) && !is_phone_number);
  else
    g_assert_cmpint (has_guard, ==, value[0] == '\'' && is_formula (value + strspn (value, "'")));
}

/* Each with the ; or TAB that ends it, as a TAB may begin a formula too. */
static GPtrArray *
split_parts (const char *text)
{
  GPtrArray *parts = g_ptr_array_new_with_free_func (g_free);

  while (TRUE)
    {
      gsize n = strcspn (text, ";\t");

      g_ptr_array_add (parts, g_strndup (text, n + (text[n] != '\0' ? 1 : 0)));
      if (text[n] == '\0')
        return parts;
      text += n + 1;
    }
}

static void
check_cell (GhCsvKind   kind,
            const char *value,
            const char *in_file)
{
  g_autofree char *decoded = NULL;
  g_autoptr (GPtrArray) parts = split_parts (value);
  g_autoptr (GPtrArray) parts_in_file = split_parts (in_file);

  g_assert_cmpstr (gh_csv_decode (in_file, &decoded), ==, value);
  g_assert_cmpuint (parts->len, ==, parts_in_file->len);
  for (guint i = 0; i < parts->len; i++)
    check_part (kind, parts->len == 1 && is_phone (value), g_ptr_array_index (parts, i),
                g_ptr_array_index (parts_in_file, i));
}

static void
test_there_and_back (gconstpointer data)
{
  GhCsvKind kind = GPOINTER_TO_INT (data);
  const guint width = 6;
  g_autoptr (GPtrArray) cells = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *bytes = NULL;
  g_autoptr (GhCsvReader) reader = NULL;
  g_autoptr (GError) error = NULL;
  gsize length;
  guint n = 0;

  for (guint i = 0; i < width; i++)
    g_ptr_array_add (cells, g_strdup_printf ("column%u", i));
  while (cells->len < 20000 * width)
    /* A row of blanks would be skipped. */
    g_ptr_array_add (cells, cells->len % width == 0 ? g_strdup ("row") : make_nasty_cell ());
  bytes = write_rows (kind, cells, width, &length);
  g_assert_cmpint (g_str_has_prefix (bytes, "\xef\xbb\xbf"), ==, kind == GH_CSV_SAFE);

  reader = open_bytes (bytes, length);
  while (gh_csv_reader_next (reader, &error))
    {
      g_assert_cmpuint (gh_csv_reader_get_n_cells (reader), ==, width);
      for (guint i = 0; i < width; i++)
        check_cell (kind, g_ptr_array_index (cells, n++), gh_csv_reader_get_cell (reader, i));
    }
  g_assert_no_error (error);
  g_assert_cmpuint (n, ==, cells->len);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/U10/csv/separators", test_separators);
  g_test_add_func ("/U10/csv/separator-behind-empty-lines", test_separator_behind_empty_lines);
  g_test_add_func ("/R11/csv/separator-line", test_separator_line);
  g_test_add_func ("/U10/csv/byte-order-mark", test_byte_order_mark);
  g_test_add_func ("/U10/csv/line-ends", test_line_ends);
  g_test_add_func ("/R11/csv/blank-rows", test_blank_rows);
  g_test_add_func ("/U10/csv/quotes", test_quotes);
  g_test_add_func ("/R7/csv/lines-within-quotes", test_lines_within_quotes);
  g_test_add_func ("/R7/csv/longest-row", test_longest_row);
  g_test_add_func ("/R7/csv/row-without-end", test_row_without_end);
  g_test_add_func ("/R7/csv/across-blocks", test_across_blocks);
  g_test_add_func ("/R7/csv/cells-with-lengths", test_cells_with_lengths);
  g_test_add_func ("/R7/csv/progress", test_progress);
  g_test_add_func ("/R7/csv/second-reading", test_second_reading);
  g_test_add_func ("/R7/csv/checksum-of-two-changes", test_checksum_of_two_changes);
  g_test_add_func ("/R7/csv/no-second-reading-of-a-pipe", test_no_second_reading_of_a_pipe);
  g_test_add_func ("/X/csv/refused", test_refused);
  g_test_add_func ("/R11/csv/rows-that-are-no-csv", test_rows_that_are_no_csv);
  g_test_add_func ("/R4/csv/quotes-where-needed", test_quotes_where_needed);
  g_test_add_func ("/R6/csv/guard-of-safe-files", test_guard_of_safe_files);
  g_test_add_func ("/R6/csv/guard-within-cells", test_guard_within_cells);
  g_test_add_func ("/R6/csv/phone-numbers-stay", test_phone_numbers_stay);
  g_test_add_func ("/R6/csv/guard-of-exact-files", test_guard_of_exact_files);
  g_test_add_func ("/R7/csv/cells-as-read", test_cells_as_read);
  g_test_add_func ("/R6/csv/decoder", test_decoder);
  g_test_add_data_func ("/R6/csv/there-and-back/safe", GINT_TO_POINTER (GH_CSV_SAFE), test_there_and_back);
  g_test_add_data_func ("/R6/csv/there-and-back/exact", GINT_TO_POINTER (GH_CSV_EXACT), test_there_and_back);

  return g_test_run ();
}
