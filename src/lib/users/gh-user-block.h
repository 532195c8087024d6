/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/gh-connection.h"
#include "users/gh-user-row.h"

G_BEGIN_DECLS

/**
 * GhUserBlock:
 *
 * The rows of some users, read together: one statement for the users and one for each of aliases, phones, tokens
 * and memberships walk their tables in id order, which is several times cheaper than five statements a user.
 */
typedef struct _GhUserBlock GhUserBlock;

/**
 * gh_user_block_new:
 * @connection: a reader inside a transaction
 * @now: unix seconds, for the status
 * @error: return location for an error
 *
 * Also reads the settings, all groups and directories. The block may be used in a later transaction of @connection if the
 * directory is unchanged (the upper half of gh_connection_get_data_version()); the events may differ.
 *
 * Returns: (transfer full): an empty block, or %NULL on failure
 */
GhUserBlock *gh_user_block_new (GhConnection  *connection,
                                gint64         now,
                                GError       **error);

void gh_user_block_free (GhUserBlock *self);

/** Returns whether the organisation's users have first and last names (U7). */
gboolean gh_user_block_has_identity (GhUserBlock *self);

/**
 * gh_user_block_set_now:
 * @self: a block
 * @now: unix seconds, for the status of rows read from now on
 */
void gh_user_block_set_now (GhUserBlock *self,
                            gint64       now);

/**
 * gh_user_block_read:
 * @self: a block
 * @ids: (array length=n): unique row ids of users, in any order
 * @n: how many
 * @error: return location for an error; %GH_ERROR_NOT_FOUND if one does not exist
 *
 * Replaces the rows of @self with those of @ids.
 *
 * Returns: %TRUE on success
 */
gboolean gh_user_block_read (GhUserBlock   *self,
                             const gint64  *ids,
                             guint          n,
                             GError       **error);

guint gh_user_block_get_n_rows (GhUserBlock *self);

/**
 * gh_user_block_get_row:
 * @self: a block
 * @i: a place in the ids last read
 *
 * Returns: (transfer none): that user, until the next read
 */
const GhUserRow *gh_user_block_get_row (GhUserBlock *self,
                                        guint        i);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GhUserBlock, gh_user_block_free)

G_END_DECLS
