/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "base/gh-text-arena.h"

static gboolean
put (GhTextArena *arena,
     guint        slot,
     const char  *texts)
{
  return gh_text_arena_put (arena, slot, texts, strlen (texts));
}

static void
assert_found (GhTextArena *arena,
              const char  *word,
              const char  *expected)
{
  g_autoptr (GhBitset) slots = gh_bitset_new ();
  g_autoptr (GString) found = g_string_new (NULL);
  GhBitsetIter iter;
  gsize slot;

  gh_text_arena_find (arena, word, strlen (word), slots);
  gh_bitset_iter_init (&iter, slots);
  while (gh_bitset_iter_next (&iter, &slot))
    {
      g_string_append_printf (found, "%s%zu", found->len > 0 ? " " : "", slot);
      g_assert_true (gh_text_arena_contains (arena, (guint) slot, word, strlen (word)));
    }

  g_assert_cmpstr (found->str, ==, expected);
}

static void
test_rows (void)
{
  g_autoptr (GhTextArena) arena = gh_text_arena_new (GH_TEXT_ARENA_MAX);

  assert_found (arena, "a", "");
  g_assert_true (put (arena, 0, "anna\xffhansen"));
  g_assert_true (put (arena, 1, "berg"));
  g_assert_true (put (arena, 7, "hanna"));
  assert_found (arena, "anna", "0 7");
  assert_found (arena, "han", "0 7");
  assert_found (arena, "annah", "");
  assert_found (arena, "nb", "");
  assert_found (arena, "a\xffh", "");
  assert_found (arena, "\xff", "");

  gh_text_arena_remove (arena, 5);
  gh_text_arena_remove (arena, 500);
  g_assert_false (gh_text_arena_contains (arena, 5, "a", 1));

  g_assert_true (put (arena, 7, ""));
  assert_found (arena, "anna", "0");
}

/* Leftovers of a removed row must not be found. */
static void
test_left_behind (void)
{
  g_autoptr (GhTextArena) arena = gh_text_arena_new (GH_TEXT_ARENA_MAX);
  g_autoptr (GhBitset) slots = gh_bitset_new ();

  for (guint slot = 0; slot < 10; slot++)
    g_assert_true (put (arena, slot, "anna"));
  g_assert_true (put (arena, 3, "berta"));
  gh_text_arena_remove (arena, 9);
  assert_found (arena, "anna", "0 1 2 4 5 6 7 8");
  assert_found (arena, "berta", "3");

  for (guint slot = 0; slot < 10; slot++)
    gh_bitset_add (slots, slot);
  gh_text_arena_narrow (arena, "n", 1, slots);
  g_assert_cmpuint (gh_bitset_count (slots), ==, 8);
}

static void
test_full (void)
{
  g_autoptr (GhTextArena) arena = gh_text_arena_new (20);

  g_assert_true (put (arena, 0, "1234567890"));
  g_assert_true (put (arena, 1, "12345678"));
  g_assert_false (put (arena, 2, "1"));
  assert_found (arena, "1", "0 1");

  /* The space of a removed row can be used again. */
  gh_text_arena_remove (arena, 0);
  g_assert_true (put (arena, 2, "abcdefghij"));
  assert_found (arena, "j", "2");

  /* A row with no room is dropped, not cut off. */
  g_assert_false (put (arena, 1, "12345678x"));
  assert_found (arena, "12", "");
  assert_found (arena, "a", "2");
}

static void
test_memory_is_given_back (void)
{
  g_autoptr (GhTextArena) arena = gh_text_arena_new (GH_TEXT_ARENA_MAX);
  gsize memory;

  for (guint slot = 0; slot < 1000; slot++)
    g_assert_true (put (arena, slot, "a row of some length, the same for all"));
  memory = gh_text_arena_get_memory (arena);

  for (guint i = 0; i < 20000; i++)
    g_assert_true (put (arena, i % 1000, i / 1000 % 2 == 0 ? "another row of this length, or nearly" : "a row again"));

  g_assert_cmpuint (gh_text_arena_get_memory (arena), <, 2 * memory);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/U3/text-arena/rows", test_rows);
  g_test_add_func ("/U3/text-arena/left-behind", test_left_behind);
  g_test_add_func ("/U3/text-arena/full", test_full);
  g_test_add_func ("/U3/text-arena/memory-is-given-back", test_memory_is_given_back);

  return g_test_run ();
}
