/* SPDX-License-Identifier: GPL-3.0-or-later */
/* GTK's own shortcuts window is 735 pixels wide and does not fold. */
#include "app/gh-shortcuts.h"

#include <glib/gi18n-lib.h>

static const struct {
  const char *title;
  const char *accelerator; /* NULL: the title of a group */
} shortcuts[] = {
  { N_("General"), NULL },
  { N_("Search this page"), "<Control>f" },
  { N_("Add a user"), "<Control>n" },
  { N_("Undo the last operation"), "<Control>z" },
  { N_("Undo that undo"), "<Control><Shift>z" },
  { N_("Main menu"), "F10" },
  { N_("Preferences"), "<Control>comma" },
  { N_("Keyboard shortcuts"), "<Control>question" },
  { N_("Close the window"), "<Control>w" },
  { N_("Quit"), "<Control>q" },
  { N_("Pages"), NULL },
  { N_("Pages 1 to 9 of the sidebar"), "<Control>1...9" },
  { N_("Next page"), "<Control>Page_Down" },
  { N_("Previous page"), "<Control>Page_Up" },
  { N_("Sidebar"), "F9" },
  { N_("Next part of the window"), "F6" },
  { N_("Back"), "<Alt>Left" },
  { N_("Forward"), "<Alt>Right" },
  { N_("Tables"), NULL },
  { N_("Open the row"), "Return" },
  { N_("Select the row"), "space" },
  { N_("Select up to the row"), "<Shift>space" },
  { N_("Select all in this view"), "<Control>a" },
  { N_("Select none"), "<Control><Shift>a" },
  { N_("Invert the selection"), "<Control><Shift>r" },
  { N_("Actions for the row"), "<Shift>F10" },
  { N_("More actions"), "<Control>m" },
  { N_("Change status"), "<Control>u" },
  { N_("Add to a group"), "<Control>g" },
  { N_("Send to the Trash"), "Delete" },
  { N_("Copy as a table"), "<Control>c" },
  { N_("Report"), "<Control>e" },
  { N_("Add a filter"), "<Control><Shift>f" },
  { N_("Save the view"), "<Control>d" },
  { N_("A User"), NULL },
  { N_("Save"), "<Control>s" },
  { N_("Edit the username"), "F2" },
  { N_("Previous user in the list"), "<Alt>Up" },
  { N_("Next user in the list"), "<Alt>Down" },
  { N_("Sections 1 to 8"), "<Alt>1...8" },
};

GtkWindow *
gh_shortcuts_new (void)
{
  GtkWidget *window = adw_preferences_window_new ();
  GtkWidget *page = adw_preferences_page_new ();
  GtkWidget *group = NULL;
  GtkWidget *first = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (shortcuts); i++)
    if (shortcuts[i].accelerator == NULL)
      {
        group = adw_preferences_group_new ();
        adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (group), _(shortcuts[i].title));
        adw_preferences_page_add (ADW_PREFERENCES_PAGE (page), ADW_PREFERENCES_GROUP (group));
      }
    else
      {
        GtkWidget *row = adw_action_row_new ();
        GtkWidget *label = gtk_shortcut_label_new (shortcuts[i].accelerator);

        adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), _(shortcuts[i].title));
        gtk_widget_set_valign (label, GTK_ALIGN_CENTER);
        adw_action_row_add_suffix (ADW_ACTION_ROW (row), label);
        adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), row);
        first = first != NULL ? first : row;
      }

  gtk_window_set_title (GTK_WINDOW (window), _("Keyboard Shortcuts"));
  adw_preferences_window_add (ADW_PREFERENCES_WINDOW (window), ADW_PREFERENCES_PAGE (page));
  /* So that the arrow keys scroll at once. */
  gtk_window_set_focus (GTK_WINDOW (window), first);

  return GTK_WINDOW (window);
}
