/* SPDX-License-Identifier: GPL-3.0-or-later */
/* U4, O5, T3: what an operation leaves behind: the selection, toasts that name their subject, true counts; and what
 * else Escape does. */
#include "gh-test-organisation.h"
#include "kit/test-find.h"
#include "kit/test-window.h"

#include "app/gh-window-private.h"
#include "kit/gh-table.h"
#include "operate/gh-operate-dialog.h"

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
  gh_test_add_users (fixture->org, "anna bert cleo dora eric");
  fixture->settings = g_settings_new ("io.github.gatehouse.Gatehouse");
  g_settings_set_string (fixture->settings, "page", "users");
  fixture->window = gh_window_new (GTK_APPLICATION (g_application_get_default ()), fixture->settings);
  g_object_add_weak_pointer (G_OBJECT (fixture->window), (gpointer *) &fixture->window);
  gtk_window_present (GTK_WINDOW (fixture->window));
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  /* Pages remember their last view. */
  g_assert_true (gh_page_show_view (gh_window_find_page (fixture->window, "users"), NULL, NULL, NULL));
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  test_wait_until (fixture->window == NULL);
  g_clear_object (&fixture->settings);
  gh_test_organisation_free (fixture->org);
}

static void
press (const char *key)
{
  g_autofree char *arguments = g_strconcat ("key --clearmodifiers ", key, NULL);

  test_xdotool (arguments);
}

static const char *
get_page (Fixture *fixture)
{
  return gtk_stack_get_visible_child_name (fixture->window->pages);
}

static GhTableList *
get_list (Fixture *fixture)
{
  GhPage *page = gh_window_get_page (fixture->window);
  GtkWidget *table = page != NULL ? test_find (GTK_WIDGET (page), GH_TYPE_TABLE, NULL) : NULL;

  return table != NULL ? gh_table_get_list (GH_TABLE (table)) : NULL;
}

static gboolean
lists (Fixture *fixture,
       guint    n)
{
  return get_list (fixture) != NULL && gh_table_list_get_ids (get_list (fixture))->len == n;
}

static void
open_users (Fixture *fixture,
            guint    n)
{
  gh_window_open (fixture->window, fixture->org->path, NULL);
  test_wait_until (gtk_window_is_active (GTK_WINDOW (fixture->window)) && lists (fixture, n));
  test_wait_until (gtk_window_get_focus (GTK_WINDOW (fixture->window)) != NULL);
}

static void
set_selected (Fixture *fixture,
              gint64   first,
              gint64   last)
{
  for (gint64 id = first; id <= last; id++)
    gh_table_list_select_id (get_list (fixture), id, TRUE);
}

static gboolean
is_selected (Fixture    *fixture,
             const char *ids)
{
  g_autoptr (GArray) selected = gh_table_list_dup_selected_ids (get_list (fixture));
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < selected->len; i++)
    g_string_append_printf (text, "%s%" G_GINT64_FORMAT, i > 0 ? " " : "", g_array_index (selected, gint64, i));

  return g_str_equal (text->str, ids);
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

/* Triggers a page action, chooses a row if there is a choice, and runs it. The dialog closes by itself: its toast is to be
 * looked for first. */
static void
operate (Fixture    *fixture,
         const char *action,
         const char *choice,
         const char *button)
{
  GtkWidget *found;

  test_wait_until (find_dialog () == NULL);
  gtk_widget_activate_action (GTK_WIDGET (gh_window_get_page (fixture->window)), action, NULL);
  test_wait_until (find_dialog () != NULL);
  if (choice != NULL)
    {
      test_wait_until (test_find (find_dialog (), ADW_TYPE_ACTION_ROW, choice) != NULL);
      gtk_widget_activate (test_find (find_dialog (), ADW_TYPE_ACTION_ROW, choice));
    }
  test_wait_until ((found = test_find (find_dialog (), GTK_TYPE_BUTTON, button)) != NULL &&
                   gtk_widget_is_sensitive (found));
  gtk_widget_activate_action (find_dialog (), "operate.run", NULL);
}

/* Continues with the answer; the change may be shown earlier. */
static void
undo (Fixture *fixture)
{
  guint n;

  test_wait_until (find_dialog () == NULL);
  n = fixture->window->undos->len;
  gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.undo", NULL);
  test_wait_until (fixture->window->undos->len != n);
}

/* --- the selection --- */

