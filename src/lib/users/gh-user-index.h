/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "base/gh-bitset.h"
#include "base/gh-error.h"
#include "users/gh-slot-order.h"

G_BEGIN_DECLS

/** What gh_user_index_find() gives for a user that the index does not hold. */
#define GH_USER_INDEX_NO_SLOT G_MAXUINT

/** Orders of so many columns are kept: those last set or used. */
#define GH_USER_INDEX_N_ORDERS 2

/**
 * GhUserIndex:
 *
 * Answers the words of a query (Q2) over a million users between two keystrokes, and lists what matches in the
 * order of a column. It reads no database: whoever owns it feeds it, at the start and after each change.
 *
 * Sets of users are sets of *slots*. A user keeps their slot as long as the index lives, also when their texts
 * change, so that sets made from field terms stay good.
 *
 * It belongs to one thread at a time, matching included: a worker that has it to itself, or callers that
 * share one lock for matching and listing together.
 */
typedef struct _GhUserIndex GhUserIndex;

/**
 * GhIndexWord:
 * @fold: the search fold of the word (Q3); an empty one lies within every text
 * @digits: (nullable): what gh_fold_word_digits() made of it
 * @negated: whether users that match are not wanted
 */
typedef struct {
  const char *fold;
  const char *digits;
  gboolean    negated;
} GhIndexWord;

/**
 * gh_user_index_new:
 *
 * Returns: (transfer full): an empty index
 */
GhUserIndex *gh_user_index_new (void);

/**
 * gh_user_index_free:
 * @self: (transfer full): an index
 */
void gh_user_index_free (GhUserIndex *self);

/**
 * gh_user_index_begin:
 * @self: an index
 * @user_id: whose texts follow
 *
 * Begins a user. For one that the index holds, what follows replaces all the texts known so far. Ids may come
 * in any order; ascending ones are found faster.
 */
void gh_user_index_begin (GhUserIndex *self,
                          gint64       user_id);

/**
 * gh_user_index_add_text:
 * @self: an index
 * @fold: (nullable): the search fold of the begun user's username, alias, real name, e-mail or a token's serial
 */
void gh_user_index_add_text (GhUserIndex *self,
                             const char  *fold);

/**
 * gh_user_index_add_phone:
 * @self: an index
 * @number: (nullable): a phone number of the begun user in any way of writing; only its digits are kept
 */
void gh_user_index_add_phone (GhUserIndex *self,
                              const char  *number);

/**
 * gh_user_index_end:
 * @self: an index
 * @error: (out) (optional): set to %GH_ERROR_FAILED
 *
 * Ends the begun user, who can now be found. A new user goes to the end of every order, and all orders are
 * stale until they are set again.
 *
 * Returns: %FALSE when the texts of all users would be over 4 GiB (some 40 million users), and then this user
 *   is not in the index
 */
gboolean gh_user_index_end (GhUserIndex  *self,
                            GError      **error);

/**
 * gh_user_index_remove:
 * @self: an index
 * @user_id: the user to forget; an unknown one is left alone
 */
void gh_user_index_remove (GhUserIndex *self,
                           gint64       user_id);

/**
 * gh_user_index_get_n_users:
 * @self: an index
 *
 * Returns: how many users it holds
 */
guint gh_user_index_get_n_users (GhUserIndex *self);

/**
 * gh_user_index_find:
 * @self: an index
 * @user_id: a user
 *
 * Returns: the user's slot, or %GH_USER_INDEX_NO_SLOT
 */
guint gh_user_index_find (GhUserIndex *self,
                          gint64       user_id);

/**
 * gh_user_index_get_id:
 * @self: an index
 * @slot: a slot that the index gave
 *
 * Returns: whose slot it is
 */
gint64 gh_user_index_get_id (GhUserIndex *self,
                             guint        slot);

/**
 * gh_user_index_bits_from_ids:
 * @self: an index
 * @user_ids: (array length=n): users; those that the index does not hold are passed over
 * @n: how many
 * @slots: set to their slots
 *
 * For field terms, which SQL answers. 5 to 50 ms for a million.
 */
void gh_user_index_bits_from_ids (GhUserIndex  *self,
                                  const gint64 *user_ids,
                                  gsize         n,
                                  GhBitset     *slots);

/**
 * gh_user_index_match:
 * @self: an index
 * @words: (array length=n_words): what must all hold; no word matches everybody
 * @n_words: how many
 * @slots: set to the slots of the users that match
 *
 * When the query only got longer since the last call, only the users that matched then are looked at.
 */
void gh_user_index_match (GhUserIndex       *self,
                          const GhIndexWord *words,
                          gsize              n_words,
                          GhBitset          *slots);

/**
 * gh_user_index_set_order:
 * @self: an index
 * @column_key: a column, by whatever number the caller knows it
 * @user_ids: (array length=n): all users in the ascending order of that column (Q7)
 * @n: how many
 *
 * Users that are missing in @user_ids come last. The order used longest ago makes room.
 */
void gh_user_index_set_order (GhUserIndex  *self,
                              guint         column_key,
                              const gint64 *user_ids,
                              gsize         n);

/**
 * gh_user_index_has_order:
 * @self: an index
 * @column_key: a column
 *
 * Returns: whether the order of this column is known and not stale
 */
gboolean gh_user_index_has_order (GhUserIndex *self,
                                  guint        column_key);

/**
 * gh_user_index_forget_orders:
 * @self: an index
 *
 * Makes all orders stale, as a change of a user does: for what changes beside the texts, such as the last login.
 */
void gh_user_index_forget_orders (GhUserIndex *self);

/**
 * gh_user_index_resort:
 * @self: an index
 * @before: compares two users by a column; one whom the index does not hold any more comes last
 * @data: for @before
 * @error: (out): what @before set
 *
 * Mends the orders that were good before the last few changes. Where there were more, they stay stale.
 */
gboolean gh_user_index_resort (GhUserIndex        *self,
                               GhSlotOrderBefore   before,
                               gpointer            data,
                               GError            **error);

/**
 * gh_user_index_resort_column:
 * @self: an index
 * @column_key: a column; one whose order is not known or stale is left alone
 * @user_ids: (nullable) (array length=n): users, each once; %NULL: anybody
 * @n: how many
 * @before: as of gh_user_index_resort()
 * @data: for @before
 * @error: (out): what @before set
 *
 * Mends the order of one column where these users changed in nothing else, or makes it stale where they are many.
 */
gboolean gh_user_index_resort_column (GhUserIndex        *self,
                                      guint               column_key,
                                      const gint64       *user_ids,
                                      gsize               n,
                                      GhSlotOrderBefore   before,
                                      gpointer            data,
                                      GError            **error);

/**
 * gh_user_index_list:
 * @self: an index
 * @slots: the slots to list
 * @column_key: a column whose order was set; it may be stale
 * @descending: %TRUE for the exact reverse
 * @user_ids: (element-type gint64): set to the ids of @slots in this order
 *
 * Returns: %FALSE when the order of this column is not known, and then @user_ids is empty
 */
gboolean gh_user_index_list (GhUserIndex    *self,
                             const GhBitset *slots,
                             guint           column_key,
                             gboolean        descending,
                             GArray         *user_ids);

/**
 * gh_user_index_get_memory:
 * @self: an index
 *
 * Returns: the bytes of memory that it holds
 */
gsize gh_user_index_get_memory (GhUserIndex *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GhUserIndex, gh_user_index_free)

G_END_DECLS
