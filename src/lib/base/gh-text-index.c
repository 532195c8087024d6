/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/gh-text-index.h"

#include "base/gh-slot-table.h"
#include "base/gh-text-arena.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Phone digits have an arena of their own: words that are not numbers cannot match there, so they skip it. */

/* Up to this share of all rows, checking each is faster than reading all texts from end to end. */
#define FEW_OF 20

/* Above this number, changed rows are not reordered one by one. */
#define MAX_CHANGED 100

struct _GhTextIndex {
  GhSlotTable *table;                            /* id <-> slot */
  GhBitset    *held;                             /* slots of the rows that were not removed */
  GhTextArena *texts;
  GhTextArena *digits;

  GhSlotOrder *orders[GH_TEXT_INDEX_N_ORDERS];   /* most recently used first; NULL: none */
  gboolean     is_stale[GH_TEXT_INDEX_N_ORDERS];
  GArray      *changed;                          /* guint32, slots that may be misplaced in the others */

  /* the row between begin and end */
  gboolean     is_begun;
  gint64       begun_id;
  GString     *begun_texts;
  GString     *begun_digits;

  /* the last match, for when the query gets longer; n_last_words 0: none */
  GhIndexWord *last_words;
  gsize        n_last_words;
  GhBitset    *last_slots;

  /* scratch, kept for their memory */
  GhBitset    *found;
  GhBitset    *narrowed;
};

GhTextIndex *
gh_text_index_new (void)
{
  GhTextIndex *self = g_new0 (GhTextIndex, 1);

  self->table = gh_slot_table_new ();
  self->held = gh_bitset_new ();
  self->changed = g_array_new (FALSE, FALSE, sizeof (guint32));
  self->texts = gh_text_arena_new (GH_TEXT_ARENA_MAX);
  self->digits = gh_text_arena_new (GH_TEXT_ARENA_MAX);
  self->begun_texts = g_string_new (NULL);
  self->begun_digits = g_string_new (NULL);
  self->last_slots = gh_bitset_new ();
  self->found = gh_bitset_new ();
  self->narrowed = gh_bitset_new ();

  return self;
}

static void
forget_last_match (GhTextIndex *self)
{
  for (gsize i = 0; i < self->n_last_words; i++)
    {
      g_free ((char *) self->last_words[i].fold);
      g_free ((char *) self->last_words[i].digits);
    }

  g_clear_pointer (&self->last_words, g_free);
  self->n_last_words = 0;
}

void
gh_text_index_free (GhTextIndex *self)
{
  forget_last_match (self);
  for (guint i = 0; i < GH_TEXT_INDEX_N_ORDERS; i++)
    g_clear_pointer (&self->orders[i], gh_slot_order_free);

  gh_slot_table_free (self->table);
  gh_bitset_free (self->held);
  g_array_unref (self->changed);
  gh_text_arena_free (self->texts);
  gh_text_arena_free (self->digits);
  g_string_free (self->begun_texts, TRUE);
  g_string_free (self->begun_digits, TRUE);
  gh_bitset_free (self->last_slots);
  gh_bitset_free (self->found);
  gh_bitset_free (self->narrowed);
  g_free (self);
}

void
gh_text_index_begin (GhTextIndex *self,
                     gint64       id)
{
  g_return_if_fail (!self->is_begun);

  self->is_begun = TRUE;
  self->begun_id = id;
  g_string_truncate (self->begun_texts, 0);
  g_string_truncate (self->begun_digits, 0);
}

void
gh_text_index_add_text (GhTextIndex *self,
                        const char  *fold)
{
  g_return_if_fail (self->is_begun);

  if (fold == NULL || fold[0] == '\0')
    return;

  if (self->begun_texts->len > 0)
    g_string_append_c (self->begun_texts, GH_TEXT_ARENA_SEPARATOR);
  g_string_append (self->begun_texts, fold);
}

