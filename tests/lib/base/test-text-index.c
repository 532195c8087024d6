/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "base/gh-fold.h"
#include "base/gh-text-index.h"

/* The index beside the plainest equivalent: a list of users, each with lists of texts and numbers, and strstr(). */

#define SEED 20261124

typedef struct {
  gint64     id;
  GPtrArray *texts;   /* folded */
  GPtrArray *phones;  /* digits */
} User;

typedef struct {
  GhTextIndex *index;
  GPtrArray   *users; /* User, as fed */
  GRand       *random;
} Fixture;

static void
user_free (User *user)
{
  g_ptr_array_unref (user->texts);
  g_ptr_array_unref (user->phones);
  g_free (user);
}

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  fixture->index = gh_text_index_new ();
  fixture->users = g_ptr_array_new_with_free_func ((GDestroyNotify) user_free);
  fixture->random = g_rand_new_with_seed (SEED);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  gh_text_index_free (fixture->index);
  g_ptr_array_unref (fixture->users);
  g_rand_free (fixture->random);
}

static User *
find_user (Fixture *fixture,
           gint64   id)
{
  for (guint i = 0; i < fixture->users->len; i++)
    {
      User *user = g_ptr_array_index (fixture->users, i);

      if (user->id == id)
        return user;
    }

  return NULL;
}

/* Feeds the user to both; @texts are folded here, @phones are as people write them. */
static void
feed (Fixture           *fixture,
      gint64             id,
      const char *const *texts,
      const char *const *phones)
{
  User *user = find_user (fixture, id);
  g_autoptr (GError) error = NULL;

  if (user == NULL)
    {
      user = g_new0 (User, 1);
      user->id = id;
      user->texts = g_ptr_array_new_with_free_func (g_free);
      user->phones = g_ptr_array_new_with_free_func (g_free);
      g_ptr_array_add (fixture->users, user);
    }
  g_ptr_array_set_size (user->texts, 0);
  g_ptr_array_set_size (user->phones, 0);

  gh_text_index_begin (fixture->index, id);
  for (gsize i = 0; texts != NULL && texts[i] != NULL; i++)
    {
      char *fold = gh_fold_search (texts[i]);

      gh_text_index_add_text (fixture->index, fold);
      g_ptr_array_add (user->texts, fold);
    }
  for (gsize i = 0; phones != NULL && phones[i] != NULL; i++)
    {
      g_autoptr (GString) digits = g_string_new (phones[i]);

      g_string_replace (digits, "+", "", 0);
      g_string_replace (digits, " ", "", 0);
      gh_text_index_add_digits (fixture->index, phones[i]);
      g_ptr_array_add (user->phones, g_strdup (digits->str));
    }
  gh_text_index_end (fixture->index, &error);
  g_assert_no_error (error);
}

static gboolean
is_in_one (GPtrArray  *texts,
           const char *word)
{
  if (word[0] == '\0')
    return TRUE;

  for (guint i = 0; i < texts->len; i++)
    if (strstr (g_ptr_array_index (texts, i), word) != NULL)
      return TRUE;

  return FALSE;
}

static gboolean
is_match (User              *user,
          const GhIndexWord *words,
          gsize              n_words)
{
  for (gsize i = 0; i < n_words; i++)
    {
      gboolean holds = is_in_one (user->texts, words[i].fold)
                       || (words[i].digits != NULL && is_in_one (user->phones, words[i].digits));

      if (holds == words[i].negated)
        return FALSE;
    }

  return TRUE;
}

static void
assert_as_the_plain_way (Fixture           *fixture,
                         const GhIndexWord *words,
                         gsize              n_words)
{
  g_autoptr (GhBitset) slots = gh_bitset_new ();
  gsize n_expected = 0;

  gh_text_index_match (fixture->index, words, n_words, slots);

  for (guint i = 0; i < fixture->users->len; i++)
    {
      User *user = g_ptr_array_index (fixture->users, i);
      gboolean expected = is_match (user, words, n_words);

      n_expected += expected;
      if (gh_bitset_contains (slots, gh_text_index_find (fixture->index, user->id)) != expected)
        g_error ("user %" G_GINT64_FORMAT " %s match \"%s\" and %zu more", user->id, expected ? "should" : "should not",
                 words[0].fold, n_words - 1);
    }
  g_assert_cmpuint (gh_bitset_count (slots), ==, n_expected);
}

