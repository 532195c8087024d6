/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "trash/gh-trash-source.h"

#include "session/gh-when.h"

#include <glib/gi18n-lib.h>

#define DAY (24 * 60 * 60)

const GhTableColumn gh_trash_columns[GH_TRASH_N_COLUMNS] = {
  [GH_TRASH_COLUMN_USERNAME] = { "username", N_("Username"), 140, 0, GH_TABLE_COLUMN_SORTABLE | GH_TABLE_COLUMN_LINK },
  [GH_TRASH_COLUMN_REALNAME] = { "realname", N_("Real name"), 140, 0,
                                 GH_TABLE_COLUMN_SORTABLE | GH_TABLE_COLUMN_EXPAND },
  [GH_TRASH_COLUMN_WHY] = { "why", N_("Why"), 190, 0, GH_TABLE_COLUMN_RICH },
  [GH_TRASH_COLUMN_BY] = { "by", N_("By"), 160, 0, 0 },
  [GH_TRASH_COLUMN_SENT] = { "sent", N_("Sent"), 130, 0, GH_TABLE_COLUMN_NUMERIC },
  [GH_TRASH_COLUMN_PURGE] = { "purge", N_("Deleted for good"), 170, 0,
                              GH_TABLE_COLUMN_SORTABLE | GH_TABLE_COLUMN_RICH | GH_TABLE_COLUMN_NUMERIC },
};

static const struct {
  const char *icon_name;
  const char *text;
} origins[GH_N_TRASH_ORIGINS] = {
  [GH_TRASH_BY_HAND] = { "gh-trash-symbolic", N_("Sent by hand") },
  [GH_TRASH_INACTIVITY] = { "gh-clock-symbolic", N_("Inactive") },
  [GH_TRASH_SYNC] = { "gh-directory-symbolic", N_("Left the directory") },
};

struct _GhTrashSource {
  GObject    parent_instance;

  GhSession *session;
  GArray    *entries;  /* GhTrashEntry */
};

static gboolean
gh_trash_source_fill (GhTableSource *source,
                      GhTableRow    *row)
{
  GhTrashSource *self = GH_TRASH_SOURCE (source);
  const GhTrashEntry *entry = gh_trash_entry_find (self->entries, gh_table_row_get_id (row));
  const GhUserRow *user = entry != NULL ? gh_session_read_user (self->session, entry->user_id) : NULL;
  gint64 now = gh_session_get_now (self->session);
  g_autofree char *sent = NULL;
  g_autofree char *last_day = NULL;
  g_autofree char *left = NULL;
  gint64 days;

  if (user == NULL)
    return FALSE;

  sent = gh_when_dup_text (entry->sent, now);
  last_day = gh_when_dup_last_day (entry->purge_at + 1, now, gh_session_get_time_zone (self->session));
  days = MAX (0, (entry->purge_at - now + DAY - 1) / DAY);
  left = g_strdup_printf (ngettext ("in %d day", "in %d days", (gulong) days), (int) days);
  gh_table_row_set_text (row, GH_TRASH_COLUMN_USERNAME, user->username, NULL);
  gh_table_row_set_text (row, GH_TRASH_COLUMN_REALNAME, user->realname, NULL);
  gh_table_row_set_text (row, GH_TRASH_COLUMN_WHY, _(origins[entry->origin].text), NULL);
  gh_table_row_set_icon (row, GH_TRASH_COLUMN_WHY, origins[entry->origin].icon_name, "gh-dim");
  gh_table_row_set_text (row, GH_TRASH_COLUMN_BY, entry->sent_by, "gh-dim");
  gh_table_row_set_text (row, GH_TRASH_COLUMN_SENT, sent, NULL);
  gh_table_row_set_text (row, GH_TRASH_COLUMN_PURGE, last_day, NULL);
  gh_table_row_set_suffix (row, GH_TRASH_COLUMN_PURGE, left, "gh-dim");
  gh_table_row_set_icon (row, GH_TRASH_COLUMN_PURGE,
                         entry->purge_at < now + GH_TRASH_SOON ? "gh-warning-symbolic" : NULL, "warning");

  return TRUE;
}

static char *
gh_trash_source_dup_name (GhTableSource *source,
                          GhTableRow    *row)
{
  /* Translators: “Åsa Bergström, a.bergstrom, Sent by hand, deleted for good 3 Dec” */
  return g_strdup_printf (_("%s, %s, %s, deleted for good %s"),
                          gh_table_row_get_text (row, GH_TRASH_COLUMN_REALNAME),
                          gh_table_row_get_text (row, GH_TRASH_COLUMN_USERNAME),
                          gh_table_row_get_text (row, GH_TRASH_COLUMN_WHY),
                          gh_table_row_get_text (row, GH_TRASH_COLUMN_PURGE));
}

static char *
gh_trash_source_dup_tooltip (GhTableSource *source,
                             GhTableRow    *row,
                             guint          column)
{
  const GhTrashEntry *entry = gh_trash_entry_find (GH_TRASH_SOURCE (source)->entries, gh_table_row_get_id (row));

  if (entry == NULL || (column != GH_TRASH_COLUMN_SENT && column != GH_TRASH_COLUMN_PURGE))
    return NULL;

  return gh_when_dup_full (column == GH_TRASH_COLUMN_SENT ? entry->sent : entry->purge_at);
}

static void
gh_trash_source_iface_init (GhTableSourceInterface *iface)
{
  iface->fill = gh_trash_source_fill;
  iface->dup_name = gh_trash_source_dup_name;
  iface->dup_tooltip = gh_trash_source_dup_tooltip;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (GhTrashSource, gh_trash_source, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (GH_TYPE_TABLE_SOURCE, gh_trash_source_iface_init))

static void
gh_trash_source_dispose (GObject *object)
{
  GhTrashSource *self = GH_TRASH_SOURCE (object);

  g_clear_object (&self->session);
  g_clear_pointer (&self->entries, g_array_unref);

  G_OBJECT_CLASS (gh_trash_source_parent_class)->dispose (object);
}

static void
gh_trash_source_class_init (GhTrashSourceClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = gh_trash_source_dispose;
}

static void
gh_trash_source_init (GhTrashSource *self)
{
  self->entries = g_array_new (FALSE, FALSE, sizeof (GhTrashEntry));
}

GhTrashSource *
gh_trash_source_new (GhSession *session)
{
  GhTrashSource *self = g_object_new (GH_TYPE_TRASH_SOURCE, NULL);

  self->session = g_object_ref (session);

  return self;
}

void
gh_trash_source_set_entries (GhTrashSource *self,
                             GArray        *entries)
{
  g_array_unref (self->entries);
  self->entries = g_array_ref (entries);
}

GArray *
gh_trash_source_get_entries (GhTrashSource *self)
{
  return self->entries;
}
