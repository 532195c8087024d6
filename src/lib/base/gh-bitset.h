/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * GhBitset:
 * @words: 64 members each, the lowest bit first
 * @n_words: the number of words
 *
 * A set of small numbers, one bit each. It has no size of its own: numbers beyond @words are not members,
 * so sets of different lengths can be combined. The fields are read-only.
 */
typedef struct {
  guint64 *words;
  gsize    n_words;
} GhBitset;

GhBitset *gh_bitset_new (void);
void      gh_bitset_free (GhBitset *self);

/** Makes room for exactly the members 0 to @n - 1, so that adding one of them moves nothing. */
void gh_bitset_reserve (GhBitset *self,
                        gsize     n);

/** Empties the set, but keeps its memory. */
void gh_bitset_clear (GhBitset *self);

/** Makes @self hold what @other holds; what both hold; what only @self holds; what either holds. */
void gh_bitset_assign (GhBitset *self, const GhBitset *other);
void gh_bitset_and (GhBitset *self, const GhBitset *other);
void gh_bitset_and_not (GhBitset *self, const GhBitset *other);
void gh_bitset_or (GhBitset *self, const GhBitset *other);

/** Returns: the number of members; 0.05 to 0.1 ms for a million bits */
gsize gh_bitset_count (const GhBitset *self);

static inline gboolean
gh_bitset_contains (const GhBitset *self,
                    gsize           member)
{
  return member / 64 < self->n_words && (self->words[member / 64] >> (member % 64) & 1) != 0;
}

static inline void
gh_bitset_add (GhBitset *self,
               gsize     member)
{
  /* A quarter more room each time, so that adding members one by one stays linear. */
  if (G_UNLIKELY (member / 64 >= self->n_words))
    gh_bitset_reserve (self, MAX (member + 1, self->n_words * 80));

  self->words[member / 64] |= G_GUINT64_CONSTANT (1) << (member % 64);
}

static inline void
gh_bitset_remove (GhBitset *self,
                  gsize     member)
{
  if (member / 64 < self->n_words)
    self->words[member / 64] &= ~(G_GUINT64_CONSTANT (1) << (member % 64));
}

/**
 * GhBitsetIter:
 *
 * Walks the members of a set upwards. Those already returned may be removed meanwhile.
 */
typedef struct {
  const GhBitset *set;
  gsize           i;     /* the current word */
  guint64         rest;  /* its remaining bits */
} GhBitsetIter;

static inline void
gh_bitset_iter_init (GhBitsetIter   *iter,
                     const GhBitset *set)
{
  *iter = (GhBitsetIter) { .set = set, .rest = set->n_words > 0 ? set->words[0] : 0 };
}

/** Returns: %FALSE when there is no next member */
static inline gboolean
gh_bitset_iter_next (GhBitsetIter *iter,
                     gsize        *member)
{
  while (G_UNLIKELY (iter->rest == 0))
    {
      if (iter->i + 1 >= iter->set->n_words)
        return FALSE;
      iter->rest = iter->set->words[++iter->i];
    }

  *member = iter->i * 64 + (gsize) __builtin_ctzll (iter->rest);
  iter->rest &= iter->rest - 1;

  return TRUE;
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GhBitset, gh_bitset_free)

G_END_DECLS
