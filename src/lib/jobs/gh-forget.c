/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "jobs/gh-forget.h"

#include "jobs/gh-lease.h"
#include "verification/gh-facts.h"

typedef struct {
  gint64  entry;   /* the newest that deleted for good; 0: all have been followed */
  GArray *ids;     /* gint64 */
} Purged;

static gboolean
look_cb (GhConnection  *connection,
         gpointer       data,
         GError       **error)
{
  Purged *purged = data;

  return gh_connection_get_number (connection, "jobs/get-purge-to-forget", &purged->entry, error, "") &&
         (purged->entry == 0 ||
          gh_connection_list_ids (connection, "jobs/list-purged-users", purged->ids, error, "i", purged->entry));
}

static gboolean
note_cb (GhConnection  *connection,
         gpointer       data,
         GError       **error)
{
  Purged *purged = data;
  gint64 trusted;

  return gh_connection_get_number (connection, "jobs/get-trusted", &trusted, error, "") &&
         gh_connection_run (connection, "jobs/note-forgot", error, "ii", purged->entry, trusted);
}

gboolean
gh_forget_purged (GhStore  *store,
                  GError  **error)
{
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  Purged purged = { 0, ids };

  if (!gh_store_read (store, look_cb, &purged, error))
    return FALSE;
  if (purged.entry == 0)
    return TRUE;

  if (!gh_facts_forget_users (store, ids, error) || !gh_store_write (store, GH_FILE_DIRECTORY, note_cb, &purged, error))
    return FALSE;

  /* Nothing of them may be left in a WAL (X1). */
  gh_store_checkpoint_soon (store, GH_FILE_EVENTS, TRUE);
  gh_store_checkpoint_soon (store, GH_FILE_DIRECTORY, TRUE);

  return TRUE;
}

typedef struct {
  GhClock  *clock;
  gboolean  is_ahead;
} Waiting;

static gboolean
look_at_clock_cb (GhConnection  *connection,
                  gpointer       data,
                  GError       **error)
{
  Waiting *waiting = data;

  return gh_lease_is_clock_ahead (waiting->clock, connection, &waiting->is_ahead, error);
}

gboolean
gh_forget_unused (GhStore  *store,
                  GError  **error)
{
  Waiting waiting = { .clock = gh_store_get_clock (store) };

  if (!gh_store_read (store, look_at_clock_cb, &waiting, error))
    return FALSE;

  return waiting.is_ahead ||
         gh_facts_forget_endpoints (store, gh_clock_now (waiting.clock) - GH_ENDPOINT_SECONDS, error);
}