static void
test_selection_stays (Fixture       *fixture,
                      gconstpointer  data)
{
  GtkWidget *window = GTK_WIDGET (fixture->window);

  gh_test_make_managed (fixture->org, "cleo");
  open_users (fixture, 5);
  set_selected (fixture, 1, 3);
  operate (fixture, "users.user.set-status", "Bypass", "Change 3 Users");
  test_wait_until (sees ("Status of 3 users set to Bypass"));
  test_run_for (600);
  g_assert_true (is_selected (fixture, "1 2 3"));
  undo (fixture);
  test_wait_until (sees ("Undid Change Status: 3 put back as they were"));
  test_run_for (600);
  g_assert_true (is_selected (fixture, "1 2 3"));

  /* Whoever leaves the list leaves the selection, and returns with it. */
  operate (fixture, "users.user.trash", NULL, "Send 2 to Trash");
  test_wait_until (lists (fixture, 3) && is_selected (fixture, "3"));
  undo (fixture);
  test_wait_until (lists (fixture, 5) && is_selected (fixture, "1 2 3"));

  /* Again after the undo is undone. */
  gtk_widget_activate_action (window, "win.redo", NULL);
  test_wait_until (lists (fixture, 3) && is_selected (fixture, "3"));
}

static void
redo (Fixture *fixture)
{
  guint n = fixture->window->undos->len;

  gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.redo", NULL);
  test_wait_until (fixture->window->undos->len == n - 1 && fixture->window->n_redoing == 0);
}

/* Back and forward, with each selection restored. */
static void
test_selection_undo_redo_undo (Fixture       *fixture,
                               gconstpointer  data)
{
  open_users (fixture, 5);
  set_selected (fixture, 2, 4);
  operate (fixture, "users.user.trash", NULL, "Send 3 to Trash");
  test_wait_until (lists (fixture, 2) && is_selected (fixture, ""));
  for (int i = 0; i < 3; i++)
    {
      undo (fixture);
      test_wait_until (lists (fixture, 5) && is_selected (fixture, "2 3 4"));
      redo (fixture);
      test_wait_until (lists (fixture, 2) && is_selected (fixture, ""));
    }
  undo (fixture);
  test_wait_until (lists (fixture, 5) && is_selected (fixture, "2 3 4"));
}

/* --- redo --- */

static void
send_to_trash (Fixture *fixture,
               gint64   id,
               guint    n_left)
{
  set_selected (fixture, id, id);
  operate (fixture, "users.user.trash", NULL, "Send 1 to Trash");
  test_wait_until (lists (fixture, n_left));
}

/* How many entries the log has; what is not done adds none. */
static char *
count_entries (Fixture *fixture)
{
  return gh_test_query (fixture->org, "SELECT count (*) FROM log");
}

static void
assert_nothing_to_redo (Fixture *fixture)
{
  g_autofree char *before = count_entries (fixture);

  gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.redo", NULL);
  g_assert_cmpuint (fixture->window->n_redoing, ==, 0);
  test_run_for (300);
  g_assert_null (find_dialog ());
  gh_test_assert_query (fixture->org, "SELECT count (*) FROM log", before);
}

static void
test_redo_walks (Fixture       *fixture,
                 gconstpointer  data)
{
  open_users (fixture, 5);
  assert_nothing_to_redo (fixture);
  send_to_trash (fixture, 1, 4);
  send_to_trash (fixture, 2, 3);
  send_to_trash (fixture, 3, 2);
  for (guint n = 3; n <= 5; n++)
    {
      undo (fixture);
      test_wait_until (lists (fixture, n));
    }
  gh_test_assert_query (fixture->org, "SELECT count (*) FROM trash", "0");

  /* In their original order. */
  redo (fixture);
  test_wait_until (lists (fixture, 4));
  gh_test_assert_query (fixture->org, "SELECT group_concat (user_id) FROM trash", "1");
  redo (fixture);
  test_wait_until (lists (fixture, 3));
  gh_test_assert_query (fixture->org, "SELECT group_concat (user_id) FROM trash", "1,2");

  /* Back and forward halfway. */
  undo (fixture);
  test_wait_until (lists (fixture, 4));
  redo (fixture);
  test_wait_until (lists (fixture, 3));
  redo (fixture);
  test_wait_until (lists (fixture, 2));
  gh_test_assert_query (fixture->org, "SELECT group_concat (user_id) FROM trash", "1,2,3");
  assert_nothing_to_redo (fixture);
}

