/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The users page as people meet it. */
#include "gh-test-organisation.h"
#include "kit/test-fits.h"
#include "kit/test-find.h"
#include "kit/test-window.h"

#include "list/gh-list-page-private.h"
#include "users/gh-users-page.h"

#include <string.h>

typedef struct {
  GhTestOrganisation *org;
  GhSession          *session;
  GtkWidget          *window;
  GhListPage         *page;
} Fixture;

/* With the three already there, one more than may be copied. */
static void
add_many (GhTestOrganisation *org)
{
  g_autoptr (GString) names = g_string_new ("u");

  for (guint i = 1; i < 98; i++)
    g_string_append_printf (names, " u%u", i);
  gh_test_add_users (org, names->str);
}

/* Whether set_up() gives anna and cleo first and last names. */
static gboolean has_names;

static void
set_up (Fixture       *fixture,
        gconstpointer  role)
{
  g_autoptr (GError) error = NULL;

  fixture->org = gh_test_organisation_new ();
  gh_test_add_users (fixture->org, "anna bert cleo dora");
  gh_test_do (fixture->org, "user.set-status", gh_target_new_for_name ("bert"), "{\"status\":\"bypass\"}", 1);
  gh_test_do (fixture->org, "user.trash", gh_target_new_for_name ("dora"), NULL, 1);
  if (GPOINTER_TO_INT (role) == GH_ROLE_HELP_DESK)
    add_many (fixture->org);
  if (role != NULL)
    gh_test_act_as (fixture->org, GPOINTER_TO_INT (role));
  if (has_names)
    gh_test_write_directory (fixture->org,
                             "UPDATE settings SET value = 1 WHERE key = 'identity_proofing';"
                             "UPDATE users SET firstname = 'Zoë', firstname_fold = 'zoe', lastname = 'Åberg',"
                             " lastname_fold = 'aberg' WHERE username = 'anna';"
                             "UPDATE users SET lastname = 'Aa', lastname_fold = 'aa' WHERE username = 'cleo'");
  fixture->session = gh_session_new (fixture->org->store, fixture->org->actor, &error);
  g_assert_no_error (error);
  fixture->page = g_object_new (GH_TYPE_USERS_PAGE, "session", fixture->session, "title", "Users", NULL);
  fixture->window = adw_window_new ();
  gtk_window_set_default_size (GTK_WINDOW (fixture->window), 1100, 700);
  adw_window_set_content (ADW_WINDOW (fixture->window), GTK_WIDGET (fixture->page));
  gtk_window_present (GTK_WINDOW (fixture->window));
  gh_list_page_set_view (fixture->page, NULL, NULL, "username");
  test_run_for (300);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  role)
{
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  test_wait_until_last (fixture->session);
  g_assert_finalize_object (fixture->session);
  gh_test_organisation_free (fixture->org);
}

static void
set_up_with_names (Fixture       *fixture,
                   gconstpointer  data)
{
  has_names = TRUE;
  set_up (fixture, NULL);
  has_names = FALSE;
}

static gboolean
shows (Fixture    *fixture,
       const char *usernames)
{
  GArray *ids = gh_table_list_get_ids (gh_table_get_list (fixture->page->table));
  g_autoptr (GString) found = g_string_new (NULL);

  for (guint i = 0; i < ids->len; i++)
    g_string_append_printf (found, "%s%s", i > 0 ? " " : "",
                            gh_session_read_user (fixture->session, g_array_index (ids, gint64, i))->username);

  return g_str_equal (found->str, usernames);
}

#define assert_shown(fixture, usernames) test_wait_until (shows (fixture, usernames))

static void
type (Fixture    *fixture,
      const char *text)
{
  gtk_editable_set_text (GTK_EDITABLE (fixture->page->entry), text);
  test_run_for (150);
}

