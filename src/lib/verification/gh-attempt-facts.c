/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "verification/gh-attempt-facts.h"

static gboolean
read_user (GhAttemptFacts  *self,
           GhConnection    *connection,
           GError         **error)
{
  g_autoptr (GhStatement) select = gh_connection_query (connection, "verification/get-user", error, "i", self->user.id);
  gint64 attempt, forgiven;

  if (!gh_statement_require (select, error))
    return FALSE;

  self->user.status = gh_statement_get_int (select, 0);
  self->user.until = gh_statement_get_int (select, 1);
  self->user.unlocked = gh_statement_get_int (select, 2);
  self->user.lockout = gh_statement_get_int (select, 3);
  self->user.locked = gh_statement_get_int (select, 4);
  self->user.locked_until = gh_statement_get_int (select, 5);
  self->user.directory_id = gh_statement_get_int (select, 6);
  self->user.directory_disabled = gh_statement_get_int (select, 7) != 0;
  self->user.trash_origin = gh_statement_get_int (select, 8);
  self->user.purge_at = gh_statement_get_int (select, 9);
  self->user.status_before = gh_statement_get_int (select, 10);
  self->user.until_before = gh_statement_get_int (select, 11);
  self->user.last_op = gh_statement_get_int (select, 12);
  self->username = g_strdup (gh_statement_get_text (select, 13));
  attempt = gh_statement_get_int (select, 14);
  forgiven = gh_statement_get_int (select, 15);

  /* Failures are forgiven up to the lock-out that was ended, be it this one or the one before it. */
  self->forgiven = self->user.lockout != 0 && self->user.lockout == self->user.unlocked ? attempt : forgiven;
  self->decision.user = &self->user;

  return gh_statement_finish (select, error);
}

static gboolean
read_lockouts (GhAttemptFacts              *self,
               GhConnection                *connection,
               const GhAttemptApplication  *application,
               GError                     **error)
{
  g_autoptr (GhStatement) select = gh_connection_query (connection, "verification/list-application-lockouts", error,
                                                        "i", self->user.id);

  while (gh_statement_next (select))
    {
      GhApplicationLockout lockout = {
        .application = gh_statement_get_int (select, 0),
        .name = g_string_chunk_insert (self->names, gh_statement_get_text (select, 1)),
        .number = gh_statement_get_int (select, 2),
        .until = gh_statement_get_int (select, 3),
        .attempt = gh_statement_get_int (select, 4),
        .forgiven = gh_statement_get_int (select, 5),
        .is_ended = gh_statement_get_int (select, 6) != 0,
      };

      g_array_append_val (self->lockouts, lockout);
      if (application != NULL && application->id == lockout.application)
        self->decision.is_locked_here = gh_application_lockout_holds (&lockout, self->decision.now);
    }

  return gh_statement_finish (select, error);
}

static gboolean
read_groups (GhAttemptFacts  *self,
             GhConnection    *connection,
             GError         **error)
{
  g_autoptr (GhStatement) select = gh_connection_query (connection, "verification/list-groups", error, "i",
                                                        self->user.id);

  while (gh_statement_next (select))
    {
      GhUserGroup group = {
        .id = gh_statement_get_int (select, 0),
        .name = g_string_chunk_insert (self->names, gh_statement_get_text (select, 1)),
        .status = gh_statement_get_int (select, 2),
      };

      g_array_append_val (self->groups, group);
    }
  self->decision.groups = (const GhUserGroup *) (void *) self->groups->data;
  self->decision.n_groups = self->groups->len;

  return gh_statement_finish (select, error);
}

static gboolean
read_authenticators (GhAttemptFacts  *self,
                     GhConnection    *connection,
                     GError         **error)
{
  gint64 was_accepted;

  self->credentials = gh_held_credentials_read (connection, self->user.id, self->decision.now, error);
  if (self->credentials != NULL)
    self->batches = gh_held_batches_read (connection, self->user.id, self->decision.now, error);
  if (self->batches == NULL ||
      !gh_connection_get_number (connection, "verification/had-authenticator", &was_accepted, error, "i", self->user.id))
    return FALSE;

  for (guint i = 0; i < self->credentials->len; i++)
    self->decision.has_authenticator |= g_array_index (self->credentials, GhHeldCredential, i).state !=
                                        GH_CREDENTIAL_TOO_LATE;
  for (guint i = 0; i < self->batches->len; i++)
    self->decision.has_authenticator |= gh_held_batch_is_good (&g_array_index (self->batches, GhHeldBatch, i));
  self->decision.had_authenticator = self->credentials->len > 0 || self->batches->len > 0 || was_accepted != 0;

  return TRUE;
}

static gboolean
read_codes (GhAttemptFacts  *self,
            GhConnection    *connection,
            GError         **error)
{
  g_autoptr (GhStatement) select = gh_connection_query (connection, "verification/list-living-codes", error, "ii",
                                                        self->user.id, self->decision.now);

  while (gh_statement_next (select))
    {
      GhLivingCode code = {
        .digits = gh_statement_get_int (select, 1),
        .has_lookup = gh_statement_get_int (select, 2) != 0,
        .id = gh_statement_get_int (select, 3),
      };

      g_strlcpy (code.key, gh_statement_get_text (select, 0), sizeof code.key);
      g_array_append_val (self->codes, code);
    }
  self->decision.has_bypass_code = self->codes->len > 0;

  return gh_statement_finish (select, error);
}

gboolean
gh_attempt_facts_read (GhAttemptFacts              *self,
                       GhConnection                *connection,
                       GhPurpose                    purpose,
                       const GhAttemptApplication  *application,
                       const char                  *name,
                       gint64                       now,
                       GError                     **error)
{
  *self = (GhAttemptFacts) {
    .lockouts = g_array_new (FALSE, FALSE, sizeof (GhApplicationLockout)),
    .groups = g_array_new (FALSE, FALSE, sizeof (GhUserGroup)),
    .codes = g_array_new (FALSE, FALSE, sizeof (GhLivingCode)),
    .names = g_string_chunk_new (256),
    .decision = { .purpose = purpose, .now = now },
  };
  if (application != NULL)
    self->decision.new_users = application->new_users;
  if (!gh_settings_read (&self->settings, connection, error) ||
      !gh_named_look_up (&self->named, connection, name, error))
    return FALSE;

  self->decision.name = self->named.match;
  self->user.id = self->named.user_id;

  return self->user.id == 0 ||
         (read_user (self, connection, error) && read_lockouts (self, connection, application, error) &&
          read_groups (self, connection, error) && read_authenticators (self, connection, error) &&
          read_codes (self, connection, error));
}

void
gh_attempt_facts_clear (GhAttemptFacts *self)
{
  gh_settings_clear (&self->settings);
  gh_named_clear (&self->named);
  g_clear_pointer (&self->username, g_free);
  g_clear_pointer (&self->lockouts, g_array_unref);
  g_clear_pointer (&self->groups, g_array_unref);
  g_clear_pointer (&self->credentials, g_array_unref);
  g_clear_pointer (&self->batches, g_array_unref);
  g_clear_pointer (&self->codes, g_array_unref);
  g_clear_pointer (&self->names, g_string_chunk_free);
}
