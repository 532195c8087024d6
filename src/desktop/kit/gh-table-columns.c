/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kit/gh-table-private.h"

#include "kit/gh-text-scale.h"

#include <glib/gi18n-lib.h>

#define CHECK_WIDTH 44

static void
layout_changed (GhTable *self)
{
  if (!self->setting_layout)
    g_signal_emit (self, gh_table_signals[GH_TABLE_LAYOUT_CHANGED], 0);
}

/* Leaves room for the header, whatever the language and font. */
static void
measure_column (GhTable             *self,
                const GhTableColumn *descriptor,
                GtkWidget           *title,
                GhTableWidth        *width)
{
  int header;

  gtk_widget_measure (title, GTK_ORIENTATION_HORIZONTAL, -1, NULL, &header, NULL, NULL);
  width->least = MAX (header, gh_text_scale (GTK_WIDGET (self), descriptor->least > 0 ? descriptor->least
                                                                                      : descriptor->width));
  width->own = (descriptor->flags & GH_TABLE_COLUMN_EXPAND) != 0
    ? -1
    : MAX (width->least, gh_text_scale (GTK_WIDGET (self), descriptor->width));
  width->chosen = width->own;
  width->is_chosen = (descriptor->flags & GH_TABLE_COLUMN_HIDDEN) == 0;
  width->is_offered = TRUE;
}

static gint64
find_column (GhTable    *self,
             const char *key)
{
  for (guint i = 0; i < self->n_columns; i++)
    if (g_strcmp0 (self->descriptors[i].key, key) == 0)
      return i;

  return -1;
}

static gint64
index_of_column (GhTable             *self,
                 GtkColumnViewColumn *column)
{
  for (guint i = 0; i < self->n_columns; i++)
    if (self->columns[i] == column)
      return i;

  return -1;
}

static void
fixed_width_cb (GtkColumnViewColumn *column,
                GParamSpec          *pspec,
                GhTable             *self)
{
  gint64 i = index_of_column (self, column);
  int width = gtk_column_view_column_get_fixed_width (column);

  if (self->setting_layout || i < 0 || !gtk_column_view_column_get_visible (column))
    return;

  /* The others make room on button release, or the edge would run away from the pointer. */
  self->is_dragged = TRUE;
  /* A double click on a header's edge unsets the width, which means the column's own here. */
  self->widths[i].chosen = width == -1 ? self->widths[i].own : width;
  if (width == -1)
    gh_table_queue_fold (self);
  layout_changed (self);
}

static gboolean
put_check_first_cb (gpointer data)
{
  GhTable *self = data;

  /* This removes it first, which columns_changed_cb() must ignore. */
  gtk_column_view_insert_column (self->view, 0, self->check_column);
  self->order_idle_id = 0;

  return G_SOURCE_REMOVE;
}

static void
columns_changed_cb (GListModel *columns,
                    guint       position,
                    guint       removed,
                    guint       added,
                    GhTable    *self)
{
  g_autoptr(GtkColumnViewColumn) first = NULL;

  if (self->columns == NULL) /* dispose */
    return;

  /* Not now: the user is still moving a column. */
  first = g_list_model_get_item (columns, 0);
  if (first != NULL && first != self->check_column && self->order_idle_id == 0)
    self->order_idle_id = g_idle_add (put_check_first_cb, self);

  layout_changed (self);
}

/* The key of the first column asked, while find_sorted() runs. */
static const char *first_key;

/* Sorts nothing. It makes a column's header clickable and carries the column's key. */
static int
compare_cb (gconstpointer a,
            gconstpointer b,
            gpointer      key)
{
  if (first_key == NULL)
    first_key = key;

  return -1;
}

/* GTK 4.8 has no call that tells which column a view is sorted by, but its sorter asks the columns' sorters in turn.
 * Returns: the key, or NULL if it is not sorted */
static const char *
find_sorted (GtkSorter *view_sorter,
             gboolean  *descending)
{
  /* Two objects, because a sorter takes an object as equal to itself unasked. */
  g_autoptr(GObject) a = g_object_new (G_TYPE_OBJECT, NULL);
  g_autoptr(GObject) b = g_object_new (G_TYPE_OBJECT, NULL);

  first_key = NULL;
  *descending = gtk_sorter_compare (view_sorter, a, b) == GTK_ORDERING_LARGER;

  return g_steal_pointer (&first_key);
}

static void
sorter_changed_cb (GtkSorter       *sorter,
                   GtkSorterChange  change,
                   GhTable         *self)
{
  gboolean descending;
  const char *key;

  if (self->setting_layout)
    return;

  key = find_sorted (sorter, &descending);
  if (key == NULL || (key == self->sort_key && descending == self->sort_descending))
    return;

  self->sort_key = key;
  self->sort_descending = descending;
  g_signal_emit (self, gh_table_signals[GH_TABLE_SORT_CHANGED], 0, key, descending);
  layout_changed (self);
}

