/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kit/gh-table-source.h"

G_DEFINE_INTERFACE (GhTableSource, gh_table_source, G_TYPE_OBJECT)

static void
gh_table_source_default_init (GhTableSourceInterface *iface)
{
}

gboolean
gh_table_source_fill (GhTableSource *source,
                      GhTableRow    *row)
{
  g_return_val_if_fail (GH_IS_TABLE_SOURCE (source), FALSE);
  g_return_val_if_fail (GH_IS_TABLE_ROW (row), FALSE);

  return GH_TABLE_SOURCE_GET_IFACE (source)->fill (source, row);
}

char *
gh_table_source_dup_name (GhTableSource *source,
                          GhTableRow    *row)
{
  GhTableSourceInterface *iface;

  g_return_val_if_fail (GH_IS_TABLE_SOURCE (source), NULL);

  iface = GH_TABLE_SOURCE_GET_IFACE (source);

  return iface->dup_name != NULL ? iface->dup_name (source, row) : NULL;
}

char *
gh_table_source_dup_tooltip (GhTableSource *source,
                             GhTableRow    *row,
                             guint          column)
{
  GhTableSourceInterface *iface;

  g_return_val_if_fail (GH_IS_TABLE_SOURCE (source), NULL);

  iface = GH_TABLE_SOURCE_GET_IFACE (source);

  return iface->dup_tooltip != NULL ? iface->dup_tooltip (source, row, column) : NULL;
}
