/* SPDX-License-Identifier: GPL-3.0-or-later */
/* X: the text is checked before json-glib reads it. */
#include "base/gh-json-reader.h"
#include "base/gh-json-text.h"

#include <string.h>

static void
assert_read (const char *text,
             const char *expected)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) node = gh_json_parse (text, &error);
  g_autofree char *written = NULL;

  g_assert_no_error (error);
  written = json_to_string (node, FALSE);
  g_assert_cmpstr (written, ==, expected);
}

static void
assert_refused (const char *text,
                const char *message)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (gh_json_parse (text, &error));
  g_assert_error (error, GH_ERROR, GH_ERROR_BAD_FILE);
  g_assert_cmpstr (error->message, ==, message);
}

static void
test_read (void)
{
  assert_read ("null", "null");
  assert_read (" [ ] ", "[]");
  assert_read ("{ }\n", "{}");
  assert_read ("[1,-2,true,false,null,\"x\"]", "[1,-2,true,false,null,\"x\"]");
  assert_read ("{\"a\":{\"a\":[{\"a\":1},{\"a\":2}]},\"b\":{\"a\":3}}", "{\"a\":{\"a\":[{\"a\":1},{\"a\":2}]},\"b\":{\"a\":3}}");
  assert_read ("\"\\\"\\\\\\/\\b\\f\\n\\r\\t\\u00e5\\ud83d\\ude00å\"", "\"\\\"\\\\/\\b\\f\\n\\r\\tå😀å\"");
  assert_read ("9223372036854775807", "9223372036854775807");
  assert_read ("[\t0,\r\n1 ]", "[0,1]");
}

static void
test_refused (void)
{
  assert_refused (NULL, "JSON, byte 1: it ends too early.");
  assert_refused ("", "JSON, byte 1: it ends too early.");
  assert_refused ("{\"a\":1", "JSON, byte 7: it ends too early.");
  assert_refused ("[1,]", "JSON, byte 4: this does not belong here.");
  assert_refused ("{\"a\":1} x", "JSON, byte 9: this does not belong here.");
  assert_refused ("1e400", "JSON, byte 6: the number is too large.");
}

/* Forms that json-glib accepts but JSON lacks. */
static void
test_not_quite_json (void)
{
  static const char *const texts[] = {
    "[1,]", "{\"a\":1,}", "{a:1}", "['a']", "// x\n1", "/* x */ 1", "01", "+1", "1.", ".5", "1e", "-", "0x10", "nul", "truex",
    "1 2", "[1 2]", "{\"a\" 1}", "{\"a\",1}", "{1:2}", "[1}", "{\"a\":1]", "]", "\"a", "\"a\nb\"", "\"\x01\"", "\"\\x\"",
    "\"\\u12\"", "\"\\u12g4\"", "NaN", "Infinity", "1e999", "-1e999", ("\xef\xbb\xbf" "1"), "\v1",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_false (gh_json_check (texts[i], -1, &error));
      g_assert_error (error, GH_ERROR, GH_ERROR_BAD_FILE);
      g_assert_true (g_str_has_prefix (error->message, "JSON, byte "));
    }
}

static void
test_not_utf8 (void)
{
  assert_refused ("\"\xff\"", "JSON, byte 2: the text is not UTF-8.");
  assert_refused ("{\"\xc3\":1}", "JSON, byte 3: the text is not UTF-8.");
  assert_refused ("[\"\xed\xa0\x80\"]", "JSON, byte 3: the text is not UTF-8.");
  assert_refused ("1 \xc3", "JSON, byte 3: the text is not UTF-8.");
  assert_refused ("\"\\ud800\"", "JSON, byte 8: there is half of a surrogate pair.");
  assert_refused ("\"\\udc00\\ud800\"", "JSON, byte 8: there is half of a surrogate pair.");
  assert_refused ("\"\\ud800\\u0041\"", "JSON, byte 14: there is half of a surrogate pair.");
  assert_refused ("\"a\\u0000b\"", "JSON, byte 9: there is a NUL.");
  g_assert_false (gh_json_check ("1\0", 2, NULL));
}

static void
test_repeated_keys (void)
{
  assert_refused ("{\"a\":1,\"a\":1}", "JSON, byte 8: the key is there twice.");
  assert_refused ("{\"a\":1,\"\\u0061\":1}", "JSON, byte 8: the key is there twice.");
  assert_refused ("{\"\\u00e5\":1,\"\xc3\xa5\":1}", "JSON, byte 13: the key is there twice.");
  assert_refused ("{\"\\ud83d\\ude00\":1,\"😀\":1}", "JSON, byte 19: the key is there twice.");
  assert_refused ("{\"/\":1,\"\\/\":1}", "JSON, byte 8: the key is there twice.");
  assert_refused ("{\"\":1,\"\":1}", "JSON, byte 7: the key is there twice.");
  assert_refused ("[{\"x\":{\"b\":1,\"a\":{\"a\":{}},\"b\":2}}]", "JSON, byte 27: the key is there twice.");
  assert_read ("{\"a\":1,\"A\":2,\"a \":3}", "{\"a\":1,\"A\":2,\"a \":3}");
}

