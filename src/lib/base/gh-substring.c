/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/gh-substring.h"

#include <string.h>

#ifdef __x86_64__
#include <immintrin.h>
#endif

/* The vector finders compare 16 or 32 places at once with the first and last byte of the word, and look at the
 * bytes between only where both match. Loads may reach past the end, into the padding. */

static inline gboolean
is_middle_equal (const char *place,
                 const char *word,
                 gsize       word_length)
{
  gsize i = 1;

  /* Not memcmp(): the first byte nearly always differs, so the call would cost more than the comparison. */
  while (i + 1 < word_length && place[i] == word[i])
    i++;

  return i + 1 >= word_length;
}

static const char *
find_portable (const char *text,
               gsize       length,
               const char *word,
               gsize       word_length)
{
  const char *end = text + length;

  while ((gsize) (end - text) >= word_length)
    {
      const char *place = memchr (text, word[0], (gsize) (end - text) - word_length + 1);

      if (place == NULL)
        return NULL;
      if (place[word_length - 1] == word[word_length - 1] && is_middle_equal (place, word, word_length))
        return place;
      text = place + 1;
    }

  return NULL;
}

#ifdef __x86_64__

static const char *
find_sse2 (const char *text,
           gsize       length,
           const char *word,
           gsize       word_length)
{
  const __m128i first = _mm_set1_epi8 (word[0]);
  const __m128i last = _mm_set1_epi8 (word[word_length - 1]);
  gsize n_places;

  if (length < word_length)
    return NULL;

  n_places = length - word_length + 1;
  for (gsize i = 0; i < n_places; i += 16)
    {
      const void *at_first = text + i;
      const void *at_last = text + i + word_length - 1;
      __m128i both = _mm_and_si128 (_mm_cmpeq_epi8 (_mm_loadu_si128 (at_first), first),
                                    _mm_cmpeq_epi8 (_mm_loadu_si128 (at_last), last));

      for (guint mask = (guint) _mm_movemask_epi8 (both); mask != 0; mask &= mask - 1)
        {
          gsize place = i + (gsize) __builtin_ctz (mask);

          if (place >= n_places)
            return NULL;
          if (is_middle_equal (text + place, word, word_length))
            return text + place;
        }
    }

  return NULL;
}

__attribute__ ((target ("avx2"))) static const char *
find_avx2 (const char *text,
           gsize       length,
           const char *word,
           gsize       word_length)
{
  const __m256i first = _mm256_set1_epi8 (word[0]);
  const __m256i last = _mm256_set1_epi8 (word[word_length - 1]);
  gsize n_places;

  if (length < word_length)
    return NULL;

  n_places = length - word_length + 1;
  for (gsize i = 0; i < n_places; i += 32)
    {
      const void *at_first = text + i;
      const void *at_last = text + i + word_length - 1;
      __m256i both = _mm256_and_si256 (_mm256_cmpeq_epi8 (_mm256_loadu_si256 (at_first), first),
                                       _mm256_cmpeq_epi8 (_mm256_loadu_si256 (at_last), last));

      for (guint mask = (guint) _mm256_movemask_epi8 (both); mask != 0; mask &= mask - 1)
        {
          gsize place = i + (gsize) __builtin_ctz (mask);

          if (place >= n_places)
            return NULL;
          if (is_middle_equal (text + place, word, word_length))
            return text + place;
        }
    }

  return NULL;
}

#endif

static const GhSubstringFinder finders[] = {
#ifdef __x86_64__
  { "avx2", find_avx2 },
  { "sse2", find_sse2 },
#endif
  { "portable", find_portable },
};

const GhSubstringFinder *
gh_substring_get_finders (gsize *n_finders)
{
  gsize first = 0;

#ifdef __x86_64__
  if (!__builtin_cpu_supports ("avx2"))
    first = 1;
#endif

  *n_finders = G_N_ELEMENTS (finders) - first;
  return finders + first;
}
