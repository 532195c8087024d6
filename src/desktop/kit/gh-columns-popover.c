/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kit/gh-columns-popover.h"

#include <glib/gi18n-lib.h>

struct _GhColumnsPopover {
  GtkPopover  parent_instance;

  GhTable    *table;
  GtkWidget  *box;
  gboolean    is_updating;
};

G_DEFINE_FINAL_TYPE (GhColumnsPopover, gh_columns_popover, GTK_TYPE_POPOVER)

static const char *
get_key (GtkWidget *check)
{
  return g_object_get_data (G_OBJECT (check), "key");
}

static void
update (GhColumnsPopover *self)
{
  self->is_updating = TRUE;
  for (GtkWidget *check = gtk_widget_get_first_child (self->box); GTK_IS_CHECK_BUTTON (check);
       check = gtk_widget_get_next_sibling (check))
    gtk_check_button_set_active (GTK_CHECK_BUTTON (check), gh_table_get_column_visible (self->table, get_key (check)));
  self->is_updating = FALSE;
}

static void
toggled_cb (GtkCheckButton   *check,
            GhColumnsPopover *self)
{
  if (!self->is_updating)
    gh_table_set_column_visible (self->table, get_key (GTK_WIDGET (check)), gtk_check_button_get_active (check));
}

static void
reset_cb (GtkButton        *button,
          GhColumnsPopover *self)
{
  gboolean is_descending;
  const char *sort = gh_table_get_sort (self->table, &is_descending);

  gh_table_set_layout (self->table, NULL);
  gh_table_set_sort (self->table, sort, is_descending);
  update (self);
}

static void
gh_columns_popover_class_init (GhColumnsPopoverClass *klass)
{
}

static void
gh_columns_popover_init (GhColumnsPopover *self)
{
  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  gtk_popover_set_child (GTK_POPOVER (self), self->box);
  gtk_widget_add_css_class (GTK_WIDGET (self), "gh-form");
  g_signal_connect (self, "show", G_CALLBACK (update), NULL);
}

GtkWidget *
gh_columns_popover_new (GhTable             *table,
                        const GhTableColumn *columns,
                        guint                n_columns)
{
  GhColumnsPopover *self;
  GtkWidget *reset;

  g_return_val_if_fail (GH_IS_TABLE (table), NULL);

  self = g_object_new (GH_TYPE_COLUMNS_POPOVER, NULL);
  self->table = table;
  for (guint i = 0; i < n_columns; i++)
    {
      GtkWidget *check = gtk_check_button_new_with_label (_(columns[i].title));

      g_object_set_data (G_OBJECT (check), "key", (gpointer) columns[i].key);
      gtk_widget_set_sensitive (check, i > 0);
      g_signal_connect_object (check, "toggled", G_CALLBACK (toggled_cb), self, 0);
      gtk_box_append (GTK_BOX (self->box), check);
    }

  reset = gtk_button_new_with_mnemonic (_("_Reset"));
  gtk_widget_set_margin_top (reset, 6);
  g_signal_connect_object (reset, "clicked", G_CALLBACK (reset_cb), self, 0);
  gtk_box_append (GTK_BOX (self->box), reset);

  return GTK_WIDGET (self);
}
