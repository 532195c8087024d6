/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "users/gh-users-fields.h"

#include "groups/gh-group.h"
#include "users/gh-user-status.h"

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
};

static const guint offered[] = {
  GH_USER_FIELD_STATUS, GH_USER_FIELD_GROUP, GH_USER_FIELD_PHONES, GH_USER_FIELD_TOKENS, GH_USER_FIELD_LOGIN,
  GH_USER_FIELD_CREATED, GH_USER_FIELD_EMAIL, GH_USER_FIELD_DIRECTORY, GH_USER_FIELD_UNTIL, GH_USER_FIELD_IS,
};

const GhListFields gh_users_fields = { gh_user_fields, fields, offered, G_N_ELEMENTS (offered), "login:>90d" };
