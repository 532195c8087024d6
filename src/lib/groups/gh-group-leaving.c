/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "groups/gh-group-leaving.h"

#include "operations/gh-journal.h"
#include "users/gh-user-record.h"
#include "users/gh-user-write.h"

gboolean
gh_group_leaving_begin (GhRun         *run,
                        const GArray  *groups,
                        GError       **error)
{
  if (!gh_connection_execute (run->connection,
                              "CREATE TABLE IF NOT EXISTS temp.leaving_groups (id INTEGER PRIMARY KEY);"
                              "DELETE FROM temp.leaving_groups", error))
    return FALSE;

  for (guint i = 0; i < groups->len; i++)
    if (!gh_connection_run (run->connection, "groups/add-leaving-group", error, "i",
                            g_array_index (groups, gint64, i)))
      return FALSE;

  return TRUE;
}

gboolean
gh_group_leave_chunk (GhRun     *run,
                      gpointer   data,
                      GError   **error)
{
  return gh_journal_rows (run, GH_USER_KIND, "groups/list-leaving-users", error) &&
         gh_user_leave_chunk (run, error);
}
