/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <locale.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/gh-fold.h"
#include "base/gh-substring.h"
#include "base/gh-text-index.h"

/* The speed and size of the index of users: loading, words of one to eight letters, words while they are typed,
 * listing, changes. Usage: bench-index [USERS [ALIASES-A-USER]] */

#define N_RUNS 15

static const char *const first_names[] = {
  "john", "mary", "sofia", "emma", "lars", "ingrid", "peter", "kim", "jose", "anna", "maria", "omar", "yusuf",
  "chen", "wei", "priya", "raj", "olga", "ivan", "tom", "jane", "lucia", "marek", "zofia", "hans", "greta",
  "анна", "иван", "μαρια", "王伟", "سارة", "दीपा",
};
static const char *const last_names[] = {
  "johnson", "williams", "brown", "jones", "garcia", "miller", "davis", "lopez", "hansen", "olsen", "larsen",
  "berg", "haugen", "novak", "kowalski", "schmidt", "muller", "weber", "rossi", "ferrari", "silva", "santos",
  "kim", "park", "nguyen", "tran", "patel", "singh", "khan", "ali", "ahmed", "sato", "suzuki", "ivanov", "popov",
  "martin", "bernard", "dubois", "moreau", "laurent", "andersson", "nilsson", "eriksson", "virtanen", "korhonen",
  "smalley", "small", "anders", "becker", "hoffman", "wagner", "fischer", "meyer", "иванов", "παπας",
};

static double
milliseconds_since (gint64 start)
{
  return (double) (g_get_monotonic_time () - start) / 1000.0;
}

static int
compare_doubles_cb (gconstpointer a,
                    gconstpointer b)
{
  const double *one = a;
  const double *other = b;

  return (*one > *other) - (*one < *other);
}

static double
median (double *values,
        gsize   n)
{
  qsort (values, n, sizeof *values, compare_doubles_cb);

  return values[n / 2];
}

static double
resident_megabytes (void)
{
  g_autofree char *text = NULL;
  g_auto (GStrv) pages = NULL;

  if (!g_file_get_contents ("/proc/self/statm", &text, NULL, NULL))
    return 0;

  pages = g_strsplit (text, " ", 3);
  return g_ascii_strtod (pages[1], NULL) * (double) sysconf (_SC_PAGESIZE) / 1e6;
}

/* Without an index it only makes up the texts, so that their time can be subtracted. */
static void
feed (GhTextIndex *index,
      GRand       *random,
      gint64       id,
      guint        n_aliases)
{
  const char *first = first_names[g_rand_int_range (random, 0, G_N_ELEMENTS (first_names))];
  const char *last = g_rand_int_range (random, 0, 55) == 0
                       ? "smith"
                       : last_names[g_rand_int_range (random, 0, G_N_ELEMENTS (last_names))];
  g_autofree char *username = g_strdup_printf ("%c%s%06d", first[0] < 0 ? 'x' : first[0], last, (int) id);
  g_autofree char *realname = g_strdup_printf ("%s %s", first, last);
  g_autofree char *email = g_strdup_printf ("%s@example.com", username);
  g_autofree char *phone = g_strdup_printf ("+47 %08d", g_rand_int_range (random, 20000000, 99999999));

  if (index != NULL)
    {
      gh_text_index_begin (index, id);
      gh_text_index_add_text (index, username);
      gh_text_index_add_text (index, realname);
      gh_text_index_add_text (index, email);
      gh_text_index_add_digits (index, phone);
      if (id % 20 == 0)
        gh_text_index_add_text (index, "gh-7000311");
    }
  for (guint i = 0; i < n_aliases; i++)
    {
      g_autofree char *alias = g_strdup_printf ("a%u.%s.%06d", i, last, (int) id);

      if (index != NULL)
        gh_text_index_add_text (index, alias);
    }
  if (index != NULL)
    gh_text_index_end (index, NULL);
}

static void
match (GhTextIndex *index,
       const char  *fold,
       GhBitset    *slots)
{
  g_autofree char *digits = gh_fold_word_digits (fold);
  GhIndexWord word = { .fold = fold, .digits = digits };

  gh_text_index_match (index, &word, 1, slots);
}

static void
bench_word (GhTextIndex *index,
            const char  *fold)
{
  g_autoptr (GhBitset) slots = gh_bitset_new ();
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  double matching[N_RUNS], listing[N_RUNS];

  for (guint i = 0; i < N_RUNS; i++)
    {
      gint64 start;

      /* Another query in between, so that nothing is cached. */
      match (index, "~", slots);

      start = g_get_monotonic_time ();
      match (index, fold, slots);
      matching[i] = milliseconds_since (start);

      start = g_get_monotonic_time ();
      gh_text_index_list (index, slots, 0, FALSE, ids);
      listing[i] = milliseconds_since (start);
    }

  g_print ("  %-12s %9u hits   match %6.2f ms   list %6.2f ms\n", fold, ids->len, median (matching, N_RUNS),
           median (listing, N_RUNS));
}

