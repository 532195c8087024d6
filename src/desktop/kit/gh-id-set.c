/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kit/gh-id-set.h"

#define PAGE_SHIFT 15
#define PAGE_WORDS ((1 << PAGE_SHIFT) / 64)
#define N_PAGES_MAX (1 << 20) /* 34 billion ids; the directory of pages then takes 8 MiB */

struct _GhIdSet {
  GPtrArray  *pages; /* of guint64[PAGE_WORDS], NULL where there are no members */
  GHashTable *far;   /* members without a page: negative and huge ones */
  guint64     count;
};

static gboolean
has_page (gint64 id)
{
  return id >= 0 && (id >> PAGE_SHIFT) < N_PAGES_MAX;
}

static guint64 *
get_page (const GhIdSet *set,
          gint64         id)
{
  guint index = (guint) (id >> PAGE_SHIFT);

  return index < set->pages->len ? g_ptr_array_index (set->pages, index) : NULL;
}

static guint64 *
ensure_page (GhIdSet *set,
             gint64   id)
{
  guint index = (guint) (id >> PAGE_SHIFT);

  if (index >= set->pages->len)
    g_ptr_array_set_size (set->pages, (int) index + 1);
  if (g_ptr_array_index (set->pages, index) == NULL)
    g_ptr_array_index (set->pages, index) = g_new0 (guint64, PAGE_WORDS);

  return g_ptr_array_index (set->pages, index);
}

static guint
word_of (gint64 id)
{
  return (guint) ((id >> 6) & (PAGE_WORDS - 1));
}

static guint64
bit_of (gint64 id)
{
  return G_GUINT64_CONSTANT (1) << (id & 63);
}

GhIdSet *
gh_id_set_new (void)
{
  GhIdSet *set = g_new0 (GhIdSet, 1);

  set->pages = g_ptr_array_new_with_free_func (g_free);
  set->far = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);

  return set;
}

GhIdSet *
gh_id_set_new_from_array (GArray *ids)
{
  GhIdSet *set = gh_id_set_new ();

  g_return_val_if_fail (ids != NULL, set);

  for (guint i = 0; i < ids->len; i++)
    gh_id_set_add (set, g_array_index (ids, gint64, i));

  return set;
}

GhIdSet *
gh_id_set_copy (const GhIdSet *set)
{
  GhIdSet *copy = gh_id_set_new ();
  GHashTableIter iter;
  gpointer id;

  g_return_val_if_fail (set != NULL, copy);

  for (guint i = 0; i < set->pages->len; i++)
    {
      gconstpointer page = g_ptr_array_index (set->pages, i);

      g_ptr_array_add (copy->pages, page != NULL ? g_memdup2 (page, PAGE_WORDS * sizeof (guint64)) : NULL);
    }
  g_hash_table_iter_init (&iter, set->far);
  while (g_hash_table_iter_next (&iter, &id, NULL))
    g_hash_table_add (copy->far, g_memdup2 (id, sizeof (gint64)));
  copy->count = set->count;

  return copy;
}

void
gh_id_set_free (GhIdSet *set)
{
  if (set == NULL)
    return;

  g_ptr_array_unref (set->pages);
  g_hash_table_unref (set->far);
  g_free (set);
}

gboolean
gh_id_set_add (GhIdSet *set,
               gint64   id)
{
  gboolean added;

  g_return_val_if_fail (set != NULL, FALSE);

  if (has_page (id))
    {
      guint64 *word = &ensure_page (set, id)[word_of (id)];

      added = (*word & bit_of (id)) == 0;
      *word |= bit_of (id);
    }
  else
    {
      added = g_hash_table_add (set->far, g_memdup2 (&id, sizeof id));
    }
  if (added)
    set->count++;

  return added;
}

gboolean
gh_id_set_remove (GhIdSet *set,
                  gint64   id)
{
  gboolean removed = FALSE;

  g_return_val_if_fail (set != NULL, FALSE);

  if (has_page (id))
    {
      guint64 *page = get_page (set, id);

      if (page != NULL)
        {
          removed = (page[word_of (id)] & bit_of (id)) != 0;
          page[word_of (id)] &= ~bit_of (id);
        }
    }
  else
    {
      removed = g_hash_table_remove (set->far, &id);
    }
  if (removed)
    set->count--;

  return removed;
}

gboolean
gh_id_set_contains (const GhIdSet *set,
                    gint64         id)
{
  const guint64 *page;

  g_return_val_if_fail (set != NULL, FALSE);

  if (!has_page (id))
    return g_hash_table_contains (set->far, &id);

  page = get_page (set, id);

  return page != NULL && (page[word_of (id)] & bit_of (id)) != 0;
}

guint64
gh_id_set_count (const GhIdSet *set)
{
  g_return_val_if_fail (set != NULL, 0);

  return set->count;
}

void
gh_id_set_clear (GhIdSet *set)
{
  g_return_if_fail (set != NULL);

  g_ptr_array_set_size (set->pages, 0);
  g_hash_table_remove_all (set->far);
  set->count = 0;
}

void
gh_id_set_foreach (const GhIdSet *set,
                   GhIdSetFunc    func,
                   gpointer       data)
{
  GHashTableIter iter;
  gpointer key;

  g_return_if_fail (set != NULL);
  g_return_if_fail (func != NULL);

  for (guint i = 0; i < set->pages->len; i++)
    {
      const guint64 *page = g_ptr_array_index (set->pages, i);

      for (guint w = 0; page != NULL && w < PAGE_WORDS; w++)
        for (guint64 bits = page[w]; bits != 0; bits &= bits - 1)
          func (((gint64) i << PAGE_SHIFT) + w * 64 + __builtin_ctzll (bits), data);
    }

  g_hash_table_iter_init (&iter, set->far);
  while (g_hash_table_iter_next (&iter, &key, NULL))
    func (*(const gint64 *) key, data);
}
