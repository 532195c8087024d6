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
  check_search ("O’Brien Dʼarc", "o'brien dʼarc");
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

/* Every assigned character, alone and after a letter: a stored fold must not fold again to something else. */
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

/* Random texts that mix scripts, with every third character a mark: marks reorder and compose across characters. */
static void
test_idempotent_texts (void)
{
  static const gunichar ranges[][2] = {
    { 0x20, 0x250 }, { 0x300, 0x370 }, { 0x370, 0x590 }, { 0x590, 0x780 }, { 0x900, 0x1000 }, { 0x1000, 0x1400 },
    { 0x1c80, 0x2000 }, { 0x2c00, 0x2e00 }, { 0x3040, 0x3400 }, { 0xa640, 0xabc0 }, { 0xac00, 0xd7b0 },
    { 0xf900, 0xfffe }, { 0x10400, 0x10500 }, { 0x1d400, 0x1d800 }, { 0x1e900, 0x1e960 },
  };
  g_autoptr (GRand) random = g_rand_new_with_seed (20261124);

  for (int n = 0; n < 30000; n++)
    {
      g_autoptr (GString) text = g_string_new (NULL);
      g_autofree char *once = NULL;
      g_autofree char *twice = NULL;
      g_autofree char *key = NULL;
      g_autofree char *key_again = NULL;

      for (int i = g_rand_int_range (random, 1, 9); i > 0; i--)
        {
          const gunichar *range = ranges[i % 3 == 0 ? 1 : g_rand_int_range (random, 0, G_N_ELEMENTS (ranges))];
          gunichar c = (gunichar) g_rand_int_range (random, (int) range[0], (int) range[1]);

          if (g_unichar_validate (c) && g_unichar_isdefined (c))
            g_string_append_unichar (text, c);
        }

      once = gh_fold_search (text->str);
      twice = gh_fold_search (once);
      key = gh_fold_name_key (text->str);
      key_again = gh_fold_name_key (key);
      g_assert_cmpstr (twice, ==, once);
      g_assert_cmpstr (key_again, ==, key);
    }
}

static void
test_digits (void)
{
  g_autofree char *number = gh_fold_digits ("+47 (22) 85-50.50/1");

  g_assert_cmpstr (number, ==, "47228550501");
  g_assert_null (gh_fold_digits ("22a"));
  g_assert_null (gh_fold_digits ("\xd9\xa2\xd9\xa2"));
}

static void
test_names (void)
{
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
  g_test_add_func ("/Q3/idempotent/texts", test_idempotent_texts);
  g_test_add_func ("/Q2/digits", test_digits);
  g_test_add_func ("/R9/names", test_names);

  return g_test_run ();
}