/* The last letter is typed. */
static void
put (GtkEditable *entry,
     const char  *text)
{
  const char *last = text + strlen (text) - 1;
  g_autofree char *before = g_strndup (text, (gsize) (last - text));

  gtk_editable_set_text (entry, before);
  gtk_editable_set_position (entry, -1);
  g_signal_emit_by_name (gtk_editable_get_delegate (entry), "insert-at-cursor", last);
}

#define LAST_NAME "lastname"

/* U7, U2: the columns are there, hidden at first, and the fields are known. */
static void
test_names (Fixture       *fixture,
            gconstpointer  data)
{
  GhTable *table = fixture->page->table;
  GhSettings *settings = (GhSettings *) gh_session_get_settings (fixture->session);
  g_autoptr (GhChanges) everything = gh_changes_new_everything ();

  g_assert_true (gh_table_get_column_offered (table, LAST_NAME));
  g_assert_false (gh_table_get_column_chosen (table, LAST_NAME));
  gh_table_set_column_chosen (table, LAST_NAME, TRUE);
  g_assert_true (gh_table_get_column_visible (table, LAST_NAME));
  type (fixture, "firstname:zoe");
  assert_shown (fixture, "anna");
  type (fixture, "zoe");
  assert_shown (fixture, "anna");
  type (fixture, "");
  gh_table_sort (table, LAST_NAME);
  assert_shown (fixture, "bert cleo anna");
  g_assert_true (gh_list_page_set_view (fixture->page, NULL, "lastname:berg\n", NULL));
  assert_shown (fixture, "anna");
  g_assert_cmpuint (fixture->page->terms->len, ==, 1);

  /* As if it had just been set: column and sort go, and what was a term is a word that nobody has. */
  settings->identity_proofing = FALSE;
  g_signal_emit_by_name (fixture->session, "changed", everything);
  g_assert_false (gh_table_get_column_visible (table, LAST_NAME));
  g_assert_false (gh_table_get_column_chosen (table, LAST_NAME));
  g_assert_cmpstr (gh_table_get_sort (table, NULL), ==, "username");
  g_assert_cmpuint (fixture->page->terms->len, ==, 0);
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (fixture->page->entry)), ==, "lastname:berg");

  settings->identity_proofing = TRUE;
  g_signal_emit_by_name (fixture->session, "changed", everything);
  g_assert_true (gh_table_get_column_visible (table, LAST_NAME));
  gh_table_set_column_chosen (table, LAST_NAME, FALSE);
}

static void
test_no_names (Fixture       *fixture,
               gconstpointer  data)
{
  GhTable *table = fixture->page->table;

  g_assert_false (gh_table_get_column_offered (table, LAST_NAME));
  gh_table_set_column_chosen (table, LAST_NAME, TRUE);
  g_assert_false (gh_table_get_column_visible (table, LAST_NAME));
  gh_table_set_sort (table, LAST_NAME, FALSE);
  g_assert_null (gh_table_get_sort (table, NULL));
  gh_table_set_column_chosen (table, LAST_NAME, FALSE);

  /* An ordinary word, which nobody has. */
  type (fixture, "firstname:*");
  g_assert_true (fixture->page->is_readable);
  assert_shown (fixture, "");
}

