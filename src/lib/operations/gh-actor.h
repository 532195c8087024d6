/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "operations/gh-role-table.h"
#include "store/gh-connection.h"

G_BEGIN_DECLS

/**
 * GhActorKind:
 * @GH_ACTOR_LOCAL: whoever has the file, by login name (Z3)
 * @GH_ACTOR_SYSTEM: the timed jobs (T5)
 * @GH_ACTOR_SYNC: a sync of a directory
 * @GH_ACTOR_ADMINISTRATOR: an administrator who signed in
 */
typedef enum {
  GH_ACTOR_LOCAL,
  GH_ACTOR_SYSTEM,
  GH_ACTOR_SYNC,
  GH_ACTOR_ADMINISTRATOR,
} GhActorKind;

typedef struct _GhActor GhActor;

/**
 * GhActor:
 * @kind: what sort of actor
 * @id: login name, administrator's key, or directory's key; never empty
 * @name: as people read it
 * @role: what it may do
 * @way: the program it came through, such as "gatehousectl"
 * @session: (nullable): what signing in began; for the two below
 * @check: (nullable): whether it may still do anything (A4), read in the transaction in which it wants to: whoever was
 *   disabled, demoted or reset meanwhile may not. @refusal: (out): why not. %NULL: nothing to ask
 * @has_confirmed: (nullable): whether it has given its passcode lately enough, at @now in unix seconds, for what needs
 *   it again (A6). Called on any thread. %NULL: it has none to give
 *
 * Who runs an operation.
 */
struct _GhActor {
  GhActorKind kind;
  char       *id;
  char       *name;
  GhRole      role;
  char       *way;
  GObject    *session;
  gboolean  (*check)         (const GhActor  *self,
                              const char     *operation,
                              GhConnection   *connection,
                              gint64          now,
                              GhRefusal      *refusal,
                              GError        **error);
  gboolean  (*has_confirmed) (const GhActor *self,
                              gint64         now);
};

/** Returns: (transfer full): an actor with copies of the texts */
GhActor *gh_actor_new (GhActorKind  kind,
                       const char  *id,
                       const char  *name,
                       GhRole       role,
                       const char  *way);

/** Returns: (transfer full): this computer's login, as local:LOGIN with an Owner's rights (Z3) */
GhActor *gh_actor_new_local (const char *way);

/** Returns: (transfer full): the actor of the timed jobs */
GhActor *gh_actor_new_system (const char *way);

/** Returns: its kind as written in the log: "local", "system", "sync" or "administrator" */
const char *gh_actor_get_kind_name (const GhActor *self);

GhActor *gh_actor_copy (const GhActor *self);
void     gh_actor_free (GhActor *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GhActor, gh_actor_free)

G_END_DECLS
