/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "users/gh-users-kind.h"

#include "users/gh-user-block.h"
#include "users/gh-user-report.h"
#include "users/gh-user-target.h"

#include <glib/gi18n-lib.h>

static GhUserView
make_view (gconstpointer     kind,
           const GhListView *view)
{
  const GhUsersKind *self = kind;

  return (GhUserView) { view->query, self->scope, view->sort, view->ids, view->now, view->time_zone };
}

/* Uses the search index, once it is loaded. */
void
gh_users_list_async (const GhListKind    *kind,
                     const GhListView    *view,
                     guint                n_first,
                     GhSession           *session,
                     GCancellable        *cancellable,
                     GAsyncReadyCallback  callback,
                     gpointer             data)
{
  const GhUserView users = make_view (kind, view);

  gh_session_list_users_async (session, &users, n_first, cancellable, callback, data);
}

gboolean
gh_users_count (gconstpointer      kind,
                const GhListView  *view,
                GhConnection      *connection,
                gint64            *count,
                GError           **error)
{
  const GhUserView users = make_view (kind, view);

  return gh_user_view_count (&users, connection, count, error);
}

gboolean
gh_users_copy (const GArray  *ids,
               const guint   *columns,
               guint          n_columns,
               gint64         now,
               GhConnection  *connection,
               GString       *text,
               GError       **error)
{
  g_autoptr (GhUserBlock) block = gh_user_block_new (connection, now, error);

  if (block == NULL || !gh_user_block_read (block, (const gint64 *) (void *) ids->data, ids->len, error))
    return FALSE;

  for (guint i = 0; i < ids->len; i++)
    for (guint j = 0; j < n_columns; j++)
      {
        g_autofree char *cell = gh_users_cell_dup_text (gh_user_block_get_row (block, i), columns[j], now);

        gh_list_append_cell (text, cell, j + 1 == n_columns);
      }

  return TRUE;
}

gboolean
gh_users_write (const GhListKind  *kind,
                const GhListView  *view,
                GhStore           *store,
                const GhActor     *actor,
                GhReportFormat     format,
                const char        *path,
                GhJob             *job,
                gint64            *count,
                GError           **error)
{
  const GhUserView users = make_view (kind, view);

  return gh_user_report_export (store, actor, &users, format, path, job, count, error);
}

/* Those of U1. */
static const GhListCategory categories[] = {
  { "all", "", N_("All users") },
  { "not-enrolled", "-is:enrolled", N_("Not enrolled") },
  { "inactive", "is:inactive", N_("Inactive 30 days") },
  { "bypass", "status:bypass", N_("Bypass"), "gh-bypass-symbolic", "warning" },
  { "locked", "status:locked", N_("Locked out"), "gh-locked-symbolic", "error" },
  { "trash", NULL, N_("Trash"), "gh-trash-symbolic" },
  { NULL },
};

/* In category order. */
static gboolean
get_counts (GhSession *session,
            gint64    *counts)
{
  const GhUserCounts *all = gh_session_get_counts (session);

  if (all == NULL)
    return FALSE;

  *counts++ = all->total;
  *counts++ = all->not_enrolled;
  *counts++ = all->inactive;
  *counts++ = all->bypass;
  *counts++ = all->locked_out;
  *counts++ = all->trash;

  return TRUE;
}

const GhUsersKind gh_users_kind = {
  .list = {
    GH_USERS_KIND,
    .name = "users",
    .link = "users",
    .categories = categories,
    .columns = gh_users_columns,
    .n_choices = GH_USERS_N_CHOICES,
    .sort = "username",
    .offer = { GH_OPERATE_ON_USERS, &gh_target_users, GH_USERS_PREFIX },
    .has_saved_views = TRUE,
    .search_label = N_("Search users"),
    .search_placeholder = N_("Search users, or status:bypass group:vpn"),
    .search_all = N_("Search All Users"),
    .count_of_all = GH_PLURAL ("%s user", "%s users"),
    .count_of_some = GH_PLURAL ("%s of %s user", "%s of %s users"),
    .icon_name = "gh-users-symbolic",
    .empty_title = N_("No Users Yet"),
    .empty_text = N_("Add people one by one, or import them from a CSV file."),
    .empty_action = "win.add-user",
    .empty_label = N_("Add User…"),
    .empty_other_action = "win.choose-import",
    .empty_other_label = N_("Import from CSV…"),
    .get_counts = get_counts,
  },
  .scope = GH_USER_SCOPE_USERS,
};
