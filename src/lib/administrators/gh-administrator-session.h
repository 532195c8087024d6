/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "administrators/gh-sign-in.h"
#include "operations/gh-actor.h"

G_BEGIN_DECLS

/** For how long a passcode is good for what needs one again, in seconds (A6). */
#define GH_CONFIRMED_SECONDS (10 * 60)

#define GH_TYPE_ADMINISTRATOR_SESSION (gh_administrator_session_get_type ())

G_DECLARE_FINAL_TYPE (GhAdministratorSession, gh_administrator_session, GH, ADMINISTRATOR_SESSION, GObject)

/**
 * gh_administrator_session_new:
 * @store: the organisation
 * @proof: what was proved, by a passcode too unless it is by a set-up code
 * @error: (out): %GH_ERROR_REFUSED: it holds no more
 *
 * Begins a session: what an administrator does after signing in. It is good as long as the directory has the same role,
 * password, second factor and era, in whichever process they are changed, and not again once it was found to be over;
 * nothing of it is kept in a file. With a proof by a set-up code it is good for setting up the account alone. Blocks.
 *
 * Returns: (transfer full) (nullable): the session
 */
GhAdministratorSession *gh_administrator_session_new (GhStore        *store,
                                                      const GhProof  *proof,
                                                      GError        **error);

/** Returns: the address by which this administrator signs in, as stored */
const char *gh_administrator_session_get_email (GhAdministratorSession *self);

/** Notes that a passcode was accepted. @now: unix seconds. Called on any thread. */
void gh_administrator_session_confirm (GhAdministratorSession *self,
                                       gint64                  now);

/**
 * gh_administrator_session_is_good:
 * @self: a session
 * @connection: a connection to both files
 * @now: unix seconds
 * @is_good: (out): whether it goes on
 * @error: (out): where to put the error
 *
 * Returns: %TRUE if it could be read
 */
gboolean gh_administrator_session_is_good (GhAdministratorSession  *self,
                                           GhConnection            *connection,
                                           gint64                   now,
                                           gboolean                *is_good,
                                           GError                 **error);

/** Returns: (transfer full): whoever signed in, as one who runs operations */
GhActor *gh_administrator_session_dup_actor (GhAdministratorSession *self,
                                             const char             *way);

G_END_DECLS
