/* SPDX-License-Identifier: GPL-3.0-or-later */
/* F4: from 360 to 4 000 pixels no part of a page is cut or lies outside the window; no dialog is larger. */
#include "gh-test-organisation.h"
#include "kit/test-find.h"
#include "kit/test-fits.h"
#include "kit/test-window.h"

#include "app/gh-application.h"
#include "app/gh-window-private.h"
#include "keys/ops/gh-key-making.h"
#include "kit/gh-table.h"
#include "users/gh-users-page.h"

static const int widths[] = { 360, 420, 500, 640, 700, 800, 860, 1024, 1280, 1920, 4000 };
static const int dialog_widths[] = { 360, 420, 640, 800, 1280 };

#define N_USERS "120"

typedef struct {
  GhTestOrganisation *org;
  GSettings          *settings;
  GhWindow           *window;
} Fixture;

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  g_autofree char *day = g_date_time_format (now, "{\"users\":" N_USERS ",\"seed\":7,\"today\":\"%FT00:00:00Z\"}");
  g_autoptr (GhResult) result = NULL;

  fixture->org = gh_test_organisation_new ();
  /* The window empties the Trash of those whose time is over. */
  result = gh_test_run (fixture->org, "organisation.fill-practice", NULL, day);
  g_assert_false (result->is_refused);
  gh_test_do (fixture->org, "group.add", NULL, "{\"name\":\"Night shift\"}", 1);
  fixture->settings = g_settings_new ("io.github.gatehouse.Gatehouse");
  g_settings_reset (fixture->settings, "window-size");
  g_settings_reset (fixture->settings, "maximized");
  fixture->window = gh_window_new (GTK_APPLICATION (g_application_get_default ()), fixture->settings);
  g_object_add_weak_pointer (G_OBJECT (fixture->window), (gpointer *) &fixture->window);
  gtk_window_present (GTK_WINDOW (fixture->window));
  gh_window_open (fixture->window, fixture->org->path, NULL);
  test_wait_until (gh_window_get_page (fixture->window) != NULL);
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

static GtkWidget *
get_page (Fixture *fixture)
{
  return GTK_WIDGET (gh_window_get_page (fixture->window));
}

static GtkWidget *
find_table (Fixture *fixture)
{
  return test_find (get_page (fixture), GH_TYPE_TABLE, NULL);
}

static gboolean
has_rows (Fixture *fixture)
{
  GtkWidget *table = find_table (fixture);

  return table != NULL && gh_table_list_get_ids (gh_table_get_list (GH_TABLE (table)))->len > 0;
}

static void
show (Fixture    *fixture,
      const char *action,
      const char *argument)
{
  gtk_widget_activate_action (GTK_WIDGET (fixture->window), action, "s", argument);
  test_run_for (300);
}

static void
show_rows (Fixture    *fixture,
           const char *page)
{
  show (fixture, "win.open-page", page);
  test_wait_until (has_rows (fixture));
}

static void
select_all (Fixture *fixture)
{
  gtk_selection_model_select_all (GTK_SELECTION_MODEL (gh_table_get_list (GH_TABLE (find_table (fixture)))));
}

/* --- pages --- */

static void
show_users (Fixture *fixture)
{
  show_rows (fixture, "users");
}

static void
show_users_selected (Fixture *fixture)
{
  show_rows (fixture, "users");
  select_all (fixture);
}

/* Selected users outside the search count too. */
static void
show_users_searched (Fixture *fixture)
{
  show_users_selected (fixture);
  gtk_editable_set_text (GTK_EDITABLE (GH_LIST_PAGE (get_page (fixture))->entry), "an");
}

static void
show_every_column (Fixture *fixture)
{
  static const char *const keys[] = { "alias", "group", "created", "notes", "synced", "source" };

  show_rows (fixture, "users");
  for (gsize i = 0; i < G_N_ELEMENTS (keys); i++)
    gh_table_set_column_chosen (GH_TABLE (find_table (fixture)), keys[i], TRUE);
}

static void
show_groups (Fixture *fixture)
{
  show_rows (fixture, "groups");
}

static void
show_groups_selected (Fixture *fixture)
{
  show_rows (fixture, "groups");
  select_all (fixture);
}

