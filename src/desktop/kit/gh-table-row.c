/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kit/gh-table-row-private.h"

static guint changed_signal;

G_DEFINE_FINAL_TYPE (GhTableRow, gh_table_row, G_TYPE_OBJECT)

static void
gh_table_row_dispose (GObject *object)
{
  GhTableRow *self = GH_TABLE_ROW (object);

  gh_table_row_set_home (self, NULL);

  G_OBJECT_CLASS (gh_table_row_parent_class)->dispose (object);
}

static void
gh_table_row_finalize (GObject *object)
{
  GhTableRow *self = GH_TABLE_ROW (object);

  for (guint i = 0; i < self->n_cells; i++)
    {
      g_free (self->cells[i].text);
      g_free (self->cells[i].suffix);
    }
  g_free (self->cells);

  G_OBJECT_CLASS (gh_table_row_parent_class)->finalize (object);
}

static void
gh_table_row_class_init (GhTableRowClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = gh_table_row_dispose;
  G_OBJECT_CLASS (klass)->finalize = gh_table_row_finalize;

  /**
   * GhTableRow::changed:
   *
   * The row shows something else: another id, or the same with other texts.
   */
  changed_signal =
    g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
gh_table_row_init (GhTableRow *self)
{
  self->id = GH_TABLE_ROW_BLANK;
}

GhTableRow *
gh_table_row_new (guint position,
                  guint n_columns)
{
  GhTableRow *self = g_object_new (GH_TYPE_TABLE_ROW, NULL);

  self->position = position;
  self->n_cells = n_columns;
  self->cells = g_new0 (GhTableRowCell, n_columns);

  return self;
}

void
gh_table_row_set_home (GhTableRow *row,
                       GHashTable *home)
{
  if (row->home != NULL)
    g_hash_table_remove (row->home, GUINT_TO_POINTER (row->position));
  row->home = home;
  if (home != NULL)
    g_hash_table_insert (home, GUINT_TO_POINTER (row->position), row);
}

void
gh_table_row_set_id (GhTableRow *row,
                     gint64      id)
{
  g_assert (GH_IS_TABLE_ROW (row));

  row->id = id;
  row->is_loading = TRUE;
}

void
gh_table_row_blank (GhTableRow *row)
{
  row->is_blank = TRUE;
  for (guint i = 0; i < row->n_cells; i++)
    {
      gh_table_row_set_text (row, i, NULL, NULL);
      gh_table_row_set_icon (row, i, NULL, NULL);
      gh_table_row_set_suffix (row, i, NULL, NULL);
    }
}

void
gh_table_row_emit_changed (GhTableRow *row)
{
  g_signal_emit (row, changed_signal, 0);
}

gint64
gh_table_row_get_id (GhTableRow *row)
{
  g_return_val_if_fail (GH_IS_TABLE_ROW (row), GH_TABLE_ROW_BLANK);

  return row->id;
}

static void
replace_text (char       **text,
              const char  *new_text)
{
  if (g_strcmp0 (*text, new_text) == 0)
    return;

  g_free (*text);
  *text = g_strdup (new_text);
}

void
gh_table_row_set_text (GhTableRow *row,
                       guint       column,
                       const char *text,
                       const char *style)
{
  g_return_if_fail (GH_IS_TABLE_ROW (row));
  g_return_if_fail (column < row->n_cells);

  replace_text (&row->cells[column].text, text);
  row->cells[column].style = g_intern_string (style);
}

void
gh_table_row_set_icon (GhTableRow *row,
                       guint       column,
                       const char *icon_name,
                       const char *style)
{
  g_return_if_fail (GH_IS_TABLE_ROW (row));
  g_return_if_fail (column < row->n_cells);

  row->cells[column].icon = g_intern_string (icon_name);
  row->cells[column].icon_style = g_intern_string (style);
}

void
gh_table_row_set_suffix (GhTableRow *row,
                         guint       column,
                         const char *text,
                         const char *style)
{
  g_return_if_fail (GH_IS_TABLE_ROW (row));
  g_return_if_fail (column < row->n_cells);

  replace_text (&row->cells[column].suffix, text);
  row->cells[column].suffix_style = g_intern_string (style);
}

const char *
gh_table_row_get_text (GhTableRow *row,
                       guint       column)
{
  g_return_val_if_fail (GH_IS_TABLE_ROW (row), NULL);
  g_return_val_if_fail (column < row->n_cells, NULL);

  return row->cells[column].text;
}

const char *
gh_table_row_get_suffix (GhTableRow *row,
                         guint       column)
{
  g_return_val_if_fail (GH_IS_TABLE_ROW (row), NULL);
  g_return_val_if_fail (column < row->n_cells, NULL);

  return row->cells[column].suffix;
}