void
gh_table_add_columns (GhTable *self)
{
  self->setting_layout = TRUE;

  self->check_column = gtk_column_view_column_new (NULL, gh_table_create_factory (self, GH_TABLE_CHECK_COLUMN));
  gtk_column_view_column_set_fixed_width (self->check_column, CHECK_WIDTH);
  gtk_column_view_append_column (self->view, self->check_column);

  self->columns = g_new0 (GtkColumnViewColumn *, self->n_columns);
  self->widths = g_new0 (GhTableWidth, self->n_columns);
  for (guint i = 0; i < self->n_columns; i++)
    {
      const GhTableColumn *descriptor = &self->descriptors[i];
      GtkColumnViewColumn *column = gtk_column_view_column_new (_(descriptor->title), gh_table_create_factory (self, i));
      GtkWidget *title;

      self->columns[i] = column;
      gtk_column_view_column_set_resizable (column, TRUE);
      gtk_column_view_column_set_expand (column, (descriptor->flags & GH_TABLE_COLUMN_EXPAND) != 0);
      if ((descriptor->flags & GH_TABLE_COLUMN_SORTABLE) != 0)
        {
          gpointer key = (gpointer) g_intern_string (descriptor->key);
          g_autoptr(GtkCustomSorter) sorter = gtk_custom_sorter_new (compare_cb, key, NULL);

          gtk_column_view_column_set_sorter (column, GTK_SORTER (sorter));
        }
      gtk_column_view_append_column (self->view, column);
      title = gtk_widget_get_last_child (self->header);
      measure_column (self, descriptor, title, &self->widths[i]);
      gh_table_show_column (self, i, self->widths[i].own, self->widths[i].is_chosen);
      g_signal_connect_object (column, "notify::fixed-width", G_CALLBACK (fixed_width_cb), self, 0);

      /* Aligns the header with the numbers; GTK has no call for it. */
      if (descriptor->xalign > 0.5f)
        gtk_widget_set_halign (gtk_widget_get_first_child (title), GTK_ALIGN_END);
    }
  g_signal_connect_object (gtk_column_view_get_columns (self->view), "items-changed",
                           G_CALLBACK (columns_changed_cb), self, 0);
  g_signal_connect_object (gtk_column_view_get_sorter (self->view), "changed",
                           G_CALLBACK (sorter_changed_cb), self, 0);

  self->setting_layout = FALSE;
}

void
gh_table_remove_columns (GhTable *self)
{
  g_clear_handle_id (&self->order_idle_id, g_source_remove);
  g_clear_handle_id (&self->fold_idle_id, g_source_remove);
  self->setting_layout = TRUE;
  for (guint i = 0; self->columns != NULL && i < self->n_columns; i++)
    g_object_unref (self->columns[i]);
  g_clear_pointer (&self->columns, g_free);
  g_clear_pointer (&self->widths, g_free);
  g_clear_object (&self->check_column);
  self->n_columns = 0;
}

gboolean
gh_table_get_column_visible (GhTable    *table,
                             const char *key)
{
  gint64 i;

  g_return_val_if_fail (GH_IS_TABLE (table), FALSE);

  i = find_column (table, key);
  g_return_val_if_fail (i >= 0, FALSE);

  return gtk_column_view_column_get_visible (table->columns[i]);
}

gboolean
gh_table_get_column_chosen (GhTable    *table,
                            const char *key)
{
  gint64 i;

  g_return_val_if_fail (GH_IS_TABLE (table), FALSE);

  i = find_column (table, key);
  g_return_val_if_fail (i >= 0, FALSE);

  return table->widths[i].is_offered && table->widths[i].is_chosen;
}

void
gh_table_set_column_chosen (GhTable    *table,
                            const char *key,
                            gboolean    chosen)
{
  gint64 i;

  g_return_if_fail (GH_IS_TABLE (table));

  i = find_column (table, key);
  g_return_if_fail (i >= 0);
  if (table->widths[i].is_chosen == chosen)
    return;

  table->widths[i].is_chosen = chosen;
  gh_table_fold (table);
  layout_changed (table);
}

gboolean
gh_table_get_column_offered (GhTable    *table,
                             const char *key)
{
  gint64 i;

  g_return_val_if_fail (GH_IS_TABLE (table), FALSE);

  i = find_column (table, key);
  g_return_val_if_fail (i >= 0, FALSE);

  return table->widths[i].is_offered;
}

void
gh_table_set_column_offered (GhTable    *table,
                             const char *key,
                             gboolean    offered)
{
  gint64 i;

  g_return_if_fail (GH_IS_TABLE (table));

  i = find_column (table, key);
  g_return_if_fail (i >= 0);
  if (table->widths[i].is_offered == offered)
    return;

  table->widths[i].is_offered = offered;
  if (!offered && g_strcmp0 (table->sort_key, key) == 0)
    gh_table_set_sort (table, NULL, FALSE);
  gh_table_fold (table);
}