void
gh_text_index_add_digits (GhTextIndex *self,
                          const char  *number)
{
  g_return_if_fail (self->is_begun);

  if (number == NULL || number[0] == '\0')
    return;

  if (self->begun_digits->len > 0)
    g_string_append_c (self->begun_digits, GH_TEXT_ARENA_SEPARATOR);
  for (const char *c = number; *c != '\0'; c++)
    if (g_ascii_isdigit (*c))
      g_string_append_c (self->begun_digits, *c);
}

/* Gives @id a slot; a removed one gets its old slot back. */
static guint
take_slot (GhTextIndex *self,
           gint64       id)
{
  guint slot = gh_slot_table_find (self->table, id);

  if (slot == GH_SLOT_TABLE_NONE)
    {
      slot = gh_slot_table_append (self->table, id);
      for (guint i = 0; i < GH_TEXT_INDEX_N_ORDERS && self->orders[i] != NULL; i++)
        gh_slot_order_append (self->orders[i], id);
    }

  gh_bitset_add (self->held, slot);

  return slot;
}

/* Notes that the orders must be updated for it, or read again if there are many. */
static void
note_change (GhTextIndex *self,
             guint32      slot)
{
  for (guint i = 0; i < self->changed->len; i++)
    if (g_array_index (self->changed, guint32, i) == slot)
      return;

  if (self->changed->len == MAX_CHANGED)
    gh_text_index_forget_orders (self);
  g_array_append_val (self->changed, slot);
}

gboolean
gh_text_index_end (GhTextIndex  *self,
                   GError      **error)
{
  guint slot;

  g_return_val_if_fail (self->is_begun, FALSE);

  self->is_begun = FALSE;
  forget_last_match (self);

  slot = take_slot (self, self->begun_id);
  note_change (self, slot);
  if (!gh_text_arena_put (self->texts, slot, self->begun_texts->str, self->begun_texts->len)
      || !gh_text_arena_put (self->digits, slot, self->begun_digits->str, self->begun_digits->len))
    {
      g_autofree char *size = g_format_size_full (GH_TEXT_ARENA_MAX, G_FORMAT_SIZE_IEC_UNITS);

      gh_text_index_remove (self, self->begun_id);
      g_set_error (error, GH_ERROR, GH_ERROR_FAILED, _("The search holds at most %s of text."), size);
      return FALSE;
    }

  return TRUE;
}

void
gh_text_index_remove (GhTextIndex *self,
                      gint64       id)
{
  guint slot = gh_text_index_find (self, id);

  if (slot == GH_TEXT_INDEX_NO_SLOT)
    return;

  gh_text_arena_remove (self->texts, slot);
  gh_text_arena_remove (self->digits, slot);
  gh_bitset_remove (self->held, slot);
  note_change (self, slot);
}

guint
gh_text_index_find (GhTextIndex *self,
                    gint64       id)
{
  guint slot = gh_slot_table_find (self->table, id);

  return slot != GH_SLOT_TABLE_NONE && gh_bitset_contains (self->held, slot) ? slot : GH_TEXT_INDEX_NO_SLOT;
}

gint64
gh_text_index_get_id (GhTextIndex *self,
                      guint        slot)
{
  g_return_val_if_fail (slot < gh_slot_table_get_n_slots (self->table), 0);

  return gh_slot_table_get_ids (self->table)[slot];
}

void
gh_text_index_bits_from_ids (GhTextIndex  *self,
                             const gint64 *ids,
                             gsize         n,
                             GhBitset     *slots)
{
  gh_bitset_clear (slots);
  gh_bitset_reserve (slots, gh_slot_table_get_n_slots (self->table));

  for (gsize i = 0; i < n; i++)
    {
      guint slot = gh_text_index_find (self, ids[i]);

      if (slot != GH_TEXT_INDEX_NO_SLOT)
        gh_bitset_add (slots, slot);
    }
}

