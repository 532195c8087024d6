/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "base/gh-query.h"
#include "store/gh-connection.h"
#include "base/gh-text-index.h"

G_BEGIN_DECLS

/**
 * GhUserStates:
 *
 * Answers `status:` from memory, for any moment. It holds what makes users other than Active: the few whose own
 * status is, those in groups with a status, and the lock-outs; gh_user_status() decides the result. The Trash is
 * not included. Users are slots of a #GhTextIndex. Belongs to one thread at a time.
 */
typedef struct _GhUserStates GhUserStates;

/**
 * gh_user_states_new:
 * @index: the index of the slots, which outlives them
 *
 * Returns: (transfer full): states, not yet read
 */
GhUserStates *gh_user_states_new  (GhTextIndex  *index);
void          gh_user_states_free (GhUserStates *self);

/**
 * gh_user_states_forget:
 * @self: states
 *
 * Forces a full reread: any may have changed.
 */
void gh_user_states_forget (GhUserStates *self);

/**
 * gh_user_states_forget_shared:
 * @self: states
 *
 * Forces a reread of groups and lock-outs, which is little; users' own statuses are kept.
 */
void gh_user_states_forget_shared (GhUserStates *self);

/**
 * gh_user_states_update:
 * @self: states
 * @connection: a reader inside a read transaction
 * @ids: (array length=n_ids): the users created, changed or removed; the index is already updated
 * @n_ids: how many
 * @error: (out): where to put the error
 *
 * Reads these users' own status again, or everybody's later if they are many.
 *
 * Returns: %TRUE if read
 */
gboolean gh_user_states_update (GhUserStates  *self,
                                GhConnection  *connection,
                                const gint64  *ids,
                                guint          n_ids,
                                GError       **error);

/**
 * gh_user_states_load:
 * @self: states
 * @connection: a reader inside a read transaction
 * @error: (out): where to put the error
 *
 * Reads what was forgotten: about 40 ms for a million users, 3 without their own status.
 *
 * Returns: %TRUE if all is loaded
 */
gboolean gh_user_states_load (GhUserStates  *self,
                              GhConnection  *connection,
                              GError       **error);

/**
 * gh_user_states_is_loaded:
 * @self: states
 *
 * Returns: whether nothing needs reading
 */
gboolean gh_user_states_is_loaded (GhUserStates *self);

/**
 * gh_user_states_can_tell:
 * @term: a term of users
 *
 * Returns: whether the term is about the status and not about the Trash
 */
gboolean gh_user_states_can_tell (const GhQueryTerm *term);

/**
 * gh_user_states_narrow:
 * @self: loaded states
 * @term: a term that they can answer
 * @now: unix seconds
 * @slots: users, none in the Trash; narrowed to those for whom @term holds
 */
void gh_user_states_narrow (GhUserStates      *self,
                            const GhQueryTerm *term,
                            gint64             now,
                            GhBitset          *slots);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GhUserStates, gh_user_states_free)

G_END_DECLS