/* Users are faster than answers. */
static void
test_redo_at_once (Fixture       *fixture,
                   gconstpointer  data)
{
  open_users (fixture, 5);
  send_to_trash (fixture, 1, 4);
  send_to_trash (fixture, 2, 3);
  undo (fixture);
  test_wait_until (lists (fixture, 4));
  undo (fixture);
  test_wait_until (lists (fixture, 5));
  for (guint i = 0; i < 3; i++)
    gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.redo", NULL);
  test_wait_until (lists (fixture, 3) && fixture->window->n_redoing == 0);
  g_assert_null (find_dialog ());
  gh_test_assert_query (fixture->org, "SELECT group_concat (user_id) FROM trash", "1,2");
}

/* Whatever is done then, with or without a dialog. */
static void
test_redo_ends (Fixture       *fixture,
                gconstpointer  data)
{
  g_autofree char *key = gh_test_query (fixture->org, "SELECT key FROM users WHERE username = 'eric'");
  GtkWidget *window = GTK_WIDGET (fixture->window);
  GtkWidget *row;

  open_users (fixture, 5);
  send_to_trash (fixture, 1, 4);
  undo (fixture);
  test_wait_until (lists (fixture, 5));
  test_wait_until (is_selected (fixture, "1"));
  gh_table_list_select_id (get_list (fixture), 1, FALSE);
  send_to_trash (fixture, 2, 4);
  assert_nothing_to_redo (fixture);

  undo (fixture);
  test_wait_until (lists (fixture, 5));
  g_assert_cmpuint (fixture->window->undos->len, ==, 1);
  gtk_widget_activate_action (window, "win.open-user", "s", key);
  test_wait_until ((row = test_find (window, ADW_TYPE_ENTRY_ROW, "Real name")) != NULL);
  gtk_editable_set_text (GTK_EDITABLE (row), "Eric");
  test_wait_until (test_find (window, GTK_TYPE_BUTTON, "_Save") != NULL);
  gtk_widget_activate_action (GTK_WIDGET (gh_window_get_page (fixture->window)), "user.save", NULL);
  test_wait_until (sees ("Saved"));
  assert_nothing_to_redo (fixture);
}

/* What was redone from the log, or undone elsewhere, is not redone again. */
static void
test_redo_by_entry (Fixture       *fixture,
                    gconstpointer  data)
{
  GtkWidget *window = GTK_WIDGET (fixture->window);

  open_users (fixture, 5);
  send_to_trash (fixture, 1, 4);
  undo (fixture);
  test_wait_until (lists (fixture, 5));
  gtk_widget_activate_action (window, "win.undo-entry", "x", g_array_index (fixture->window->undos, gint64, 0));
  test_wait_until (lists (fixture, 4) && fixture->window->undos->len == 0);
  assert_nothing_to_redo (fixture);
}

/* Users outside the search are no longer selected once in the Trash. */
static void
test_selection_out_of_view (Fixture       *fixture,
                            gconstpointer  data)
{
  GtkWidget *entry;

  open_users (fixture, 5);
  set_selected (fixture, 1, 2);
  entry = test_find (GTK_WIDGET (fixture->window), GTK_TYPE_SEARCH_ENTRY, NULL);
  gtk_editable_set_text (GTK_EDITABLE (entry), "cleo");
  test_wait_until (lists (fixture, 1));
  g_assert_true (is_selected (fixture, "1 2"));
  operate (fixture, "users.user.trash", NULL, "Send 2 to Trash");
  test_wait_until (is_selected (fixture, ""));
  undo (fixture);
  test_wait_until (is_selected (fixture, "1 2"));
  gtk_editable_set_text (GTK_EDITABLE (entry), "");
  test_wait_until (lists (fixture, 5));
  g_assert_true (is_selected (fixture, "1 2"));
}

/* A category whose users the operation moves out of it; its number matches the table. */
static void
test_selection_of_category (Fixture       *fixture,
                            gconstpointer  data)
{
  gh_test_do (fixture->org, "user.set-status", gh_target_new_for_name ("anna"), "{\"status\":\"bypass\"}", 1);
  gh_test_do (fixture->org, "user.set-status", gh_target_new_for_name ("bert"), "{\"status\":\"bypass\"}", 1);
  open_users (fixture, 5);
  g_assert_true (gh_page_show_view (gh_window_get_page (fixture->window), "bypass", NULL, NULL));
  test_wait_until (lists (fixture, 2));
  set_selected (fixture, 1, 1);
  operate (fixture, "users.user.set-status", "Active", "Change 1 User");
  test_wait_until (sees ("Status of “anna” set to Active"));
  test_wait_until (lists (fixture, 1));
  g_assert_true (sees ("1"));
  g_assert_false (sees ("2"));
  g_assert_true (is_selected (fixture, ""));
  undo (fixture);
  test_wait_until (lists (fixture, 2) && is_selected (fixture, "1"));
  g_assert_true (sees ("2"));
}

