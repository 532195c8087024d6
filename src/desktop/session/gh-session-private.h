/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "session/gh-session.h"

G_BEGIN_DECLS

/**
 * GhOpening:
 *
 * What a worker prepares for a session, which itself belongs to the main loop.
 */
typedef struct {
  char         *path;
  char         *new_name;

  GhStore      *store;
  GhConnection *reader;
  gint64        version;  /* of the database, from before the place */
  GhChangesPlace place;   /* from where its changes are told */
  GhSettings    settings;
} GhOpening;

/**
 * gh_session_make:
 * @opening: what was opened; the session takes what it keeps
 * @actor: (transfer full): who acts
 *
 * Returns: (transfer full): a session that counts and watches
 */
GhSession *gh_session_make (GhOpening *opening,
                            GhActor   *actor);

/**
 * gh_session_resume:
 * @self: a session that was lost
 * @opening: its files, opened again; the session takes what it keeps
 */
void gh_session_resume (GhSession *self,
                        GhOpening *opening);

/* Keeps the session lost, perhaps for another reason. */
void gh_session_set_lost (GhSession *self,
                          GError    *error);

G_END_DECLS
