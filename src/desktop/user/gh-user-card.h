/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "session/gh-session.h"
#include "users/gh-user.h"

G_BEGIN_DECLS

/**
 * GhUserCard:
 *
 * A user's status: what it is, since when, why, until when and what decided it, with buttons that change it, which
 * activate `user.unlock` and `user.change-status`.
 */
#define GH_TYPE_USER_CARD (gh_user_card_get_type ())
G_DECLARE_FINAL_TYPE (GhUserCard, gh_user_card, GH, USER_CARD, GtkBox)

/**
 * gh_user_card_show:
 * @self: a card
 * @user: a user
 * @session: the open organisation
 * @refusal: why the status cannot be changed, or %GH_REFUSAL_NONE
 */
void gh_user_card_show (GhUserCard *self,
                        GhUser     *user,
                        GhSession  *session,
                        GhRefusal   refusal);

G_END_DECLS
