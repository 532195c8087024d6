/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "operations/gh-actor.h"

GhActor *
gh_actor_new (GhActorKind  kind,
              const char  *id,
              const char  *name,
              GhRole       role,
              const char  *way)
{
  GhActor *self = g_new0 (GhActor, 1);

  self->kind = kind;
  self->id = g_strdup (id);
  self->name = g_strdup (name);
  self->role = role;
  self->way = g_strdup (way);

  return self;
}

GhActor *
gh_actor_new_local (const char *way)
{
  g_autofree char *login = g_utf8_make_valid (g_get_user_name (), -1);
  g_autofree char *name = g_strconcat ("local:", login, NULL);

  return gh_actor_new (GH_ACTOR_LOCAL, login, name, GH_ROLE_OWNER, way);
}

GhActor *
gh_actor_new_system (const char *way)
{
  return gh_actor_new (GH_ACTOR_SYSTEM, "system", "System", GH_ROLE_OWNER, way);
}

const char *
gh_actor_get_kind_name (const GhActor *self)
{
  static const char *names[] = {
    [GH_ACTOR_LOCAL] = "local",
    [GH_ACTOR_SYSTEM] = "system",
    [GH_ACTOR_SYNC] = "sync",
    [GH_ACTOR_ADMINISTRATOR] = "administrator",
  };

  return names[self->kind];
}

GhActor *
gh_actor_copy (const GhActor *self)
{
  GhActor *copy = gh_actor_new (self->kind, self->id, self->name, self->role, self->way);

  copy->session = self->session != NULL ? g_object_ref (self->session) : NULL;
  copy->check = self->check;
  copy->has_confirmed = self->has_confirmed;

  return copy;
}

void
gh_actor_free (GhActor *self)
{
  g_free (self->id);
  g_free (self->name);
  g_free (self->way);
  g_clear_object (&self->session);
  g_free (self);
}
