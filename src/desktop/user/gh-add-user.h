/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "session/gh-session.h"

G_BEGIN_DECLS

/**
 * GhAddUser:
 *
 * Asks for a username, adds the user, then opens the user's page with `win.open-user` of its parent.
 */
#define GH_TYPE_ADD_USER (gh_add_user_get_type ())
G_DECLARE_FINAL_TYPE (GhAddUser, gh_add_user, GH, ADD_USER, AdwWindow)

/**
 * gh_add_user_present:
 * @parent: the window
 * @session: the open organisation
 *
 * Shows the dialog.
 */
void gh_add_user_present (GtkWindow *parent,
                          GhSession *session);

G_END_DECLS
