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
get_key (GtkWidget *widget)
{
  return g_object_get_data (G_OBJECT (widget), "key");
}

/* The headers do the same, for the mouse only. */
static void
update_sort_button (GhColumnsPopover *self,
                    GtkWidget        *button,
                    const char       *title)
{
  gboolean is_descending;
  gboolean is_sorted = g_strcmp0 (gh_table_get_sort (self->table, &is_descending), get_key (button)) == 0;
  gboolean goes_down = is_sorted && !is_descending;
  g_autofree char *text = g_strdup_printf (goes_down ? _("Sort by “%s”, Descending") : _("Sort by “%s”"), title);

  gtk_button_set_icon_name (GTK_BUTTON (button), is_sorted && is_descending ? "gh-down-symbolic" : "gh-up-symbolic");
  if (is_sorted)
    gtk_widget_remove_css_class (button, "dim-label");
  else
    gtk_widget_add_css_class (button, "dim-label");
  gtk_widget_set_tooltip_text (button, text);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, text, -1);
}

/* @note: why a chosen column is hidden */
static void
update_check (GhColumnsPopover *self,
              GtkWidget        *check,
              GtkWidget        *note)
{
  gboolean is_chosen = gh_table_get_column_chosen (self->table, get_key (check));
  gboolean lacks_room = is_chosen && !gh_table_get_column_visible (self->table, get_key (check));

  gtk_check_button_set_active (GTK_CHECK_BUTTON (check), is_chosen);
  gtk_widget_set_visible (note, lacks_room);
  gtk_accessible_update_property (GTK_ACCESSIBLE (check), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  lacks_room ? gtk_label_get_text (GTK_LABEL (note)) : "", -1);
}

static void
update (GhColumnsPopover *self)
{
  self->is_updating = TRUE;
  for (GtkWidget *row = gtk_widget_get_first_child (self->box); GTK_IS_BOX (row);
       row = gtk_widget_get_next_sibling (row))
    {
      GtkWidget *check = gtk_widget_get_first_child (row);
      GtkWidget *note = gtk_widget_get_next_sibling (check);
      GtkWidget *sort = gtk_widget_get_next_sibling (note);

      gtk_widget_set_visible (row, gh_table_get_column_offered (self->table, get_key (check)));
      update_check (self, check, note);
      if (sort != NULL)
        update_sort_button (self, sort, gtk_check_button_get_label (GTK_CHECK_BUTTON (check)));
    }
  self->is_updating = FALSE;
}

static void
toggled_cb (GtkCheckButton   *check,
            GhColumnsPopover *self)
{
  if (!self->is_updating)
    {
      gh_table_set_column_chosen (self->table, get_key (GTK_WIDGET (check)), gtk_check_button_get_active (check));
      update (self); /* others may lack the room it took */
    }
}

static void
sort_cb (GtkWidget        *button,
         GhColumnsPopover *self)
{
  gh_table_sort (self->table, get_key (button));
  update (self);
}

static GtkWidget *
create_row (GhColumnsPopover    *self,
            const GhTableColumn *column,
            gboolean             is_first)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *check = gtk_check_button_new_with_label (_(column->title));
  GtkWidget *note = gtk_label_new (_("No room now"));

  g_object_set_data (G_OBJECT (check), "key", (gpointer) column->key);
  gtk_widget_set_sensitive (check, !is_first);
  gtk_widget_set_hexpand (check, TRUE);
  g_signal_connect_object (check, "toggled", G_CALLBACK (toggled_cb), self, 0);
  gtk_box_append (GTK_BOX (row), check);
  gtk_widget_add_css_class (note, "caption");
  gtk_widget_add_css_class (note, "dim-label");
  gtk_box_append (GTK_BOX (row), note);
  if ((column->flags & GH_TABLE_COLUMN_SORTABLE) != 0)
    {
      GtkWidget *sort = gtk_button_new ();

      g_object_set_data (G_OBJECT (sort), "key", (gpointer) column->key);
      gtk_widget_add_css_class (sort, "flat");
      g_signal_connect_object (sort, "clicked", G_CALLBACK (sort_cb), self, 0);
      gtk_box_append (GTK_BOX (row), sort);
    }

  return row;
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
  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
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
    gtk_box_append (GTK_BOX (self->box), create_row (self, &columns[i], i == 0));

  reset = gtk_button_new_with_mnemonic (_("_Reset"));
  gtk_widget_set_margin_top (reset, 6);
  g_signal_connect_object (reset, "clicked", G_CALLBACK (reset_cb), self, 0);
  gtk_box_append (GTK_BOX (self->box), reset);

  return GTK_WIDGET (self);
}
