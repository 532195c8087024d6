/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "users/gh-user-counts.h"

#include "users/gh-user-query.h"

static gboolean
count_status (const char    *query,
              GhConnection  *connection,
              gint64         now,
              gint64        *count,
              GError       **error)
{
  GhView view = { .query = query, .now = now, .time_zone = "UTC" };

  return gh_view_count (&gh_user_views, &view, connection, count, error);
}

gboolean
gh_user_counts_read (GhUserCounts  *self,
                     GhConnection  *connection,
                     gint64         now,
                     GError       **error)
{
  g_autoptr (GhStatement) select = gh_connection_prepare (connection, "users/count-categories", error);

  if (select == NULL)
    return FALSE;

  /* The same users as "-is:enrolled" and "is:inactive", ten times as fast. */
  gh_statement_bind (select, "ii", now, GH_USER_INACTIVE_SECONDS);
  if (!gh_statement_require (select, error))
    return FALSE;

  self->total = gh_statement_get_int (select, 0);
  self->not_enrolled = gh_statement_get_int (select, 1);
  self->inactive = gh_statement_get_int (select, 2);
  self->trash = gh_statement_get_int (select, 3);

  return count_status ("status:bypass", connection, now, &self->bypass, error) &&
         count_status ("status:locked", connection, now, &self->locked_out, error);
}