/* Groups too. */
static void
test_selection_of_groups (Fixture       *fixture,
                          gconstpointer  data)
{
  gh_test_do (fixture->org, "group.add", NULL, "{\"name\":\"VPN\"}", 1);
  gh_test_do (fixture->org, "group.add", NULL, "{\"name\":\"Exam desk\"}", 1);
  open_users (fixture, 5);
  gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.open-page", "s", "groups");
  test_wait_until (g_strcmp0 (get_page (fixture), "groups") == 0 && lists (fixture, 2));
  set_selected (fixture, 1, 1);
  operate (fixture, "groups.group.delete", NULL, "Delete 1 Group");
  test_wait_until (sees ("Group “VPN” deleted"));
  test_wait_until (lists (fixture, 1) && is_selected (fixture, ""));
  undo (fixture);
  test_wait_until (sees ("Undid Delete Group (VPN): 1 put back as it was") ||
                   sees ("Undid Delete (VPN): 1 put back as it was"));
  test_wait_until (lists (fixture, 2) && is_selected (fixture, "1"));
}

/* --- toasts --- */

static void
test_toasts_name (Fixture       *fixture,
                  gconstpointer  data)
{
  GtkWidget *window = GTK_WIDGET (fixture->window);
  GtkWidget *entry;

  open_users (fixture, 5);
  set_selected (fixture, 1, 1);
  operate (fixture, "users.user.trash", NULL, "Send 1 to Trash");
  test_wait_until (sees ("“anna” sent to the Trash"));
  undo (fixture);
  test_wait_until (sees ("Undid Send to Trash (anna): 1 put back as it was"));

  gtk_widget_activate_action (window, "win.add-group", NULL);
  test_wait_until (find_dialog () != NULL && (entry = test_find (find_dialog (), ADW_TYPE_ENTRY_ROW, NULL)) != NULL);
  gtk_editable_set_text (GTK_EDITABLE (entry), "Exam desk");
  test_wait_until (gtk_widget_is_sensitive (gtk_window_get_default_widget (GTK_WINDOW (find_dialog ()))));
  gtk_widget_activate_action (find_dialog (), "operate.run", NULL);
  test_wait_until (sees ("Group “Exam desk” added"));
  test_wait_until (test_find (window, GTK_TYPE_BUTTON, "_Open") != NULL);
  test_run_for (500);
  g_signal_emit_by_name (test_find (window, GTK_TYPE_BUTTON, "_Open"), "clicked");
  test_wait_until (g_strcmp0 (get_page (fixture), "group") == 0);
  test_wait_until (g_strcmp0 (gh_page_get_title (gh_window_get_page (fixture->window)), "Exam desk") == 0);
}

/* The Undo of the toast saying @text; another toast may still be on its way out. */
static GtkWidget *
find_undo (GtkWidget  *window,
           const char *text)
{
  GtkWidget *widget = test_find (window, GTK_TYPE_LABEL, text);

  while (widget != NULL && !g_str_equal (G_OBJECT_TYPE_NAME (widget), "AdwToastWidget"))
    widget = gtk_widget_get_parent (widget);

  return widget != NULL ? test_find (widget, GTK_TYPE_BUTTON, "_Undo") : NULL;
}

/* A plain restore leaves users Disabled; the toast offers the next step, for just these. */
static void
test_set_active (Fixture       *fixture,
                 gconstpointer  data)
{
  GtkWidget *window = GTK_WIDGET (fixture->window);
  GtkWidget *button;

  gh_test_do (fixture->org, "user.trash", gh_target_new_for_query ("-dora"), NULL, 4);
  open_users (fixture, 1);
  gtk_widget_activate_action (window, "win.open-page", "s", "trash");
  test_wait_until (g_strcmp0 (get_page (fixture), "trash") == 0 && lists (fixture, 4));
  set_selected (fixture, 1, 1);
  set_selected (fixture, 3, 3);
  operate (fixture, "users.user.restore", NULL, "Restore 2 Users");
  test_wait_until (sees ("2 users restored as Disabled"));
  test_wait_until (test_find (window, GTK_TYPE_BUTTON, "_Set to Active…") != NULL);
  test_run_for (500);
  g_signal_emit_by_name (test_find (window, GTK_TYPE_BUTTON, "_Set to Active…"), "clicked");
  test_wait_until (find_dialog () != NULL);
  test_wait_until ((button = test_find (find_dialog (), GTK_TYPE_BUTTON, "Change 2 Users")) != NULL &&
                   gtk_widget_is_sensitive (button));
  gtk_widget_activate_action (find_dialog (), "operate.run", NULL);
  test_wait_until (sees ("Status of 2 users set to Active"));

  /* Users restored as before need no such step. */
  set_selected (fixture, 2, 2);
  operate (fixture, "users.user.restore", "Restore with Previous Status", "Restore 1 User");
  test_wait_until (find_undo (window, "“bert” restored with the status before") != NULL);
}

