/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kit/gh-table-private.h"

#include "kit/gh-table-cell.h"

#include <glib/gi18n-lib.h>

/* Which column a factory serves. */
typedef struct {
  GhTable *table; /* borrowed */
  guint    column;
} Factory;

static G_DEFINE_QUARK (gh-table-cell-column, cell_column)
static G_DEFINE_QUARK (gh-table-cell-row, cell_row)

/* Stores the index plus 2, so that neither the first column nor the check boxes are NULL. */
static void
mark_cell (GtkWidget *cell,
           guint      column)
{
  g_object_set_qdata (G_OBJECT (cell), cell_column_quark (), GUINT_TO_POINTER (column + 2));
}

static gboolean
is_cell (GtkWidget *widget,
         guint     *column)
{
  gpointer mark = widget != NULL ? g_object_get_qdata (G_OBJECT (widget), cell_column_quark ()) : NULL;

  if (mark != NULL)
    *column = GPOINTER_TO_UINT (mark) - 2;

  return mark != NULL;
}

static GhTableRow *
get_cell_row (GtkWidget *cell)
{
  return g_object_get_qdata (G_OBJECT (cell), cell_row_quark ());
}

GtkWidget *
gh_table_find_cell (GhTable     *self,
                    GtkWidget   *widget,
                    GhTableRow **row,
                    guint       *column)
{
  for (; widget != NULL && widget != self->list_view; widget = gtk_widget_get_parent (widget))
    {
      GtkWidget *cell = widget;

      /* GTK wraps the cell's own widget in one with the padding. */
      if (!is_cell (cell, column))
        cell = gtk_widget_get_first_child (widget);
      if (!is_cell (cell, column) || get_cell_row (cell) == NULL)
        continue;

      *row = get_cell_row (cell);
      return cell;
    }

  return NULL;
}

GhTableRow *
gh_table_get_widget_row (GtkWidget *row_widget)
{
  GtkWidget *check_cell = gtk_widget_get_first_child (row_widget);
  GtkWidget *check = check_cell != NULL ? gtk_widget_get_first_child (check_cell) : NULL;

  return check != NULL ? get_cell_row (check) : NULL;
}

GtkWidget *
gh_table_get_row_widget (GhTable *self,
                         guint    position)
{
  GhTableRow *row = gh_table_list_peek_row (self->list, position);

  return row != NULL && row->check != NULL ? gtk_widget_get_parent (gtk_widget_get_parent (row->check)) : NULL;
}

gboolean
gh_table_cell_is_ellipsized (GtkWidget *cell)
{
  GtkInscription *inscription;

  if (GH_IS_TABLE_CELL (cell))
    inscription = gh_table_cell_get_inscription (GH_TABLE_CELL (cell));
  else if (GTK_IS_INSCRIPTION (cell))
    inscription = GTK_INSCRIPTION (cell);
  else
    return FALSE;

  return gh_table_cell_measure_text (inscription) > gtk_widget_get_width (GTK_WIDGET (inscription));
}

static void
show_cell (GtkWidget  *cell,
           GhTableRow *row,
           guint       column)
{
  if (GH_IS_TABLE_CELL (cell))
    {
      gh_table_cell_show (GH_TABLE_CELL (cell), row, column);
      return;
    }

  gh_table_cell_set_text (GTK_INSCRIPTION (cell), row->cells[column].text);
  gh_table_cell_set_style (cell, row->cells[column].style);
}

