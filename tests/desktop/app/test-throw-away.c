/* SPDX-License-Identifier: GPL-3.0-or-later */
/* O1: an operation the desktop never mentions is still offered, asked for, run and logged. */
#include "gh-test-organisation.h"
#include "kit/test-find.h"
#include "kit/test-window.h"

#include "app/gh-window-private.h"
#include "kit/gh-selection-bar.h"
#include "kit/gh-table.h"
#include "log/gh-log-words.h"
#include "operate/gh-operate-dialog.h"
#include "user/gh-user-page-private.h"

typedef struct {
  GhTestOrganisation *org;
  GSettings          *settings;
  GhWindow           *window;
} Fixture;

#define sees(text) (test_find (GTK_WIDGET (fixture->window), GTK_TYPE_LABEL, text) != NULL)

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  fixture->org = gh_test_organisation_new ();
  gh_test_add_users (fixture->org, "anna bert");
  gh_test_make_managed (fixture->org, "bert");
  fixture->settings = g_settings_new ("io.github.gatehouse.Gatehouse");
  g_settings_set_string (fixture->settings, "page", "users");
  fixture->window = gh_window_new (GTK_APPLICATION (g_application_get_default ()), fixture->settings);
  g_object_add_weak_pointer (G_OBJECT (fixture->window), (gpointer *) &fixture->window);
  gtk_window_present (GTK_WINDOW (fixture->window));
  gh_window_open (fixture->window, fixture->org->path, NULL);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  test_wait_until (fixture->window == NULL);
  g_clear_object (&fixture->settings);
  gh_test_organisation_free (fixture->org);
}

static GhTableList *
get_list (Fixture *fixture)
{
  GhPage *page = gh_window_get_page (fixture->window);
  GtkWidget *table = page != NULL ? test_find (GTK_WIDGET (page), GH_TYPE_TABLE, NULL) : NULL;

  return table != NULL ? gh_table_get_list (GH_TABLE (table)) : NULL;
}

static GtkWidget *
find_dialog (void)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWidget) window = g_list_model_get_item (windows, i);

      if (GH_IS_OPERATE_DIALOG (window))
        return window;
    }

  return NULL;
}

/* The open menu's entry within @widget. */
static GtkWidget *
find_entry (GtkWidget *widget)
{
  GtkWidget *label = test_find (widget, GTK_TYPE_LABEL, "Wave Goodbye…");

  return label != NULL ? gtk_widget_get_ancestor (label, GTK_TYPE_BUTTON) : NULL;
}

static void
test_list (Fixture       *fixture,
           gconstpointer  data)
{
  GtkWidget *bar, *entry;
  GtkWidget *found;
  g_autofree char *label = NULL;

  test_wait_until (get_list (fixture) != NULL && gh_table_list_get_ids (get_list (fixture))->len == 2);
  gh_table_list_select_id (get_list (fixture), 1, TRUE);
  gh_table_list_select_id (get_list (fixture), 2, TRUE);

  /* In the menu; not among the common ones on the bar. */
  test_wait_until ((bar = test_find (GTK_WIDGET (fixture->window), GH_TYPE_SELECTION_BAR, NULL)) != NULL);
  g_assert_null (find_entry (bar));
  gtk_menu_button_popup (gh_selection_bar_get_more_button (GH_SELECTION_BAR (bar)));
  test_wait_until ((entry = find_entry (bar)) != NULL);
  g_assert_true (gtk_widget_is_sensitive (entry));
  gtk_widget_activate (entry);

  /* The dialog, with an editor for its parameters, and generic wording. */
  test_wait_until (find_dialog () != NULL &&
                   test_find (find_dialog (), GTK_TYPE_LABEL, "is skipped and stays as it is") != NULL);
  g_assert_nonnull (test_find (find_dialog (), ADW_TYPE_ENTRY_ROW, "What to Say"));
  test_wait_until ((found = test_find (find_dialog (), GTK_TYPE_BUTTON, "Wave Goodbye")) != NULL &&
                   gtk_widget_is_sensitive (found));
  gtk_widget_activate_action (find_dialog (), "operate.run", NULL);
  test_wait_until (find_dialog () == NULL && sees ("Waved goodbye to 1 user, 1 skipped"));

  /* The log describes it as the register does. */
  gh_test_assert_query (fixture->org, "SELECT operation FROM log ORDER BY seq DESC LIMIT 1", "user.wave");
  label = gh_log_words_dup_label ("user.wave");
  g_assert_cmpstr (label, ==, "Wave Goodbye");
}

/* The page of a user does the same check: one from a directory cannot be waved at. */
static void
test_user (Fixture       *fixture,
           gconstpointer  data)
{
  static const char *const names[] = { "anna", "bert" };

  test_wait_until (get_list (fixture) != NULL && gh_table_list_get_ids (get_list (fixture))->len == 2);
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *sql = g_strdup_printf ("SELECT key FROM users WHERE username = '%s'", names[i]);
      g_autofree char *key = gh_test_query (fixture->org, sql);
      GtkWidget *menu = NULL, *entry = NULL;

      gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.open-user", "s", key);
      test_wait_until (g_strcmp0 (gh_page_get_title (gh_window_get_page (fixture->window)), names[i]) == 0);
      menu = GH_USER_PAGE (gh_window_get_page (fixture->window))->menu_button;
      test_wait_until (gtk_widget_get_mapped (menu));
      gtk_menu_button_popup (GTK_MENU_BUTTON (menu));
      test_wait_until ((entry = find_entry (menu)) != NULL);
      g_assert_true (gtk_widget_is_sensitive (entry) == (i == 0));
      if (i == 1)
        g_assert_nonnull (test_find (menu, GTK_TYPE_LABEL,
                                     gh_refusal_get_tooltip (GH_REFUSAL_MANAGED_BY_DIRECTORY)));
      gtk_menu_button_popdown (GTK_MENU_BUTTON (menu));
    }
}

int
main (int   argc,
      char *argv[])
{
  g_autoptr (AdwApplication) application = NULL;

  test_init (&argc, &argv);
  application = adw_application_new ("io.github.gatehouse.Test", G_APPLICATION_NON_UNIQUE);
  g_application_register (G_APPLICATION (application), NULL, NULL);

  g_test_add ("/O1/throw-away/list", Fixture, NULL, set_up, test_list, tear_down);
  g_test_add ("/O1/throw-away/user", Fixture, NULL, set_up, test_user, tear_down);

  return g_test_run ();
}
