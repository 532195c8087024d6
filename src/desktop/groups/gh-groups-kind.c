/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "groups/gh-groups-kind.h"

#include "groups/gh-group-query.h"
#include "groups/gh-group-report.h"
#include "groups/gh-group-target.h"
#include "groups/gh-groups-source.h"
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

/* --- reading --- */

static gboolean
list (const GhListKind  *self,
      const GhListView  *view,
      guint              n_first,
      GhConnection      *connection,
      GArray            *ids,
      GError           **error)
{
  const GhGroupView groups = { view->query, view->sort };

  return gh_group_view_list (&groups, connection, ids, error);
}

static gboolean
count (gconstpointer      self,
       const GhListView  *view,
       GhConnection      *connection,
       gint64            *n,
       GError           **error)
{
  const GhGroupView groups = { .query = view->query };

  return gh_group_view_count (&groups, connection, n, error);
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
  g_autoptr (GhTableSource) source = gh_groups_source_new (NULL);
  GPtrArray *groups = gh_group_list (connection, error);

  if (groups == NULL)
    return FALSE;

  gh_groups_source_set (source, groups);
  for (guint i = 0; i < ids->len; i++)
    {
      GhGroup *group = gh_groups_source_find (source, g_array_index (ids, gint64, i));

      for (guint j = 0; group != NULL && j < n_columns; j++)
        {
          g_autofree char *cell = gh_groups_cell_dup_text (group, (GhGroupsCell) columns[j]);

          gh_list_append_cell (text, cell, j + 1 == n_columns);
        }
    }

  return TRUE;
}

static gboolean
write_report (const GhListKind  *self,
              const GhListView  *view,
              GhStore           *store,
              const GhActor     *actor,
              GhReportFormat     format,
              const char        *path,
              GhJob             *job,
              gint64            *n,
              GError           **error)
{
  const GhGroupView groups = { view->query, view->sort };

  return gh_group_report_export (store, actor, &groups, format, path, n, error);
}

const GhListKind gh_groups_kind = {
  .name = "groups",
  .link = "groups",
  .fields = &groups_fields,
  .categories = categories,
  .columns = gh_groups_columns,
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
  .create_source = gh_groups_source_new,
  .list = list,
  .count = count,
  .read = gh_group_list,
  .take = gh_groups_source_set,
  .copy = copy,
  .write = write_report,
};