/* --- Escape --- */

/* It dismisses a toast that only informs, but none that offers something. */
static void
test_escape_toast (Fixture       *fixture,
                   gconstpointer  data)
{
  GtkWidget *window = GTK_WIDGET (fixture->window);

  open_users (fixture, 5);
  gh_page_add_toast (gh_window_get_page (fixture->window), "Done", 2);
  test_wait_until (sees ("Done"));
  test_run_for (600);
  press ("Escape");
  test_run_for (400);
  g_assert_true (sees ("Done"));

  /* One thing at a time. */
  set_selected (fixture, 1, 1);
  gtk_widget_grab_focus (test_find (window, GH_TYPE_TABLE, NULL));
  press ("Escape");
  test_wait_until (is_selected (fixture, ""));
  g_assert_true (sees ("Done"));

  /* On its own button the key does not act on the page. */
  set_selected (fixture, 1, 1);
  gtk_widget_grab_focus (test_find (window, GTK_TYPE_BUTTON, "_Undo"));
  press ("Escape");
  test_run_for (400);
  g_assert_true (is_selected (fixture, "1"));
  g_assert_true (sees ("Done"));
}

/* However many users one has moved through, Escape leads back to the list. */
static void
test_escape_user (Fixture       *fixture,
                  gconstpointer  data)
{
  GtkWidget *window = GTK_WIDGET (fixture->window);

  open_users (fixture, 5);
  gtk_widget_grab_focus (test_find (window, GH_TYPE_TABLE, NULL));
  press ("Return");
  test_wait_until (g_strcmp0 (get_page (fixture), "user") == 0);
  test_wait_until (g_strcmp0 (gh_page_get_title (gh_window_get_page (fixture->window)), "anna") == 0);
  test_wait_until (test_find (window, ADW_TYPE_ENTRY_ROW, "Username") != NULL);
  press ("alt+Down");
  test_wait_until (g_strcmp0 (gh_page_get_title (gh_window_get_page (fixture->window)), "bert") == 0);
  press ("alt+Down");
  test_wait_until (g_strcmp0 (gh_page_get_title (gh_window_get_page (fixture->window)), "cleo") == 0);
  press ("Escape");
  test_wait_until (g_strcmp0 (get_page (fixture), "users") == 0);
}

int
main (int   argc,
      char *argv[])
{
  g_autoptr (AdwApplication) application = NULL;

  test_init (&argc, &argv);
  application = adw_application_new ("io.github.gatehouse.Test", G_APPLICATION_NON_UNIQUE);
  g_application_register (G_APPLICATION (application), NULL, NULL);

#define ADD(path, func) g_test_add (path, Fixture, NULL, set_up, func, tear_down)
  ADD ("/U4/after/selection-stays", test_selection_stays);
  ADD ("/U4/after/selection-out-of-view", test_selection_out_of_view);
  ADD ("/U4/after/selection-of-category", test_selection_of_category);
  ADD ("/U4/after/selection-of-groups", test_selection_of_groups);
  ADD ("/J3/after/undo-redo-undo", test_selection_undo_redo_undo);
  ADD ("/J3/after/redo-walks", test_redo_walks);
  ADD ("/J3/after/redo-at-once", test_redo_at_once);
  ADD ("/J3/after/redo-ends", test_redo_ends);
  ADD ("/J3/after/redo-by-entry", test_redo_by_entry);
  ADD ("/O5/after/toasts-name", test_toasts_name);
  ADD ("/T3/after/set-active", test_set_active);
  ADD ("/O5/after/escape-toast", test_escape_toast);
  ADD ("/U7/after/escape-user", test_escape_user);

  return g_test_run ();
}
