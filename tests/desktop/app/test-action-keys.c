/* SPDX-License-Identifier: GPL-3.0-or-later */
/* U4, U9: what an action key acts on, on every page and wherever the focus is: the selection, else the visibly focused
 * row, else nothing. */
#include "gh-test-organisation.h"
#include "kit/test-find.h"
#include "kit/test-window.h"

#include "app/gh-window-private.h"
#include "kit/gh-filter-bar.h"
#include "kit/gh-table.h"
#include "operate/gh-operate-dialog.h"
#include "user/gh-user-list.h"

/* More than the Tab stops of any page. */
#define MAX_STOPS 40

static const char *const action_keys[] = { "Delete", "KP_Delete", "ctrl+u", "ctrl+g", "F2", "ctrl+c", "ctrl+m" };

typedef struct {
  GhTestOrganisation *org;
  GSettings          *settings;
  GhWindow           *window;
} Fixture;

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  fixture->org = gh_test_organisation_new ();
  gh_test_add_users (fixture->org, "anna bert cleo dora eric");
  gh_test_do (fixture->org, "group.add", NULL, "{\"name\":\"VPN\"}", 1);
  gh_test_do (fixture->org, "group.add", NULL, "{\"name\":\"Exam desk\"}", 1);
  gh_test_do (fixture->org, "user.add-to-group", gh_target_new_for_name ("anna"), "{\"group\":\"VPN\"}", 1);
  gh_test_do (fixture->org, "user.add-to-group", gh_target_new_for_name ("bert"), "{\"group\":\"VPN\"}", 1);
  gh_test_do (fixture->org, "user.trash", gh_target_new_for_name ("dora"), NULL, 1);
  gh_test_do (fixture->org, "user.trash", gh_target_new_for_name ("eric"), NULL, 1);
  fixture->settings = g_settings_new ("io.github.gatehouse.Gatehouse");
  fixture->window = gh_window_new (GTK_APPLICATION (g_application_get_default ()), fixture->settings);
  g_object_add_weak_pointer (G_OBJECT (fixture->window), (gpointer *) &fixture->window);
  gh_window_open (fixture->window, fixture->org->path, NULL);
  gtk_window_present (GTK_WINDOW (fixture->window));
  test_wait_until (gtk_window_is_active (GTK_WINDOW (fixture->window)) && gh_window_get_page (fixture->window) != NULL);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  GhPage *users = gh_window_find_page (fixture->window, "users");

  /* Pages remember their last view. */
  g_assert_true (gh_page_show_view (users, NULL, NULL, NULL));
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  test_wait_until (fixture->window == NULL);
  g_clear_object (&fixture->settings);
  gh_test_organisation_free (fixture->org);
}

static GtkWidget *
get_focus (Fixture *fixture)
{
  return gtk_window_get_focus (GTK_WINDOW (fixture->window));
}

static GhTable *
get_table (Fixture *fixture)
{
  return GH_TABLE (test_find (GTK_WIDGET (gh_window_get_page (fixture->window)), GH_TYPE_TABLE, NULL));
}

static gboolean
is_row (GtkWidget *widget)
{
  return widget != NULL && gtk_widget_get_parent (widget) != NULL &&
         g_str_equal (gtk_widget_get_css_name (widget), "row") &&
         gtk_widget_get_ancestor (widget, GH_TYPE_TABLE) != NULL;
}

