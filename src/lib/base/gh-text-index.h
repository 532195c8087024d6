/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "base/gh-bitset.h"
#include "base/gh-error.h"
#include "base/gh-slot-order.h"

G_BEGIN_DECLS

/** What gh_text_index_find() returns for a row that is not in the index. */
#define GH_TEXT_INDEX_NO_SLOT G_MAXUINT

/** How many columns' orders are kept: those last set or used. */
#define GH_TEXT_INDEX_N_ORDERS 2

/**
 * GhTextIndex:
 *
 * Matches the words of a query (Q2) against a million rows between two keystrokes, and lists the matches in the order
 * of a column. It reads no database: its owner fills it at the start and updates it after each change.
 *
 * Sets of rows are sets of *slots*. A row keeps its slot as long as the index lives, even when its texts change, so
 * sets built from field terms stay valid.
 *
 * It belongs to one thread at a time, even for matching: a worker that has it to itself, or callers that share one
 * lock for matching and listing together.
 */
typedef struct _GhTextIndex GhTextIndex;

/**
 * GhIndexWord:
 * @fold: the search fold of the word (Q3); an empty one matches every text
 * @digits: (nullable): what gh_fold_word_digits() returned for it
 * @negated: whether matching rows are excluded
 */
typedef struct {
  const char *fold;
  const char *digits;
  gboolean    negated;
} GhIndexWord;

GhTextIndex *gh_text_index_new (void);
void         gh_text_index_free (GhTextIndex *self);

/**
 * gh_text_index_begin:
 * @self: an index
 * @id: the row whose texts follow
 *
 * Begins a row. If the index already has it, what follows replaces all its texts. Ids may come in any order;
 * ascending ones are found faster.
 */
void gh_text_index_begin (GhTextIndex *self,
                          gint64       id);

/** Adds @fold, a search fold or %NULL, to the begun row. */
void gh_text_index_add_text (GhTextIndex *self,
                             const char  *fold);

/** Adds the digits of @number, a phone number in any notation or %NULL, to the begun row. */
void gh_text_index_add_digits (GhTextIndex *self,
                               const char  *number);

/**
 * gh_text_index_end:
 * @self: an index
 * @error: (out) (optional): set to %GH_ERROR_FAILED
 *
 * Ends the begun row, which can now be found. A new row goes to the end of every order, and all orders are
 * stale until they are set again.
 *
 * Returns: %FALSE if the texts of all rows would exceed 4 GiB (about 40 million rows), and then this row is not in
 *   the index
 */
gboolean gh_text_index_end (GhTextIndex  *self,
                            GError      **error);

/** Removes row @id, if the index has it. */
void gh_text_index_remove (GhTextIndex *self,
                           gint64       id);

/** Returns: the slot of row @id, or %GH_TEXT_INDEX_NO_SLOT */
guint gh_text_index_find (GhTextIndex *self,
                          gint64       id);

/** Returns: the row with @slot, one of the index */
gint64 gh_text_index_get_id (GhTextIndex *self,
                             guint        slot);

/**
 * gh_text_index_bits_from_ids:
 * @self: an index
 * @ids: (array length=n): rows; those that are not in the index are skipped
 * @n: the number of rows
 * @slots: set to their slots
 *
 * Finds the slots of rows, for field terms, which SQL answers. 5 to 50 ms for a million.
 */
void gh_text_index_bits_from_ids (GhTextIndex  *self,
                                  const gint64 *ids,
                                  gsize         n,
                                  GhBitset     *slots);

/**
 * gh_text_index_match:
 * @self: an index
 * @words: (array length=n_words): words that must all match; without words every row matches
 * @n_words: the number of words
 * @slots: set to the slots of the matching rows
 *
 * Finds the matching rows. If the query only got longer since the last call, only its matches are searched.
 */
void gh_text_index_match (GhTextIndex       *self,
                          const GhIndexWord *words,
                          gsize              n_words,
                          GhBitset          *slots);

/**
 * gh_text_index_set_order:
 * @self: an index
 * @column_key: a column, by any number the caller chooses
 * @ids: (array length=n): all rows in the ascending order of that column (Q7)
 * @n: the number of rows
 *
 * Sets a column's order. Rows missing from @ids come last. The least recently used order makes room.
 */
void gh_text_index_set_order (GhTextIndex  *self,
                              guint         column_key,
                              const gint64 *ids,
                              gsize         n);

/** Returns: whether the order of this column is set and not stale */
gboolean gh_text_index_has_order (GhTextIndex *self,
                                  guint        column_key);

/** Makes all orders stale, as changing a row does: for changes outside the texts, such as the last login. */
void gh_text_index_forget_orders (GhTextIndex *self);

/**
 * gh_text_index_resort:
 * @self: an index
 * @before: compares two rows by a column; one that is no longer in the index comes last
 * @data: for @before
 * @error: (out): what @before set
 *
 * Updates the orders that were current before the last few changes. After more changes they stay stale.
 */
gboolean gh_text_index_resort (GhTextIndex        *self,
                               GhSlotOrderBefore   before,
                               gpointer            data,
                               GError            **error);

/**
 * gh_text_index_resort_column:
 * @self: an index
 * @column_key: a column; one whose order is not set or stale is left alone
 * @ids: (nullable) (array length=n): rows, each once; %NULL: any
 * @n: the number of rows
 * @before: as for gh_text_index_resort()
 * @data: for @before
 * @error: (out): what @before set
 *
 * Updates the order of one column after these rows changed in nothing else, or makes it stale if they are many.
 */
gboolean gh_text_index_resort_column (GhTextIndex        *self,
                                      guint               column_key,
                                      const gint64       *ids,
                                      gsize               n,
                                      GhSlotOrderBefore   before,
                                      gpointer            data,
                                      GError            **error);

/**
 * gh_text_index_list:
 * @self: an index
 * @slots: the slots to list
 * @column_key: a column whose order was set; it may be stale
 * @descending: %TRUE for the exact reverse
 * @ids: (element-type gint64): set to the ids of @slots in this order
 *
 * Returns: %FALSE if the order of this column is not set, and then @ids is empty
 */
gboolean gh_text_index_list (GhTextIndex    *self,
                             const GhBitset *slots,
                             guint           column_key,
                             gboolean        descending,
                             GArray         *ids);

/** Returns: its memory in bytes */
gsize gh_text_index_get_memory (GhTextIndex *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GhTextIndex, gh_text_index_free)

G_END_DECLS
