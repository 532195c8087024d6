/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/gh-bitset.h"

static void
assert_members (const GhBitset *set,
                const char     *expected)
{
  g_autoptr (GString) members = g_string_new (NULL);
  GhBitsetIter iter;
  gsize member;

  gh_bitset_iter_init (&iter, set);
  while (gh_bitset_iter_next (&iter, &member))
    g_string_append_printf (members, "%s%zu", members->len > 0 ? " " : "", member);

  g_assert_cmpstr (members->str, ==, expected);
}

static GhBitset *
make_set (gsize first,
          gsize second,
          gsize third)
{
  GhBitset *set = gh_bitset_new ();

  gh_bitset_add (set, first);
  gh_bitset_add (set, second);
  gh_bitset_add (set, third);

  return set;
}

static void
test_members (void)
{
  g_autoptr (GhBitset) set = gh_bitset_new ();

  assert_members (set, "");
  g_assert_false (gh_bitset_contains (set, 0));
  gh_bitset_remove (set, 1000000);

  gh_bitset_add (set, 64);
  gh_bitset_add (set, 0);
  gh_bitset_add (set, 63);
  gh_bitset_add (set, 999999);
  gh_bitset_add (set, 63);
  assert_members (set, "0 63 64 999999");
  g_assert_cmpuint (gh_bitset_count (set), ==, 4);
  g_assert_true (gh_bitset_contains (set, 63));
  g_assert_false (gh_bitset_contains (set, 62));
  g_assert_false (gh_bitset_contains (set, 100000000));

  gh_bitset_remove (set, 63);
  assert_members (set, "0 64 999999");
  gh_bitset_clear (set);
  assert_members (set, "");
}

static void
test_sets_of_different_lengths (void)
{
  g_autoptr (GhBitset) set = make_set (1, 70, 500);
  g_autoptr (GhBitset) small = make_set (1, 2, 70);
  g_autoptr (GhBitset) result = gh_bitset_new ();

  gh_bitset_assign (result, set);
  gh_bitset_and (result, small);
  assert_members (result, "1 70");

  gh_bitset_assign (result, small);
  gh_bitset_and (result, set);
  assert_members (result, "1 70");

  gh_bitset_assign (result, set);
  gh_bitset_and_not (result, small);
  assert_members (result, "500");

  gh_bitset_assign (result, small);
  gh_bitset_and_not (result, set);
  assert_members (result, "2");

  gh_bitset_or (result, set);
  assert_members (result, "1 2 70 500");
}

/* Sets copied back and forth keep their size. */
static void
test_room (void)
{
  g_autoptr (GhBitset) one = gh_bitset_new ();
  g_autoptr (GhBitset) other = gh_bitset_new ();
  gsize n_words;

  gh_bitset_reserve (one, 1000);
  gh_bitset_assign (other, one);
  gh_bitset_add (other, 2000);
  n_words = other->n_words;

  for (guint i = 0; i < 100; i++)
    {
      gh_bitset_assign (one, other);
      gh_bitset_assign (other, one);
    }

  g_assert_cmpuint (one->n_words, ==, n_words);
  g_assert_cmpuint (other->n_words, ==, n_words);
}

static void
test_removing_on_the_way (void)
{
  g_autoptr (GhBitset) set = make_set (3, 5, 130);
  GhBitsetIter iter;
  gsize member;
  guint n = 0;

  gh_bitset_iter_init (&iter, set);
  while (gh_bitset_iter_next (&iter, &member))
    {
      gh_bitset_remove (set, member);
      n++;
    }

  g_assert_cmpuint (n, ==, 3);
  g_assert_cmpuint (gh_bitset_count (set), ==, 0);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/U3/bitset/members", test_members);
  g_test_add_func ("/U3/bitset/different-lengths", test_sets_of_different_lengths);
  g_test_add_func ("/U3/bitset/room", test_room);
  g_test_add_func ("/U3/bitset/removing-on-the-way", test_removing_on_the_way);

  return g_test_run ();
}