static void
open_page (Fixture    *fixture,
           const char *page)
{
  GtkWidget *window = GTK_WIDGET (fixture->window);
  g_autofree char *key = NULL;

  if (g_str_equal (page, "group"))
    {
      key = gh_test_query (fixture->org, "SELECT key FROM groups WHERE name = 'VPN'");
      gtk_widget_activate_action (window, "win.open-group", "s", key);
    }
  else if (g_str_equal (page, "user"))
    {
      key = gh_test_query (fixture->org, "SELECT key FROM users WHERE username = 'anna'");
      gtk_widget_activate_action (window, "win.open-user", "s", key);
      test_wait_until (test_find (window, ADW_TYPE_ENTRY_ROW, "Username") != NULL);
    }
  else
    gtk_widget_activate_action (window, "win.open-page", "s", page);
  test_wait_until (g_strcmp0 (gtk_stack_get_visible_child_name (fixture->window->pages), page) == 0);
  if (!g_str_equal (page, "user") && !g_str_equal (page, "dashboard"))
    test_wait_until (get_table (fixture) != NULL && gh_table_list_get_ids (gh_table_get_list (get_table (fixture)))->len > 1);
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

static void
press (const char *key)
{
  g_autofree char *arguments = g_strconcat ("key --clearmodifiers ", key, NULL);

  test_xdotool (arguments);
}

/* Waits until the window has the keyboard again, after a dialog that the display still has. */
static void
wait_for_keyboard (Fixture *fixture)
{
  GtkWidget *focus = get_focus (fixture);

  test_wait_until (gtk_window_is_active (GTK_WINDOW (fixture->window)));
  test_focus_active ();
  test_wait_until (gtk_window_is_active (GTK_WINDOW (fixture->window)));
  if (focus != NULL)
    gtk_widget_grab_focus (focus);
}

/* --- places where no row is meant --- */

static gboolean
is_menu_open (Fixture *fixture)
{
  GtkWidget *popover = test_find (GTK_WIDGET (fixture->window), GTK_TYPE_POPOVER, NULL);

  return popover != NULL && gtk_widget_get_mapped (popover);
}

static gboolean
is_text (GtkWidget *widget)
{
  return GTK_IS_TEXT (widget) || GTK_IS_TEXT_VIEW (widget);
}

static void
press_all (Fixture   *fixture,
           const char *page,
           GtkWidget *stop)
{
  for (gsize i = 0; i < G_N_ELEMENTS (action_keys); i++)
    {
      /* Delete removes a chip, which is its meaning there. */
      if (GH_IS_FILTER_CHIP (stop) && g_str_has_suffix (action_keys[i], "Delete"))
        continue;
      /* There the other keys mean the user, wherever the focus is. */
      if (g_str_equal (page, "user") && !g_str_has_suffix (action_keys[i], "Delete"))
        continue;
      gtk_widget_grab_focus (stop);
      press (action_keys[i]);
      test_run_for (40);
      if (find_dialog () != NULL || is_menu_open (fixture))
        g_error ("On %s, %s acts from %s (%s)", page, action_keys[i], G_OBJECT_TYPE_NAME (stop),
                 gtk_widget_get_css_name (stop));
    }
  /* A response may come late. */
  test_run_for (150);
  if (find_dialog () != NULL || test_find (GTK_WIDGET (fixture->window), GTK_TYPE_LABEL, "1 row copied") != NULL)
    g_error ("On %s something acts from %s (%s)", page, G_OBJECT_TYPE_NAME (stop), gtk_widget_get_css_name (stop));
}

static void
test_nothing_is_meant (Fixture       *fixture,
                       gconstpointer  data)
{
  const char *page = data;
  GtkWidget *window = GTK_WIDGET (fixture->window);
  g_autoptr (GPtrArray) stops = g_ptr_array_new ();
  gboolean has_row = FALSE;

  open_page (fixture, page);
  if (g_str_equal (page, "users"))
    {
      /* To have a chip. */
      g_assert_true (gh_page_show_view (gh_window_get_page (fixture->window), NULL, "phones:0\n", NULL));
      test_wait_until (test_find (window, GH_TYPE_FILTER_CHIP, NULL) != NULL);
    }
  if (!g_str_equal (page, "user") && !g_str_equal (page, "dashboard"))
    test_wait_until (is_row (get_focus (fixture)) || (gtk_widget_grab_focus (GTK_WIDGET (get_table (fixture))), FALSE));

  for (guint i = 0; i < MAX_STOPS; i++)
    {
      GtkWidget *focus = get_focus (fixture);

      if (focus != NULL && g_ptr_array_find (stops, focus, NULL))
        break;
      if (focus != NULL)
        g_ptr_array_add (stops, focus);
      gtk_widget_child_focus (window, GTK_DIR_TAB_FORWARD);
    }
  g_assert_cmpuint (stops->len, >, 4);
  for (guint i = 0; i < stops->len; i++)
    {
      GtkWidget *stop = g_ptr_array_index (stops, i);

      /* A user's page is all about that user, except for what the user has. */
      if (is_row (stop))
        has_row = TRUE;
      else if (!is_text (stop) && (!g_str_equal (page, "user") || gtk_widget_get_ancestor (stop, GH_TYPE_USER_LIST)))
        press_all (fixture, page, stop);
    }
  g_assert_true (has_row || g_str_equal (page, "user") || g_str_equal (page, "dashboard"));
  gh_test_assert_query (fixture->org, "SELECT count(*) FROM trash", "2");
}

/* A focused row that is scrolled away is not meant. */
static void
test_out_of_sight (Fixture       *fixture,
                   gconstpointer  data)
{
  GString *names = g_string_new (NULL);
  GtkAdjustment *adjustment;
  GtkWidget *scrolled;

  for (guint i = 0; i < 100; i++)
    g_string_append_printf (names, "%su%02u", i > 0 ? " " : "", i);
  gh_test_add_users (fixture->org, names->str);
  g_string_free (names, TRUE);
  open_page (fixture, "users");
  test_wait_until (gh_table_list_get_ids (gh_table_get_list (get_table (fixture)))->len == 103);
  gh_table_set_cursor (get_table (fixture), 0, TRUE);
  test_wait_until (is_row (get_focus (fixture)));
  scrolled = gtk_widget_get_ancestor (get_focus (fixture), GTK_TYPE_SCROLLED_WINDOW);
  adjustment = gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (scrolled));
  test_wait_until (gtk_adjustment_get_upper (adjustment) > 2000);
  gtk_adjustment_set_value (adjustment, 1000);
  test_run_for (200);
  press ("Delete");
  test_run_for (400);
  g_assert_null (find_dialog ());
  gtk_adjustment_set_value (adjustment, 0);
  test_run_for (200);
  press ("Delete");
  test_wait_until (find_dialog () != NULL);
  gtk_window_close (GTK_WINDOW (find_dialog ()));
}

