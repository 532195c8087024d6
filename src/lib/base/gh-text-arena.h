/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "base/gh-bitset.h"

G_BEGIN_DECLS

/** Stands between the texts of one row. UTF-8 has no such byte, so no word that is looked for holds it. */
#define GH_TEXT_ARENA_SEPARATOR '\xff'

/** Bytes that an arena holds at the most, since places in it are kept in 32 bits. */
#define GH_TEXT_ARENA_MAX ((gsize) G_MAXUINT32)

/**
 * GhTextArena:
 *
 * The texts of many rows in one run of memory, and which of them hold a word. A row is known by its *slot*, a
 * small number that stays the same when its text changes. Beside the texts there is a set of slots for each
 * byte value: which rows hold it. It belongs to one thread at a time.
 */
typedef struct _GhTextArena GhTextArena;

/**
 * gh_text_arena_new:
 * @max_bytes: what it may hold, at most %GH_TEXT_ARENA_MAX
 *
 * Returns: (transfer full): an empty arena
 */
GhTextArena *gh_text_arena_new (gsize max_bytes);

/**
 * gh_text_arena_free:
 * @self: (transfer full): an arena
 */
void gh_text_arena_free (GhTextArena *self);

/**
 * gh_text_arena_put:
 * @self: an arena
 * @slot: whose row; one that had a row loses it
 * @texts: (array length=length): its texts, %GH_TEXT_ARENA_SEPARATOR between them
 * @length: bytes of them; 0 for no row
 *
 * The new row is written at the end. When what old rows left behind is over a quarter of everything, the rest
 * is moved together: 10 to 30 ms for 100 MB.
 *
 * Returns: %FALSE when the arena is full, and then @slot has no row
 */
gboolean gh_text_arena_put (GhTextArena *self,
                            guint        slot,
                            const char  *texts,
                            gsize        length) G_GNUC_WARN_UNUSED_RESULT;

/**
 * gh_text_arena_remove:
 * @self: an arena
 * @slot: whose row to take out; one without a row is left alone
 */
void gh_text_arena_remove (GhTextArena *self,
                           guint        slot);

/**
 * gh_text_arena_find:
 * @self: an arena
 * @word: (array length=length): what to look for
 * @length: bytes of it, at least 1
 * @slots: where the slots of the rows that hold @word in one of their texts are added
 *
 * Reads everything, by two threads when it is large.
 */
void gh_text_arena_find (GhTextArena *self,
                         const char  *word,
                         gsize        length,
                         GhBitset    *slots);

/**
 * gh_text_arena_contains:
 * @self: an arena
 * @slot: whose row
 * @word: (array length=length): what to look for
 * @length: bytes of it, at least 1
 *
 * Returns: whether the row of @slot holds @word in one of its texts
 */
gboolean gh_text_arena_contains (GhTextArena *self,
                                 guint        slot,
                                 const char  *word,
                                 gsize        length);

/**
 * gh_text_arena_narrow:
 * @self: an arena
 * @word: (array length=length): what is looked for
 * @length: bytes of it, at least 1
 * @slots: a set of slots
 *
 * Takes out of @slots those whose rows lack a byte of @word: no row that holds @word is lost, and for a word
 * of one byte exactly those that hold it stay.
 */
void gh_text_arena_narrow (GhTextArena *self,
                           const char  *word,
                           gsize        length,
                           GhBitset    *slots);

/**
 * gh_text_arena_get_memory:
 * @self: an arena
 *
 * Returns: the bytes of memory that it holds
 */
gsize gh_text_arena_get_memory (GhTextArena *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GhTextArena, gh_text_arena_free)

G_END_DECLS
