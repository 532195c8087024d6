/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "session/gh-session.h"
#include "users/gh-belongings.h"

G_BEGIN_DECLS

/**
 * gh_session_follow:
 * @self: a session
 * @list: what a user has of some kind
 *
 * Reads @list on a worker, now and whenever something changed that may show in it, as long as both are there. Changes
 * that come while it is being read are read together. A list needs it once.
 */
void gh_session_follow (GhSession    *self,
                        GhBelongings *list);

G_END_DECLS
