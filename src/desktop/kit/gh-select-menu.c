/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kit/gh-select-menu.h"

#include "kit/gh-table-private.h"

#include <glib/gi18n-lib.h>

static void
select_cb (GSimpleAction *action,
           GVariant      *parameter,
           gpointer       table)
{
  const char *what = g_variant_get_string (parameter, NULL);
  GhTableList *list = gh_table_get_list (table);
  guint first;
  guint n;

  gh_table_list_get_viewport (list, &first, &n);
  if (g_str_equal (what, "all"))
    gtk_selection_model_select_all (GTK_SELECTION_MODEL (list));
  else if (g_str_equal (what, "screen"))
    gtk_selection_model_select_range (GTK_SELECTION_MODEL (list), first, n, FALSE);
  else if (g_str_equal (what, "none"))
    gtk_selection_model_unselect_all (GTK_SELECTION_MODEL (list));
  else
    gh_table_list_invert (list);
}

static void
append (GMenu      *menu,
        const char *label,
        const char *action,
        const char *accelerator)
{
  g_autoptr (GMenuItem) item = g_menu_item_new (label, action);

  if (accelerator != NULL)
    g_menu_item_set_attribute (item, "accel", "s", accelerator);
  g_menu_append_item (menu, item);
}

/* Rebuilt each time, because the first entry shows a count. */
static void
create_menu_cb (GtkMenuButton *button,
                gpointer       table)
{
  guint n = gh_table_list_get_ids (gh_table_get_list (table))->len;
  g_autofree char *number = g_strdup_printf ("%'u", n);
  g_autofree char *all = g_strdup_printf (_("_All %s in This View"), number);
  g_autoptr (GMenu) menu = g_menu_new ();

  append (menu, all, "select.rows::all", "<Control>a");
  append (menu, _("_Rows on Screen"), "select.rows::screen", NULL);
  append (menu, _("_None"), "select.rows::none", "<Control><Shift>a");
  append (menu, _("_Invert"), "select.rows::invert", "<Control><Shift>r");
  gtk_menu_button_set_menu_model (button, G_MENU_MODEL (menu));
}

void
gh_select_menu_attach (GtkMenuButton *button,
                       GhTable       *table)
{
  static const GActionEntry entries[] = { { "rows", select_cb, "s" } };
  g_autoptr (GSimpleActionGroup) group = g_simple_action_group_new ();

  g_return_if_fail (GTK_IS_MENU_BUTTON (button));
  g_return_if_fail (GH_IS_TABLE (table));

  g_action_map_add_action_entries (G_ACTION_MAP (group), entries, G_N_ELEMENTS (entries), table);
  gtk_widget_insert_action_group (GTK_WIDGET (button), "select", G_ACTION_GROUP (group));
  gtk_menu_button_set_create_popup_func (button, create_menu_cb, table, NULL);
  g_object_bind_property (table->header, "sensitive", button, "sensitive", G_BINDING_SYNC_CREATE);
}