/* --- what is meant --- */

typedef enum {
  ROW,        /* the first row has the focus, nothing is selected */
  SELECTION,  /* two are selected, the focus is elsewhere on the page */
} Meant;

typedef enum {
  CANCEL = 1, /* the button is red */
  ENTRY,      /* the number has to be typed */
  CHOICE,     /* something is chosen first, or the button is blue */
} Focus;

static const struct {
  const char *page;
  const char *key;
  Meant       meant;
  const char *title;  /* NULL: nothing happens */
  Focus       focus;
} cases[] = {
  { "users", "Delete", ROW, "Send “anna” to the Trash?", CANCEL },
  { "users", "KP_Delete", ROW, "Send “anna” to the Trash?", CANCEL },
  { "users", "ctrl+u", ROW, "Change Status", CHOICE },
  { "users", "ctrl+g", ROW, "Add to Group", CHOICE },
  { "users", "F2", ROW, NULL, 0 },
  { "users", "Delete", SELECTION, "Send 2 Users to the Trash?", CANCEL },
  { "users", "ctrl+u", SELECTION, "Change Status", CHOICE },
  { "users", "ctrl+g", SELECTION, "Add to Group", CHOICE },
  { "trash", "Delete", ROW, "Permanently Delete “eric”?", ENTRY },
  { "trash", "ctrl+u", ROW, NULL, 0 },
  { "trash", "ctrl+g", ROW, NULL, 0 },
  { "trash", "Delete", SELECTION, "Permanently Delete 2 Users?", ENTRY },
  { "groups", "Delete", ROW, "Delete the Group “Exam desk”?", CANCEL },
  { "groups", "F2", ROW, "Edit Group", CHOICE },
  { "groups", "ctrl+u", ROW, NULL, 0 },
  { "groups", "Delete", SELECTION, "Delete 2 Groups?", CANCEL },
  { "group", "Delete", ROW, "Send “anna” to the Trash?", CANCEL },
  { "group", "ctrl+u", ROW, "Change Status", CHOICE },
  { "group", "ctrl+g", SELECTION, "Add to Group", CHOICE },
  { "group", "Delete", SELECTION, "Send 2 Users to the Trash?", CANCEL },
  { "administrator-log", "Delete", ROW, NULL, 0 },
  { "administrator-log", "ctrl+u", ROW, NULL, 0 },
};