/* Q9: while a word may become a term the list stays; it is a word once typing pauses or a blank ends it. */
static void
test_term_being_typed (Fixture       *fixture,
                       gconstpointer  role)
{
  static const char *const begun[] = { "s", "stat", "status", "STATUS", "-log", "purg" };
  GtkEditable *entry = GTK_EDITABLE (fixture->page->entry);

  for (gsize i = 0; i < G_N_ELEMENTS (begun); i++)
    {
      put (entry, begun[i]);
      assert_shown (fixture, "anna bert cleo");
      g_assert_cmpuint (fixture->page->pause_id, !=, 0);
      gtk_editable_set_text (entry, "");
      g_assert_cmpuint (fixture->page->pause_id, ==, 0);
    }
  test_run_for (150);

  /* The word at the cursor, not the first. */
  type (fixture, "anna");
  put (entry, "anna c");
  g_assert_cmpuint (fixture->page->pause_id, !=, 0);
  assert_shown (fixture, "anna");

  /* The result. */
  put (entry, "status");
  put (entry, "status:bypass");
  g_assert_cmpuint (fixture->page->pause_id, ==, 0);
  test_run_for (150);
  assert_shown (fixture, "bert");

  /* A blank, another letter, a pause or Enter ends it. */
  put (entry, "status ");
  g_assert_cmpuint (fixture->page->pause_id, ==, 0);
  put (entry, "statusx");
  g_assert_cmpuint (fixture->page->pause_id, ==, 0);
  put (entry, "ber");
  test_run_for (150);
  assert_shown (fixture, "bert");
  put (entry, "a");
  assert_shown (fixture, "bert");
  test_wait_until (fixture->page->pause_id == 0);
  test_run_for (150);
  assert_shown (fixture, "anna");
  put (entry, "c");
  g_signal_emit_by_name (entry, "activate");
  g_assert_cmpuint (fixture->page->pause_id, ==, 0);
  test_run_for (150);
  assert_shown (fixture, "cleo");
}

/* The search text is seen with little space, however it came. */
static void
test_search_in_little_room (Fixture       *fixture,
                            gconstpointer  role)
{
  GtkStack *title = fixture->page->title_stack;

  test_resize (GTK_WINDOW (fixture->window), 420);
  test_wait_until (gtk_stack_get_visible_child (title) == fixture->page->window_title);
  g_assert_true (gh_list_page_set_view (fixture->page, NULL, "anna", NULL));
  g_assert_true (gtk_stack_get_visible_child (title) == fixture->page->search_clamp);

  /* The button ends the search. */
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (fixture->page->search_button), FALSE);
  g_assert_true (gtk_stack_get_visible_child (title) == fixture->page->window_title);
  test_run_for (150);
  assert_shown (fixture, "anna bert cleo");

  /* A search from a wider window is still there. */
  test_resize (GTK_WINDOW (fixture->window), 1100);
  type (fixture, "ber");
  test_resize (GTK_WINDOW (fixture->window), 420);
  test_wait_until (gh_page_get_narrow (GH_PAGE (fixture->page)));
  g_assert_true (gtk_stack_get_visible_child (title) == fixture->page->search_clamp);
  type (fixture, "");
}

static void
test_search (Fixture       *fixture,
             gconstpointer  role)
{
  assert_shown (fixture, "anna bert cleo");
  g_assert_cmpstr (gtk_inscription_get_text (fixture->page->count), ==, "3 users");
  type (fixture, "be");
  assert_shown (fixture, "bert");
  test_wait_until (g_str_equal (gtk_inscription_get_text (fixture->page->count), "1 of 3 users"));
  type (fixture, "nobody");
  g_assert_cmpstr (gtk_stack_get_visible_child_name (fixture->page->stack), ==, "no-match");
}

static GtkWidget *
find_trash_matches (Fixture *fixture)
{
  return test_find (GTK_WIDGET (fixture->page), GTK_TYPE_LABEL, "1 match in the <a href=\"trash\">Trash</a>");
}

/* U3: the Trash is searched when typing pauses; the next key does not wait. */
static void
test_trash_matches (Fixture       *fixture,
                    gconstpointer  role)
{
  assert_shown (fixture, "anna bert cleo");
  gtk_editable_set_text (GTK_EDITABLE (fixture->page->entry), "dora");
  test_wait_until (g_str_equal (gtk_stack_get_visible_child_name (fixture->page->stack), "no-match"));
  g_assert_null (find_trash_matches (fixture));
  gtk_editable_set_text (GTK_EDITABLE (fixture->page->entry), "dor");
  test_wait_until (find_trash_matches (fixture) != NULL);
}