/* Whether every row that matches @word also matches @earlier. */
static gboolean
is_implied (const GhIndexWord *earlier,
            const GhIndexWord *word)
{
  if (earlier->negated || word->negated)
    return earlier->negated && word->negated && strcmp (earlier->fold, word->fold) == 0;

  /* A word that is now long enough to search phone numbers may match rows that it did not match before. */
  return strstr (word->fold, earlier->fold) != NULL
         && (word->digits == NULL || (earlier->digits != NULL && strstr (word->digits, earlier->digits) != NULL));
}

static gboolean
is_refinement (GhTextIndex       *self,
               const GhIndexWord *words,
               gsize              n_words)
{
  for (gsize i = 0; i < self->n_last_words; i++)
    {
      gsize j = 0;

      while (j < n_words && !is_implied (&self->last_words[i], &words[j]))
        j++;
      if (j == n_words)
        return FALSE;
    }

  return self->n_last_words > 0;
}

static void
remember_match (GhTextIndex       *self,
                const GhIndexWord *words,
                gsize              n_words,
                const GhBitset    *slots)
{
  forget_last_match (self);
  self->last_words = g_new (GhIndexWord, n_words);
  self->n_last_words = n_words;
  for (gsize i = 0; i < n_words; i++)
    self->last_words[i] = (GhIndexWord) {
      .fold = g_strdup (words[i].fold),
      .digits = g_strdup (words[i].digits),
      .negated = words[i].negated,
    };
  gh_bitset_assign (self->last_slots, slots);
}

/* Removes the rows that cannot match because they lack a byte of the word. */
static void
narrow (GhTextIndex       *self,
        const GhIndexWord *word,
        GhBitset          *slots)
{
  if (word->digits != NULL)
    {
      gh_bitset_assign (self->narrowed, slots);
      gh_text_arena_narrow (self->digits, word->digits, strlen (word->digits), self->narrowed);
    }

  gh_text_arena_narrow (self->texts, word->fold, strlen (word->fold), slots);

  if (word->digits != NULL)
    gh_bitset_or (slots, self->narrowed);
}

static void
look_at_each (GhTextIndex       *self,
              const GhIndexWord *word,
              GhBitset          *slots)
{
  gsize fold_length = strlen (word->fold);
  gsize digits_length = word->digits != NULL ? strlen (word->digits) : 0;
  GhBitsetIter iter;
  gsize slot;

  gh_bitset_iter_init (&iter, slots);
  while (gh_bitset_iter_next (&iter, &slot))
    {
      gboolean matches = gh_text_arena_contains (self->texts, (guint) slot, word->fold, fold_length)
                         || (digits_length > 0
                             && gh_text_arena_contains (self->digits, (guint) slot, word->digits, digits_length));

      if (matches == word->negated)
        gh_bitset_remove (slots, slot);
    }
}

static void
read_all (GhTextIndex       *self,
          const GhIndexWord *word,
          GhBitset          *slots)
{
  gh_bitset_clear (self->found);
  gh_bitset_reserve (self->found, gh_slot_table_get_n_slots (self->table));
  gh_text_arena_find (self->texts, word->fold, strlen (word->fold), self->found);
  if (word->digits != NULL)
    gh_text_arena_find (self->digits, word->digits, strlen (word->digits), self->found);

  if (word->negated)
    gh_bitset_and_not (slots, self->found);
  else
    gh_bitset_and (slots, self->found);
}

static void
apply (GhTextIndex       *self,
       const GhIndexWord *word,
       GhBitset          *slots)
{
  if (word->fold[0] == '\0')
    {
      if (word->negated)
        gh_bitset_clear (slots);
    }
  else if (word->fold[1] == '\0' && word->digits == NULL)
    {
      /* For one byte the rows that have it are known, so narrowing was enough. */
      if (word->negated)
        {
          gh_bitset_assign (self->found, self->held);
          narrow (self, word, self->found);
          gh_bitset_and_not (slots, self->found);
        }
    }
  else if (gh_bitset_count (slots) <= gh_slot_table_get_n_slots (self->table) / FEW_OF)
    {
      look_at_each (self, word, slots);
    }
  else
    {
      read_all (self, word, slots);
    }
}

