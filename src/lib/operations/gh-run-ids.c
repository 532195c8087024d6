/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "operations/gh-run-ids.h"

gboolean
gh_run_raise_row_ids (GhRun       *self,
                      const char  *table,
                      gint64       id,
                      GError     **error)
{
  return id <= 0 ||
         (gh_connection_run (self->connection, "operations/begin-row-ids", error, "si", table, id) &&
          gh_connection_run (self->connection, "operations/raise-row-ids", error, "si", table, id));
}

gboolean
gh_run_read_highest_user (GhConnection  *connection,
                          gint64        *id,
                          GError       **error)
{
  return gh_connection_get_number (connection, "operations/get-highest-user-of-events", id, error, "");
}

gboolean
gh_run_raise_user_ids (GhRun   *self,
                       GError **error)
{
  gint64 id;

  return gh_run_read_highest_user (self->connection, &id, error) &&
         gh_run_raise_row_ids (self, "users", id, error);
}