/* Screen readers read the row, so the row has the name. */
static void
name_row (GhTable    *self,
          GhTableRow *row)
{
  g_autofree char *name = NULL;
  GtkWidget *row_widget = gtk_widget_get_parent (gtk_widget_get_parent (row->check));

  if (row->is_loading)
    return;
  if (row->is_blank)
    {
      /* A row that is gone must not be read out. */
      gtk_accessible_reset_property (GTK_ACCESSIBLE (row_widget), GTK_ACCESSIBLE_PROPERTY_LABEL);
      return;
    }

  name = gh_table_source_dup_name (gh_table_list_get_source (self->list), row);
  if (name != NULL)
    gtk_accessible_update_property (GTK_ACCESSIBLE (row_widget), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

static void
show_check (GhTable    *self,
            GhTableRow *row)
{
  gtk_widget_set_child_visible (row->check, row->id != GH_TABLE_ROW_BLANK);
  name_row (self, row);
}

static void
row_changed_cb (GhTableRow *row,
                GhTable    *self)
{
  for (guint i = 0; i < self->n_columns; i++)
    if (row->cells[i].widget != NULL)
      show_cell (row->cells[i].widget, row, i);
  if (row->check != NULL)
    show_check (self, row);
}

static GtkWidget *
create_text (const GhTableColumn *descriptor)
{
  GtkWidget *cell;
  GtkWidget *text;

  if ((descriptor->flags & GH_TABLE_COLUMN_RICH) != 0)
    {
      cell = gh_table_cell_new ((descriptor->flags & GH_TABLE_COLUMN_STACKED) != 0);
      text = GTK_WIDGET (gh_table_cell_get_inscription (GH_TABLE_CELL (cell)));
    }
  else
    {
      cell = text = gtk_inscription_new (NULL);
      gtk_inscription_set_text_overflow (GTK_INSCRIPTION (text), GTK_INSCRIPTION_OVERFLOW_ELLIPSIZE_END);
      gtk_widget_set_valign (text, GTK_ALIGN_CENTER); /* as high as one line, else it would wrap */
      gtk_inscription_set_xalign (GTK_INSCRIPTION (text), descriptor->xalign);
    }
  if ((descriptor->flags & GH_TABLE_COLUMN_NUMERIC) != 0)
    gtk_widget_add_css_class (text, "numeric");

  return cell;
}

/* Only assistive technology gets here: the button ignores mouse and keyboard. */
static void
check_toggled_cb (GtkCheckButton *check,
                  GhTable        *self)
{
  GhTableRow *row = get_cell_row (GTK_WIDGET (check));

  if (!self->updating_check && row != NULL && row->id != GH_TABLE_ROW_BLANK)
    {
      self->is_anchored = FALSE;
      gtk_widget_activate_action (self->list_view, "list.select-item", "(ubb)", row->position, TRUE, FALSE);
    }
}

static GtkWidget *
create_check (GhTable *self)
{
  GtkWidget *check = gtk_check_button_new ();

  gtk_widget_set_visible (check, !self->is_plain);
  gtk_widget_set_focusable (check, FALSE);
  gtk_widget_set_can_target (check, FALSE);
  gtk_widget_set_halign (check, GTK_ALIGN_CENTER);
  gtk_widget_set_valign (check, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (check, "gh-table-check");
  gtk_accessible_update_property (GTK_ACCESSIBLE (check), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Select"), -1);
  g_signal_connect (check, "toggled", G_CALLBACK (check_toggled_cb), self);

  return check;
}

static void
setup_cb (GtkSignalListItemFactory *factory,
          GtkListItem              *item,
          Factory                  *data)
{
  GtkWidget *cell = data->column == GH_TABLE_CHECK_COLUMN
    ? create_check (data->table)
    : create_text (&data->table->descriptors[data->column]);

  mark_cell (cell, data->column);
  gtk_list_item_set_child (item, cell);
  /* Else GTK 4.8 handles each click twice, once for the cell and once for the row. */
  gtk_list_item_set_selectable (item, FALSE);
  gtk_list_item_set_activatable (item, FALSE);
}

/* Where the row keeps the widget of a column. */
static GtkWidget **
get_slot (GhTableRow *row,
          guint       column)
{
  return column == GH_TABLE_CHECK_COLUMN ? &row->check : &row->cells[column].widget;
}

static void
bind_cb (GtkSignalListItemFactory *factory,
         GtkListItem              *item,
         Factory                  *data)
{
  GtkWidget *cell = gtk_list_item_get_child (item);
  GhTableRow *row = gtk_list_item_get_item (item);

  g_object_set_qdata (G_OBJECT (cell), cell_row_quark (), row);
  *get_slot (row, data->column) = cell;
  if (data->column == GH_TABLE_CHECK_COLUMN)
    {
      g_signal_connect (row, "changed", G_CALLBACK (row_changed_cb), data->table);
      data->table->updating_check = TRUE;
      gtk_check_button_set_active (GTK_CHECK_BUTTON (cell), gtk_list_item_get_selected (item));
      data->table->updating_check = FALSE;
      show_check (data->table, row);
    }
  /* An unfilled row is not on the screen; its signal brings what it shows. */
  else if (!row->is_loading)
    show_cell (cell, row, data->column);
}

static void
unbind_cb (GtkSignalListItemFactory *factory,
           GtkListItem              *item,
           Factory                  *data)
{
  GtkWidget *cell = gtk_list_item_get_child (item);
  GhTableRow *row = gtk_list_item_get_item (item);

  if (data->column == GH_TABLE_CHECK_COLUMN)
    g_signal_handlers_disconnect_by_func (row, row_changed_cb, data->table);
  g_object_set_qdata (G_OBJECT (cell), cell_row_quark (), NULL);
  if (*get_slot (row, data->column) == cell)
    *get_slot (row, data->column) = NULL;
}

GtkListItemFactory *
gh_table_create_factory (GhTable *self,
                         guint    column)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  Factory *data = g_new (Factory, 1);

  data->table = self;
  data->column = column;
  g_object_set_data_full (G_OBJECT (factory), "gh-factory", data, g_free);
  g_signal_connect (factory, "setup", G_CALLBACK (setup_cb), data);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_cb), data);
  g_signal_connect (factory, "unbind", G_CALLBACK (unbind_cb), data);

  return factory;
}