/* Matches one query, with blanks between the words and - before unwanted ones. */
static void
assert_query (Fixture    *fixture,
              const char *query,
              const char *expected)
{
  g_auto (GStrv) parts = g_strsplit (query, " ", 0);
  g_autofree GhIndexWord *words = g_new0 (GhIndexWord, g_strv_length (parts));
  g_autoptr (GPtrArray) kept = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GhBitset) slots = gh_bitset_new ();
  g_autoptr (GString) found = g_string_new (NULL);
  gsize n_words = 0;
  GhBitsetIter iter;
  gsize slot;

  for (gsize i = 0; parts[i] != NULL; i++)
    {
      gboolean negated = parts[i][0] == '-';
      char *fold = gh_fold_search (parts[i] + negated);
      char *digits = gh_fold_word_digits (fold);

      words[n_words++] = (GhIndexWord) { .fold = fold, .digits = digits, .negated = negated };
      g_ptr_array_add (kept, fold);
      g_ptr_array_add (kept, digits);
    }

  gh_text_index_match (fixture->index, words, n_words, slots);
  gh_bitset_iter_init (&iter, slots);
  while (gh_bitset_iter_next (&iter, &slot))
    g_string_append_printf (found, "%s%" G_GINT64_FORMAT, found->len > 0 ? " " : "",
                            gh_text_index_get_id (fixture->index, (guint) slot));

  if (strcmp (found->str, expected) != 0)
    g_error ("\"%s\" matches users %s, not %s", query, found->str, expected);
}

static gsize
count_rows (Fixture *fixture)
{
  g_autoptr (GhBitset) slots = gh_bitset_new ();

  gh_text_index_match (fixture->index, NULL, 0, slots);

  return gh_bitset_count (slots);
}

static void
feed_three (Fixture *fixture)
{
  feed (fixture, 10, (const char *[]) { "anna", "Åsa Bergström", "anna@example.com", NULL },
        (const char *[]) { "+47 22 85 50 50", NULL });
  feed (fixture, 11, (const char *[]) { "bob", "Bob Smith", "GH-7000311", NULL },
        (const char *[]) { "+4790012345", "+33123456789", NULL });
  feed (fixture, 12, (const char *[]) { "иванов", "Иван Ёлкин", "50%_off", NULL }, NULL);
}

static void
test_one_letter (Fixture       *fixture,
                 gconstpointer  data)
{
  feed_three (fixture);

  assert_query (fixture, "a", "10");
  assert_query (fixture, "A", "10");
  assert_query (fixture, "b", "10 11");
  assert_query (fixture, "q", "");
  assert_query (fixture, "%", "12");
  assert_query (fixture, "_", "12");
  assert_query (fixture, "-b", "12");
  assert_query (fixture, "и", "12");
  assert_query (fixture, "е", "12");
}

static void
test_words (Fixture       *fixture,
            gconstpointer  data)
{
  feed_three (fixture);

  assert_query (fixture, "bo", "11");
  assert_query (fixture, "asa", "10");
  assert_query (fixture, "BERGSTROM", "10");
  assert_query (fixture, "ИВАН", "12");
  assert_query (fixture, "b -smith", "10");
  assert_query (fixture, "smith bob", "11");
  assert_query (fixture, "smith anna", "");
  assert_query (fixture, "-smith -anna", "12");
  assert_query (fixture, "7000311", "11");
}

static void
test_no_word (Fixture       *fixture,
              gconstpointer  data)
{
  GhIndexWord nothing = { .fold = "" };
  GhIndexWord not_nothing = { .fold = "", .negated = TRUE };

  feed_three (fixture);

  assert_as_the_plain_way (fixture, NULL, 0);
  assert_as_the_plain_way (fixture, &nothing, 1);
  assert_as_the_plain_way (fixture, &not_nothing, 1);
}

