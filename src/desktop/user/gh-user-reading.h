/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "operations/gh-operation.h"
#include "session/gh-session.h"
#include "users/gh-user.h"

G_BEGIN_DECLS

/**
 * GhUserEntry:
 * @entry: number in the administrator log
 * @time: unix seconds
 * @actor: who, by the name used then
 * @operation: (nullable): what; %NULL if unknown to this program
 * @what: the operation in words, with the choices that matter
 * @is_undone: whether an undo of it is among those read
 *
 * An entry of the administrator log about a user.
 */
typedef struct {
  gint64             entry;
  gint64             time;
  char              *actor;
  const GhOperation *operation;
  char              *what;
  gboolean           is_undone;
} GhUserEntry;

/**
 * GhUserReading:
 * @user: (nullable): the user; %NULL if it no longer exists
 * @history: (element-type GhUserEntry): the newest entries first
 *
 * Everything the user page shows, read at one moment.
 */
typedef struct {
  GhUser    *user;
  GPtrArray *history;
  /*< private >*/
  char      *key;
  gint64     now;
  char      *time_zone;
} GhUserReading;

/** How many entries of the history are read. */
#define GH_USER_HISTORY 20

/**
 * gh_user_reading_async:
 * @session: the open organisation
 * @key: a user's key
 * @cancellable: (nullable): cancels the reading
 * @callback: called when read, to end with gh_session_read_finish(), which returns a #GhUserReading
 * @data: for @callback
 */
void gh_user_reading_async (GhSession           *session,
                            const char          *key,
                            GCancellable        *cancellable,
                            GAsyncReadyCallback  callback,
                            gpointer             data);

G_END_DECLS