const char *
gh_table_get_sort (GhTable  *table,
                   gboolean *descending)
{
  g_return_val_if_fail (GH_IS_TABLE (table), NULL);

  if (descending != NULL)
    *descending = table->sort_descending;

  return table->sort_key;
}

void
gh_table_set_sort (GhTable    *table,
                   const char *key,
                   gboolean    descending)
{
  gboolean was_setting;
  gint64 i;

  g_return_if_fail (GH_IS_TABLE (table));

  i = find_column (table, key);
  if (i >= 0 && (!table->widths[i].is_offered || (table->descriptors[i].flags & GH_TABLE_COLUMN_SORTABLE) == 0))
    i = -1;

  was_setting = table->setting_layout;
  table->setting_layout = TRUE;
  /* Without this the old column keeps its arrow. */
  gtk_column_view_sort_by_column (table->view, NULL, GTK_SORT_ASCENDING);
  if (i >= 0)
    gtk_column_view_sort_by_column (table->view, table->columns[i],
                                    descending ? GTK_SORT_DESCENDING : GTK_SORT_ASCENDING);
  table->setting_layout = was_setting;

  table->sort_key = i >= 0 ? g_intern_string (table->descriptors[i].key) : NULL;
  table->sort_descending = i >= 0 && descending;
}

void
gh_table_sort (GhTable    *table,
               const char *key)
{
  g_return_if_fail (GH_IS_TABLE (table));

  gh_table_set_sort (table, key, g_strcmp0 (table->sort_key, key) == 0 && !table->sort_descending);
  g_signal_emit (table, gh_table_signals[GH_TABLE_SORT_CHANGED], 0, table->sort_key, table->sort_descending);
  layout_changed (table);
}

GVariant *
gh_table_get_layout (GhTable *table)
{
  GVariantBuilder builder;
  GListModel *columns;

  g_return_val_if_fail (GH_IS_TABLE (table), NULL);

  g_variant_builder_init (&builder, G_VARIANT_TYPE ("a(sib)"));
  columns = gtk_column_view_get_columns (table->view);
  for (guint p = 0; p < g_list_model_get_n_items (columns); p++)
    {
      g_autoptr(GtkColumnViewColumn) column = g_list_model_get_item (columns, p);
      gint64 i = index_of_column (table, column);

      if (i >= 0)
        g_variant_builder_add (&builder, "(sib)", table->descriptors[i].key,
                               table->widths[i].chosen == table->widths[i].own ? -1 : table->widths[i].chosen,
                               table->widths[i].is_chosen);
    }

  return g_variant_new (GH_TABLE_LAYOUT_TYPE, &builder, table->sort_key != NULL ? table->sort_key : "",
                        table->sort_descending);
}

static void
place_column (GhTable *self,
              guint    i,
              guint    position,
              int      width,
              gboolean chosen)
{
  gtk_column_view_insert_column (self->view, position, self->columns[i]);
  self->widths[i].chosen = width > 0 ? width : self->widths[i].own;
  self->widths[i].is_chosen = chosen;
}

void
gh_table_set_layout (GhTable  *table,
                     GVariant *layout)
{
  g_autoptr(GVariant) owned = layout != NULL ? g_variant_ref_sink (layout) : NULL;
  g_autoptr(GVariantIter) iter = NULL;
  const char *sort_key = NULL;
  gboolean descending = FALSE;
  const char *key;
  int width;
  gboolean chosen;
  guint position = 1;

  g_return_if_fail (GH_IS_TABLE (table));
  g_return_if_fail (layout == NULL || g_variant_is_of_type (layout, G_VARIANT_TYPE (GH_TABLE_LAYOUT_TYPE)));

  table->setting_layout = TRUE;
  for (guint i = 0; i < table->n_columns; i++)
    place_column (table, i, i + 1, -1, (table->descriptors[i].flags & GH_TABLE_COLUMN_HIDDEN) == 0);

  if (owned != NULL)
    {
      g_variant_get (owned, "(a(sib)&sb)", &iter, &sort_key, &descending);
      while (g_variant_iter_next (iter, "(&sib)", &key, &width, &chosen))
        {
          gint64 i = find_column (table, key);

          if (i >= 0)
            place_column (table, (guint) i, position++, width, chosen);
        }
    }
  gh_table_set_sort (table, sort_key, descending);
  table->setting_layout = FALSE;

  gh_table_fold (table);
  layout_changed (table);
}

void
gh_table_set_narrow (GhTable  *table,
                     gboolean  narrow)
{
  g_return_if_fail (GH_IS_TABLE (table));

  if (narrow == table->is_narrow)
    return;

  table->is_narrow = narrow;
  gh_table_fold (table);
}
