/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "users/gh-users-kind.h"

#include "groups/gh-group.h"
#include "users/gh-user-block.h"
#include "users/gh-user-report.h"
#include "users/gh-user-status.h"
#include "users/gh-user-target.h"

#include <glib/gi18n-lib.h>

/* --- words --- */

/* The words of both status fields are in the order of the statuses. */
static const char *
get_status (gint64 word)
{
  return gh_effective_status_get_label ((GhEffectiveStatus) word);
}

static const char *
get_is (gint64 word)
{
  static const char *const labels[] = {
    [GH_USER_IS_ENROLLED] = N_("Enrolled"),
    [GH_USER_IS_PENDING] = N_("Enrolment pending"),
    [GH_USER_IS_INACTIVE] = N_("Inactive 30 days"),
    [GH_USER_IS_NOEND] = N_("Bypass without end"),
    [GH_USER_IS_MANAGED] = N_("From a directory"),
  };

  return _(labels[word]);
}

const char *
gh_users_origin_get_label (GhTrashOrigin origin)
{
  static const char *const labels[GH_N_TRASH_ORIGINS] = {
    [GH_TRASH_NONE] = "",
    [GH_TRASH_BY_HAND] = N_("Sent by hand"),
    [GH_TRASH_INACTIVITY] = N_("Inactive"),
    [GH_TRASH_SYNC] = N_("Left the directory"),
  };

  g_return_val_if_fail (origin < GH_N_TRASH_ORIGINS, NULL);

  return origin != GH_TRASH_NONE ? _(labels[origin]) : "";
}

static const char *
get_origin (gint64 word)
{
  return gh_users_origin_get_label (GH_TRASH_BY_HAND + (GhTrashOrigin) word);
}

/* --- names --- */

static gboolean
list_groups (GhConnection  *connection,
             GPtrArray     *names,
             GError       **error)
{
  g_autoptr (GPtrArray) groups = gh_group_list (connection, error);

  for (guint i = 0; groups != NULL && i < groups->len; i++)
    g_ptr_array_add (names, g_strdup (gh_group_get_name (g_ptr_array_index (groups, i))));

  return groups != NULL;
}

char *
gh_users_dup_in_group (const char *name,
                       gboolean    is_not)
{
  return gh_list_term_make (&gh_users_fields, GH_USER_FIELD_GROUP, is_not, (const char *[]) { name, NULL });
}

/* --- the fields --- */

static const GhListField fields[] = {
  [GH_USER_FIELD_USERNAME] = { N_("Username") },
  [GH_USER_FIELD_ALIAS] = { N_("Alias") },
  [GH_USER_FIELD_NAME] = { N_("Real name") },
  [GH_USER_FIELD_EMAIL] = { N_("E-mail") },
  [GH_USER_FIELD_NOTES] = { N_("Notes") },
  [GH_USER_FIELD_PHONE] = { N_("Phone number") },
  [GH_USER_FIELD_TOKEN] = { N_("Token serial") },
  [GH_USER_FIELD_GROUP] = { N_("Group"), .list_names = list_groups },
  [GH_USER_FIELD_DIRECTORY] = { N_("Directory") },
  [GH_USER_FIELD_STATUS] = { N_("Status"), .get_word = get_status },
  [GH_USER_FIELD_OWN] = { N_("Own status"), .get_word = get_status },
  [GH_USER_FIELD_IS] = { N_("Enrolment"), .get_word = get_is },
  [GH_USER_FIELD_PHONES] = { N_("Phones") },
  [GH_USER_FIELD_TOKENS] = { N_("Hardware tokens") },
  [GH_USER_FIELD_ALIASES] = { N_("Aliases") },
  [GH_USER_FIELD_GROUPS] = { N_("Groups") },
  [GH_USER_FIELD_LOGIN] = { N_("Last login") },
  [GH_USER_FIELD_CREATED] = { N_("Created"), .is_never_missing = TRUE },
  [GH_USER_FIELD_SYNCED] = { N_("Last directory sync") },
  [GH_USER_FIELD_UNTIL] = { N_("Bypass end") },
  [GH_USER_FIELD_PURGE] = { N_("Deleted for good") },
  [GH_USER_FIELD_ORIGIN] = { N_("Why in the Trash"), .get_word = get_origin },
  [GH_USER_FIELD_FIRSTNAME] = { N_("First name") },
  [GH_USER_FIELD_LASTNAME] = { N_("Last name") },
};

static const guint offered[] = {
  GH_USER_FIELD_STATUS, GH_USER_FIELD_GROUP, GH_USER_FIELD_PHONES, GH_USER_FIELD_TOKENS, GH_USER_FIELD_LOGIN,
  GH_USER_FIELD_CREATED, GH_USER_FIELD_EMAIL, GH_USER_FIELD_DIRECTORY, GH_USER_FIELD_UNTIL, GH_USER_FIELD_IS,
  /* while users have first and last names */
  GH_USER_FIELD_FIRSTNAME, GH_USER_FIELD_LASTNAME,
};

const GhListFields gh_users_fields = { gh_user_fields, fields, offered, G_N_ELEMENTS (offered) - 2, "login:>90d" };

static const GhListFields fields_with_identity = {
  gh_user_fields_with_identity, fields, offered, G_N_ELEMENTS (offered), "login:>90d",
};

const GhListFields *
gh_users_get_fields (GhSession *session)
{
  return gh_session_get_settings (session)->identity_proofing ? &fields_with_identity : &gh_users_fields;
}

gboolean
gh_users_has_column (GhSession *session,
                     guint      column)
{
  return (column != GH_USERS_COLUMN_FIRSTNAME && column != GH_USERS_COLUMN_LASTNAME) ||
         gh_session_get_settings (session)->identity_proofing;
}

/* --- reading --- */

static GhView
make_view (gconstpointer  kind,
           const GhView  *view)
{
  GhView users = *view;

  users.scope = ((const GhUsersKind *) kind)->scope;

  return users;
}

/* Uses the search index, once it is loaded. */
void
gh_users_list_async (const GhListKind    *kind,
                     const GhView        *view,
                     guint                n_first,
                     GhSession           *session,
                     GCancellable        *cancellable,
                     GAsyncReadyCallback  callback,
                     gpointer             data)
{
  GhView users = make_view (kind, view);

  users.limit = n_first;
  gh_session_list_users_async (session, &users, cancellable, callback, data);
}

gboolean
gh_users_count (gconstpointer   kind,
                const GhView   *view,
                GhConnection   *connection,
                gint64         *count,
                GError        **error)
{
  const GhView users = make_view (kind, view);
  const GhViewKind *views = gh_user_views_read (connection, error);

  return views != NULL && gh_view_count (views, &users, connection, count, error);
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
                const GhView      *view,
                GhStore           *store,
                const GhActor     *actor,
                GhReportFormat     format,
                const char        *path,
                GhJob             *job,
                gint64            *count,
                GError           **error)
{
  const GhView users = make_view (kind, view);

  return gh_report_export (&gh_report_of_users, store, actor, &users, format, path, job, count, error);
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
