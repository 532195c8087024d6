/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "groups/gh-groups-source.h"

#include "session/gh-user-look.h"

#include <glib/gi18n-lib.h>

#define NARROW (GH_TABLE_COLUMN_RICH | GH_TABLE_COLUMN_HIDDEN | GH_TABLE_COLUMN_NARROW)

const GhTableColumn gh_groups_columns[GH_GROUPS_N_COLUMNS] = {
  [GH_GROUPS_CELL_NAME] = { "name", N_("Name"), 230, 0,
                            GH_TABLE_COLUMN_SORTABLE | GH_TABLE_COLUMN_LINK | GH_TABLE_COLUMN_RICH, 150 },
  [GH_GROUPS_CELL_DESCRIPTION] = { "description", N_("Description"), 160, 0,
                                   GH_TABLE_COLUMN_SORTABLE | GH_TABLE_COLUMN_EXPAND, 120, 1 },
  [GH_GROUPS_CELL_STATUS] = { "status", N_("Status for members"), 190, 0,
                              GH_TABLE_COLUMN_SORTABLE | GH_TABLE_COLUMN_RICH },
  [GH_GROUPS_CELL_MEMBERS] = { "members", N_("Members"), 96, 1, GH_TABLE_COLUMN_SORTABLE | GH_TABLE_COLUMN_NUMERIC },
  [GH_GROUPS_CELL_GROUP] = { "group", N_("Name"), 140, 0,
                             NARROW | GH_TABLE_COLUMN_LINK | GH_TABLE_COLUMN_STACKED | GH_TABLE_COLUMN_EXPAND },
  [GH_GROUPS_CELL_STATE] = { "state", N_("Status for members"), 120, 0, NARROW },
};

/* --- cells --- */

/* The status it gives members; both enumerations begin with the same three. */
static GhEffectiveStatus
get_status (GhGroup *group)
{
  return (GhEffectiveStatus) gh_group_get_status (group);
}

char *
gh_groups_cell_dup_text (GhGroup      *group,
                         GhGroupsCell  cell)
{
  switch (cell)
    {
    case GH_GROUPS_CELL_NAME:
      return g_strdup (gh_group_get_name (group));

    case GH_GROUPS_CELL_DESCRIPTION:
      return g_strdup (gh_group_get_description (group));

    case GH_GROUPS_CELL_STATUS:
      return g_strdup (gh_effective_status_get_label (get_status (group)));

    case GH_GROUPS_CELL_MEMBERS:
      return g_strdup_printf ("%'" G_GINT64_FORMAT, gh_group_get_n_members (group));

    default:
      g_return_val_if_reached (NULL);
    }
}

/* "2 211 members" */
static char *
dup_members (GhGroup *group)
{
  g_autofree char *number = gh_groups_cell_dup_text (group, GH_GROUPS_CELL_MEMBERS);

  return g_strdup_printf (ngettext ("%s member", "%s members", (gulong) gh_group_get_n_members (group)), number);
}

static GhGroup *
find (GHashTable *by_id,
      GhTableRow *row)
{
  gint64 id = gh_table_row_get_id (row);

  return g_hash_table_lookup (by_id, &id);
}

static gboolean
fill (gpointer    by_id,
      GhTableRow *row)
{
  GhGroup *group = find (by_id, row);
  GhEffectiveStatus status;
  g_autofree char *members = NULL;

  if (group == NULL)
    return FALSE;

  status = get_status (group);
  for (GhGroupsCell cell = 0; cell < GH_GROUPS_N_CELLS; cell++)
    {
      g_autofree char *text = gh_groups_cell_dup_text (group, cell);
      gboolean is_dim = cell == GH_GROUPS_CELL_DESCRIPTION ||
                        (cell == GH_GROUPS_CELL_STATUS && status == GH_EFFECTIVE_DISABLED) ||
                        (cell == GH_GROUPS_CELL_MEMBERS && gh_group_get_n_members (group) == 0);

      gh_table_row_set_text (row, cell, text, is_dim ? "gh-dim" : NULL);
    }
  gh_table_row_set_icon (row, GH_GROUPS_CELL_NAME,
                         *gh_group_get_directory (group) != '\0' ? "gh-directory-symbolic" : NULL, "gh-dim");
  gh_table_row_set_icon (row, GH_GROUPS_CELL_STATUS, gh_user_looks[status].icon, gh_user_looks[status].style);

  members = dup_members (group);
  gh_table_row_set_text (row, GH_GROUPS_CELL_GROUP, gh_group_get_name (group), NULL);
  gh_table_row_set_icon (row, GH_GROUPS_CELL_GROUP,
                         *gh_group_get_directory (group) != '\0' ? "gh-directory-symbolic" : NULL, "gh-dim");
  gh_table_row_set_suffix (row, GH_GROUPS_CELL_GROUP, members, "gh-second");
  gh_table_row_set_text (row, GH_GROUPS_CELL_STATE, gh_table_row_get_text (row, GH_GROUPS_CELL_STATUS),
                         status == GH_EFFECTIVE_DISABLED ? "gh-dim" : NULL);
  gh_table_row_set_icon (row, GH_GROUPS_CELL_STATE, gh_user_looks[status].icon, gh_user_looks[status].style);

  return TRUE;
}

/* "VPN, Active, 2 211 members" */
static char *
dup_name (gpointer    by_id,
          GhTableRow *row)
{
  GhGroup *group = find (by_id, row);
  g_autofree char *members = NULL;

  if (group == NULL)
    return NULL;

  members = dup_members (group);

  return g_strdup_printf (C_("group, status for members, number of members", "%s, %s, %s"), gh_group_get_name (group),
                          gh_table_row_get_text (row, GH_GROUPS_CELL_STATUS), members);
}

static char *
dup_tooltip (gpointer    by_id,
             GhTableRow *row,
             guint       column)
{
  GhGroup *group = find (by_id, row);

  if (group == NULL || (column != GH_GROUPS_CELL_NAME && column != GH_GROUPS_CELL_GROUP) ||
      *gh_group_get_directory (group) == '\0')
    return NULL;

  return g_strdup_printf (_("Comes from the directory %s"), gh_group_get_directory (group));
}

/* --- the groups --- */

void
gh_groups_source_set (GhTableSource *self,
                      GPtrArray     *groups)
{
  GHashTable *by_id = gh_table_source_get_data (self);

  g_hash_table_remove_all (by_id);
  for (guint i = 0; i < groups->len; i++)
    {
      GhGroup *group = g_ptr_array_index (groups, i);
      gint64 id = gh_group_get_id (group);

      g_hash_table_insert (by_id, g_memdup2 (&id, sizeof id), g_object_ref (group));
    }
  g_ptr_array_unref (groups);
}

GhGroup *
gh_groups_source_find (GhTableSource *self,
                       gint64         id)
{
  return g_hash_table_lookup (gh_table_source_get_data (self), &id);
}

GhTableSource *
gh_groups_source_new (GhSession *session)
{
  static const GhTableSourceFuncs funcs = { fill, dup_name, dup_tooltip };
  GHashTable *by_id = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_object_unref);

  return gh_table_source_new (&funcs, by_id, (GDestroyNotify) g_hash_table_unref);
}