static void
show_group (Fixture *fixture)
{
  g_autofree char *key = gh_test_query (fixture->org, "SELECT key FROM groups WHERE name = 'Contractors 2025'");

  show (fixture, "win.open-group", key);
  test_wait_until (has_rows (fixture));
}

static void
show_group_selected (Fixture *fixture)
{
  show_group (fixture);
  select_all (fixture);
}

static void
show_trash (Fixture *fixture)
{
  show_rows (fixture, "trash");
}

static void
show_trash_selected (Fixture *fixture)
{
  show_rows (fixture, "trash");
  select_all (fixture);
}

static void
show_dashboard (Fixture *fixture)
{
  show (fixture, "win.open-page", "dashboard");
}

static void
show_settings (Fixture *fixture)
{
  show (fixture, "win.open-page", "settings");
}

static void
show_log (Fixture *fixture)
{
  show_rows (fixture, "administrator-log");
}

static void
show_log_entry (Fixture *fixture)
{
  gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.open-entry", "x", G_GINT64_CONSTANT (2));
  test_run_for (300);
  test_wait_until (has_rows (fixture));
}

/* Its section has more rows, and the notice about the key has two buttons. */
static void
show_settings_with_key (Fixture *fixture)
{
  g_autoptr (GhResult) result = gh_key_make (fixture->org->store, "key.create", fixture->org->actor, FALSE, NULL, NULL,
                                             NULL, NULL);

  g_assert_nonnull (result);
  show (fixture, "win.open-page", "settings");
  test_wait_until (test_find (get_page (fixture), GTK_TYPE_BUTTON, "_New Recovery Key…") != NULL);
  test_wait_until (gh_notice_is_shown (GH_NOTICE (fixture->window->notice)));
}

static void
show_undoable (Fixture *fixture)
{
  gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.open-entry", "x", G_GINT64_CONSTANT (3));
  test_wait_until (test_find (get_page (fixture), GTK_TYPE_LABEL, "Night shift") != NULL);
  test_run_for (300);
}

static void
show_user (Fixture *fixture)
{
  g_autofree char *key = gh_test_query (fixture->org, "SELECT key FROM users WHERE directory_id IS NULL AND id NOT IN (SELECT user_id FROM trash)");

  show (fixture, "win.open-user", key);
  test_wait_until (test_find (get_page (fixture), GTK_TYPE_BUTTON, "_Change Status…") != NULL);
}

static void
show_import (Fixture *fixture)
{
  g_autofree char *path = g_build_filename (fixture->org->folder, "joiners.csv", NULL);
  g_autofree char *name = gh_test_query (fixture->org, "SELECT username FROM users");
  g_autofree char *text = g_strdup_printf ("username,realname\naa.first,First\n%s,Somebody Else\n,Nobody\n", name);

  g_assert_true (g_file_set_contents (path, text, -1, NULL));
  show (fixture, "win.import", path);
  test_wait_until (has_rows (fixture));
}

static const struct {
  const char *name;
  void      (*show) (Fixture *fixture);
} pages[] = {
  { "dashboard", show_dashboard },
  { "users", show_users },
  { "users-selected", show_users_selected },
  { "users-searched", show_users_searched },
  { "users-every-column", show_every_column },
  { "groups", show_groups },
  { "groups-selected", show_groups_selected },
  { "group", show_group },
  { "group-selected", show_group_selected },
  { "trash", show_trash },
  { "trash-selected", show_trash_selected },
  { "log", show_log },
  { "log-entry", show_log_entry },
  { "user", show_user },
  { "settings", show_settings },
  { "settings-with-key", show_settings_with_key },
  { "import", show_import },
};

