/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "operations/gh-run.h"

G_BEGIN_DECLS

/** Notes a text that changes in the JSON of a user before and after; nothing if @new is %NULL or the same. */
void gh_user_change_text (JsonObject *before,
                          JsonObject *after,
                          const char *name,
                          const char *old,
                          const char *new);

/** Sets a member of such JSON, where 0 means that there is none. */
void gh_user_set_number_or_null (JsonObject *object,
                                 const char *name,
                                 gint64      number);

/**
 * gh_user_write_begin:
 * @run: a run that applies
 * @error: (out): where to put the error
 *
 * Begins a batch of users to write: any fields of the record (J1), new users too. They are written by the same
 * statements that put users back in an undo.
 *
 * Returns: %TRUE if the batch is empty
 */
gboolean gh_user_write_begin (GhRun   *run,
                              GError **error);

/**
 * gh_user_write_add:
 * @run: a run that applies
 * @id: row id of an existing or a new user
 * @before: (nullable): JSON of the fields that change, as they are; %NULL: a new user
 * @after: JSON of the same fields as they will be; for a new user at least key, username and created
 * @error: (out): where to put the error
 *
 * Adds to the batch; nothing is written yet. About %GH_RUN_CHUNK make a good batch.
 *
 * Returns: %TRUE if added
 */
gboolean gh_user_write_add (GhRun       *run,
                            gint64       id,
                            const char  *before,
                            const char  *after,
                            GError     **error);

/**
 * gh_user_write_batch:
 * @run: a run that applies
 * @error: (out): where to put the error
 *
 * Writes the batch and a journal row for each of its users, and begins the next.
 *
 * Returns: %TRUE if written
 */
gboolean gh_user_write_batch (GhRun   *run,
                              GError **error);

/* What operations of other folders change of the users in `chunk`, which they have journaled. Each also records that
 * the run's entry touched them. */

/** Sets Disabled, without an end. */
gboolean gh_user_disable_chunk (GhRun   *run,
                                GError **error);

/** Records their return from the Trash before they leave it; @with_status: with their previous status (T3). */
gboolean gh_user_restore_chunk (GhRun     *run,
                                gboolean   with_status,
                                GError   **error);

/** Adds them to a group that none of them is in yet. */
gboolean gh_user_join_chunk (GhRun   *run,
                             gint64   group_id,
                             GError **error);

/** Removes them from all groups in the temporary table `leaving_groups` (id). */
gboolean gh_user_leave_chunk (GhRun   *run,
                              GError **error);

/** Gives them a token that none of them has yet. */
gboolean gh_user_get_token_chunk (GhRun   *run,
                                  gint64   token_id,
                                  GError **error);

/** Takes from them all tokens in the temporary table `leaving_tokens` (id). */
gboolean gh_user_lose_tokens_chunk (GhRun   *run,
                                    GError **error);

/** Gives them the phones that the temporary table `joining` (user_id, phone_id) has for them. */
gboolean gh_user_join_phones_chunk (GhRun   *run,
                                    GError **error);

/** Takes from them all phones in the temporary table `leaving_phones` (id). */
gboolean gh_user_leave_phones_chunk (GhRun   *run,
                                     GError **error);

G_END_DECLS