static gboolean
has_focus (GtkWidget  *dialog,
           Focus       wanted)
{
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (dialog));

  switch (wanted)
    {
    case CANCEL:
      return GTK_IS_BUTTON (focus) && test_find (focus, GTK_TYPE_LABEL, "_Cancel") != NULL;

    case ENTRY:
      return GTK_IS_TEXT (focus);

    case CHOICE:
    default:
      return focus != NULL && !gtk_widget_has_css_class (focus, "destructive-action");
    }
}

static void
test_is_meant (Fixture       *fixture,
               gconstpointer  data)
{
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      GhTableList *list;

      open_page (fixture, cases[i].page);
      list = gh_table_get_list (get_table (fixture));
      gtk_selection_model_unselect_all (GTK_SELECTION_MODEL (list));
      gh_table_set_cursor (get_table (fixture), 0, TRUE);
      test_wait_until (is_row (get_focus (fixture)));
      if (cases[i].meant == SELECTION)
        {
          gh_table_list_select_id (list, gh_table_list_get_id (list, 0), TRUE);
          gh_table_list_select_id (list, gh_table_list_get_id (list, 1), TRUE);
          test_run_for (200);
          gtk_widget_child_focus (GTK_WIDGET (fixture->window), GTK_DIR_TAB_FORWARD);
          g_assert_false (is_row (get_focus (fixture)));
        }
      wait_for_keyboard (fixture);
      press (cases[i].key);
      if (cases[i].title == NULL)
        {
          test_run_for (300);
          g_assert_null (find_dialog ());
          continue;
        }
      g_test_message ("%s on %s: %s", cases[i].key, cases[i].page, cases[i].title);
      test_wait_until (find_dialog () != NULL &&
                       test_find (find_dialog (), GTK_TYPE_LABEL, cases[i].title) != NULL);
      test_wait_until (has_focus (find_dialog (), cases[i].focus));
      press ("Escape");
      test_wait_until (find_dialog () == NULL);
      test_wait_until (gtk_window_is_active (GTK_WINDOW (fixture->window)));
      gtk_selection_model_unselect_all (GTK_SELECTION_MODEL (list));
    }
  gh_test_assert_query (fixture->org, "SELECT count(*) FROM trash", "2");
}

/* Ctrl+F, a word, Down, Delete: this deletes the row found, after asking. */
static void
test_search_down (Fixture       *fixture,
                  gconstpointer  data)
{
  static const char *const pages[] = { "users", "group", "groups", "trash", "administrator-log" };
  static const char *const words[] = { "bert", "bert", "VPN", "dora", "bert" };

  for (gsize i = 0; i < G_N_ELEMENTS (pages); i++)
    {
      GtkWidget *entry;

      open_page (fixture, pages[i]);
      press ("ctrl+f");
      test_wait_until (GTK_IS_TEXT (get_focus (fixture)));
      entry = gtk_widget_get_ancestor (get_focus (fixture), GTK_TYPE_SEARCH_ENTRY);
      g_assert_nonnull (entry);
      gtk_editable_set_text (GTK_EDITABLE (entry), words[i]);
      test_wait_until (i == 4 || gh_table_list_get_ids (gh_table_get_list (get_table (fixture)))->len == 1);
      press ("Down");
      test_wait_until (is_row (get_focus (fixture)));
      g_assert_cmpuint (gh_table_get_cursor (get_table (fixture)), ==, 0);
      gtk_editable_set_text (GTK_EDITABLE (entry), "");
    }

  open_page (fixture, "users");
  press ("ctrl+f");
  test_wait_until (GTK_IS_TEXT (get_focus (fixture)));
  press ("b e r t");
  test_wait_until (gh_table_list_get_ids (gh_table_get_list (get_table (fixture)))->len == 1);
  press ("Down Delete");
  test_wait_until (find_dialog () != NULL &&
                   test_find (find_dialog (), GTK_TYPE_LABEL, "Send “bert” to the Trash?") != NULL);
  test_wait_until (has_focus (find_dialog (), CANCEL));
  press ("Return");
  test_wait_until (find_dialog () == NULL);
  gh_test_assert_query (fixture->org, "SELECT count(*) FROM trash", "2");
}

