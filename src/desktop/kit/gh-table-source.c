/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kit/gh-table-source.h"

struct _GhTableSource {
  GObject                   parent_instance;

  const GhTableSourceFuncs *funcs;
  gpointer                  data;
  GDestroyNotify            free_data;
};

G_DEFINE_FINAL_TYPE (GhTableSource, gh_table_source, G_TYPE_OBJECT)

static void
gh_table_source_finalize (GObject *object)
{
  GhTableSource *self = GH_TABLE_SOURCE (object);

  if (self->free_data != NULL)
    self->free_data (self->data);

  G_OBJECT_CLASS (gh_table_source_parent_class)->finalize (object);
}

static void
gh_table_source_class_init (GhTableSourceClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = gh_table_source_finalize;
}

static void
gh_table_source_init (GhTableSource *self)
{
}

GhTableSource *
gh_table_source_new (const GhTableSourceFuncs *funcs,
                     gpointer                  data,
                     GDestroyNotify            free_data)
{
  GhTableSource *self = g_object_new (GH_TYPE_TABLE_SOURCE, NULL);

  self->funcs = funcs;
  self->data = data;
  self->free_data = free_data;

  return self;
}

gpointer
gh_table_source_get_data (GhTableSource *source)
{
  g_return_val_if_fail (GH_IS_TABLE_SOURCE (source), NULL);

  return source->data;
}

gboolean
gh_table_source_fill (GhTableSource *source,
                      GhTableRow    *row)
{
  g_return_val_if_fail (GH_IS_TABLE_SOURCE (source), FALSE);
  g_return_val_if_fail (GH_IS_TABLE_ROW (row), FALSE);

  return source->funcs->fill (source->data, row);
}

char *
gh_table_source_dup_name (GhTableSource *source,
                          GhTableRow    *row)
{
  g_return_val_if_fail (GH_IS_TABLE_SOURCE (source), NULL);

  return source->funcs->dup_name != NULL ? source->funcs->dup_name (source->data, row) : NULL;
}

char *
gh_table_source_dup_tooltip (GhTableSource *source,
                             GhTableRow    *row,
                             guint          column)
{
  g_return_val_if_fail (GH_IS_TABLE_SOURCE (source), NULL);

  return source->funcs->dup_tooltip != NULL ? source->funcs->dup_tooltip (source->data, row, column) : NULL;
}