static void
test_page (Fixture       *fixture,
           gconstpointer  data)
{
  gsize page = GPOINTER_TO_SIZE (data);
  GtkWidget *window = GTK_WIDGET (fixture->window);

  pages[page].show (fixture);
  /* And back: what left returns with the space. */
  for (int i = 0; i < 2 * (int) G_N_ELEMENTS (widths) - 1; i++)
    {
      int width = widths[ABS ((int) G_N_ELEMENTS (widths) - 1 - i)];
      g_autofree char *cut = NULL;

      test_resize (GTK_WINDOW (window), width);
      for (guint turn = 0; turn < 25 && (cut = test_find_cut (window)) != NULL; turn++)
        {
          g_clear_pointer (&cut, g_free);
          test_run_for (40);
        }
      g_clear_pointer (&cut, g_free);
      cut = test_find_cut (window);
      if (cut != NULL)
        g_test_message ("at %d pixels %s", width, cut);
      if (cut != NULL)
        g_test_fail ();
    }
}

/* --- dialogs --- */

static const struct {
  const char *name;
  void      (*show) (Fixture *fixture);
  const char *action;
  const char *argument;
} dialogs[] = {
  { "change-status", show_users_selected, "users.user.set-status" },
  { "send-to-trash", show_users_selected, "users.user.trash" },
  { "add-to-group", show_users_selected, "users.user.add-to-group" },
  { "remove-from-group", show_group_selected, "users.user.remove-from-group" },
  { "restore", show_trash_selected, "users.user.restore" },
  { "permanently-delete", show_trash_selected, "users.user.purge" },
  { "add-user", show_users, "win.add-user" },
  { "add-group", show_groups, "win.add-group" },
  { "edit-group", show_group, "group.edit" },
  { "delete-group", show_group, "group.delete" },
  { "delete-groups", show_groups_selected, "groups.group.delete" },
  { "add-users-to-group", show_group, "group.add-users" },
  { "change-status-of-one", show_user, "user.change-status" },
  { "send-one-to-trash", show_user, "user.trash" },
  { "new-organisation", show_users, "win.new-organisation" },
  { "use-recovery-key", show_users, "win.use-recovery-key" },
  { "undo", show_undoable, "log.undo" },
  { "preferences", show_users, "app.preferences" },
  { "about", show_users, "app.about" },
  { "shortcuts", show_users, "app.shortcuts" },
};

static GtkWidget *
find_dialog (Fixture *fixture)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWidget) window = g_list_model_get_item (windows, i);

      if (window != GTK_WIDGET (fixture->window) && gtk_widget_get_mapped (window))
        return window;
    }

  return NULL;
}

static void
test_dialog (Fixture       *fixture,
             gconstpointer  data)
{
  gsize i = GPOINTER_TO_SIZE (data);

  for (gsize j = 0; j < G_N_ELEMENTS (dialog_widths); j++)
    {
      GtkWidget *dialog;
      g_autofree char *cut = NULL;

      test_resize (GTK_WINDOW (fixture->window), dialog_widths[j]);
      dialogs[i].show (fixture);
      g_assert_true (gtk_widget_activate_action (get_page (fixture), dialogs[i].action, NULL));
      test_wait_until (find_dialog (fixture) != NULL);
      dialog = find_dialog (fixture);
      test_wait_until (gtk_widget_get_width (dialog) > 0);
      test_run_for (400);
      cut = test_find_cut (dialog);
      if (cut != NULL || gtk_widget_get_width (dialog) > dialog_widths[j])
        {
          g_test_message ("at %d pixels it is %d wide, %s", dialog_widths[j], gtk_widget_get_width (dialog), cut);
          g_test_fail ();
        }
      gtk_window_close (GTK_WINDOW (dialog));
      test_wait_until (find_dialog (fixture) == NULL);
    }
}

int
main (int    argc,
      char **argv)
{
  g_autoptr (GhApplication) application = NULL;

  test_init (&argc, &argv);
  application = gh_application_new ();
  g_application_set_flags (G_APPLICATION (application), G_APPLICATION_NON_UNIQUE);
  g_application_register (G_APPLICATION (application), NULL, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (pages); i++)
    {
      g_autofree char *path = g_strconcat ("/F4/fits/page/", pages[i].name, NULL);

      g_test_add (path, Fixture, GSIZE_TO_POINTER (i), set_up, test_page, tear_down);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (dialogs); i++)
    {
      g_autofree char *path = g_strconcat ("/F4/fits/dialog/", dialogs[i].name, NULL);

      g_test_add (path, Fixture, GSIZE_TO_POINTER (i), set_up, test_dialog, tear_down);
    }

  return g_test_run ();
}
