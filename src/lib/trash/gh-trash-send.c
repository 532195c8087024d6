/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "trash/gh-trash-send.h"

#include "operations/gh-journal.h"
#include "users/gh-user-record.h"
#include "users/gh-user-write.h"

#include <glib/gi18n-lib.h>

#define DAY_SECONDS (G_GINT64_CONSTANT (24) * 60 * 60)

/* Fixed when a user is sent: a later change to the setting does not move it (S7). */
static gint64
get_purge_at (GhRun *run)
{
  return run->now + run->settings.pending_deletion_days * DAY_SECONDS;
}

void
gh_trash_note_purge_date (GhRun *run)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_identifier (run->settings.timezone);
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (get_purge_at (run));
  g_autoptr (GDateTime) time = zone != NULL ? g_date_time_to_timezone (utc, zone) : g_date_time_ref (utc);
  /* Translators: day and time in the organisation's time zone, for strftime(). */
  g_autofree char *date = g_date_time_format (time, _("%A %-d %B %Y, %H:%M"));

  if (run->changes->len > 0)
    gh_run_note (run, "purge-date", run->changes->len,
                 g_strdup_printf (_("Deleted for good on %s, unless restored before."), date));
}

static gboolean
send_chunk (GhRun   *run,
            gpointer data,
            GError **error)
{
  const GhTrashOrigin *origin = data;

  return gh_journal_rows_with (run, GH_USER_KIND, "trash/list-sent-users", error, "iiisi", run->entry, run->now,
                               (gint64) *origin, run->actor->name, get_purge_at (run)) &&
         gh_connection_run (run->connection, "trash/insert-sent-users", error, "iiisi", run->entry, run->now,
                            (gint64) *origin, run->actor->name, get_purge_at (run)) &&
         gh_user_disable_chunk (run, error);
}

gboolean
gh_trash_send (GhRun          *run,
               GhTrashOrigin   origin,
               GError        **error)
{
  return gh_run_in_chunks (run, run->changes, send_chunk, &origin, error);
}

gboolean
gh_trash_put_back (GhRun   *run,
                   GError **error)
{
  return gh_connection_run (run->connection, "trash/amend-back-trash", error, "iii", run->now,
                            run->settings.pending_deletion_days * DAY_SECONDS, run->undoes) &&
         gh_connection_run (run->connection, "trash/clear-back-trash", error, "") &&
         gh_connection_run (run->connection, "trash/put-back-trash", error, "");
}

gboolean
gh_trash_insert_practice (GhRun                 *run,
                          const GhPracticeUser  *user,
                          gint64                 user_id,
                          GError               **error)
{
  const char *sent_by = user->trash_origin == GH_TRASH_SYNC       ? "Sync"
                      : user->trash_origin == GH_TRASH_INACTIVITY ? "System"
                                                                  : run->actor->name;

  return gh_connection_run (run->connection, "trash/insert-practice-user", error, "iiisii", user_id,
                            (gint64) user->trash_origin, user->trash_sent, sent_by, user->purge_at,
                            (gint64) user->status_before);
}
