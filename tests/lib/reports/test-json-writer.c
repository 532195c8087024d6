/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "reports/gh-json.h"

#include <glib/gstdio.h>
#include <json-glib/json-glib.h>

typedef struct {
  char         *folder;
  char         *path;
  GhReportFile *file;
} Fixture;

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  g_autoptr (GError) error = NULL;

  fixture->folder = g_dir_make_tmp ("gh-test-json-XXXXXX", &error);
  g_assert_no_error (error);
  fixture->path = g_build_filename (fixture->folder, "rows.json", NULL);
  fixture->file = gh_report_file_new (fixture->path, &error);
  g_assert_no_error (error);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  gh_report_file_free (fixture->file);
  g_assert_cmpint (g_unlink (fixture->path), ==, 0);
  g_assert_cmpint (g_rmdir (fixture->folder), ==, 0);
  g_free (fixture->path);
  g_free (fixture->folder);
}

static char *
commit (Fixture *fixture,
        gsize   *length)
{
  g_autoptr (GError) error = NULL;
  char *bytes = NULL;

  g_assert_true (gh_report_file_commit (fixture->file, &error));
  g_assert_no_error (error);
  g_assert_true (g_file_get_contents (fixture->path, &bytes, length, &error));
  g_assert_no_error (error);

  return bytes;
}

static void
test_bytes (Fixture       *fixture,
            gconstpointer  data)
{
  g_autofree char *bytes = NULL;

  gh_json_append_literal (fixture->file, "[");
  gh_json_append_text (fixture->file, "a\"\\/\n\r\t\b\x01\x1f\x7f å\xe2\x80\xa8😀");
  gh_json_append_literal (fixture->file, ",");
  gh_json_append_text (fixture->file, "");
  gh_json_append_literal (fixture->file, ",");
  gh_json_append_text (fixture->file, NULL);
  gh_json_append_literal (fixture->file, ",");
  gh_json_append_number (fixture->file, G_MININT64);
  gh_json_append_literal (fixture->file, ",");
  gh_json_append_number (fixture->file, G_MAXINT64);
  gh_json_append_literal (fixture->file, ",");
  gh_json_append_time (fixture->file, 0);
  gh_json_append_literal (fixture->file, ",");
  gh_json_append_time (fixture->file, 1764000000);
  gh_json_append_literal (fixture->file, ",");
  gh_json_append_boolean (fixture->file, TRUE);
  gh_json_append_literal (fixture->file, ",");
  gh_json_append_boolean (fixture->file, FALSE);
  gh_json_append_literal (fixture->file, "]");

  bytes = commit (fixture, NULL);
  g_assert_cmpstr (bytes, ==,
                   "[\"a\\\"\\\\/\\n\\r\\t\\u0008\\u0001\\u001f\x7f å\xe2\x80\xa8😀\",\"\",null,"
                   "-9223372036854775808,9223372036854775807,null,1764000000,true,false]");
}

static char *
make_text (void)
{
  GString *text = g_string_new (NULL);

  for (int n = g_test_rand_int_range (0, 40); n > 0; n--)
    {
      gunichar c = 0;

      switch (g_test_rand_int_range (0, 4))
        {
        case 0:
          c = g_test_rand_int_range (1, 0x20);
          break;
        case 1:
          c = "\"\\/'u{}[]:,"[g_test_rand_int_range (0, 11)];
          break;
        case 2:
          c = g_test_rand_int_range (0x20, 0x3000);
          break;
        default:
          c = g_test_rand_int_range (0x3000, 0x110000);
        }
      if (g_unichar_validate (c))
        g_string_append_unichar (text, c);
    }

  return g_string_free (text, FALSE);
}

/* json-glib reads back exactly the texts and numbers written here. */
static void
test_read_by_json_glib (Fixture       *fixture,
                        gconstpointer  data)
{
  g_autoptr (GPtrArray) texts = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GArray) numbers = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (JsonParser) parser = json_parser_new ();
  g_autoptr (GError) error = NULL;
  g_autofree char *bytes = NULL;
  JsonArray *rows;
  gsize length;

  for (int i = 0; i < 5000; i++)
    {
      gint64 number = (gint64) (((guint64) (guint32) g_test_rand_int () << 32) | (guint32) g_test_rand_int ());

      g_ptr_array_add (texts, make_text ());
      g_array_append_val (numbers, number);
      gh_json_append_literal (fixture->file, i == 0 ? "[\n{\"text\":" : ",\n{\"text\":");
      gh_json_append_text (fixture->file, g_ptr_array_index (texts, i));
      gh_json_append_literal (fixture->file, ",\"number\":");
      gh_json_append_number (fixture->file, number);
      gh_json_append_literal (fixture->file, "}");
    }
  gh_json_append_literal (fixture->file, "\n]\n");
  bytes = commit (fixture, &length);

  g_assert_true (json_parser_load_from_data (parser, bytes, length, &error));
  g_assert_no_error (error);
  rows = json_node_get_array (json_parser_get_root (parser));
  g_assert_cmpuint (json_array_get_length (rows), ==, texts->len);
  for (guint i = 0; i < texts->len; i++)
    {
      JsonObject *row = json_array_get_object_element (rows, i);

      g_assert_cmpstr (json_object_get_string_member (row, "text"), ==, g_ptr_array_index (texts, i));
      g_assert_cmpint (json_object_get_int_member (row, "number"), ==, g_array_index (numbers, gint64, i));
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add ("/R8/json/bytes", Fixture, NULL, set_up, test_bytes, tear_down);
  g_test_add ("/R8/json/read-by-json-glib", Fixture, NULL, set_up, test_read_by_json_glib, tear_down);

  return g_test_run ();
}
