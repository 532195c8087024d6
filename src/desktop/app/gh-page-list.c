/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/gh-page-list.h"

#include "dashboard/gh-dashboard-page.h"
#include "group/gh-group-page.h"
#include "groups/gh-groups-page.h"
#include "import/gh-import-page.h"
#include "log/gh-log-page.h"
#include "operations/gh-operation.h"
#include "settings/gh-settings-page.h"
#include "trash/gh-trash-page.h"
#include "user/gh-user-page.h"
#include "users/gh-users-kind.h"
#include "users/gh-users-page.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static gint64
count_users (GhSession *session)
{
  const GhUserCounts *counts = gh_session_get_counts (session);

  return counts != NULL ? counts->total : -1;
}

static gint64
count_trash (GhSession *session)
{
  const GhUserCounts *counts = gh_session_get_counts (session);

  return counts != NULL ? counts->trash : -1;
}

const GhPageEntry gh_page_entries[] = {
  { "dashboard", N_("Dashboard"), "gh-dashboard-symbolic", FALSE, gh_dashboard_page_get_type },
  { "users", N_("Users"), "gh-users-symbolic", TRUE, gh_users_page_get_type, count_users,
    GH_PLURAL ("Users, %s user", "Users, %s users"), &gh_users_kind.list },
  { "user", N_("User"), NULL, FALSE, gh_user_page_get_type },
  { "groups", N_("Groups"), "gh-groups-symbolic", FALSE, gh_groups_page_get_type, gh_session_get_n_groups,
    GH_PLURAL ("Groups, %s group", "Groups, %s groups") },
  { "group", N_("Group"), NULL, FALSE, gh_group_page_get_type },
  { "trash", N_("Trash"), "gh-trash-symbolic", FALSE, gh_trash_page_get_type, count_trash,
    GH_PLURAL ("Trash, %s user", "Trash, %s users") },
  { "administrator-log", N_("Administrator Log"), "gh-administrator-log-symbolic", TRUE, gh_log_page_get_type },
  { "settings", N_("Settings"), "gh-settings-symbolic", TRUE, gh_settings_page_get_type },
  { "import", N_("Import Users"), NULL, FALSE, gh_import_page_get_type },
  { NULL },
};

const GhPageEntry *
gh_page_entry_find (const char *name)
{
  for (const GhPageEntry *entry = gh_page_entries; entry->name != NULL; entry++)
    if (strcmp (entry->name, name) == 0)
      return entry;

  return NULL;
}
