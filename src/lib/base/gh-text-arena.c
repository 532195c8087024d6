/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/gh-text-arena.h"

#include <string.h>

#include "base/gh-substring.h"

/*   bytes       row 0 ÿ | row 1 ÿ | ÿÿÿÿÿÿÿÿ | row 3 ÿ | padding        (ÿ: the separator)
 *   starts      0         8         16         24        32
 *   row_slots   0         1         none       2                        row 2 was slot 2's until its text changed
 *   slot_rows   0         1         3
 *
 * A dead row is filled with separators, so that no word is found in it. */

#define NONE G_MAXUINT32

/* From this size on two threads are faster than one; starting the second takes 0.05 ms. */
#define TWO_THREADS_FROM (8 * 1024 * 1024)

struct _GhTextArena {
  GhSubstringFind  find;
  gsize            max_bytes;

  char            *bytes;
  gsize            used;
  gsize            allocated;
  gsize            wasted;      /* bytes in dead rows */

  GArray          *starts;      /* guint32 per row, and one more: where the next row will begin */
  GArray          *row_slots;   /* guint32 per row, or NONE */
  GArray          *slot_rows;   /* guint32 per slot, or NONE */

  GhBitset        *holders[256]; /* by byte value, the slots whose rows contain it; NULL: none */
};

typedef struct {
  GhTextArena *self;
  gsize        first_row;
  gsize        end_row;
  const char  *word;
  gsize        length;
  GhBitset    *slots;
} Scan;

static inline guint32
start_of (GhTextArena *self,
          gsize        row)
{
  return g_array_index (self->starts, guint32, row);
}

static inline guint32
row_of (GhTextArena *self,
        guint        slot)
{
  return slot < self->slot_rows->len ? g_array_index (self->slot_rows, guint32, slot) : NONE;
}

/* Bytes 10xxxxxx continue a character. They are much the same in all rows of a script, so sets for them would
 * cost 8 MB for a million rows and narrow nothing down. */
static inline gboolean
is_counted (guint8 byte)
{
  return (byte & 0xc0) != 0x80;
}

GhTextArena *
gh_text_arena_new (gsize max_bytes)
{
  GhTextArena *self = g_new0 (GhTextArena, 1);
  guint32 start = 0;
  gsize n_finders;

  g_return_val_if_fail (max_bytes <= GH_TEXT_ARENA_MAX, NULL);

  self->find = gh_substring_get_finders (&n_finders)[0].find;
  self->max_bytes = max_bytes;
  self->starts = g_array_new (FALSE, FALSE, sizeof (guint32));
  self->row_slots = g_array_new (FALSE, FALSE, sizeof (guint32));
  self->slot_rows = g_array_new (FALSE, FALSE, sizeof (guint32));
  g_array_append_val (self->starts, start);

  return self;
}

void
gh_text_arena_free (GhTextArena *self)
{
  for (gsize i = 0; i < G_N_ELEMENTS (self->holders); i++)
    g_clear_pointer (&self->holders[i], gh_bitset_free);

  g_array_unref (self->starts);
  g_array_unref (self->row_slots);
  g_array_unref (self->slot_rows);
  g_free (self->bytes);
  g_free (self);
}

static void
append_bytes (GhTextArena *self,
              const char  *texts,
              gsize        length)
{
  gsize needed = self->used + length + 1 + GH_SUBSTRING_PADDING;

  if (needed > self->allocated)
    {
      self->allocated = MAX (needed, self->allocated + self->allocated / 2);
      self->bytes = g_realloc (self->bytes, self->allocated);
    }

  memcpy (self->bytes + self->used, texts, length);
  self->used += length;
  self->bytes[self->used++] = GH_TEXT_ARENA_SEPARATOR;

  /* Vector loads reach in here; the result is ignored, but the bytes must be initialised. */
  memset (self->bytes + self->used, 0, GH_SUBSTRING_PADDING);
}

