/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "jobs/gh-lease.h"

#include <glib/gi18n-lib.h>

#define DAY_SECONDS (G_GINT64_CONSTANT (24) * 60 * 60)

struct _GhLease {
  GhStore *store;
  char    *holder;   /* unlike that of any other program, and of this one's other leases */
  gint64   until;    /* of another holder; 0: it is ours */
  gint64   now;      /* as the clock shows */
  gboolean is_lost;
};

static void
lease_free (GhLease *self)
{
  g_object_unref (self->store);
  g_free (self->holder);
  g_free (self);
}

/* --- the clock --- */

gboolean
gh_lease_is_clock_ahead (GhClock       *clock,
                         GhConnection  *connection,
                         gboolean      *is_ahead,
                         GError       **error)
{
  gint64 trusted;

  if (!gh_connection_get_number (connection, "jobs/get-trusted", &trusted, error, ""))
    return FALSE;

  *is_ahead = gh_clock_read (clock) > trusted + GH_CLOCK_WAIT_DAYS * DAY_SECONDS && !gh_clock_is_synchronised (clock);

  return TRUE;
}

gboolean
gh_lease_check_clock (GhRun   *run,
                      GError **error)
{
  gboolean is_ahead;

  if (!gh_lease_is_clock_ahead (gh_store_get_clock (run->store), run->connection, &is_ahead, error))
    return FALSE;

  if (is_ahead)
    gh_run_refuse (run, GH_REFUSAL_CLOCK_AHEAD, NULL);

  return TRUE;
}

/* --- the lease --- */

static gboolean
note_clock (GhLease       *self,
            GhConnection  *connection,
            GError       **error)
{
  gboolean is_ahead;

  return gh_lease_is_clock_ahead (gh_store_get_clock (self->store), connection, &is_ahead, error) &&
         (is_ahead || gh_connection_run (connection, "jobs/note-trusted", error, "si", self->holder, self->now));
}

static gboolean
take (GhLease       *self,
      GhConnection  *connection,
      GError       **error)
{
  g_autoptr (GhStatement) lease = NULL;
  gint64 trusted, is_taken;

  if (!gh_connection_get_number (connection, "jobs/get-trusted", &trusted, error, "") ||
      !gh_connection_get_number (connection, "jobs/take-lease", &is_taken, error, "siii", self->holder, self->now,
                                 self->now + GH_LEASE_SECONDS, trusted))
    return FALSE;
  if (is_taken)
    return note_clock (self, connection, error);

  lease = gh_connection_query (connection, "jobs/read-lease", error, "");
  if (gh_statement_next (lease))
    self->until = gh_statement_get_int (lease, 0);

  return gh_statement_finish (lease, error);
}

static gboolean
take_cb (GhConnection  *connection,
         gpointer       data,
         GError       **error)
{
  if (!gh_connection_begin_write (connection, error))
    return FALSE;

  if (take (data, connection, error) && gh_connection_commit (connection, error))
    return TRUE;

  gh_connection_rollback (connection);

  return FALSE;
}

GhLease *
gh_lease_take (GhStore  *store,
               gint64   *until,
               GError  **error)
{
  GhLease *self = g_new0 (GhLease, 1);

  self->store = g_object_ref (store);
  self->holder = g_uuid_string_random ();
  self->now = gh_clock_read (gh_store_get_clock (store));
  *until = 0;
  if (gh_store_write (store, GH_FILE_DIRECTORY, take_cb, self, error))
    *until = self->until;
  else
    self->is_lost = TRUE;
  if (!self->is_lost && self->until == 0)
    return self;

  lease_free (self);

  return NULL;
}

gboolean
gh_lease_keep (GhConnection  *connection,
               gpointer       lease,
               GError       **error)
{
  GhLease *self = lease;
  gint64 is_kept;

  if (!gh_connection_get_number (connection, "jobs/keep-lease", &is_kept, error, "si", self->holder,
                                 gh_clock_read (gh_store_get_clock (self->store)) + GH_LEASE_SECONDS))
    return FALSE;

  self->is_lost = !is_kept;
  if (self->is_lost)
    g_set_error_literal (error, GH_ERROR, GH_ERROR_LOCKED,
                         _("Another program runs the timed jobs now, so this one left them to it."));

  return !self->is_lost;
}

gboolean
gh_lease_is_lost (const GhLease *self)
{
  return self->is_lost;
}

static gboolean
note_swept_cb (GhConnection  *connection,
               gpointer       data,
               GError       **error)
{
  GhLease *self = data;

  return gh_connection_run (connection, "jobs/note-swept", error, "si", self->holder, self->now);
}

gboolean
gh_lease_note_swept (GhLease  *self,
                     GError  **error)
{
  return gh_store_write (self->store, GH_FILE_DIRECTORY, note_swept_cb, self, error);
}

static gboolean
release_cb (GhConnection  *connection,
            gpointer       data,
            GError       **error)
{
  GhLease *self = data;

  return gh_connection_run (connection, "jobs/release-lease", error, "s", self->holder);
}

void
gh_lease_release (GhLease *self)
{
  g_autoptr (GError) error = NULL;

  /* If it cannot be given back, it ends by itself. */
  if (!self->is_lost && !gh_store_write (self->store, GH_FILE_DIRECTORY, release_cb, self, &error))
    g_debug ("Giving back the lease: %s", error->message);
  lease_free (self);
}