/* U3: a slip never widens what is acted on. */
static void
test_unreadable (Fixture       *fixture,
                 gconstpointer  role)
{
  type (fixture, "be");
  gtk_editable_set_text (GTK_EDITABLE (fixture->page->entry), "be login:soon");
  /* At once: the table moves once, not in each of many frames. */
  g_assert_true (gtk_widget_get_mapped (GTK_WIDGET (fixture->page->reason)));
  type (fixture, "be login:soon");
  assert_shown (fixture, "bert");
  g_assert_true (gtk_widget_get_visible (GTK_WIDGET (fixture->page->reason)));
  g_assert_nonnull (strstr (gtk_label_get_text (fixture->page->reason), "login"));
  g_assert_false (gtk_widget_get_sensitive (GTK_WIDGET (fixture->page->select_button)));
  g_assert_false (gtk_widget_get_sensitive (fixture->page->bar_buttons[0]));
  type (fixture, "be login:never");
  assert_shown (fixture, "bert");
  g_assert_false (gtk_widget_get_visible (GTK_WIDGET (fixture->page->reason)));
  g_assert_true (gtk_widget_get_sensitive (fixture->page->bar_buttons[0]));
}

static void
test_category (Fixture       *fixture,
               gconstpointer  role)
{
  g_assert_true (gh_list_page_set_view (fixture->page, "bypass", NULL, NULL));
  assert_shown (fixture, "bert");
  g_assert_false (gh_list_page_set_view (fixture->page, "no-such", NULL, NULL));
  g_assert_false (gh_list_page_set_view (fixture->page, NULL, "login:soon", NULL));
  g_assert_false (gh_list_page_set_view (fixture->page, NULL, NULL, "shoe-size"));
}

/* A view with chips and words, as from a link or a saved view. */
static void
test_view (Fixture       *fixture,
           gconstpointer  role)
{
  g_autofree char *query = NULL;
  g_autofree char *link = NULL;

  g_assert_true (gh_list_page_set_view (fixture->page, "all", "status:active phones:0\nn", "username:desc"));
  assert_shown (fixture, "anna");
  g_assert_cmpuint (test_count (GTK_WIDGET (fixture->page->chips), GH_TYPE_FILTER_CHIP), ==, 2);
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (fixture->page->entry)), ==, "n");
  query = gh_list_page_dup_query (fixture->page);
  g_assert_cmpstr (query, ==, "status:active phones:0 n");
  link = gh_list_page_dup_link (fixture->page);
  g_assert_nonnull (strstr (link, "q=status:active%20phones:0%0An&sort=username:desc"));
  gh_list_page_remove_chip (fixture->page, "status:active");
  g_assert_cmpuint (test_count (GTK_WIDGET (fixture->page->chips), GH_TYPE_FILTER_CHIP), ==, 1);

  /* The typed text comes back as typed. */
  g_assert_true (gh_list_page_set_view (fixture->page, "all", "n phones:0", "username:desc"));
  g_assert_cmpuint (test_count (GTK_WIDGET (fixture->page->chips), GH_TYPE_FILTER_CHIP), ==, 0);
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (fixture->page->entry)), ==, "n phones:0");
}

