/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "trash/gh-trash-inactive.h"

#include "settings/gh-settings.h"

#define DAY_SECONDS (G_GINT64_CONSTANT (24) * 60 * 60)
#define MAX_DAYS    1000000

gboolean
gh_trash_list_inactive (GhConnection  *connection,
                        gint64         now,
                        gint64         days,
                        gboolean       restored_only,
                        GArray        *ids,
                        GError       **error)
{
  gint64 long_ago = now - MIN (days, MAX_DAYS) * DAY_SECONDS;
  gint64 spared = now - GH_RESTORED_GRACE_HOURS * G_GINT64_CONSTANT (3600);

  if (restored_only)
    return gh_connection_list_ids (connection, "trash/list-inactive-restored", ids, error, "iii", long_ago, spared,
                                   now);

  return gh_connection_list_ids (connection, "trash/list-inactive-users", ids, error, "ii", long_ago, spared);
}
