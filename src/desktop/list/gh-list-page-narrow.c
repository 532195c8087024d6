/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How the page fits narrow windows. */
#include "list/gh-list-page-private.h"

#include <glib/gi18n-lib.h>

/* Room for the count when narrow: “41 of 300”. */
#define COUNT_CHARS 9
/* “123 members”, beside a search. */
#define MEMBERS_CHARS 12

static gboolean
has_text (GhListPage *self)
{
  return *gtk_editable_get_text (GTK_EDITABLE (self->entry)) != '\0';
}

/* The search text stays visible, even when narrow. */
void
gh_list_page_update_title (GhListPage *self)
{
  GtkToggleButton *button = GTK_TOGGLE_BUTTON (self->search_button);
  gboolean narrow = gh_page_get_narrow (GH_PAGE (self));

  if (narrow && has_text (self))
    gtk_toggle_button_set_active (button, TRUE);
  gtk_stack_set_visible_child (self->title_stack,
                               !self->has_heading && (!narrow || gtk_toggle_button_get_active (button))
                                 ? self->search_clamp
                                 : self->window_title);
}

void
gh_list_page_search_toggled (GhListPage *self)
{
  gboolean is_searching = gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (self->search_button));

  if (!is_searching)
    gtk_editable_set_text (GTK_EDITABLE (self->entry), "");
  gh_list_page_update_title (self);
  if (is_searching && !has_text (self))
    gtk_widget_grab_focus (self->entry);
}

void
gh_list_page_update_comfortable (GhListPage *self)
{
  gh_table_set_comfortable (self->table, gh_page_get_narrow (GH_PAGE (self)) ||
                                         g_settings_get_boolean (self->computer, "comfortable"));
}

/* When narrow, a single chip's own button is enough. */
void
gh_list_page_update_clear (GhListPage *self)
{
  gboolean is_typed = has_text (self);
  gboolean has_one_chip = self->terms->len == 1 && !is_typed;

  gtk_widget_set_visible (self->clear_button, (self->terms->len > 0 || is_typed) &&
                                              !(has_one_chip && gh_page_get_narrow (GH_PAGE (self))));
}

/* A search below a heading has its own line if there is little room beside the count. */
static void
place_entry (GhListPage *self)
{
  GtkBox *row = GTK_BOX (self->filter_row);
  gboolean narrow = gh_page_get_narrow (GH_PAGE (self));

  if (!self->has_heading || (gtk_widget_get_parent (self->entry) == GTK_WIDGET (self->head)) == narrow)
    return;

  g_object_ref (self->entry);
  gtk_box_remove (GTK_BOX (gtk_widget_get_parent (self->entry)), self->entry);
  if (narrow)
    gtk_box_append (self->head, self->entry);
  else
    gtk_box_prepend (row, self->entry);
  g_object_unref (self->entry);
  gtk_widget_set_margin_start (self->entry, narrow ? 12 : 0);
  gtk_widget_set_margin_end (self->entry, narrow ? 12 : 0);
  gtk_widget_set_margin_top (self->entry, narrow ? 6 : 0);
}

void
gh_list_page_update_narrow (GhListPage *self)
{
  gboolean narrow = gh_page_get_narrow (GH_PAGE (self));

  place_entry (self);
  gtk_widget_set_visible (self->search_button, narrow && !self->has_heading);
  gtk_widget_set_visible (self->filter_label, !narrow);
  gtk_widget_set_visible (self->filter_arrow, !narrow);
  gtk_widget_set_visible (GTK_WIDGET (self->select_button), !self->kind->has_no_selection);
  gtk_widget_set_visible (GTK_WIDGET (self->columns_button), !self->kind->has_no_selection && !narrow);
  if (narrow)
    {
      gtk_button_set_icon_name (GTK_BUTTON (self->clear_button), "gh-no-symbolic");
      gtk_menu_button_set_icon_name (self->save_view_button, "gh-save-view-symbolic");
      gtk_menu_button_set_icon_name (self->select_button, "gh-select-symbolic");
      gtk_menu_button_set_icon_name (self->report_button, "gh-report-symbolic");
    }
  else
    {
      gtk_button_set_label (GTK_BUTTON (self->clear_button), _("Clear"));
      gtk_menu_button_set_label (self->save_view_button, _("Save View…"));
      gtk_menu_button_set_label (self->select_button, _("Select"));
      gtk_menu_button_set_label (self->report_button, _("Report"));
    }
  gtk_widget_set_tooltip_text (self->clear_button, narrow ? _("Clear") : NULL);
  gtk_inscription_set_min_chars (self->count, !narrow ? 3 : self->has_heading ? MEMBERS_CHARS : COUNT_CHARS);
  gtk_menu_button_set_always_show_arrow (self->select_button, !narrow);
  gtk_menu_button_set_always_show_arrow (self->report_button, !narrow);
  gh_selection_bar_set_narrow (self->selection_bar, narrow);
  gh_list_page_update_clear (self);
  gh_table_set_narrow (self->table, narrow);
  gh_list_page_update_comfortable (self);
  gh_list_page_update_title (self);
  gh_list_page_update_count_label (self);
}