/* A saved view that was changed can be saved again, under its name or a new one, but not over another. */
static void
test_saved_view (Fixture       *fixture,
                 gconstpointer  role)
{
  GhSavedViews *views = gh_session_get_saved_views (fixture->session);
  const GhSavedView other = { (char *) "Other", (char *) "users", (char *) "all", (char *) "cleo", (char *) "username" };
  gboolean is_changed;

  g_assert_false (gtk_widget_get_visible (GTK_WIDGET (fixture->page->save_view_button)));
  type (fixture, "be");
  g_assert_true (gtk_widget_get_visible (GTK_WIDGET (fixture->page->save_view_button)));
  gtk_menu_button_popup (fixture->page->save_view_button);
  test_run_for (100);
  g_assert_false (gtk_widget_get_visible (fixture->page->view_update));
  gtk_editable_set_text (GTK_EDITABLE (fixture->page->view_name), "Mine");
  g_signal_emit_by_name (fixture->page->view_save, "clicked");
  g_assert_cmpstr (gh_saved_views_get_current (views, NULL), ==, "Mine");
  g_assert_false (gtk_widget_get_visible (GTK_WIDGET (fixture->page->save_view_button)));

  gh_saved_views_put (views, &other);
  type (fixture, "bert");
  g_assert_cmpstr (gh_saved_views_get_current (views, &is_changed), ==, "Mine");
  g_assert_true (is_changed);
  gtk_menu_button_popup (fixture->page->save_view_button);
  test_run_for (100);
  g_assert_true (gtk_widget_get_mapped (fixture->page->view_update));
  g_assert_cmpstr (gtk_button_get_label (GTK_BUTTON (fixture->page->view_update)), ==, "Update “Mine”");
  gtk_editable_set_text (GTK_EDITABLE (fixture->page->view_name), "Other");
  g_signal_emit_by_name (fixture->page->view_name, "activate");
  g_assert_cmpstr (gh_saved_views_find (views, "Other")->query, ==, "cleo");
  g_signal_emit_by_name (fixture->page->view_update, "clicked");
  g_assert_cmpstr (gh_saved_views_find (views, "Mine")->query, ==, "bert");
  g_assert_cmpstr (gh_saved_views_get_current (views, &is_changed), ==, "Mine");
  g_assert_false (is_changed);

  /* Staying on the plain page leaves it. */
  type (fixture, "");
  test_wait_until (gh_saved_views_get_current (views, NULL) == NULL);
  gh_saved_views_remove (views, "Mine");
  gh_saved_views_remove (views, "Other");
}

/* Nothing jumps: the selection is by id, and changes from elsewhere appear at once. */
static void
test_changes (Fixture       *fixture,
              gconstpointer  role)
{
  GhTableList *list = gh_table_get_list (fixture->page->table);

  gh_table_list_select_id (list, 3, TRUE);
  gh_test_add_users (fixture->org, "bob");
  assert_shown (fixture, "anna bert bob cleo");
  g_assert_true (gh_table_list_is_id_selected (list, 3));
  g_assert_cmpuint (gh_table_list_count_selected (list), ==, 1);
  gh_table_set_sort (fixture->page->table, "username", TRUE);
  gh_list_page_update_view (fixture->page, GH_TABLE_PLACE_TOP);
  assert_shown (fixture, "cleo bob bert anna");
  g_assert_true (gh_table_list_is_id_selected (list, 3));
}

/* A4, O6: what a role may not do is greyed, with the reason. */
static void
test_role (Fixture       *fixture,
           gconstpointer  role)
{
  gh_table_list_select_id (gh_table_get_list (fixture->page->table), 1, TRUE);
  for (guint i = 0; i < G_N_ELEMENTS (fixture->page->bar_buttons); i++)
    {
      g_assert_false (gtk_widget_get_sensitive (fixture->page->bar_buttons[i]));
      g_assert_cmpstr (gtk_widget_get_tooltip_text (fixture->page->bar_buttons[i]), ==,
                       gh_refusal_get_tooltip (GH_REFUSAL_ROLE));
    }
}

static gboolean
has_focus (GtkWidget *widget)
{
  GtkWidget *focus = gtk_root_get_focus (gtk_widget_get_root (widget));

  return focus != NULL && (focus == widget || gtk_widget_is_ancestor (focus, widget));
}

/* F3: F6 cycles through the page, and back into the table. */
static void
test_regions (Fixture       *fixture,
              gconstpointer  role)
{
  GhPage *page = GH_PAGE (fixture->page);

  gh_page_open (page, NULL);
  g_assert_true (has_focus (GTK_WIDGET (fixture->page->table)));
  g_assert_false (gh_page_step_region (page, 1));
  gtk_widget_grab_focus (fixture->page->entry);
  g_assert_true (gh_page_step_region (page, 1));
  g_assert_true (has_focus (GTK_WIDGET (fixture->page->categories)));
  g_assert_true (gh_page_step_region (page, 1));
  g_assert_true (has_focus (fixture->page->filter_row));
  g_assert_true (gh_page_step_region (page, 1));
  g_assert_true (has_focus (GTK_WIDGET (fixture->page->table)));
  g_assert_true (gh_page_step_region (page, -1));
  g_assert_true (has_focus (fixture->page->filter_row));
}