static void
add_holder (GhTextArena *self,
            guint        slot,
            const char  *texts,
            gsize        length)
{
  guint64 seen[4] = { 0 };

  for (gsize i = 0; i < length; i++)
    {
      guint8 byte = (guint8) texts[i];

      seen[byte / 64] |= G_GUINT64_CONSTANT (1) << (byte % 64);
    }

  for (guint i = 0; i < G_N_ELEMENTS (seen); i++)
    for (guint64 rest = seen[i]; rest != 0; rest &= rest - 1)
      {
        guint byte = i * 64 + (guint) __builtin_ctzll (rest);

        if (!is_counted ((guint8) byte))
          continue;
        if (self->holders[byte] == NULL)
          self->holders[byte] = gh_bitset_new ();
        gh_bitset_add (self->holders[byte], slot);
      }
}

static void
move_together (GhTextArena *self)
{
  guint32 *starts = (guint32 *) (void *) self->starts->data;
  guint32 *row_slots = (guint32 *) (void *) self->row_slots->data;
  gsize n_rows = 0;
  gsize used = 0;

  for (gsize row = 0; row < self->row_slots->len; row++)
    {
      guint32 slot = row_slots[row];
      gsize start = starts[row];
      gsize length = starts[row + 1] - start;

      if (slot == NONE)
        continue;

      memmove (self->bytes + used, self->bytes + start, length);
      starts[n_rows] = (guint32) used;
      row_slots[n_rows] = slot;
      g_array_index (self->slot_rows, guint32, slot) = (guint32) n_rows;
      n_rows++;
      used += length;
    }

  starts[n_rows] = (guint32) used;
  g_array_set_size (self->starts, (guint) n_rows + 1);
  g_array_set_size (self->row_slots, (guint) n_rows);
  memset (self->bytes + used, 0, GH_SUBSTRING_PADDING);
  self->used = used;
  self->wasted = 0;
}

void
gh_text_arena_remove (GhTextArena *self,
                      guint        slot)
{
  guint32 row = row_of (self, slot);
  gsize length;

  if (row == NONE)
    return;

  length = start_of (self, row + 1) - start_of (self, row);
  memset (self->bytes + start_of (self, row), GH_TEXT_ARENA_SEPARATOR, length);
  g_array_index (self->row_slots, guint32, row) = NONE;
  g_array_index (self->slot_rows, guint32, slot) = NONE;
  for (gsize i = 0; i < G_N_ELEMENTS (self->holders); i++)
    if (self->holders[i] != NULL)
      gh_bitset_remove (self->holders[i], slot);

  self->wasted += length;
  if (self->wasted > self->used / 4)
    move_together (self);
}

gboolean
gh_text_arena_put (GhTextArena *self,
                   guint        slot,
                   const char  *texts,
                   gsize        length)
{
  const guint32 none = NONE;
  guint32 row = row_of (self, slot);
  guint32 start;

  g_return_val_if_fail (slot < NONE, FALSE);

  if (row != NONE && start_of (self, row + 1) - start_of (self, row) == length + 1
      && memcmp (self->bytes + start_of (self, row), texts, length) == 0)
    return TRUE;

  gh_text_arena_remove (self, slot);
  if (length == 0)
    return TRUE;
  if (length >= self->max_bytes - self->used)
    move_together (self);
  if (length >= self->max_bytes - self->used)
    return FALSE;

  append_bytes (self, texts, length);
  add_holder (self, slot, texts, length);

  while (self->slot_rows->len <= slot)
    g_array_append_val (self->slot_rows, none);
  g_array_index (self->slot_rows, guint32, slot) = self->row_slots->len;
  g_array_append_val (self->row_slots, slot);
  start = (guint32) self->used;
  g_array_append_val (self->starts, start);

  return TRUE;
}

/* Finds the row that holds @place, at or after @row: doubles its steps, then halves them, because the next row
 * with a word is rarely far away. */
