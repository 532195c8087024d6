/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "users/gh-user-counts.h"

#include "users/gh-user-query.h"

gboolean
gh_user_counts_read (GhUserCounts  *self,
                     GhConnection  *connection,
                     gint64         now,
                     GError       **error)
{
  const struct {
    const char  *query;
    GhUserScope  scope;
    gint64      *count;
  } categories[] = {
    { NULL, GH_USER_SCOPE_USERS, &self->total },
    { "-is:enrolled", GH_USER_SCOPE_USERS, &self->not_enrolled },
    { "is:inactive", GH_USER_SCOPE_USERS, &self->inactive },
    { "status:bypass", GH_USER_SCOPE_USERS, &self->bypass },
    { "status:locked", GH_USER_SCOPE_USERS, &self->locked_out },
    { NULL, GH_USER_SCOPE_TRASH, &self->trash },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (categories); i++)
    {
      GhUserView view = { .query = categories[i].query, .scope = categories[i].scope, .now = now, .time_zone = "UTC" };

      if (!gh_user_view_count (&view, connection, categories[i].count, error))
        return FALSE;
    }

  return TRUE;
}