/* If nothing is found, or the text cannot be read, Down stays. */
static void
test_search_down_nowhere (Fixture       *fixture,
                          gconstpointer  data)
{
  GtkWidget *entry;

  open_page (fixture, "users");
  press ("ctrl+f");
  test_wait_until (GTK_IS_TEXT (get_focus (fixture)));
  entry = gtk_widget_get_ancestor (get_focus (fixture), GTK_TYPE_SEARCH_ENTRY);
  gtk_editable_set_text (GTK_EDITABLE (entry), "nobody");
  test_wait_until (test_find (GTK_WIDGET (fixture->window), GTK_TYPE_LABEL, "No Users Match") != NULL);
  press ("Down");
  test_run_for (200);
  g_assert_true (GTK_IS_TEXT (get_focus (fixture)));
  gtk_editable_set_text (GTK_EDITABLE (entry), "login:soon");
  press ("Down");
  test_run_for (200);
  g_assert_true (GTK_IS_TEXT (get_focus (fixture)));
}

/* On a user's page the key means that user, and asks on Cancel. */
static void
test_user (Fixture       *fixture,
           gconstpointer  data)
{
  open_page (fixture, "user");
  test_wait_until (get_focus (fixture) != NULL && !is_text (get_focus (fixture)));
  press ("Delete");
  test_wait_until (find_dialog () != NULL &&
                   test_find (find_dialog (), GTK_TYPE_LABEL, "Send “anna” to the Trash?") != NULL);
  test_wait_until (has_focus (find_dialog (), CANCEL));
  press ("Escape");
  test_wait_until (find_dialog () == NULL);
}

/* With the mouse, the default button has the focus. */
static void
test_mouse (Fixture       *fixture,
            gconstpointer  data)
{
  GhTableList *list;
  GtkWidget *button;

  open_page (fixture, "users");
  list = gh_table_get_list (get_table (fixture));
  gh_table_list_select_id (list, gh_table_list_get_id (list, 0), TRUE);
  test_wait_until (test_find (GTK_WIDGET (fixture->window), GTK_TYPE_BUTTON, "Send to Trash…") != NULL);
  gtk_widget_activate (test_find (GTK_WIDGET (fixture->window), GTK_TYPE_BUTTON, "Send to Trash…"));
  test_wait_until (find_dialog () != NULL && test_find (find_dialog (), GTK_TYPE_LABEL, "Send 1 to Trash") != NULL);
  button = gtk_window_get_default_widget (GTK_WINDOW (find_dialog ()));
  test_wait_until (gtk_window_get_focus (GTK_WINDOW (find_dialog ())) == button);
  gtk_window_close (GTK_WINDOW (find_dialog ()));
  test_wait_until (find_dialog () == NULL);
}

int
main (int   argc,
      char *argv[])
{
  static const char *const pages[] = { "users", "trash", "groups", "group", "administrator-log", "dashboard", "user" };
  g_autoptr (AdwApplication) application = NULL;

  test_init (&argc, &argv);
  application = adw_application_new ("io.github.gatehouse.Test", G_APPLICATION_NON_UNIQUE);
  g_application_register (G_APPLICATION (application), NULL, NULL);
  gtk_application_set_accels_for_action (GTK_APPLICATION (application), "win.search",
                                         (const char *const[]) { "<Control>f", NULL });

#define ADD(path, func) g_test_add (path, Fixture, NULL, set_up, func, tear_down)
  ADD ("/U4/action-keys/is-meant", test_is_meant);
  ADD ("/U4/action-keys/out-of-sight", test_out_of_sight);
  ADD ("/U4/action-keys/search-down", test_search_down);
  ADD ("/U4/action-keys/search-down-nowhere", test_search_down_nowhere);
  ADD ("/U4/action-keys/user", test_user);
  ADD ("/U4/action-keys/mouse", test_mouse);
  for (gsize i = 0; i < G_N_ELEMENTS (pages); i++)
    {
      g_autofree char *path = g_strconcat ("/U4/action-keys/nothing-is-meant/", pages[i], NULL);

      g_test_add (path, Fixture, pages[i], set_up, test_nothing_is_meant, tear_down);
    }

  return g_test_run ();
}