static void
test_phone_digits (Fixture       *fixture,
                   gconstpointer  data)
{
  static const struct {
    const char *word;
    const char *digits;
  } cases[] = {
    { "123", "123" },
    { "12", NULL },
    { "1-2", NULL },
    { "+47 (22) 85.50/50", "4722855050" },
    { "123a", NULL },
    { "1_2_3", NULL },
    { "", NULL },
    { "+-()", NULL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *digits = gh_fold_word_digits (cases[i].word);

      g_assert_cmpstr (digits, ==, cases[i].digits);
    }

  feed_three (fixture);
  assert_query (fixture, "855", "10");
  assert_query (fixture, "+47-2285", "10");
  assert_query (fixture, "(228)550", "10");
  assert_query (fixture, "(228)650", "");
  assert_query (fixture, "47", "");
  assert_query (fixture, "5", "12");
  assert_query (fixture, "-855", "11 12");
  assert_query (fixture, "bob 900", "11");
  assert_query (fixture, "123", "11");
  assert_query (fixture, "22x", "");
}

static void
test_separators (Fixture       *fixture,
                 gconstpointer  data)
{
  feed (fixture, 1, (const char *[]) { "anna", "berg", NULL }, (const char *[]) { "111", "222", NULL });
  feed (fixture, 2, (const char *[]) { "dahl", NULL }, (const char *[]) { "333", NULL });

  assert_query (fixture, "annaberg", "");
  assert_query (fixture, "ab", "");
  assert_query (fixture, "bergdahl", "");
  assert_query (fixture, "gd", "");
  assert_query (fixture, "111222", "");
  assert_query (fixture, "2233", "");
  for (char c = 1; c < ' '; c++)
    {
      char word[] = { c, '\0' };
      char between[] = { 'a', c, 'b', '\0' };

      assert_as_the_plain_way (fixture, &(GhIndexWord) { .fold = word }, 1);
      assert_as_the_plain_way (fixture, &(GhIndexWord) { .fold = between }, 1);
    }
  /* Not UTF-8, so not a word; but the very byte between the texts. */
  assert_as_the_plain_way (fixture, &(GhIndexWord) { .fold = "\xff" }, 1);
  assert_as_the_plain_way (fixture, &(GhIndexWord) { .fold = "a\xff" "b" }, 1);
}

static void
test_typing (Fixture       *fixture,
             gconstpointer  data)
{
  feed (fixture, 1, (const char *[]) { "a12", NULL }, NULL);
  feed (fixture, 2, (const char *[]) { "b", NULL }, (const char *[]) { "+47123", NULL });
  feed (fixture, 3, (const char *[]) { "c1234", NULL }, NULL);

  /* The third digit makes it a number: more users match than before. */
  assert_query (fixture, "12", "1 3");
  assert_query (fixture, "123", "2 3");
  assert_query (fixture, "1234", "3");
  assert_query (fixture, "123", "2 3");
  assert_query (fixture, "123 -c", "2");
  assert_query (fixture, "123 -c1", "2");
  assert_query (fixture, "123 -c19", "2 3");
  assert_query (fixture, "-c1", "1 2");
  assert_query (fixture, "-c", "1 2");
}

static void
test_changes (Fixture       *fixture,
              gconstpointer  data)
{
  guint slot;

  feed_three (fixture);
  slot = gh_text_index_find (fixture->index, 11);

  assert_query (fixture, "smi", "11");
  assert_query (fixture, "jones", "");
  feed (fixture, 11, (const char *[]) { "bob", "Bob Jones", NULL }, NULL);
  assert_query (fixture, "jones", "11");
  assert_query (fixture, "smi", "");
  assert_query (fixture, "smith", "");
  assert_query (fixture, "900", "");
  g_assert_cmpuint (gh_text_index_find (fixture->index, 11), ==, slot);

  gh_text_index_remove (fixture->index, 11);
  gh_text_index_remove (fixture->index, 11);
  gh_text_index_remove (fixture->index, 99);
  assert_query (fixture, "jones", "");
  assert_query (fixture, "-anna", "12");
  g_assert_cmpuint (gh_text_index_find (fixture->index, 11), ==, GH_TEXT_INDEX_NO_SLOT);
  g_assert_cmpuint (count_rows (fixture), ==, 2);

  /* Undoing a removal brings the same id back. */
  feed (fixture, 11, (const char *[]) { "bob", NULL }, NULL);
  feed (fixture, 5, (const char *[]) { "bo", NULL }, NULL);
  feed (fixture, 13, (const char *[]) { "bodil", NULL }, NULL);
  assert_query (fixture, "bo", "11 5 13");
  g_assert_cmpuint (count_rows (fixture), ==, 5);
}

static const char *const pieces[] = {
  "an", "na", "ber", "g", "smi", "th", "Å", "sø", "ﬁ", "ß", "0", "47", "12", "-", ".", "@", "%", "_", "'", " ",
  "и", "ва", "нов", "Ё", "μα", "ρία", "Σ", "سا", "رة", "दी", "पा", "王", "伟", "さ", "と", "김", "민", "שלום", "👩", "é",
};

static char *
make_text (GRand *random)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (gint32 n = g_rand_int_range (random, 0, 6); n > 0; n--)
    g_string_append (text, pieces[g_rand_int_range (random, 0, G_N_ELEMENTS (pieces))]);

  return g_string_free (g_steal_pointer (&text), FALSE);
}