/* Words that leave the fewest rows to the rest come first: long words first, negated ones last. */
static int
compare_words_cb (gconstpointer a,
                  gconstpointer b,
                  gpointer      user_data)
{
  const GhIndexWord *one = a;
  const GhIndexWord *other = b;
  gsize length = strlen (one->fold);
  gsize other_length = strlen (other->fold);

  if (one->negated != other->negated)
    return one->negated ? 1 : -1;

  return (length < other_length) - (length > other_length);
}

void
gh_text_index_match (GhTextIndex       *self,
                     const GhIndexWord *words,
                     gsize              n_words,
                     GhBitset          *slots)
{
  g_autofree GhIndexWord *in_order = g_memdup2 (words, n_words * sizeof *words);

  gh_bitset_assign (slots, self->held);
  if (n_words == 0)
    return;

  if (is_refinement (self, words, n_words))
    gh_bitset_and (slots, self->last_slots);

  for (gsize i = 0; i < n_words; i++)
    if (!words[i].negated && words[i].fold[0] != '\0')
      narrow (self, &words[i], slots);

  g_qsort_with_data (in_order, (int) n_words, sizeof *in_order, compare_words_cb, NULL);
  for (gsize i = 0; i < n_words; i++)
    apply (self, &in_order[i], slots);

  remember_match (self, words, n_words, slots);
}

/* Returns the index of a column's order, or GH_TEXT_INDEX_N_ORDERS. */
static guint
find_order (GhTextIndex *self,
            guint        column_key)
{
  guint i = 0;

  while (i < GH_TEXT_INDEX_N_ORDERS
         && (self->orders[i] == NULL || gh_slot_order_get_column_key (self->orders[i]) != column_key))
    i++;

  return i;
}

static void
move_order_to_front (GhTextIndex *self,
                     guint        place)
{
  GhSlotOrder *order = self->orders[place];
  gboolean is_stale = self->is_stale[place];

  memmove (self->orders + 1, self->orders, place * sizeof self->orders[0]);
  memmove (self->is_stale + 1, self->is_stale, place * sizeof self->is_stale[0]);
  self->orders[0] = order;
  self->is_stale[0] = is_stale;
}

void
gh_text_index_set_order (GhTextIndex  *self,
                         guint         column_key,
                         const gint64 *ids,
                         gsize         n)
{
  guint n_slots = gh_slot_table_get_n_slots (self->table);
  g_autofree guint32 *slots = g_new (guint32, n_slots);
  guint n_listed = 0;
  g_autoptr (GhBitset) listed = gh_bitset_new ();
  guint place = find_order (self, column_key);

  gh_bitset_reserve (listed, n_slots);
  for (gsize i = 0; i < n; i++)
    {
      guint32 slot = gh_slot_table_find (self->table, ids[i]);

      if (slot == GH_SLOT_TABLE_NONE || gh_bitset_contains (listed, slot))
        continue;
      gh_bitset_add (listed, slot);
      slots[n_listed++] = slot;
    }
  for (guint32 slot = 0; slot < n_slots; slot++)
    if (!gh_bitset_contains (listed, slot))
      slots[n_listed++] = slot;

  if (self->changed->len > 0)
    gh_text_index_forget_orders (self);
  place = MIN (place, GH_TEXT_INDEX_N_ORDERS - 1);
  g_clear_pointer (&self->orders[place], gh_slot_order_free);
  self->orders[place] = gh_slot_order_new (column_key, n_slots, gh_slot_table_get_ids (self->table), slots);
  self->is_stale[place] = FALSE;
  move_order_to_front (self, place);
}

void
gh_text_index_forget_orders (GhTextIndex *self)
{
  g_array_set_size (self->changed, 0);
  for (guint i = 0; i < GH_TEXT_INDEX_N_ORDERS; i++)
    self->is_stale[i] = TRUE;
}

