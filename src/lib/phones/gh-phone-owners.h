/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "operations/gh-run.h"
#include "users/gh-sharing.h"

G_BEGIN_DECLS

/* Who has a phone stands in the users' records, which each joining and leaving touches (J1). */

/**
 * GhPhoneUser:
 * @id: row id; 0: nobody was named
 * @key: the 20-character key
 * @username: the username, as it is spelt
 * @n_phones: how many phones the user has
 *
 * The user that an operation on phones names.
 */
typedef struct {
  gint64  id;
  char   *key;
  char   *username;
  gint64  n_phones;
} GhPhoneUser;

void gh_phone_user_clear (GhPhoneUser *self);

/**
 * gh_phone_user_find:
 * @self: (out caller-allocates): the user of the parameter "username", to clear with gh_phone_user_clear()
 * @run: a run in its plan, which is refused where there is no such user, or one in the Trash (S7)
 * @error: (out): where to put the error
 *
 * Returns: %TRUE if it could be looked up
 */
gboolean gh_phone_user_find (GhPhoneUser  *self,
                             GhRun        *run,
                             GError      **error);

/** Notes in the entry's facts who it was. */
void gh_phone_user_note (const GhPhoneUser *self,
                         GhRun             *run);

/**
 * gh_phone_joining_begin:
 * @run: a run
 * @error: (out): where to put the error
 *
 * Empties the temporary table `joining` (user_id, phone_id): who is to get which phone.
 *
 * Returns: %TRUE if it is empty
 */
gboolean gh_phone_joining_begin (GhRun   *run,
                                 GError **error);

/** Adds a pair to `joining`. */
gboolean gh_phone_joining_add (GhRun   *run,
                               gint64   user_id,
                               gint64   phone_id,
                               GError **error);

/**
 * gh_phone_joining_note:
 * @run: a run in its plan, with `joining` filled
 * @sharing: those of the run
 * @error: (out): where to put the error
 *
 * Adds who will share an authenticator with somebody else.
 *
 * Returns: %TRUE if they could be listed
 */
gboolean gh_phone_joining_note (GhRun      *run,
                                GhSharing  *sharing,
                                GError    **error);

/** A #GhRunChunkFunc: the users of `chunk` get the phones of `joining`, with one journal row for each. */
gboolean gh_phone_join_chunk (GhRun    *run,
                              gpointer  data,
                              GError  **error);

/**
 * gh_phone_leaving_begin:
 * @run: a run
 * @phones: (element-type gint64): the phones that are taken away
 * @error: (out): where to put the error
 *
 * Fills the temporary table `leaving_phones` (id).
 *
 * Returns: %TRUE if filled
 */
gboolean gh_phone_leaving_begin (GhRun         *run,
                                 const GArray  *phones,
                                 GError       **error);

/** A #GhRunChunkFunc: the users of `chunk` lose these phones, with one journal row for each. */
gboolean gh_phone_leave_chunk (GhRun    *run,
                               gpointer  data,
                               GError  **error);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (GhPhoneUser, gh_phone_user_clear)

G_END_DECLS