static void
feed_random (Fixture *fixture,
             gint64   id)
{
  g_autoptr (GStrvBuilder) texts = g_strv_builder_new ();
  g_autoptr (GStrvBuilder) phones = g_strv_builder_new ();
  g_auto (GStrv) all_texts = NULL;
  g_auto (GStrv) all_phones = NULL;

  for (gint32 n = g_rand_int_range (fixture->random, 0, 6); n > 0; n--)
    {
      g_autofree char *text = make_text (fixture->random);

      g_strv_builder_add (texts, text);
    }
  for (gint32 n = g_rand_int_range (fixture->random, 0, 3); n > 0; n--)
    {
      g_autofree char *phone = g_strdup_printf ("+47 %03d %d", g_rand_int_range (fixture->random, 0, 1000),
                                                g_rand_int_range (fixture->random, 0, 100));

      g_strv_builder_add (phones, phone);
    }

  all_texts = g_strv_builder_end (texts);
  all_phones = g_strv_builder_end (phones);
  feed (fixture, id, (const char *const *) all_texts, (const char *const *) all_phones);
}

/* One to four words: parts of what some user has, or pieces joined. */
static void
assert_random_query (Fixture *fixture)
{
  GhIndexWord words[4] = { 0 };
  gsize n_words = (gsize) g_rand_int_range (fixture->random, 1, G_N_ELEMENTS (words) + 1);
  g_autofree char *longest = NULL;

  for (gsize i = 0; i < n_words; i++)
    {
      User *user = g_ptr_array_index (fixture->users,
                                      g_rand_int_range (fixture->random, 0, (gint32) fixture->users->len));
      GPtrArray *from = g_rand_boolean (fixture->random) && user->phones->len > 0 ? user->phones : user->texts;
      g_autofree char *made = make_text (fixture->random);
      g_autofree char *folded = gh_fold_search (made);
      const char *text = from->len > 0 && g_rand_int_range (fixture->random, 0, 4) > 0
                           ? g_ptr_array_index (from, 0)
                           : folded;
      glong length = g_utf8_strlen (text, -1);
      glong start = g_rand_int_range (fixture->random, 0, (gint32) length + 1);
      glong end = g_rand_int_range (fixture->random, (gint32) start, (gint32) length + 1);

      words[i].fold = g_utf8_substring (text, start, MIN (end, start + 5));
      words[i].digits = gh_fold_word_digits (words[i].fold);
      words[i].negated = g_rand_int_range (fixture->random, 0, 4) == 0;
    }

  assert_as_the_plain_way (fixture, words, n_words);

  /* Also with one word longer or one word more, as while typing. */
  longest = g_strconcat (words[0].fold, g_rand_boolean (fixture->random) ? "a" : "1", NULL);
  g_free ((char *) words[0].fold);
  g_free ((char *) words[0].digits);
  words[0].fold = g_steal_pointer (&longest);
  words[0].digits = gh_fold_word_digits (words[0].fold);
  assert_as_the_plain_way (fixture, words, n_words);

  for (gsize i = 0; i < n_words; i++)
    {
      g_free ((char *) words[i].fold);
      g_free ((char *) words[i].digits);
    }
}