gboolean
gh_text_index_has_order (GhTextIndex *self,
                         guint        column_key)
{
  guint place = find_order (self, column_key);

  return place < GH_TEXT_INDEX_N_ORDERS && !self->is_stale[place] && self->changed->len == 0;
}

/* An order that could not be updated is useless, and orders have no gaps. */
static void
drop_orders (GhTextIndex *self,
             guint        first)
{
  for (guint i = first; i < GH_TEXT_INDEX_N_ORDERS; i++)
    g_clear_pointer (&self->orders[i], gh_slot_order_free);
}

gboolean
gh_text_index_resort (GhTextIndex        *self,
                      GhSlotOrderBefore   before,
                      gpointer            data,
                      GError            **error)
{
  g_autoptr (GArray) slots = g_array_new (FALSE, FALSE, sizeof (guint32));
  guint n_held = 0;

  /* Removed rows come last. */
  for (int held = 1; held >= 0; held--)
    {
      for (guint i = 0; i < self->changed->len; i++)
        {
          guint32 slot = g_array_index (self->changed, guint32, i);

          if (gh_bitset_contains (self->held, slot) == held)
            g_array_append_val (slots, slot);
        }
      n_held = held ? slots->len : n_held;
    }

  for (guint i = 0; i < GH_TEXT_INDEX_N_ORDERS && self->orders[i] != NULL; i++)
    if (!self->is_stale[i] &&
        !gh_slot_order_resort (self->orders[i], (const guint32 *) (void *) slots->data, slots->len,
                               slots->len - n_held, before, data, error))
      {
        drop_orders (self, i);
        return FALSE;
      }
  g_array_set_size (self->changed, 0);

  return TRUE;
}

gboolean
gh_text_index_resort_column (GhTextIndex        *self,
                             guint               column_key,
                             const gint64       *ids,
                             gsize               n,
                             GhSlotOrderBefore   before,
                             gpointer            data,
                             GError            **error)
{
  guint place = find_order (self, column_key);
  guint32 slots[MAX_CHANGED];
  guint n_slots = 0;

  if (place == GH_TEXT_INDEX_N_ORDERS || self->is_stale[place])
    return TRUE;
  if (ids == NULL || n > MAX_CHANGED)
    {
      self->is_stale[place] = TRUE;
      return TRUE;
    }

  for (gsize i = 0; i < n; i++)
    {
      guint slot = gh_text_index_find (self, ids[i]);

      if (slot != GH_TEXT_INDEX_NO_SLOT)
        slots[n_slots++] = slot;
    }
  if (gh_slot_order_resort (self->orders[place], slots, n_slots, 0, before, data, error))
    return TRUE;

  drop_orders (self, place);

  return FALSE;
}

gboolean
gh_text_index_list (GhTextIndex    *self,
                    const GhBitset *slots,
                    guint           column_key,
                    gboolean        descending,
                    GArray         *ids)
{
  guint place = find_order (self, column_key);

  g_return_val_if_fail (g_array_get_element_size (ids) == sizeof (gint64), FALSE);

  if (place == GH_TEXT_INDEX_N_ORDERS)
    {
      g_array_set_size (ids, 0);
      return FALSE;
    }

  /* Rows removed since the set was built must not come back. */
  gh_bitset_assign (self->found, slots);
  gh_bitset_and (self->found, self->held);
  gh_slot_order_list (self->orders[place], self->found, descending, ids);
  move_order_to_front (self, place);

  return TRUE;
}

gsize
gh_text_index_get_memory (GhTextIndex *self)
{
  gsize memory = gh_text_arena_get_memory (self->texts) + gh_text_arena_get_memory (self->digits)
                 + gh_slot_table_get_n_slots (self->table) * sizeof (gint64) + 4 * self->held->n_words * sizeof (guint64);

  for (guint i = 0; i < GH_TEXT_INDEX_N_ORDERS; i++)
    if (self->orders[i] != NULL)
      memory += gh_slot_order_get_memory (self->orders[i]);

  return memory;
}