static char *
nest (guint       depth,
      const char *open,
      const char *inner,
      char        close)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < depth; i++)
    g_string_append (text, open);
  g_string_append (text, inner);
  for (guint i = 0; i < depth; i++)
    g_string_append_c (text, close);

  return g_string_free (text, FALSE);
}

/* At depth 100 000 json-glib's parser runs out of stack. */
static void
test_depth (void)
{
  static const guint depths[] = { 33, 1000, 100000, 1000000 };
  g_autofree char *arrays = nest (GH_JSON_MAX_DEPTH, "[", "", ']');
  g_autofree char *objects = nest (GH_JSON_MAX_DEPTH, "{\"a\":", "1", '}');

  g_assert_true (gh_json_check (arrays, -1, NULL));
  assert_read (objects, objects);
  for (gsize i = 0; i < G_N_ELEMENTS (depths); i++)
    {
      g_autofree char *deep_arrays = nest (depths[i], "[", "", ']');
      g_autofree char *deep_objects = nest (depths[i], "{\"a\":", "1", '}');
      g_autofree char *open = nest (depths[i], "[{\"a\":", "", ' ');

      assert_refused (deep_arrays, "JSON, byte 33: it is nested too deep.");
      assert_refused (deep_objects, "JSON, byte 161: it is nested too deep.");
      assert_refused (open, "JSON, byte 97: it is nested too deep.");
    }
}

/* Twice the text takes about twice the time, keys or not: a quadratic search would never finish. */
static void
test_large (void)
{
  g_autoptr (GString) keys = g_string_new ("{");
  g_autoptr (GString) objects = g_string_new ("[");

  for (guint i = 0; i < 300000; i++)
    {
      g_string_append_printf (keys, "%s\"key%u\":%u", i > 0 ? "," : "", i, i);
      g_string_append_printf (objects, "%s{\"a\":[\"\\u0061\"]}", i > 0 ? "," : "");
    }
  g_string_append (keys, ",\"key7\":1}");
  g_string_append (objects, "]");
  g_assert_false (gh_json_check (keys->str, (gssize) keys->len, NULL));
  g_assert_true (gh_json_check (objects->str, (gssize) objects->len, NULL));
}

static void
test_members (void)
{
  g_autoptr (JsonNode) node = gh_json_parse ("{\"text\":\"x\",\"number\":1,\"array\":[],\"object\":{},\"null\":null}", NULL);
  JsonObject *object = json_node_get_object (node);
  static const char *const names[] = { "text", "number", "array", "object", "null", "absent" };

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_assert_cmpint (gh_json_get_text (object, names[i]) != NULL, ==, i == 0);
      g_assert_cmpint (gh_json_get_object (object, names[i]) != NULL, ==, i == 3);
    }
}

/* Whatever the numbers, what is written can be read again and means the same. */
static void
test_written (void)
{
  static const struct {
    const char *read;
    const char *written;
  } texts[] = {
    { "1e-8", "1e-08" },
    { "-1E+22", "-1e+22" },
    { "5e-324", "4.9406564584124654e-324" },
    { "1.7976931348623157e308", "1.7976931348623157e+308" },
    { "1.0", "1.0" },
    { "-0.0", "-0.0" },
    { "0.5", "0.5" },
    { "9223372036854775807", "9223372036854775807" },
    { " [ ] ", "[]" },
    { "{ }", "{}" },
    { "null", "null" },
    { "[true, false, null, \"\\u0001\\\"\\\\/\u00e9\", [[1e300]]]", "[true,false,null,\"\\u0001\\\"\\\\/\u00e9\",[[1.0000000000000001e+300]]]" },
    { "[\"d\", \"\\u001f0\\u001e\"]", "[\"d\",\"\\u001f0\\u001e\"]" },
    { "{\"b\":1e5,\"a\\n\":{\"\":[]}}", "{\"b\":100000.0,\"a\\n\":{\"\":[]}}" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (JsonNode) node = gh_json_parse (texts[i].read, &error);
      g_autoptr (JsonNode) again = NULL;
      g_autofree char *text = NULL;

      g_assert_no_error (error);
      text = gh_json_to_text (node);
      g_assert_cmpstr (text, ==, texts[i].written);
      again = gh_json_parse (text, &error);
      g_assert_no_error (error);
      g_assert_true (json_node_equal (node, again));
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/X/json/read", test_read);
  g_test_add_func ("/X/json/refused", test_refused);
  g_test_add_func ("/X/json/not-quite-json", test_not_quite_json);
  g_test_add_func ("/X/json/not-utf8", test_not_utf8);
  g_test_add_func ("/X/json/repeated-keys", test_repeated_keys);
  g_test_add_func ("/X/json/depth", test_depth);
  g_test_add_func ("/X/json/large", test_large);
  g_test_add_func ("/X/json/members", test_members);
  g_test_add_func ("/X/json/written", test_written);

  return g_test_run ();
}
