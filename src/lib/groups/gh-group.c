/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "groups/gh-group.h"

#include "groups/gh-group-record.h"

struct _GhGroup
{
  GObject         parent_instance;

  GhGroupFacts    facts;
  char           *directory;
  gint64          n_members;
};

G_DEFINE_FINAL_TYPE (GhGroup, gh_group, G_TYPE_OBJECT)

static void
gh_group_get_property (GObject    *object,
                       guint       id,
                       GValue     *value,
                       GParamSpec *pspec)
{
  g_value_set_string (value, GH_GROUP (object)->facts.name);
}

static void
gh_group_finalize (GObject *object)
{
  GhGroup *self = GH_GROUP (object);

  gh_group_facts_clear (&self->facts);
  g_free (self->directory);

  G_OBJECT_CLASS (gh_group_parent_class)->finalize (object);
}

static void
gh_group_class_init (GhGroupClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = gh_group_get_property;
  object_class->finalize = gh_group_finalize;
  g_object_class_install_property (object_class, 1,
                                   g_param_spec_string ("name", NULL, NULL, NULL,
                                                        G_PARAM_READABLE | G_PARAM_STATIC_STRINGS));
}

static void
gh_group_init (GhGroup *self)
{
}

GPtrArray *
gh_group_view_read (const GhView  *view,
                    GhConnection  *connection,
                    GError       **error)
{
  g_autoptr (GPtrArray) groups = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GhStatement) select = gh_view_prepare (&gh_group_views, view, connection, error);

  if (select == NULL)
    return NULL;

  while (gh_statement_next (select))
    {
      GhGroup *group = g_object_new (GH_TYPE_GROUP, NULL);

      group->facts.id = gh_statement_get_int (select, GH_GROUP_COLUMN_ID);
      group->facts.key = g_strdup (gh_statement_get_text (select, GH_GROUP_COLUMN_KEY));
      group->facts.name = g_strdup (gh_statement_get_text (select, GH_GROUP_COLUMN_NAME));
      group->facts.description = g_strdup (gh_statement_get_text (select, GH_GROUP_COLUMN_DESCRIPTION));
      group->facts.status = gh_statement_get_int (select, GH_GROUP_COLUMN_STATUS);
      group->facts.directory_id = gh_statement_get_int (select, GH_GROUP_COLUMN_DIRECTORY_ID);
      group->directory = g_strdup (gh_statement_get_text (select, GH_GROUP_COLUMN_DIRECTORY));
      group->n_members = gh_statement_get_int (select, GH_GROUP_COLUMN_MEMBERS);
      g_ptr_array_add (groups, group);
    }

  if (!gh_statement_finish (select, error))
    return NULL;

  return g_steal_pointer (&groups);
}

GPtrArray *
gh_group_list (GhConnection  *connection,
               GError       **error)
{
  const GhView all = { NULL };

  return gh_group_view_read (&all, connection, error);
}

gboolean
gh_group_count (GhConnection  *connection,
                gint64        *count,
                GError       **error)
{
  return gh_connection_get_number (connection, "groups/count-groups", count, error, "");
}

const GhGroupFacts *
gh_group_get_facts (GhGroup *self)
{
  g_return_val_if_fail (GH_IS_GROUP (self), NULL);

  return &self->facts;
}

gint64
gh_group_get_id (GhGroup *self)
{
  g_return_val_if_fail (GH_IS_GROUP (self), 0);

  return self->facts.id;
}

const char *
gh_group_get_key (GhGroup *self)
{
  g_return_val_if_fail (GH_IS_GROUP (self), NULL);

  return self->facts.key;
}

const char *
gh_group_get_name (GhGroup *self)
{
  g_return_val_if_fail (GH_IS_GROUP (self), NULL);

  return self->facts.name;
}

const char *
gh_group_get_description (GhGroup *self)
{
  g_return_val_if_fail (GH_IS_GROUP (self), NULL);

  return self->facts.description;
}

GhStoredStatus
gh_group_get_status (GhGroup *self)
{
  g_return_val_if_fail (GH_IS_GROUP (self), GH_STATUS_ACTIVE);

  return self->facts.status;
}

const char *
gh_group_get_directory (GhGroup *self)
{
  g_return_val_if_fail (GH_IS_GROUP (self), NULL);

  return self->directory;
}

gint64
gh_group_get_n_members (GhGroup *self)
{
  g_return_val_if_fail (GH_IS_GROUP (self), 0);

  return self->n_members;
}
