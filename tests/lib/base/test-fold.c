/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/gh-fold.h"

static void
check_search (const char *text,
              const char *expected)
{
  g_autofree char *folded = gh_fold_search (text);

  g_assert_cmpstr (folded, ==, expected);
}

static void
test_search (void)
{
  check_search ("Anna", "anna");
  check_search ("ÅSA Bergström", "asa bergstrom");
  check_search ("Łukasz Đặng Øyvind", "lukasz dang oyvind");
  check_search ("Þóra Yılmaz İzmir", "thora yilmaz izmir");
  check_search ("Ærø œuvre Strauß Ðuro", "aero oeuvre strauss duro");
  check_search ("ＡＢＣ ﬁ", "abc fi");
  check_search ("Ελένη ΣΟΦΟΣ", "ελενη σοφοσ");
  check_search ("김민준", "\xe1\x84\x80\xe1\x85\xb5\xe1\x86\xb7\xe1\x84\x86\xe1\x85\xb5\xe1\x86\xab\xe1\x84\x8c\xe1\x85\xae\xe1\x86\xab");
  check_search ("", "");
}

static void
test_name_key (void)
{
  g_autofree char *upper = gh_fold_name_key ("ÅSA");
  g_autofree char *lower = gh_fold_name_key ("a\xcc\x8asa");
  g_autofree char *plain = gh_fold_name_key ("asa");
  g_autofree char *sharp = gh_fold_name_key ("STRASSE");
  g_autofree char *eszett = gh_fold_name_key ("Straße");

  g_assert_cmpstr (upper, ==, lower);
  g_assert_cmpstr (upper, !=, plain);
  g_assert_cmpstr (sharp, ==, eszett);
}

static void
test_not_utf8 (void)
{
  g_assert_null (gh_fold_search ("b\xe9"));
  g_assert_null (gh_fold_name_key ("b\xe9"));
}

/* Every assigned character, by itself and behind a letter: what is stored must not fold to something else. */
static void
test_idempotent (void)
{
  for (gunichar c = 1; c < 0x30000; c++)
    {
      char text[8] = "x";
      g_autofree char *once = NULL;
      g_autofree char *twice = NULL;
      g_autofree char *key = NULL;
      g_autofree char *key_again = NULL;

      if (!g_unichar_validate (c) || !g_unichar_isdefined (c))
        continue;

      text[1 + g_unichar_to_utf8 (c, text + 1)] = '\0';
      once = gh_fold_search (text);
      twice = gh_fold_search (once);
      key = gh_fold_name_key (text);
      key_again = gh_fold_name_key (key);
      if (g_strcmp0 (once, twice) != 0 || g_strcmp0 (key, key_again) != 0)
        g_error ("U+%04X folds to “%s”, then to “%s”; its key to “%s”, then “%s”", c, once, twice, key, key_again);
    }
}

static void
test_digits (void)
{
  g_autofree char *number = gh_fold_digits ("+47 (22) 85-50.50/1");

  g_assert_cmpstr (number, ==, "47228550501");
  g_assert_null (gh_fold_digits ("22a"));
}

static void
test_names (void)
{
  static const char *const invisible[] = {
    "a\xe2\x80\x8b" "b", "a\xe2\x81\xa0", "\xef\xbb\xbf" "a", "a\xe2\x80\xaa", "a\xe2\x80\xae" "b", "a\xe2\x81\xa6" "b",
    "a\tb", "a\nb", "a\x7f", "a\xc2\x85" "b",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (invisible); i++)
    g_assert_cmpint (gh_fold_check_name (invisible[i], 10), ==, GH_REFUSAL_NAME_CHARACTERS);

  g_assert_cmpint (gh_fold_check_name ("نام\xe2\x80\x8cها", 10), ==, GH_REFUSAL_NONE);
  g_assert_cmpint (gh_fold_check_name ("a\xe2\x80\x8d" "b", 10), ==, GH_REFUSAL_NONE);
  g_assert_cmpint (gh_fold_check_name (" a", 10), ==, GH_REFUSAL_NAME_BLANKS);
  g_assert_cmpint (gh_fold_check_name ("a\xc2\xa0", 10), ==, GH_REFUSAL_NAME_BLANKS);
  g_assert_cmpint (gh_fold_check_name ("", 10), ==, GH_REFUSAL_NAME_EMPTY);
  g_assert_cmpint (gh_fold_check_name ("\xff", 10), ==, GH_REFUSAL_NOT_UTF8);
  g_assert_cmpint (gh_fold_check_name ("ååååååååååå", 10), ==, GH_REFUSAL_TOO_LONG);
  g_assert_cmpint (gh_fold_check_name ("åååååååååå", 10), ==, GH_REFUSAL_NONE);
  g_assert_cmpint (gh_fold_check_name ("a b_%'.", 10), ==, GH_REFUSAL_NONE);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/Q3/search-fold", test_search);
  g_test_add_func ("/Q3/name-key", test_name_key);
  g_test_add_func ("/Q3/not-utf8", test_not_utf8);
  g_test_add_func ("/Q3/idempotent", test_idempotent);
  g_test_add_func ("/Q2/digits", test_digits);
  g_test_add_func ("/R9/names", test_names);

  return g_test_run ();
}
