/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "session/gh-session.h"

G_BEGIN_DECLS

/* The list that a user was opened from: a page stores it here, so that the user's page can go on to the next
 * one. */

/**
 * gh_trail_set:
 * @session: the open organisation
 * @ids: (element-type gint64): row ids of users, in the order of the list
 * @name: (nullable): the list's name, such as "Locked out", translated
 */
void gh_trail_set (GhSession  *session,
                   GArray     *ids,
                   const char *name);

/**
 * gh_trail_find:
 * @session: the open organisation
 * @id: row id of a user
 * @n: (out): the length of the list
 * @name: (out) (nullable): the list's name
 *
 * Returns: the place in the list, counted from 1; 0 if the user is not in it
 */
guint gh_trail_find (GhSession   *session,
                     gint64       id,
                     guint       *n,
                     const char **name);

/**
 * gh_trail_get:
 * @session: the open organisation
 * @place: a place, counted from 1
 *
 * Returns: row id of the user there; 0 if there is none
 */
gint64 gh_trail_get (GhSession *session,
                     guint      place);

G_END_DECLS