static gsize
row_at (const guint32 *starts,
        gsize          row,
        gsize          end_row,
        gsize          place)
{
  gsize step = 1;
  gsize end;

  while (row + step < end_row && starts[row + step] <= place)
    {
      row += step;
      step *= 2;
    }

  end = MIN (row + step, end_row);
  while (end - row > 1)
    {
      gsize middle = row + (end - row) / 2;

      if (starts[middle] <= place)
        row = middle;
      else
        end = middle;
    }

  return row;
}

static gpointer
scan (gpointer data)
{
  Scan *s = data;
  const guint32 *starts = (const guint32 *) (const void *) s->self->starts->data;
  const guint32 *row_slots = (const guint32 *) (const void *) s->self->row_slots->data;
  const char *bytes = s->self->bytes;
  const char *end = bytes + starts[s->end_row];
  gsize row = s->first_row;

  while (row < s->end_row)
    {
      const char *text = bytes + starts[row];
      const char *hit = s->self->find (text, (gsize) (end - text), s->word, s->length);

      if (hit == NULL)
        break;

      row = row_at (starts, row, s->end_row, (gsize) (hit - bytes));
      gh_bitset_add (s->slots, row_slots[row]);
      row++;
    }

  return NULL;
}

static gboolean
is_findable (const char *word,
             gsize       length)
{
  return memchr (word, GH_TEXT_ARENA_SEPARATOR, length) == NULL;
}

void
gh_text_arena_find (GhTextArena *self,
                    const char  *word,
                    gsize        length,
                    GhBitset    *slots)
{
  gsize n_rows = self->row_slots->len;
  Scan all = { self, 0, n_rows, word, length, slots };

  g_return_if_fail (length > 0);

  if (n_rows == 0 || !is_findable (word, length))
    return;

  if (self->used < TWO_THREADS_FROM || g_get_num_processors () < 2)
    {
      scan (&all);
    }
  else
    {
      g_autoptr (GhBitset) other_slots = gh_bitset_new ();
      gsize half = row_at ((const guint32 *) (const void *) self->starts->data, 0, n_rows, self->used / 2);
      Scan first = { self, 0, half, word, length, slots };
      Scan second = { self, half, n_rows, word, length, other_slots };
      GThread *thread = g_thread_new ("search", scan, &second);

      scan (&first);
      g_thread_join (thread);
      gh_bitset_or (slots, other_slots);
    }
}

gboolean
gh_text_arena_contains (GhTextArena *self,
                        guint        slot,
                        const char  *word,
                        gsize        length)
{
  guint32 row = row_of (self, slot);
  gsize start;

  g_return_val_if_fail (length > 0, FALSE);

  if (row == NONE || !is_findable (word, length))
    return FALSE;

  start = start_of (self, row);
  return self->find (self->bytes + start, start_of (self, row + 1) - start, word, length) != NULL;
}

void
gh_text_arena_narrow (GhTextArena *self,
                      const char  *word,
                      gsize        length,
                      GhBitset    *slots)
{
  g_return_if_fail (length > 0);

  for (gsize i = 0; i < length; i++)
    {
      guint8 byte = (guint8) word[i];

      if (!is_counted (byte))
        continue;
      if (word[i] == GH_TEXT_ARENA_SEPARATOR || self->holders[byte] == NULL)
        {
          gh_bitset_clear (slots);
          return;
        }
      gh_bitset_and (slots, self->holders[byte]);
    }
}

gsize
gh_text_arena_get_memory (GhTextArena *self)
{
  gsize memory = self->allocated;

  for (gsize i = 0; i < G_N_ELEMENTS (self->holders); i++)
    if (self->holders[i] != NULL)
      memory += self->holders[i]->n_words * sizeof (guint64);

  return memory + (self->starts->len + self->row_slots->len + self->slot_rows->len) * sizeof (guint32);
}
