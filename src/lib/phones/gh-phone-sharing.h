/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "operations/gh-run.h"

G_BEGIN_DECLS

/**
 * GhPhoneSharing:
 *
 * Who will share an authenticator with somebody else, because a phone whose app is activated, or that has SMS passcodes,
 * gets one more owner, or had another while it had this app, be it by hand, by an import or by an undo (P1).
 */
typedef struct _GhPhoneSharing GhPhoneSharing;

GhPhoneSharing *gh_phone_sharing_new  (void);
void            gh_phone_sharing_free (GhPhoneSharing *self);

/**
 * gh_phone_sharing_add:
 * @self: those of a run
 * @run: that run, in its plan
 * @username: who gets the phone; one user's phones are added one after the other
 * @phone_id: its row id
 * @error: (out): where to put the error
 *
 * Returns: %TRUE if the others who have it could be looked up
 */
gboolean gh_phone_sharing_add (GhPhoneSharing  *self,
                               GhRun           *run,
                               const char      *username,
                               gint64           phone_id,
                               GError         **error);

/** Says it in the result and in the entry's facts; nothing if there is nobody. */
void gh_phone_sharing_say (const GhPhoneSharing *self,
                           GhRun                *run);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GhPhoneSharing, gh_phone_sharing_free)

G_END_DECLS
