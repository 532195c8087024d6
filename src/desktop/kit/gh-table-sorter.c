/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kit/gh-table-sorter.h"

struct _GhTableSorter {
  GtkSorter   parent_instance;

  const char *key; /* interned */
};

G_DEFINE_FINAL_TYPE (GhTableSorter, gh_table_sorter, GTK_TYPE_SORTER)

/* The key of the first sorter asked, while gh_table_sorter_find() runs. */
static const char *first_key;

static GtkOrdering
gh_table_sorter_compare (GtkSorter *sorter,
                         gpointer   a,
                         gpointer   b)
{
  if (first_key == NULL)
    first_key = GH_TABLE_SORTER (sorter)->key;

  return GTK_ORDERING_SMALLER;
}

static GtkSorterOrder
gh_table_sorter_get_order (GtkSorter *sorter)
{
  return GTK_SORTER_ORDER_PARTIAL;
}

static void
gh_table_sorter_class_init (GhTableSorterClass *klass)
{
  GtkSorterClass *sorter_class = GTK_SORTER_CLASS (klass);

  sorter_class->compare = gh_table_sorter_compare;
  sorter_class->get_order = gh_table_sorter_get_order;
}

static void
gh_table_sorter_init (GhTableSorter *self)
{
}

GtkSorter *
gh_table_sorter_new (const char *key)
{
  GhTableSorter *self = g_object_new (GH_TYPE_TABLE_SORTER, NULL);

  self->key = key;

  return GTK_SORTER (self);
}

const char *
gh_table_sorter_find (GtkSorter *view_sorter,
                      gboolean  *descending)
{
  /* Two objects, because a sorter takes an object as equal to itself unasked. */
  g_autoptr(GObject) a = g_object_new (G_TYPE_OBJECT, NULL);
  g_autoptr(GObject) b = g_object_new (G_TYPE_OBJECT, NULL);

  g_return_val_if_fail (GTK_IS_SORTER (view_sorter), NULL);

  first_key = NULL;
  *descending = gtk_sorter_compare (view_sorter, a, b) == GTK_ORDERING_LARGER;

  return g_steal_pointer (&first_key);
}
