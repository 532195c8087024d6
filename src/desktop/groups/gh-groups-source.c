/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "groups/gh-groups-source.h"

#include "base/gh-fold.h"
#include "users/gh-user-status.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define SORTED GH_TABLE_COLUMN_SORTABLE

const GhTableColumn gh_groups_columns[GH_GROUPS_N_COLUMNS] = {
  [GH_GROUPS_COLUMN_NAME] = { "name", N_("Name"), 230, 0, SORTED | GH_TABLE_COLUMN_RICH | GH_TABLE_COLUMN_LINK },
  [GH_GROUPS_COLUMN_DESCRIPTION] = { "description", N_("Description"), 160, 0, SORTED | GH_TABLE_COLUMN_EXPAND },
  [GH_GROUPS_COLUMN_STATUS] = { "status", N_("Status for members"), 190, 0, SORTED | GH_TABLE_COLUMN_RICH },
  [GH_GROUPS_COLUMN_MEMBERS] = { "members", N_("Members"), 96, 1, SORTED | GH_TABLE_COLUMN_NUMERIC },
};

static const struct {
  GhEffectiveStatus  effective;
  const char        *icon_name;
  const char        *icon_style;
  const char        *text_style;
} looks[] = {
  [GH_STATUS_ACTIVE] = { GH_EFFECTIVE_ACTIVE, "gh-active-symbolic", "success", NULL },
  [GH_STATUS_BYPASS] = { GH_EFFECTIVE_BYPASS, "gh-bypass-symbolic", "warning", NULL },
  [GH_STATUS_DISABLED] = { GH_EFFECTIVE_DISABLED, "gh-disabled-symbolic", "gh-dim", "gh-dim" },
};

struct _GhGroupsSource {
  GObject     parent_instance;

  GHashTable *groups;  /* gint64 -> GhGroup */
};

static gboolean
is_synced (GhGroup *group)
{
  return gh_group_get_directory (group)[0] != '\0';
}

static gboolean
gh_groups_source_fill (GhTableSource *source,
                       GhTableRow    *row)
{
  GhGroup *group = gh_groups_source_find (GH_GROUPS_SOURCE (source), gh_table_row_get_id (row));
  g_autofree char *members = NULL;
  GhStoredStatus status;

  if (group == NULL)
    return FALSE;

  status = gh_group_get_status (group);
  members = g_strdup_printf ("%'" G_GINT64_FORMAT, gh_group_get_n_members (group));
  gh_table_row_set_text (row, GH_GROUPS_COLUMN_NAME, gh_group_get_name (group), NULL);
  gh_table_row_set_icon (row, GH_GROUPS_COLUMN_NAME, is_synced (group) ? "gh-directory-symbolic" : NULL, "gh-dim");
  gh_table_row_set_text (row, GH_GROUPS_COLUMN_DESCRIPTION, gh_group_get_description (group), "gh-dim");
  gh_table_row_set_text (row, GH_GROUPS_COLUMN_STATUS, gh_effective_status_get_label (looks[status].effective), looks[status].text_style);
  gh_table_row_set_icon (row, GH_GROUPS_COLUMN_STATUS, looks[status].icon_name, looks[status].icon_style);
  gh_table_row_set_text (row, GH_GROUPS_COLUMN_MEMBERS, members,
                         gh_group_get_n_members (group) == 0 ? "gh-dim" : NULL);

  return TRUE;
}

static char *
gh_groups_source_dup_name (GhTableSource *source,
                           GhTableRow    *row)
{
  /* Translators: “VPN, Bypass, 1,204 members” */
  return g_strdup_printf (_("%s, %s, %s members"), gh_table_row_get_text (row, GH_GROUPS_COLUMN_NAME),
                          gh_table_row_get_text (row, GH_GROUPS_COLUMN_STATUS),
                          gh_table_row_get_text (row, GH_GROUPS_COLUMN_MEMBERS));
}

static char *
gh_groups_source_dup_tooltip (GhTableSource *source,
                              GhTableRow    *row,
                              guint          column)
{
  GhGroup *group = gh_groups_source_find (GH_GROUPS_SOURCE (source), gh_table_row_get_id (row));

  if (group == NULL || column != GH_GROUPS_COLUMN_NAME || !is_synced (group))
    return NULL;

  return g_strdup_printf (_("“%s” comes from the directory %s"), gh_group_get_name (group),
                          gh_group_get_directory (group));
}