static void
bench_typing (GhTextIndex *index,
              const char  *fold)
{
  gsize length = strlen (fold);
  g_autoptr (GhBitset) slots = gh_bitset_new ();

  g_print ("  typing %s:", fold);
  for (gsize n = 1; n <= length; n++)
    {
      double times[N_RUNS];

      for (guint i = 0; i < N_RUNS; i++)
        {
          g_autofree char *before = g_strndup (fold, n - 1);
          g_autofree char *now = g_strndup (fold, n);
          gint64 start;

          match (index, "~", slots);
          match (index, before, slots);
          start = g_get_monotonic_time ();
          match (index, now, slots);
          times[i] = milliseconds_since (start);
        }
      g_print (" %.2f", median (times, N_RUNS));
    }
  g_print (" ms\n");
}

static void
bench_changes (GhTextIndex *index,
               GRand       *random,
               guint        n_users,
               guint        n_aliases)
{
  guint n = n_users / 10;
  double worst = 0;
  gint64 start = g_get_monotonic_time ();

  for (guint i = 0; i < n; i++)
    {
      gint64 each = g_get_monotonic_time ();

      feed (index, random, g_rand_int_range (random, 1, (gint32) n_users + 1), n_aliases);
      worst = MAX (worst, milliseconds_since (each));
    }

  g_print ("  %u users changed %.0f ms, the slowest one %.1f ms\n", n, milliseconds_since (start), worst);
}

static void
bench (guint n_users,
       guint n_aliases)
{
  static const char *const words[] = {
    "a", "#", "sm", "ex", "smi", "com", "smith", "smitz", "jsmith", "jsmith0", "jsmith00", "ив", "иван", "47", "479",
    "47912", "4791234",
  };
  g_autoptr (GhTextIndex) index = gh_text_index_new ();
  g_autoptr (GRand) random = g_rand_new_with_seed (1);
  g_autofree gint64 *ids = g_new (gint64, n_users);
  g_autoptr (GhBitset) everybody = gh_bitset_new ();
  double resident = resident_megabytes ();
  double making_up;
  gint64 start = g_get_monotonic_time ();

  for (guint id = 1; id <= n_users; id++)
    feed (NULL, random, id, n_aliases);
  making_up = milliseconds_since (start);
  start = g_get_monotonic_time ();
  for (guint id = 1; id <= n_users; id++)
    feed (index, random, id, n_aliases);
  g_print ("%u users, %u aliases each: loaded in %.0f ms\n", n_users, n_aliases,
           milliseconds_since (start) - making_up);

  for (guint i = 0; i < n_users; i++)
    ids[i] = (gint64) i + 1;
  start = g_get_monotonic_time ();
  gh_text_index_bits_from_ids (index, ids, n_users, everybody);
  g_print ("  bits from ids %.1f ms\n", milliseconds_since (start));

  for (guint i = n_users - 1; i > 0; i--)
    {
      guint j = (guint) g_rand_int_range (random, 0, (gint32) i + 1);
      gint64 id = ids[i];

      ids[i] = ids[j];
      ids[j] = id;
    }
  start = g_get_monotonic_time ();
  gh_text_index_set_order (index, 0, ids, n_users);
  g_print ("  an order set %.1f ms\n", milliseconds_since (start));
  gh_text_index_set_order (index, 1, ids, n_users);
  g_print ("  memory %.0f MB, resident %.0f MB more than before\n", (double) gh_text_index_get_memory (index) / 1e6,
           resident_megabytes () - resident);

  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    bench_word (index, words[i]);
  bench_typing (index, "jsmith00");
  bench_typing (index, "example.com");
  bench_changes (index, random, n_users, n_aliases);
  bench_word (index, "sm");
}

int
main (int    argc,
      char **argv)
{
  static const guint sizes[] = { 10000, 100000, 1000000 };
  guint n_aliases = argc > 2 ? (guint) g_ascii_strtoull (argv[2], NULL, 10) : 4;
  gsize n_finders;

  setlocale (LC_ALL, "");
  g_print ("finder: %s\n", gh_substring_get_finders (&n_finders)->name);
  if (argc > 1)
    bench ((guint) g_ascii_strtoull (argv[1], NULL, 10), n_aliases);
  else
    for (guint i = 0; i < G_N_ELEMENTS (sizes); i++)
      bench (sizes[i], n_aliases);

  return 0;
}
