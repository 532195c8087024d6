/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "administrators/gh-administrator-facts.h"

G_BEGIN_DECLS

/** The longest name, in characters. */
#define GH_ADMINISTRATOR_NAME_MAX 256

/** What a parameter that names a role is called, marked for translation. */
#define GH_ROLE_LABEL \
  N_("Role: owner, administrator, application-manager, user-manager, help-desk, security-analyst or read-only")

/** Returns: %GH_REFUSAL_NONE, or why @name is no administrator's */
GhRefusal gh_administrator_check_name (const char *name);

/** The same for an e-mail address, which signs in and so may not be empty. @needs_dot: the organisation's setting (R12) */
GhRefusal gh_administrator_check_email (const char *email,
                                        gboolean    needs_dot);

/** Returns: whether this is an Owner who can sign in as one: enabled, with a password and a second factor (A5) */
gboolean gh_administrator_is_usable_owner (const GhAdministratorFacts *self);

/**
 * gh_administrator_check_owner_left:
 * @self: an administrator who is about to stop being a usable Owner, if this is one
 * @n_usable: how many usable Owners there are, without those whom the same operation takes away already
 *
 * Returns: %GH_REFUSAL_NONE, or %GH_REFUSAL_LAST_OWNER (A5)
 */
GhRefusal gh_administrator_check_owner_left (const GhAdministratorFacts *self,
                                             gint64                      n_usable);

G_END_DECLS
