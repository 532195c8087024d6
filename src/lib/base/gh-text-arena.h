/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "base/gh-bitset.h"

G_BEGIN_DECLS

/** Separates the texts of one row. UTF-8 has no such byte, so no word to look for contains it. */
#define GH_TEXT_ARENA_SEPARATOR '\xff'

/** Bytes that an arena holds at most, since its offsets have 32 bits. */
#define GH_TEXT_ARENA_MAX ((gsize) G_MAXUINT32)

/**
 * GhTextArena:
 *
 * Stores the texts of many rows in one block of memory, and finds those that contain a word. A row is identified by
 * its *slot*, a small number that stays the same when its text changes. For each byte value there is also a set of
 * the slots whose rows contain it. An arena belongs to one thread at a time.
 */
typedef struct _GhTextArena GhTextArena;

/** Returns: (transfer full): an empty arena for @max_bytes, at most %GH_TEXT_ARENA_MAX */
GhTextArena *gh_text_arena_new (gsize max_bytes);
void         gh_text_arena_free (GhTextArena *self);

/**
 * gh_text_arena_put:
 * @self: an arena
 * @slot: the row's slot; any row it had is lost
 * @texts: (array length=length): its texts, separated by %GH_TEXT_ARENA_SEPARATOR
 * @length: their bytes; 0 for no row
 *
 * Writes the new row at the end. When old rows waste over a quarter of everything, the rest is compacted: 10 to
 * 30 ms for 100 MB.
 *
 * Returns: %FALSE if the arena is full, and then @slot has no row
 */
gboolean gh_text_arena_put (GhTextArena *self,
                            guint        slot,
                            const char  *texts,
                            gsize        length) G_GNUC_WARN_UNUSED_RESULT;

/** Removes the row of @slot, if it has one. */
void gh_text_arena_remove (GhTextArena *self,
                           guint        slot);

/**
 * gh_text_arena_find:
 * @self: an arena
 * @word: (array length=length): what to look for
 * @length: its bytes, at least 1
 * @slots: where to add the slots of the rows with @word in one of their texts
 *
 * Searches all texts, with two threads if there are many.
 */
void gh_text_arena_find (GhTextArena *self,
                         const char  *word,
                         gsize        length,
                         GhBitset    *slots);

/**
 * gh_text_arena_contains:
 * @self: an arena
 * @slot: the row's slot
 * @word: (array length=length): what to look for
 * @length: its bytes, at least 1
 *
 * Returns: whether the row of @slot has @word in one of its texts
 */
gboolean gh_text_arena_contains (GhTextArena *self,
                                 guint        slot,
                                 const char  *word,
                                 gsize        length);

/**
 * gh_text_arena_narrow:
 * @self: an arena
 * @word: (array length=length): what to look for
 * @length: its bytes, at least 1
 * @slots: a set of slots
 *
 * Removes from @slots those whose rows lack a byte of @word. No row with @word is lost, and for a word of one byte
 * exactly the rows with it stay.
 */
void gh_text_arena_narrow (GhTextArena *self,
                           const char  *word,
                           gsize        length,
                           GhBitset    *slots);

/** Returns: its memory in bytes */
gsize gh_text_arena_get_memory (GhTextArena *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GhTextArena, gh_text_arena_free)

G_END_DECLS
