/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/gh-bitset.h"

#include <string.h>

GhBitset *
gh_bitset_new (void)
{
  return g_new0 (GhBitset, 1);
}

void
gh_bitset_free (GhBitset *self)
{
  g_free (self->words);
  g_free (self);
}

void
gh_bitset_reserve (GhBitset *self,
                   gsize     n)
{
  gsize n_words = n / 64 + (n % 64 != 0);

  if (n_words <= self->n_words)
    return;

  self->words = g_renew (guint64, self->words, n_words);
  memset (self->words + self->n_words, 0, (n_words - self->n_words) * sizeof (guint64));
  self->n_words = n_words;
}

void
gh_bitset_clear (GhBitset *self)
{
  if (self->n_words > 0)
    memset (self->words, 0, self->n_words * sizeof (guint64));
}

void
gh_bitset_assign (GhBitset       *self,
                  const GhBitset *other)
{
  gh_bitset_clear (self);
  gh_bitset_or (self, other);
}

void
gh_bitset_and (GhBitset       *self,
               const GhBitset *other)
{
  gsize n = MIN (self->n_words, other->n_words);

  for (gsize i = 0; i < n; i++)
    self->words[i] &= other->words[i];
  for (gsize i = n; i < self->n_words; i++)
    self->words[i] = 0;
}

void
gh_bitset_and_not (GhBitset       *self,
                   const GhBitset *other)
{
  gsize n = MIN (self->n_words, other->n_words);

  for (gsize i = 0; i < n; i++)
    self->words[i] &= ~other->words[i];
}

void
gh_bitset_or (GhBitset       *self,
              const GhBitset *other)
{
  gh_bitset_reserve (self, other->n_words * 64);

  for (gsize i = 0; i < other->n_words; i++)
    self->words[i] |= other->words[i];
}

gsize
gh_bitset_count (const GhBitset *self)
{
  gsize count = 0;

  for (gsize i = 0; i < self->n_words; i++)
    count += (gsize) __builtin_popcountll (self->words[i]);

  return count;
}
