/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "administrators/gh-ladder.h"

#include "administrators/gh-administrator-rules.h"
#include "base/gh-fold.h"
#include "operations/gh-former-names.h"
#include "settings/gh-settings.h"

#include <sodium.h>

static char *
dup_hash_of_email (GhConnection  *connection,
                   const char    *email,
                   GError       **error)
{
  g_autofree char *key = gh_fold_name_key (email);
  g_autoptr (GBytes) hash = gh_former_names_hash_with (connection, key, error);
  gconstpointer bytes;
  gsize length;
  char *text;

  if (hash == NULL)
    return NULL;

  bytes = g_bytes_get_data (hash, &length);
  text = g_malloc (2 * length + 1);

  return sodium_bin2hex (text, 2 * length + 1, bytes, length);
}

static gboolean
read_lockout (GhLadderPlace  *self,
              GhConnection   *events,
              gint64          unlocked,
              gint64          now,
              gint64         *forgiven,
              GError        **error)
{
  g_autoptr (GhStatement) select = gh_connection_query (events, "administrators/get-lockout", error, "s", self->who);
  gboolean is_too_long = FALSE;

  *forgiven = 0;
  if (gh_statement_next (select))
    {
      gboolean is_ended = gh_statement_get_int (select, 0) == unlocked;

      self->lockout = gh_statement_get_int (select, 0);
      self->is_locked = !is_ended && gh_statement_get_int (select, 1) > now;
      /* The clock was ahead when it began. */
      is_too_long = gh_statement_get_int (select, 1) > now + GH_LADDER_LOCKOUT;
      if (is_ended)
        *forgiven = gh_statement_get_int (select, 2);
    }

  return gh_statement_finish (select, error) &&
         (!is_too_long || gh_connection_run (events, "administrators/shorten-lockout", error, "si", self->who,
                                             now + GH_LADDER_LOCKOUT));
}

static gboolean
write_ladder (const GhLadderPlace  *self,
              const GhLadder       *ladder,
              GhConnection         *events,
              gint64                number,
              GError              **error)
{
  return gh_connection_run (events, "administrators/set-ladder", error, "siiii", self->who, (gint64) self->kind,
                            ladder->failures, ladder->next, number);
}

static gboolean
read_ladder (GhLadderPlace  *self,
             GhConnection   *events,
             gint64          forgiven,
             gint64          now,
             GError        **error)
{
  g_autoptr (GhStatement) select = gh_connection_query (events, "administrators/get-ladder", error, "si", self->who,
                                                        (gint64) self->kind);
  gboolean is_shorter = FALSE;
  gint64 attempt = 0;

  if (gh_statement_next (select) && gh_statement_get_int (select, 2) > forgiven)
    {
      self->ladder = (GhLadder) { gh_statement_get_int (select, 0), gh_statement_get_int (select, 1) };
      attempt = gh_statement_get_int (select, 2);
      is_shorter = gh_ladder_shorten (&self->ladder, now);
    }
  self->before = self->ladder;

  return gh_statement_finish (select, error) &&
         (!is_shorter || write_ladder (self, &self->ladder, events, attempt, error));
}

static gboolean
read_last_owner (GhLadderPlace               *self,
                 GhConnection                *events,
                 const GhAdministratorFacts  *administrator,
                 gint64                       now,
                 GError                     **error)
{
  gint64 n_owners = 0;

  if (administrator == NULL || !gh_administrator_is_usable_owner (administrator))
    return TRUE;

  if (!gh_connection_get_number (events, "administrators/count-usable-owners", &n_owners, error, "ii", administrator->id,
                                 now))
    return FALSE;
  self->is_last_owner = n_owners == 0;
  if (self->is_last_owner)
    self->is_locked = FALSE;

  return TRUE;
}

gboolean
gh_ladder_place_read (GhLadderPlace               *self,
                      GhConnection                *events,
                      const GhAdministratorFacts  *administrator,
                      const char                  *email,
                      GhLadderKind                 kind,
                      gint64                       now,
                      GError                     **error)
{
  g_auto (GhSettings) settings = { 0 };
  gint64 forgiven;

  *self = (GhLadderPlace) { .kind = kind };
  if (!gh_settings_read (&settings, events, error))
    return FALSE;

  self->threshold = settings.lockout_threshold;
  self->who = administrator != NULL ? g_strdup (administrator->key) : dup_hash_of_email (events, email, error);

  return self->who != NULL &&
         read_lockout (self, events, administrator != NULL ? administrator->unlocked : 0, now, &forgiven, error) &&
         read_ladder (self, events, forgiven, now, error) && read_last_owner (self, events, administrator, now, error);
}

gboolean
gh_ladder_place_count (GhLadderPlace  *self,
                       GhConnection   *events,
                       gint64          number,
                       gint64          now,
                       GError        **error)
{
  gh_ladder_count (&self->ladder, now);
  self->locks_out = gh_ladder_locks_out (&self->ladder, self->threshold, self->is_last_owner);

  return write_ladder (self, &self->ladder, events, number, error) &&
         (!self->locks_out || gh_connection_run (events, "administrators/begin-lockout", error, "siii", self->who, now,
                                                 now + GH_LADDER_LOCKOUT, number));
}

gboolean
gh_ladder_place_reset (const GhLadderPlace  *self,
                       GhConnection         *events,
                       gint64                number,
                       GError              **error)
{
  return gh_connection_run (events, "administrators/delete-ladder", error, "si", self->who, (gint64) self->kind) &&
         gh_connection_run (events, "administrators/take-back-lockout", error, "si", self->who, number);
}

gboolean
gh_ladder_place_take_back (const GhLadderPlace  *self,
                           GhConnection         *events,
                           gint64                number,
                           GError              **error)
{
  return gh_connection_run (events, "administrators/take-back-ladder", error, "siiii", self->who, (gint64) self->kind,
                            self->before.failures, self->before.next, number) &&
         gh_connection_run (events, "administrators/take-back-lockout", error, "si", self->who, number);
}

void
gh_ladder_place_clear (GhLadderPlace *self)
{
  g_clear_pointer (&self->who, g_free);
}

gboolean
gh_ladder_forget (GhConnection  *events,
                  gint64         before,
                  GError       **error)
{
  return gh_connection_run (events, "administrators/forget-ladders", error, "i", before) &&
         gh_connection_run (events, "administrators/forget-lockouts", error, "i", before);
}
