/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "trash/gh-trash-page.h"

#include "users/gh-user-target.h"
#include "users/gh-users-kind.h"

#include <glib/gi18n-lib.h>

struct _GhTrashPage {
  GhUsersPage parent_instance;
};

G_DEFINE_FINAL_TYPE (GhTrashPage, gh_trash_page, GH_TYPE_USERS_PAGE)

#define SHOWN  GH_TABLE_COLUMN_SORTABLE
#define HIDDEN (GH_TABLE_COLUMN_SORTABLE | GH_TABLE_COLUMN_HIDDEN)
#define NARROW (GH_TABLE_COLUMN_RICH | GH_TABLE_COLUMN_STACKED | GH_TABLE_COLUMN_HIDDEN | GH_TABLE_COLUMN_NARROW)

static const GhTableColumn columns[GH_USERS_N_COLUMNS] = {
  [GH_USERS_COLUMN_USERNAME] = { "username", N_("Username"), 140, 0, SHOWN | GH_TABLE_COLUMN_LINK, 110 },
  [GH_USERS_COLUMN_REALNAME] = { "realname", N_("Real name"), 140, 0, SHOWN | GH_TABLE_COLUMN_EXPAND, 110 },
  [GH_USERS_COLUMN_FIRSTNAME] = { "firstname", N_("First name"), 130, 0, HIDDEN, 90, 13 },
  [GH_USERS_COLUMN_LASTNAME] = { "lastname", N_("Last name"), 130, 0, HIDDEN, 90, 14 },
  [GH_USERS_COLUMN_EMAIL] = { "email", N_("E-mail"), 160, 0, HIDDEN, 150, 5 },
  [GH_USERS_COLUMN_PHONES] = { "phones", N_("Phones"), 68, 0, HIDDEN | GH_TABLE_COLUMN_NUMERIC, 1, 4 },
  [GH_USERS_COLUMN_TOKENS] = { "tokens", N_("Tokens"), 70, 0, HIDDEN | GH_TABLE_COLUMN_NUMERIC, 1, 3 },
  [GH_USERS_COLUMN_STATUS] = { "status", N_("Status"), 178, 0, HIDDEN | GH_TABLE_COLUMN_RICH, 178, 12 },
  [GH_USERS_COLUMN_LOGIN] = { "login", N_("Last login"), 130, 0, HIDDEN | GH_TABLE_COLUMN_NUMERIC, 130, 11 },
  [GH_USERS_COLUMN_ALIASES] = { "alias", N_("Aliases"), 160, 0, HIDDEN, 90, 8 },
  [GH_USERS_COLUMN_GROUPS] = { "group", N_("Groups"), 160, 0, HIDDEN, 90, 9 },
  [GH_USERS_COLUMN_CREATED] = { "created", N_("Created"), 130, 0, HIDDEN | GH_TABLE_COLUMN_NUMERIC, 130, 7 },
  [GH_USERS_COLUMN_NOTES] = { "notes", N_("Notes"), 200, 0, HIDDEN, 90, 10 },
  [GH_USERS_COLUMN_SYNCED] = { "synced", N_("Last directory sync"), 150, 0, HIDDEN | GH_TABLE_COLUMN_NUMERIC, 130, 6 },
  [GH_USERS_COLUMN_SOURCE] = { "source", N_("Status source"), 160, 0, GH_TABLE_COLUMN_HIDDEN, 90, 4 },
  [GH_USERS_COLUMN_WHY] = { "origin", N_("Why"), 190, 0, SHOWN | GH_TABLE_COLUMN_RICH },
  [GH_USERS_COLUMN_BY] = { "sent_by", N_("By"), 160, 0, SHOWN, 110, 1 },
  [GH_USERS_COLUMN_SENT] = { "sent", N_("Sent"), 130, 0, SHOWN | GH_TABLE_COLUMN_NUMERIC, 130, 2 },
  [GH_USERS_COLUMN_PURGE] = { "purge", N_("Deleted for good"), 170, 0, SHOWN | GH_TABLE_COLUMN_RICH },
  [GH_USERS_COLUMN_PERSON] = { "person", N_("User"), 140, 0, NARROW | GH_TABLE_COLUMN_LINK | GH_TABLE_COLUMN_EXPAND, 100 },
  [GH_USERS_COLUMN_STATE] = { "state", N_("Status"), 160, 0, NARROW },
};

static const GhListCategory categories[] = {
  { "all", "", N_("In the Trash"), "gh-trash-symbolic" },
  { "hand", "origin:hand", N_("Sent by hand") },
  { "inactivity", "origin:inactivity", N_("Inactive") },
  { "sync", "origin:sync", N_("Left the directory") },
  { "soon", "purge:<2d", N_("Deleted within 2 days"), "gh-warning-symbolic", "warning" },
  { NULL },
};

static const GhUsersKind kind = {
  .list = {
    GH_USERS_KIND,
    .name = "trash",
    .link = "trash",
    .categories = categories,
    .columns = columns,
    .n_choices = GH_USERS_COLUMN_PERSON,
    .sort = "sent:desc",
    .offer = { GH_OPERATE_ON_TRASH, &gh_target_trashed_users, GH_USERS_PREFIX },
    .search_label = N_("Search the Trash"),
    .search_all = N_("Search the Whole Trash"),
    .count_of_all = GH_PLURAL ("%s user", "%s users"),
    .count_of_some = GH_PLURAL ("%s of %s user", "%s of %s users"),
    .icon_name = "gh-trash-symbolic",
    .empty_title = N_("The Trash Is Empty"),
  },
  .scope = GH_USER_SCOPE_TRASH,
};

static void
update_empty_text (GhTrashPage *self)
{
  int days = gh_session_get_settings (gh_page_get_session (GH_PAGE (self)))->pending_deletion_days;
  g_autofree char *text = NULL;

  text = g_strdup_printf (ngettext ("Users stay here for %d day before they are deleted for good.",
                                    "Users stay here for %d days before they are deleted for good.", (gulong) days),
                          days);
  gh_list_page_set_empty_text (GH_LIST_PAGE (self), text);
}

static void
gh_trash_page_constructed (GObject *object)
{
  GhSession *session = gh_page_get_session (GH_PAGE (object));

  G_OBJECT_CLASS (gh_trash_page_parent_class)->constructed (object);

  g_signal_connect_object (session, "settings-changed", G_CALLBACK (update_empty_text), object, G_CONNECT_SWAPPED);
  update_empty_text (GH_TRASH_PAGE (object));
}

static void
gh_trash_page_class_init (GhTrashPageClass *klass)
{
  G_OBJECT_CLASS (klass)->constructed = gh_trash_page_constructed;
  GH_LIST_PAGE_CLASS (klass)->kind = &kind.list;
}

static void
gh_trash_page_init (GhTrashPage *self)
{
}