static void
test_copy (Fixture       *fixture,
           gconstpointer  role)
{
  GdkClipboard *clipboard = gtk_widget_get_clipboard (GTK_WIDGET (fixture->page));
  GdkContentProvider *content;
  g_auto (GValue) value = G_VALUE_INIT;
  GhTableList *list = gh_table_get_list (fixture->page->table);

  gh_table_list_select_id (list, 3, TRUE);
  gh_table_list_select_id (list, 1, TRUE);
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (fixture->page), "list.copy", NULL));
  test_run_for (300);
  content = gdk_clipboard_get_content (clipboard);
  g_value_init (&value, G_TYPE_STRING);
  g_assert_true (gdk_content_provider_get_value (content, &value, NULL));
  g_assert_cmpstr (g_value_get_string (&value), ==, "anna\t\t\t0\t0\tActive\tNever\ncleo\t\t\t0\t0\tActive\tNever\n");
}

static void
toast_cb (GhPage   *page,
          AdwToast *toast,
          char    **text)
{
  g_free (*text);
  *text = g_strdup (adw_toast_get_title (toast));
}

/* A hundred rows are a view, one more is an export. */
static void
test_copy_many (Fixture       *fixture,
                gconstpointer  role)
{
  GhTableList *list = gh_table_get_list (fixture->page->table);
  g_autoptr (GArray) ids = g_array_copy (gh_table_list_get_ids (list));
  g_autofree char *toast = NULL;

  g_assert_cmpuint (ids->len, ==, 101);
  g_signal_connect (fixture->page, "toast", G_CALLBACK (toast_cb), &toast);
  for (guint i = 0; i < ids->len; i++)
    gh_table_list_select_id (list, g_array_index (ids, gint64, i), TRUE);
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (fixture->page), "list.copy", NULL));
  g_assert_cmpstr (toast, ==, gh_refusal_get_sentence (GH_REFUSAL_TOO_MANY_ROWS));
  g_assert_null (gdk_clipboard_get_content (gtk_widget_get_clipboard (GTK_WIDGET (fixture->page))));

  g_clear_pointer (&toast, g_free);
  gh_table_list_select_id (list, 1, FALSE);
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (fixture->page), "list.copy", NULL));
  test_wait_until (toast != NULL);
  g_assert_cmpstr (toast, ==, "100 rows copied");
}

int
main (int    argc,
      char **argv)
{
  test_init (&argc, &argv);

#define ADD(path, func) g_test_add (path, Fixture, NULL, set_up, func, tear_down)
  ADD ("/Q9/page/term-being-typed", test_term_being_typed);
  ADD ("/U3/page/search-in-little-room", test_search_in_little_room);
  ADD ("/U3/page/search", test_search);
  ADD ("/U3/page/trash-matches", test_trash_matches);
  ADD ("/U3/page/unreadable", test_unreadable);
  ADD ("/U1/page/category", test_category);
  ADD ("/U3/page/view", test_view);
  ADD ("/U3/page/saved-view", test_saved_view);
  ADD ("/U4/page/changes", test_changes);
  ADD ("/F3/page/regions", test_regions);
  g_test_add ("/U7/page/names", Fixture, NULL, set_up_with_names, test_names, tear_down);
  ADD ("/U7/page/no-names", test_no_names);
  g_test_add ("/A4/page/copy", Fixture, GINT_TO_POINTER (GH_ROLE_HELP_DESK), set_up, test_copy_many, tear_down);
  ADD ("/U5/page/copy", test_copy);
  g_test_add ("/A4/page/read-only", Fixture, GINT_TO_POINTER (GH_ROLE_READ_ONLY), set_up, test_role, tear_down);

  return g_test_run ();
}
