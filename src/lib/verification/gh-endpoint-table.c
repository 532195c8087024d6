/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "verification/gh-endpoint-table.h"

#include "verification/gh-attempt-log.h"

static gboolean
add (GhConnection  *events,
     gint64         user_id,
     const char    *host,
     const char    *client,
     gint64         now,
     GError       **error)
{
  return gh_connection_run (events, "verification/insert-endpoint", error, "issi", user_id, host, client, now) &&
         gh_connection_run (events, "verification/drop-endpoints", error, "iii", user_id,
                            gh_connection_get_last_row_id (events), (gint64) GH_ENDPOINTS_OF_USER - 1);
}

gboolean
gh_endpoint_table_note (GhConnection     *events,
                        const GhAttempt  *attempt,
                        gint64            user_id,
                        gint64            now,
                        GError          **error)
{
  g_autofree char *name = g_strstrip (gh_attempt_dup_host (attempt->host));
  g_autofree char *address = gh_attempt_dup_address (attempt->address);
  g_autofree char *client = gh_attempt_dup_client (attempt->client);
  const char *host = *name != '\0' ? name : address;

  if (*host == '\0')
    return TRUE;
  if (!gh_connection_run (events, "verification/use-endpoint", error, "issi", user_id, host, client, now))
    return FALSE;

  return gh_connection_get_changes (events) > 0 || add (events, user_id, host, client, now, error);
}
