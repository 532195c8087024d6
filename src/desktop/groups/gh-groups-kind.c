/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "groups/gh-groups-kind.h"

#include "groups/gh-group-query.h"
#include "groups/gh-group-report.h"
#include "groups/gh-group-target.h"
#include "session/gh-user-look.h"
#include "users/gh-user-status.h"

#include <glib/gi18n-lib.h>

/* --- fields --- */

/* The status it gives members; both enumerations begin with the same three. */
static const char *
get_status (gint64 word)
{
  return gh_effective_status_get_label ((GhEffectiveStatus) word);
}

static const GhListField fields[] = {
  [GH_GROUP_FIELD_NAME] = { N_("Name") },
  [GH_GROUP_FIELD_DESCRIPTION] = { N_("Description") },
  [GH_GROUP_FIELD_STATUS] = { N_("Status for members"), .get_word = get_status },
  [GH_GROUP_FIELD_MEMBERS] = { N_("Members") },
  [GH_GROUP_FIELD_DIRECTORY] = { N_("Directory") },
};

static const guint offered[] = {
  GH_GROUP_FIELD_STATUS, GH_GROUP_FIELD_MEMBERS, GH_GROUP_FIELD_DIRECTORY, GH_GROUP_FIELD_NAME,
  GH_GROUP_FIELD_DESCRIPTION,
};

static const GhListFields groups_fields = { gh_group_fields, fields, offered, G_N_ELEMENTS (offered), "members:0" };

static const GhListCategory categories[] = {
  { "all", "", N_("All groups") },
  { NULL },
};

/* --- rows --- */

#define NARROW (GH_TABLE_COLUMN_RICH | GH_TABLE_COLUMN_HIDDEN | GH_TABLE_COLUMN_NARROW)

static const GhTableColumn groups_columns[GH_GROUPS_N_COLUMNS] = {
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

static char *
dup_cell (GhGroup      *group,
          GhGroupsCell  cell)
{
  switch (cell)
    {
    case GH_GROUPS_CELL_NAME:
      return g_strdup (gh_group_get_name (group));

    case GH_GROUPS_CELL_DESCRIPTION:
      return g_strdup (gh_group_get_description (group));

    case GH_GROUPS_CELL_STATUS:
      return g_strdup (get_status (gh_group_get_status (group)));

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
  g_autofree char *number = dup_cell (group, GH_GROUPS_CELL_MEMBERS);

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
  GhStoredStatus status;
  g_autofree char *members = NULL;

  if (group == NULL)
    return FALSE;

  status = gh_group_get_status (group);
  for (GhGroupsCell cell = 0; cell < GH_GROUPS_N_CELLS; cell++)
    {
      g_autofree char *text = dup_cell (group, cell);
      gboolean is_dim = cell == GH_GROUPS_CELL_DESCRIPTION ||
                        (cell == GH_GROUPS_CELL_STATUS && status == GH_STATUS_DISABLED) ||
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
                         status == GH_STATUS_DISABLED ? "gh-dim" : NULL);
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

static void
take (GhTableSource *source,
      GPtrArray     *groups)
{
  GHashTable *by_id = gh_table_source_get_data (source);

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
gh_groups_find (GhTableSource *source,
                gint64         id)
{
  return g_hash_table_lookup (gh_table_source_get_data (source), &id);
}

static GhTableSource *
create_source (GhSession *session)
{
  static const GhTableSourceFuncs funcs = { fill, dup_name, dup_tooltip };
  GHashTable *by_id = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_object_unref);

  return gh_table_source_new (&funcs, by_id, (GDestroyNotify) g_hash_table_unref);
}

/* --- reading --- */

static gboolean
list (const GhListKind  *self,
      const GhView      *view,
      guint              n_first,
      GhConnection      *connection,
      GArray            *ids,
      GError           **error)
{
  return gh_view_list (&gh_group_views, view, connection, ids, error);
}

static gboolean
count (gconstpointer   self,
       const GhView   *view,
       GhConnection   *connection,
       gint64         *n,
       GError        **error)
{
  return gh_view_count (&gh_group_views, view, connection, n, error);
}

static gboolean
copy (const GArray  *ids,
      const guint   *columns,
      guint          n_columns,
      gint64         now,
      GhConnection  *connection,
      GString       *text,
      GError       **error)
{
  g_autoptr (GhTableSource) source = create_source (NULL);
  GPtrArray *groups = gh_group_list (connection, error);

  if (groups == NULL)
    return FALSE;

  take (source, groups);
  for (guint i = 0; i < ids->len; i++)
    {
      GhGroup *group = gh_groups_find (source, g_array_index (ids, gint64, i));

      for (guint j = 0; group != NULL && j < n_columns; j++)
        {
          g_autofree char *cell = dup_cell (group, (GhGroupsCell) columns[j]);

          gh_list_append_cell (text, cell, j + 1 == n_columns);
        }
    }

  return TRUE;
}

static gboolean
write_report (const GhListKind  *self,
              const GhView      *view,
              GhStore           *store,
              const GhActor     *actor,
              GhReportFormat     format,
              const char        *path,
              GhJob             *job,
              gint64            *n,
              GError           **error)
{
  return gh_report_export (&gh_report_of_groups, store, actor, view, format, path, job, n, error);
}

const GhListKind gh_groups_kind = {
  .name = "groups",
  .link = "groups",
  .fields = &groups_fields,
  .categories = categories,
  .columns = groups_columns,
  .n_columns = GH_GROUPS_N_COLUMNS,
  .n_choices = GH_GROUPS_N_CELLS,
  .sort = "name",
  .offer = { GH_OPERATE_ON_GROUPS, &gh_target_groups, "groups." },
  .view_right = GH_RIGHT_VIEW_USERS,
  .export_right = GH_RIGHT_EXPORT,
  .search_label = N_("Search groups"),
  .search_all = N_("Search All Groups"),
  .no_match_title = N_("No Groups Match"),
  .no_match = N_("No group has “%s” in its name or description."),
  .no_match_in_view = N_("No group in this view has “%s” in its name or description."),
  .no_match_filter = N_("No group is all that is asked for."),
  .none_selected = N_("No group is selected."),
  .count_of_all = GH_PLURAL ("%s group", "%s groups"),
  .count_of_some = GH_PLURAL ("%s of %s group", "%s of %s groups"),
  .report_of = GH_PLURAL ("Report of %s group", "Report of %s groups"),
  .icon_name = "gh-groups-symbolic",
  .empty_title = N_("No Groups Yet"),
  .empty_text = N_("A group can set the status of all its members at once."),
  .empty_action = "win.add-group",
  .empty_label = N_("Add Group…"),
  .create_source = create_source,
  .list = list,
  .count = count,
  .read = gh_group_list,
  .take = take,
  .copy = copy,
  .write = write_report,
};