static void
test_random (Fixture       *fixture,
             gconstpointer  data)
{
  for (gint64 id = 1; id <= 400; id++)
    feed_random (fixture, id * 3);

  for (guint i = 0; i < 4000; i++)
    {
      assert_random_query (fixture);

      if (i % 4 == 0)
        feed_random (fixture, g_rand_int_range (fixture->random, 1, 1300));
      if (i % 8 == 0)
        {
          guint which = (guint) g_rand_int_range (fixture->random, 0, (gint32) fixture->users->len);
          User *user = g_ptr_array_index (fixture->users, which);

          gh_text_index_remove (fixture->index, user->id);
          g_ptr_array_remove_index_fast (fixture->users, which);
        }
    }
  g_assert_cmpuint (count_rows (fixture), ==, fixture->users->len);
}

/* Long enough for two threads. */
static void
test_large (Fixture       *fixture,
            gconstpointer  data)
{
  g_autofree char *long_text = g_strnfill (1000, 'x');
  g_autoptr (GhBitset) slots = gh_bitset_new ();
  const guint n = 10000;

  for (guint i = 0; i < n; i++)
    {
      g_autofree char *name = g_strdup_printf ("user%05u", i);

      gh_text_index_begin (fixture->index, i);
      gh_text_index_add_text (fixture->index, long_text);
      gh_text_index_add_text (fixture->index, name);
      g_assert_true (gh_text_index_end (fixture->index, NULL));
    }

  gh_text_index_match (fixture->index, &(GhIndexWord) { .fold = "user" }, 1, slots);
  g_assert_cmpuint (gh_bitset_count (slots), ==, n);
  gh_text_index_match (fixture->index, &(GhIndexWord) { .fold = "00" }, 1, slots);
  for (guint i = 0; i < n; i++)
    {
      g_autofree char *name = g_strdup_printf ("%05u", i);

      g_assert_cmpint (gh_bitset_contains (slots, i), ==, strstr (name, "00") != NULL);
    }
}

static void
assert_list (Fixture    *fixture,
             guint       column_key,
             gboolean    descending,
             const char *expected)
{
  g_autoptr (GhBitset) slots = gh_bitset_new ();
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GString) listed = g_string_new (NULL);

  gh_text_index_match (fixture->index, NULL, 0, slots);
  g_assert_true (gh_text_index_list (fixture->index, slots, column_key, descending, ids));
  for (guint i = 0; i < ids->len; i++)
    g_string_append_printf (listed, "%s%" G_GINT64_FORMAT, i > 0 ? " " : "", g_array_index (ids, gint64, i));

  g_assert_cmpstr (listed->str, ==, expected);
}

static void
test_order (Fixture       *fixture,
            gconstpointer  data)
{
  static const gint64 by_name[] = { 12, 10, 77, 11, 12 };
  static const gint64 by_login[] = { 11, 12, 10, 13 };
  g_autoptr (GhBitset) before = gh_bitset_new ();
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));

  feed_three (fixture);
  g_assert_false (gh_text_index_has_order (fixture->index, 1));
  gh_text_index_set_order (fixture->index, 1, by_name, G_N_ELEMENTS (by_name));
  g_assert_true (gh_text_index_has_order (fixture->index, 1));
  assert_list (fixture, 1, FALSE, "12 10 11");
  assert_list (fixture, 1, TRUE, "11 10 12");

  /* A new user stays at the end until the order is set again; a removed one goes at once. */
  feed (fixture, 13, (const char *[]) { "new", NULL }, NULL);
  g_assert_false (gh_text_index_has_order (fixture->index, 1));
  gh_text_index_match (fixture->index, NULL, 0, before);
  gh_text_index_remove (fixture->index, 10);
  g_assert_true (gh_text_index_list (fixture->index, before, 1, FALSE, ids));
  g_assert_cmpuint (ids->len, ==, 3);
  assert_list (fixture, 1, FALSE, "12 11 13");
  assert_list (fixture, 1, TRUE, "13 11 12");
  gh_text_index_set_order (fixture->index, 2, by_login, G_N_ELEMENTS (by_login));
  assert_list (fixture, 2, FALSE, "11 12 13");
  assert_list (fixture, 1, FALSE, "12 11 13");

  /* The third order replaces the least recently used one. */
  gh_text_index_set_order (fixture->index, 3, by_login, 2);
  assert_list (fixture, 3, FALSE, "11 12 13");
  assert_list (fixture, 1, FALSE, "12 11 13");
  g_assert_false (gh_text_index_has_order (fixture->index, 2));
  g_assert_true (gh_text_index_has_order (fixture->index, 3));
}

