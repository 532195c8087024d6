/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "base/gh-substring.h"

/* A text of exactly the right size, with its padding, so that the address sanitiser sees a read too far. The padding
 * repeats the word, so that a hit in it shows too. */
static char *
make_text (const char *text,
           const char *word)
{
  gsize length = strlen (text);
  char *copy = g_malloc (length + GH_SUBSTRING_PADDING);

  memcpy (copy, text, length);
  for (gsize i = 0; i < GH_SUBSTRING_PADDING; i++)
    copy[length + i] = word[i % strlen (word)];

  return copy;
}

static void
assert_as_strstr (const char *text,
                  const char *word)
{
  g_autofree char *copy = make_text (text, word);
  const char *expected = strstr (text, word);
  gsize n;
  const GhSubstringFinder *finders = gh_substring_get_finders (&n);

  for (gsize i = 0; i < n; i++)
    {
      const char *found = finders[i].find (copy, strlen (text), word, strlen (word));
      gssize place = found != NULL ? found - copy : -1;

      if (place != (expected != NULL ? expected - text : -1))
        g_error ("%s finds \"%s\" in \"%s\" at %zd", finders[i].name, word, text, place);
    }
}

static void
test_every_place (void)
{
  static const char *const words[] = { "x", "xy", "xyz", "xxyx", "xabcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstx" };

  for (gsize w = 0; w < G_N_ELEMENTS (words); w++)
    for (gsize length = strlen (words[w]); length < 140; length++)
      for (gsize place = 0; place + strlen (words[w]) <= length; place++)
        {
          g_autofree char *text = g_strnfill (length, '.');

          memcpy (text + place, words[w], strlen (words[w]));
          assert_as_strstr (text, words[w]);
        }
}

static void
test_nearly (void)
{
  assert_as_strstr ("", "a");
  assert_as_strstr ("a", "ab");
  assert_as_strstr ("smath smoth smyth", "smith");
  assert_as_strstr ("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaab", "aab");
  assert_as_strstr ("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "aab");
  assert_as_strstr ("иванов", "нов");
}

static void
test_random (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (20261124);

  for (guint i = 0; i < 20000; i++)
    {
      char text[200] = "";
      char word[8] = "";

      /* Only two letters, so that nearly everything nearly matches. */
      for (gint32 n = g_rand_int_range (random, 0, 199); n > 0; n--)
        text[n - 1] = g_rand_boolean (random) ? 'a' : 'b';
      for (gint32 n = g_rand_int_range (random, 1, 8); n > 0; n--)
        word[n - 1] = g_rand_boolean (random) ? 'a' : 'b';
      assert_as_strstr (text, word);
    }
}

static void
test_one_runs_everywhere (void)
{
  gsize n;
  const GhSubstringFinder *finders = gh_substring_get_finders (&n);

  g_assert_cmpuint (n, >, 0);
  g_assert_cmpstr (finders[n - 1].name, ==, "portable");
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/U3/substring/every-place", test_every_place);
  g_test_add_func ("/U3/substring/nearly", test_nearly);
  g_test_add_func ("/U3/substring/random", test_random);
  g_test_add_func ("/U3/substring/one-runs-everywhere", test_one_runs_everywhere);

  return g_test_run ();
}