static void
gh_groups_source_iface_init (GhTableSourceInterface *iface)
{
  iface->fill = gh_groups_source_fill;
  iface->dup_name = gh_groups_source_dup_name;
  iface->dup_tooltip = gh_groups_source_dup_tooltip;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (GhGroupsSource, gh_groups_source, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (GH_TYPE_TABLE_SOURCE, gh_groups_source_iface_init))

static void
gh_groups_source_finalize (GObject *object)
{
  g_hash_table_unref (GH_GROUPS_SOURCE (object)->groups);

  G_OBJECT_CLASS (gh_groups_source_parent_class)->finalize (object);
}

static void
gh_groups_source_class_init (GhGroupsSourceClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = gh_groups_source_finalize;
}

static void
gh_groups_source_init (GhGroupsSource *self)
{
  self->groups = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_object_unref);
}

GhGroupsSource *
gh_groups_source_new (void)
{
  return g_object_new (GH_TYPE_GROUPS_SOURCE, NULL);
}

void
gh_groups_source_set_groups (GhGroupsSource *self,
                             GPtrArray      *groups)
{
  g_hash_table_remove_all (self->groups);
  for (guint i = 0; i < groups->len; i++)
    {
      GhGroup *group = g_ptr_array_index (groups, i);
      gint64 id = gh_group_get_id (group);

      g_hash_table_insert (self->groups, g_memdup2 (&id, sizeof id), g_object_ref (group));
    }
}

GhGroup *
gh_groups_source_find (GhGroupsSource *self,
                       gint64          id)
{
  return g_hash_table_lookup (self->groups, &id);
}

guint
gh_groups_source_get_n_groups (GhGroupsSource *self)
{
  return g_hash_table_size (self->groups);
}

/* --- searching and sorting --- */

static gboolean
matches (GhGroup *group,
         GStrv    words)
{
  g_autofree char *name = gh_fold_search (gh_group_get_name (group));
  g_autofree char *description = gh_fold_search (gh_group_get_description (group));

  for (int i = 0; words[i] != NULL; i++)
    if (strstr (name, words[i]) == NULL && strstr (description, words[i]) == NULL)
      return FALSE;

  return TRUE;
}

typedef struct {
  GhGroup        *group;
  char           *fold;  /* of what is sorted by */
  GhGroupsColumn  column;
} Place;

static void
place_clear (gpointer data)
{
  g_free (((Place *) data)->fold);
}

static int
compare_cb (gconstpointer a,
            gconstpointer b)
{
  const Place *one = a;
  const Place *other = b;
  gint64 x = gh_group_get_id (one->group);
  gint64 y = gh_group_get_id (other->group);
  int order = strcmp (one->fold, other->fold);

  if (one->column == GH_GROUPS_COLUMN_MEMBERS)
    {
      x = gh_group_get_n_members (one->group);
      y = gh_group_get_n_members (other->group);
      return x != y ? (x > y) - (x < y) : order;
    }
  if (one->column == GH_GROUPS_COLUMN_STATUS &&
      gh_group_get_status (one->group) != gh_group_get_status (other->group))
    return (int) gh_group_get_status (one->group) - (int) gh_group_get_status (other->group);

  return order != 0 ? order : (x > y) - (x < y);
}

GArray *
gh_groups_source_list (GhGroupsSource *self,
                       const char     *text,
                       const char     *sort,
                       gboolean        descending)
{
  g_autofree char *fold = gh_fold_search (text);
  g_auto (GStrv) words = g_strsplit_set (fold != NULL ? fold : "", " \t", -1);
  g_autoptr (GArray) places = g_array_new (FALSE, FALSE, sizeof (Place));
  GArray *ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  GhGroupsColumn column = GH_GROUPS_COLUMN_NAME;
  GHashTableIter iter;
  gpointer group;

  for (guint i = 0; i < GH_GROUPS_N_COLUMNS; i++)
    if (g_strcmp0 (gh_groups_columns[i].key, sort) == 0)
      column = i;

  g_array_set_clear_func (places, place_clear);
  g_hash_table_iter_init (&iter, self->groups);
  while (g_hash_table_iter_next (&iter, NULL, &group))
    if (matches (group, words))
      {
        Place place = { group, gh_fold_search (column == GH_GROUPS_COLUMN_DESCRIPTION
                                                 ? gh_group_get_description (group) : gh_group_get_name (group)),
                        column };

        g_array_append_val (places, place);
      }
  g_array_sort (places, compare_cb);

  for (guint i = 0; i < places->len; i++)
    {
      gint64 id = gh_group_get_id (g_array_index (places, Place, descending ? places->len - 1 - i : i).group);

      g_array_append_val (ids, id);
    }

  return ids;
}