static void
test_order_unknown (Fixture       *fixture,
                    gconstpointer  data)
{
  g_autoptr (GhBitset) slots = gh_bitset_new ();
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));

  feed_three (fixture);
  gh_text_index_match (fixture->index, NULL, 0, slots);
  g_array_set_size (ids, 2);
  g_assert_false (gh_text_index_list (fixture->index, slots, 1, FALSE, ids));
  g_assert_cmpuint (ids->len, ==, 0);
}

static void
test_order_random (Fixture       *fixture,
                   gconstpointer  data)
{
  enum { N = 5000 };
  gint64 ids[N];
  g_autoptr (GArray) listed = g_array_new (FALSE, FALSE, sizeof (gint64));

  /* Gaps of varying size, so that ids are not where they would be guessed. */
  for (guint i = 0; i < N; i++)
    {
      ids[i] = i < N / 2 ? (gint64) i * i : (gint64) i * 1000003;
      gh_text_index_begin (fixture->index, ids[i]);
      g_assert_true (gh_text_index_end (fixture->index, NULL));
    }
  for (guint i = N - 1; i > 0; i--)
    {
      guint j = (guint) g_rand_int_range (fixture->random, 0, (gint32) i + 1);
      gint64 id = ids[i];

      ids[i] = ids[j];
      ids[j] = id;
    }
  gh_text_index_set_order (fixture->index, 0, ids, N);

  for (guint every = 1; every < N; every *= 3)
    {
      g_autoptr (GhBitset) slots = gh_bitset_new ();
      g_autoptr (GArray) some = g_array_new (FALSE, FALSE, sizeof (gint64));

      for (guint i = 0; i < N; i += every)
        g_array_append_val (some, ids[i]);
      gh_text_index_bits_from_ids (fixture->index, (gint64 *) (void *) some->data, some->len, slots);

      g_assert_true (gh_text_index_list (fixture->index, slots, 0, FALSE, listed));
      g_assert_cmpmem (listed->data, listed->len * sizeof (gint64), some->data, some->len * sizeof (gint64));

      g_assert_true (gh_text_index_list (fixture->index, slots, 0, TRUE, listed));
      for (guint i = 0; i < some->len; i++)
        g_assert_cmpint (g_array_index (listed, gint64, some->len - 1 - i), ==, g_array_index (some, gint64, i));
    }
}

static void
test_bits_from_ids (Fixture       *fixture,
                    gconstpointer  data)
{
  static const gint64 some[] = { -5, 0, 10, 12, 13, G_MAXINT64 };
  g_autoptr (GhBitset) slots = gh_bitset_new ();

  gh_text_index_bits_from_ids (fixture->index, some, G_N_ELEMENTS (some), slots);
  g_assert_cmpuint (gh_bitset_count (slots), ==, 0);

  feed_three (fixture);
  gh_text_index_remove (fixture->index, 12);
  gh_bitset_add (slots, 700);
  gh_text_index_bits_from_ids (fixture->index, some, G_N_ELEMENTS (some), slots);
  g_assert_cmpuint (gh_bitset_count (slots), ==, 1);
  g_assert_true (gh_bitset_contains (slots, gh_text_index_find (fixture->index, 10)));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

#define ADD(path, test) g_test_add (path, Fixture, NULL, set_up, test, tear_down)
  ADD ("/Q2/index/one-letter", test_one_letter);
  ADD ("/Q2/index/words", test_words);
  ADD ("/Q2/index/no-word", test_no_word);
  ADD ("/Q2/index/phone-digits", test_phone_digits);
  ADD ("/Q2/index/separators", test_separators);
  ADD ("/Q2/index/random", test_random);
  ADD ("/Q2/index/large", test_large);
  ADD ("/U3/index/typing", test_typing);
  ADD ("/U3/index/changes", test_changes);
  ADD ("/U3/index/bits-from-ids", test_bits_from_ids);
  ADD ("/Q7/index/order", test_order);
  ADD ("/Q7/index/order-unknown", test_order_unknown);
  ADD ("/Q7/index/order-random", test_order_random);
#undef ADD

  return g_test_run ();
}
