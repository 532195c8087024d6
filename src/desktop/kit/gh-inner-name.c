/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kit/gh-inner-name.h"

#include <glib/gi18n-lib.h>

#define NAME "gh-name"

/* --- rows with an entry --- */

static void
title_cb (AdwPreferencesRow *row)
{
  gtk_accessible_update_property (GTK_ACCESSIBLE (gtk_editable_get_delegate (GTK_EDITABLE (row))),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, adw_preferences_row_get_title (row), -1);
}

void
gh_entry_row_tell_name (AdwEntryRow *row)
{
  g_return_if_fail (ADW_IS_ENTRY_ROW (row));

  g_object_set (gtk_editable_get_delegate (GTK_EDITABLE (row)),
                "accessible-role", GTK_ACCESSIBLE_ROLE_TEXT_BOX, NULL);
  g_signal_connect (row, "notify::title", G_CALLBACK (title_cb), NULL);
  title_cb (ADW_PREFERENCES_ROW (row));
}

/* --- menu buttons --- */

/* A button with a label needs no tooltip, which would only cover something else. */
static void
update_tooltip (GtkMenuButton *button)
{
  const char *label = gtk_menu_button_get_label (button);
  const char *name = g_object_get_data (G_OBJECT (button), NAME);
  const char *shown = gtk_widget_get_tooltip_text (GTK_WIDGET (button));

  /* Leave a tooltip that tells why it is disabled. */
  if (shown != NULL && g_strcmp0 (shown, name) != 0)
    return;

  gtk_widget_set_tooltip_text (GTK_WIDGET (button), label != NULL && *label != '\0' ? NULL : name);
}

void
gh_menu_button_set_name (GtkMenuButton *button,
                         const char    *name)
{
  GtkWidget *inner;

  g_return_if_fail (GTK_IS_MENU_BUTTON (button));

  inner = gtk_widget_get_first_child (GTK_WIDGET (button));
  gtk_widget_set_tooltip_text (GTK_WIDGET (button), NULL);
  g_object_set_data_full (G_OBJECT (button), NAME, g_strdup (name), g_free);
  g_signal_connect (button, "notify::label", G_CALLBACK (update_tooltip), NULL);
  g_signal_connect (button, "notify::icon-name", G_CALLBACK (update_tooltip), NULL);
  update_tooltip (button);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (inner), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

/* --- drop-downs --- */

static void
chosen_cb (GtkDropDown *drop_down)
{
  const char *name = g_object_get_data (G_OBJECT (drop_down), NAME);
  gpointer chosen = gtk_drop_down_get_selected_item (drop_down);
  g_autofree char *text = NULL;

  /* Translators: what is to be chosen, and what is chosen */
  if (GTK_IS_STRING_OBJECT (chosen))
    text = g_strdup_printf (C_("name, choice", "%s, %s"), name, gtk_string_object_get_string (chosen));
  gtk_accessible_update_property (GTK_ACCESSIBLE (gtk_widget_get_first_child (GTK_WIDGET (drop_down))),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, text != NULL ? text : name, -1);
}

static GtkWidget *
find (GtkWidget *widget,
      GType      type)
{
  GtkWidget *found = g_type_is_a (G_OBJECT_TYPE (widget), type) ? widget : NULL;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find (child, type);

  return found;
}

/* GTK 4.8 puts the focus where it last was in the list, though the choice may have changed since by other means. */
static void
opened_cb (GtkDropDown *drop_down,
           GtkWidget   *popover)
{
  GtkWidget *list = find (popover, GTK_TYPE_LIST_VIEW);
  GtkWidget *row = list != NULL ? gtk_widget_get_first_child (list) : NULL;

  for (guint i = gtk_drop_down_get_selected (drop_down); i > 0 && row != NULL; i--)
    row = gtk_widget_get_next_sibling (row);
  if (row != NULL)
    gtk_widget_grab_focus (row);
}

void
gh_drop_down_set_up (GtkDropDown *drop_down,
                     const char  *name)
{
  GtkWidget *popover;

  g_return_if_fail (GTK_IS_DROP_DOWN (drop_down));

  g_object_set_data_full (G_OBJECT (drop_down), NAME, g_strdup (name), g_free);
  gtk_accessible_update_property (GTK_ACCESSIBLE (drop_down), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  g_signal_connect (drop_down, "notify::selected-item", G_CALLBACK (chosen_cb), NULL);
  chosen_cb (drop_down);

  popover = find (GTK_WIDGET (drop_down), GTK_TYPE_POPOVER);
  if (popover != NULL)
    g_signal_connect_object (popover, "show", G_CALLBACK (opened_cb), drop_down, G_CONNECT_SWAPPED);
}
