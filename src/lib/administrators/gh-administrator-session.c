/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "administrators/gh-administrator-session.h"

#include <string.h>

struct _GhAdministratorSession {
  GObject  parent_instance;

  gint64   id;
  char    *key;
  char    *name;
  char    *email;
  GhRole   role;
  char     password[GH_ID_LENGTH + 1];
  char     factor[GH_ID_LENGTH + 1];
  char     set_up[GH_ID_LENGTH + 1];
  char     era[2 * GH_ERA_BYTES + 1];
  GMutex   mutex;      /* for the next two */
  gint64   confirmed;
  gboolean is_over;
};

G_DEFINE_FINAL_TYPE (GhAdministratorSession, gh_administrator_session, G_TYPE_OBJECT)

static void
gh_administrator_session_finalize (GObject *object)
{
  GhAdministratorSession *self = GH_ADMINISTRATOR_SESSION (object);

  g_free (self->key);
  g_free (self->name);
  g_free (self->email);
  g_mutex_clear (&self->mutex);

  G_OBJECT_CLASS (gh_administrator_session_parent_class)->finalize (object);
}

static void
gh_administrator_session_class_init (GhAdministratorSessionClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = gh_administrator_session_finalize;
}

static void
gh_administrator_session_init (GhAdministratorSession *self)
{
  g_mutex_init (&self->mutex);
}

typedef struct {
  GhAdministratorSession *session;
  gint64                  now;
  gboolean                is_good;
} Beginning;

static gboolean
begin_cb (GhConnection  *connection,
          gpointer       data,
          GError       **error)
{
  Beginning *self = data;
  GhAdministratorSession *session = self->session;
  g_auto (GhAccount) account = { 0 };

  if (!gh_account_read_id (&account, connection, session->id, self->now, error))
    return FALSE;

  session->name = g_strdup (account.facts.name);
  session->email = g_strdup (account.facts.email);

  return gh_administrator_session_is_good (session, connection, self->now, &self->is_good, error);
}

GhAdministratorSession *
gh_administrator_session_new (GhStore        *store,
                              const GhProof  *proof,
                              GError        **error)
{
  g_autoptr (GhAdministratorSession) self = g_object_new (GH_TYPE_ADMINISTRATOR_SESSION, NULL);
  Beginning beginning = { self, gh_clock_now (gh_store_get_clock (store)), FALSE };

  self->id = proof->id;
  self->key = g_strdup (proof->key);
  self->role = proof->role;
  self->confirmed = proof->confirmed;
  g_strlcpy (self->era, proof->era, sizeof self->era);
  g_strlcpy (self->password, proof->password, sizeof self->password);
  g_strlcpy (self->factor, proof->factor, sizeof self->factor);
  g_strlcpy (self->set_up, proof->set_up, sizeof self->set_up);
  if (!gh_store_read (store, begin_cb, &beginning, error))
    return NULL;
  /* Without a passcode it would be good for nothing but setting up. */
  if (!beginning.is_good || (proof->confirmed == 0 && *proof->set_up == '\0'))
    {
      gh_refusal_set_error (GH_REFUSAL_SIGNED_OUT, error, NULL);
      return NULL;
    }

  return g_steal_pointer (&self);
}

const char *
gh_administrator_session_get_email (GhAdministratorSession *self)
{
  return self->email;
}

void
gh_administrator_session_confirm (GhAdministratorSession *self,
                                  gint64                  now)
{
  g_mutex_lock (&self->mutex);
  self->confirmed = now;
  g_mutex_unlock (&self->mutex);
}

/* What stands instead of a password or second factor that ended has another key. A lock-out ends a session too (A8). */
gboolean
gh_administrator_session_is_good (GhAdministratorSession  *self,
                                  GhConnection            *connection,
                                  gint64                   now,
                                  gboolean                *is_good,
                                  GError                 **error)
{
  g_auto (GhAccount) account = { 0 };

  if (!gh_account_read_id (&account, connection, self->id, now, error))
    return FALSE;

  *is_good = account.facts.id != 0 && strcmp (account.facts.key, self->key) == 0 && !account.facts.is_disabled &&
             account.facts.lockout == 0 && account.facts.role == self->role && strcmp (account.era, self->era) == 0 &&
             strcmp (account.password, self->password) == 0 && strcmp (account.factor, self->factor) == 0 &&
             (*self->set_up == '\0' || strcmp (account.set_up, self->set_up) == 0);

  g_mutex_lock (&self->mutex);
  self->is_over |= !*is_good;
  *is_good = !self->is_over;
  g_mutex_unlock (&self->mutex);

  return TRUE;
}

/* --- as an actor --- */

static gboolean
check (const GhActor  *actor,
       const char     *operation,
       GhConnection   *connection,
       gint64          now,
       GhRefusal      *refusal,
       GError        **error)
{
  GhAdministratorSession *self = GH_ADMINISTRATOR_SESSION (actor->session);
  gboolean sets_up = strcmp (operation, "administrator.set-up") == 0;
  gboolean is_good;

  if (!gh_administrator_session_is_good (self, connection, now, &is_good, error))
    return FALSE;

  /* Nothing but setting it up may be done before there is a second factor. */
  if (!is_good || sets_up != (*self->set_up != '\0') || (!sets_up && *self->factor == '\0'))
    *refusal = GH_REFUSAL_SIGNED_OUT;

  return TRUE;
}

static gboolean
has_confirmed (const GhActor *actor,
               gint64         now)
{
  GhAdministratorSession *self = GH_ADMINISTRATOR_SESSION (actor->session);
  gint64 confirmed;

  g_mutex_lock (&self->mutex);
  confirmed = self->confirmed;
  g_mutex_unlock (&self->mutex);

  return confirmed != 0 && now >= confirmed && now < confirmed + GH_CONFIRMED_SECONDS;
}

GhActor *
gh_administrator_session_dup_actor (GhAdministratorSession *self,
                                    const char             *way)
{
  GhActor *actor = gh_actor_new (GH_ACTOR_ADMINISTRATOR, self->key, self->name, self->role, way);

  actor->session = g_object_ref (G_OBJECT (self));
  actor->check = check;
  actor->has_confirmed = has_confirmed;

  return actor;
}
