/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "base/gh-bitset.h"
#include "base/gh-error.h"
#include "base/gh-slot-order.h"

G_BEGIN_DECLS

/** What gh_text_index_find() gives for a row that the index does not hold. */
#define GH_TEXT_INDEX_NO_SLOT G_MAXUINT

/** Orders of so many columns are kept: those last set or used. */
#define GH_TEXT_INDEX_N_ORDERS 2

/**
 * GhTextIndex:
 *
 * Answers the words of a query (Q2) over a million rows between two keystrokes, and lists what matches in the
 * order of a column. It reads no database: whoever owns it feeds it, at the start and after each change.
 *
 * Sets of rows are sets of *slots*. A row keeps its slot as long as the index lives, also when its texts
 * change, so that sets made from field terms stay good.
 *
 * It belongs to one thread at a time, matching included: a worker that has it to itself, or callers that
 * share one lock for matching and listing together.
 */
typedef struct _GhTextIndex GhTextIndex;

/**
 * GhIndexWord:
 * @fold: the search fold of the word (Q3); an empty one lies within every text
 * @digits: (nullable): what gh_fold_word_digits() made of it
 * @negated: whether rows that match are not wanted
 */
typedef struct {
  const char *fold;
  const char *digits;
  gboolean    negated;
} GhIndexWord;

/**
 * gh_text_index_new:
 *
 * Returns: (transfer full): an empty index
 */
GhTextIndex *gh_text_index_new (void);

/**
 * gh_text_index_free:
 * @self: (transfer full): an index
 */
void gh_text_index_free (GhTextIndex *self);

/**
 * gh_text_index_begin:
 * @self: an index
 * @id: the row whose texts follow
 *
 * Begins a row. For one that the index holds, what follows replaces all the texts known so far. Ids may come
 * in any order; ascending ones are found faster.
 */
void gh_text_index_begin (GhTextIndex *self,
                          gint64       id);

/**
 * gh_text_index_add_text:
 * @self: an index
 * @fold: (nullable): a search fold of the begun row
 */
void gh_text_index_add_text (GhTextIndex *self,
                             const char  *fold);

/**
 * gh_text_index_add_digits:
 * @self: an index
 * @number: (nullable): a phone number of the begun row in any way of writing; only its digits are kept
 */
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
 * Returns: %FALSE when the texts of all rows would be over 4 GiB (some 40 million rows), and then this row
 *   is not in the index
 */
gboolean gh_text_index_end (GhTextIndex  *self,
                            GError      **error);

/**
 * gh_text_index_remove:
 * @self: an index
 * @id: the row to forget; an unknown one is left alone
 */
void gh_text_index_remove (GhTextIndex *self,
                           gint64       id);

/**
 * gh_text_index_get_n_rows:
 * @self: an index
 *
 * Returns: how many rows it holds
 */
guint gh_text_index_get_n_rows (GhTextIndex *self);

/**
 * gh_text_index_find:
 * @self: an index
 * @id: a row
 *
 * Returns: the row's slot, or %GH_TEXT_INDEX_NO_SLOT
 */
guint gh_text_index_find (GhTextIndex *self,
                          gint64       id);

/**
 * gh_text_index_get_id:
 * @self: an index
 * @slot: a slot that the index gave
 *
 * Returns: the row whose slot it is
 */
gint64 gh_text_index_get_id (GhTextIndex *self,
                             guint        slot);

/**
 * gh_text_index_bits_from_ids:
 * @self: an index
 * @ids: (array length=n): rows; those that the index does not hold are passed over
 * @n: how many
 * @slots: set to their slots
 *
 * For field terms, which SQL answers. 5 to 50 ms for a million.
 */
void gh_text_index_bits_from_ids (GhTextIndex  *self,
                                  const gint64 *ids,
                                  gsize         n,
                                  GhBitset     *slots);

/**
 * gh_text_index_match:
 * @self: an index
 * @words: (array length=n_words): what must all hold; without a word every row matches
 * @n_words: how many
 * @slots: set to the slots of the rows that match
 *
 * When the query only got longer since the last call, only the rows that matched then are looked at.
 */
void gh_text_index_match (GhTextIndex       *self,
                          const GhIndexWord *words,
                          gsize              n_words,
                          GhBitset          *slots);

/**
 * gh_text_index_set_order:
 * @self: an index
 * @column_key: a column, by whatever number the caller knows it
 * @ids: (array length=n): all rows in the ascending order of that column (Q7)
 * @n: how many
 *
 * Rows that are missing in @ids come last. The order used longest ago makes room.
 */
void gh_text_index_set_order (GhTextIndex  *self,
                              guint         column_key,
                              const gint64 *ids,
                              gsize         n);

/**
 * gh_text_index_has_order:
 * @self: an index
 * @column_key: a column
 *
 * Returns: whether the order of this column is known and not stale
 */
gboolean gh_text_index_has_order (GhTextIndex *self,
                                  guint        column_key);

/**
 * gh_text_index_forget_orders:
 * @self: an index
 *
 * Makes all orders stale, as a change of a row does: for what changes beside the texts, such as the last login.
 */
void gh_text_index_forget_orders (GhTextIndex *self);

/**
 * gh_text_index_resort:
 * @self: an index
 * @before: compares two rows by a column; one that the index does not hold any more comes last
 * @data: for @before
 * @error: (out): what @before set
 *
 * Mends the orders that were good before the last few changes. Where there were more, they stay stale.
 */
gboolean gh_text_index_resort (GhTextIndex        *self,
                               GhSlotOrderBefore   before,
                               gpointer            data,
                               GError            **error);

/**
 * gh_text_index_resort_column:
 * @self: an index
 * @column_key: a column; one whose order is not known or stale is left alone
 * @ids: (nullable) (array length=n): rows, each once; %NULL: any
 * @n: how many
 * @before: as of gh_text_index_resort()
 * @data: for @before
 * @error: (out): what @before set
 *
 * Mends the order of one column where these rows changed in nothing else, or makes it stale where they are many.
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
 * Returns: %FALSE when the order of this column is not known, and then @ids is empty
 */
gboolean gh_text_index_list (GhTextIndex    *self,
                             const GhBitset *slots,
                             guint           column_key,
                             gboolean        descending,
                             GArray         *ids);

/**
 * gh_text_index_get_memory:
 * @self: an index
 *
 * Returns: the bytes of memory that it holds
 */
gsize gh_text_index_get_memory (GhTextIndex *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GhTextIndex, gh_text_index_free)

G_END_DECLS
