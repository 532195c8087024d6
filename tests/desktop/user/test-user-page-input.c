/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A3: a user page that is closed and recreated has what was typed, and nothing else. */
#include "app/input-fixture.h"
#include "kit/test-find.h"
#include "kit/test-window.h"

#include "user/gh-user-page.h"


#define sees(text) (test_find (fixture->window, GTK_TYPE_LABEL, text) != NULL)

/* --- a user --- */

static GtkEditable *
get_entry (InputFixture *fixture,
           const char   *title)
{
  GtkWidget *row = test_find (fixture->window, ADW_TYPE_ENTRY_ROW, title);

  g_assert_nonnull (row);

  return GTK_EDITABLE (row);
}

#define text_of(title) gtk_editable_get_text (get_entry (fixture, title))
#define type_into(title, text) gtk_editable_set_text (get_entry (fixture, title), text)
#define is_shown(title) (test_find (fixture->window, ADW_TYPE_ENTRY_ROW, title) != NULL)

static gboolean
can_save (InputFixture *fixture)
{
  return test_find (fixture->window, GTK_TYPE_BUTTON, "_Save") != NULL;
}

static void
open_user (InputFixture *fixture)
{
  gh_page_open (fixture->page, fixture->anna);
  test_wait_until (is_shown ("Username"));
}

static void
left_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      data)
{
  ((InputFixture *) data)->left = gh_page_leave_finish (GH_PAGE (source), result);
}

/* No question without typed text. */
static void
assert_nothing_typed (InputFixture *fixture)
{
  g_assert_false (input_is_there (fixture));
  gh_page_leave_async (fixture->page, left_cb, fixture);
  test_wait_until (fixture->left == TRUE);
}

static void
test_user (InputFixture  *fixture,
           gconstpointer  data)
{
  GtkWidget *notes;

  open_user (fixture);
  g_assert_false (input_is_there (fixture));
  type_into ("Real name", "Anna K.");
  type_into ("Alias 1", "");
  adw_action_row_activate (ADW_ACTION_ROW (test_find (fixture->window, ADW_TYPE_ACTION_ROW, "Add an Alias")));
  type_into ("Alias 2", "a2");
  notes = test_find (fixture->window, GTK_TYPE_TEXT_VIEW, NULL);
  gtk_text_buffer_set_text (gtk_text_view_get_buffer (GTK_TEXT_VIEW (notes)), "Two\nlines", -1);

  input_remake (fixture);
  test_wait_until (is_shown ("Alias 2"));
  g_assert_cmpstr (gh_page_get_title (fixture->page), ==, "anna");
  g_assert_cmpstr (text_of ("Username"), ==, "anna");
  g_assert_cmpstr (text_of ("Real name"), ==, "Anna K.");
  g_assert_cmpstr (text_of ("Alias 1"), ==, "");
  g_assert_cmpstr (text_of ("Alias 2"), ==, "a2");
  g_assert_null (test_find (fixture->window, GTK_TYPE_BUTTON, "_Take Over"));
  test_wait_until (can_save (fixture));

  /* And again after loading. */
  input_remake (fixture);
  test_wait_until (is_shown ("Alias 2") && can_save (fixture));
  gtk_widget_activate_action (GTK_WIDGET (fixture->page), "user.save", NULL);
  test_wait_until (!input_is_there (fixture) && !is_shown ("Alias 2"));
  gh_test_assert_query (fixture->org, "SELECT realname || notes || email FROM users WHERE username = 'anna'",
                        "Anna K.Two\nlinesanna@hu.example");
  gh_test_assert_query (fixture->org, "SELECT group_concat(alias) FROM user_aliases", "a2");
  assert_nothing_typed (fixture);
}

/* An empty new alias is back, and is no change. */
static void
test_user_new_alias (InputFixture  *fixture,
                     gconstpointer  data)
{
  open_user (fixture);
  adw_action_row_activate (ADW_ACTION_ROW (test_find (fixture->window, ADW_TYPE_ACTION_ROW, "Add an Alias")));
  g_assert_true (is_shown ("Alias 2"));
  input_remake (fixture);
  test_wait_until (is_shown ("Alias 2"));
  g_assert_cmpstr (text_of ("Alias 1"), ==, "a1");
  gh_page_leave_async (fixture->page, left_cb, fixture);
  test_wait_until (fixture->left == TRUE);
}

/* Unsavable text is kept too, with its problem. */
static void
test_user_wrong (InputFixture  *fixture,
                 gconstpointer  data)
{
  open_user (fixture);
  type_into ("E-mail", "no address");
  type_into ("Username", "bert");
  input_remake (fixture);
  test_wait_until (sees (gh_refusal_get_sentence (GH_REFUSAL_EMAIL_CHARACTERS)));
  g_assert_cmpstr (text_of ("Username"), ==, "bert");
  type_into ("E-mail", "anna@hu.example");
  test_wait_until (sees ("The name is taken. (“bert” is the username of bert)"));
  g_assert_false (can_save (fixture));
}

/* Changes by others meanwhile are reported as if the page had been open: both are offered. */
static void
test_user_conflict (InputFixture  *fixture,
                    gconstpointer  data)
{
  g_autoptr (GVariant) input = NULL;

  open_user (fixture);
  type_into ("Real name", "Mine");
  type_into ("Alias 1", "mine");
  input = input_close_page (fixture);
  gh_test_do (fixture->org, "user.edit", gh_target_new_for_name ("anna"),
              "{\"real-name\":\"Theirs\",\"email\":\"new@hu.example\"}", 1);
  input_take_back (fixture, input);
  test_wait_until (sees ("local:tester changed this to “Theirs”, Today 09:00"));
  g_assert_cmpstr (text_of ("Real name"), ==, "Mine");
  g_assert_cmpstr (text_of ("E-mail"), ==, "new@hu.example");
  g_assert_cmpstr (text_of ("Alias 1"), ==, "mine");

  /* It is reported again until one is chosen. */
  input_remake (fixture);
  test_wait_until (sees ("local:tester changed this to “Theirs”, Today 09:00"));
  g_assert_cmpstr (text_of ("Real name"), ==, "Mine");
  gtk_widget_activate (test_find (fixture->window, GTK_TYPE_BUTTON, "_Take Over"));
  test_wait_until (g_str_equal (text_of ("Real name"), "Theirs"));
  input_remake (fixture);
  test_wait_until (is_shown ("Alias 1"));
  g_assert_cmpstr (text_of ("Alias 1"), ==, "mine");
  g_assert_cmpstr (text_of ("Real name"), ==, "Theirs");
  g_assert_null (test_find (fixture->window, GTK_TYPE_BUTTON, "_Take Over"));
}

/* Aliases that others added or removed. */
static void
test_user_alias_conflict (InputFixture  *fixture,
                          gconstpointer  data)
{
  g_autoptr (GVariant) input = NULL;

  open_user (fixture);
  type_into ("Alias 1", "mine");
  input = input_close_page (fixture);
  gh_test_do (fixture->org, "user.edit", gh_target_new_for_name ("anna"),
              "{\"add-alias\":[\"b1\"],\"remove-alias\":[\"a1\"]}", 1);
  input_take_back (fixture, input);
  test_wait_until (sees ("local:tester changed this to “b1”, Today 09:00"));
  g_assert_cmpstr (text_of ("Alias 1"), ==, "mine");
  test_wait_until (can_save (fixture));
  gtk_widget_activate_action (GTK_WIDGET (fixture->page), "user.save", NULL);
  test_wait_until (!input_is_there (fixture));
  gh_test_assert_query (fixture->org, "SELECT group_concat(alias) FROM user_aliases", "mine");
}

/* Text stored by now is not an edit. */
static void
test_user_stored_meanwhile (InputFixture  *fixture,
                            gconstpointer  data)
{
  g_autoptr (GVariant) input = NULL;

  open_user (fixture);
  type_into ("Real name", "Both");
  type_into ("Alias 1", "both");
  input = input_close_page (fixture);
  gh_test_do (fixture->org, "user.edit", gh_target_new_for_name ("anna"),
              "{\"real-name\":\"Both\",\"add-alias\":[\"both\"],\"remove-alias\":[\"a1\"]}", 1);
  input_take_back (fixture, input);
  test_wait_until (is_shown ("Real name"));
  g_assert_cmpstr (text_of ("Real name"), ==, "Both");
  g_assert_null (test_find (fixture->window, GTK_TYPE_BUTTON, "_Take Over"));
  assert_nothing_typed (fixture);
}

static void
test_user_gone (InputFixture  *fixture,
                gconstpointer  data)
{
  g_autoptr (GVariant) input = NULL;

  open_user (fixture);
  type_into ("Real name", "Anna K.");
  input = input_close_page (fixture);
  gh_test_do (fixture->org, "user.trash", gh_target_new_for_name ("anna"), NULL, 1);
  gh_test_write_directory (fixture->org, "DELETE FROM users WHERE username = 'anna'");
  input_take_back (fixture, input);
  test_wait_until (g_strcmp0 (gh_page_get_title (fixture->page), "No Such User") == 0);
  gh_page_leave_async (fixture->page, left_cb, fixture);
  test_wait_until (fixture->left == TRUE);

  /* It was for that user only. */
  g_free (fixture->anna);
  fixture->anna = gh_test_query (fixture->org, "SELECT key FROM users WHERE username = 'bert'");
  open_user (fixture);
  g_assert_cmpstr (text_of ("Real name"), ==, "");
  g_assert_false (input_is_there (fixture));
}

/* It is not lost where saving is not allowed, now or ever, and cannot be saved. */
static void
test_user_may_not (InputFixture  *fixture,
                   gconstpointer  data)
{
  g_autoptr (GVariant) input = NULL;

  open_user (fixture);
  type_into ("Real name", "Anna K.");
  input = input_close_page (fixture);
  gh_test_do (fixture->org, "user.trash", gh_target_new_for_name ("anna"), NULL, 1);
  input_take_back (fixture, input);
  test_wait_until (is_shown ("Real name") && sees ("In the Trash"));
  g_assert_cmpstr (text_of ("Real name"), ==, "Anna K.");
  g_assert_false (gtk_editable_get_editable (get_entry (fixture, "Real name")));
  test_run_for (100);
  g_assert_false (can_save (fixture));

  gh_test_do (fixture->org, "user.restore", gh_target_new_for_name ("anna"), NULL, 1);
  gh_test_act_as (fixture->org, GH_ROLE_READ_ONLY);
  input_restart_session (fixture);
  input_take_back (fixture, input);
  test_wait_until (is_shown ("Real name"));
  g_assert_true (sees ("Your role may not do this."));
  g_assert_cmpstr (text_of ("Real name"), ==, "Anna K.");
  g_assert_false (gtk_editable_get_editable (get_entry (fixture, "Real name")));
  test_run_for (100);
  g_assert_false (can_save (fixture));
}

/* Those who may not edit have nothing unsaved. */
static void
test_user_read_only (InputFixture  *fixture,
                     gconstpointer  data)
{
  gh_test_act_as (fixture->org, GH_ROLE_READ_ONLY);
  input_restart_session (fixture);
  input_make_page (fixture, fixture->type);
  open_user (fixture);
  assert_nothing_typed (fixture);
}

int
main (int   argc,
      char *argv[])
{
  test_init (&argc, &argv);

#define ADD(path, type, func) \
  g_test_add ("/A3/input/" path, InputFixture, type, input_set_up, func, input_tear_down)
  ADD ("user", gh_user_page_get_type, test_user);
  ADD ("user/new-alias", gh_user_page_get_type, test_user_new_alias);
  ADD ("user/wrong", gh_user_page_get_type, test_user_wrong);
  ADD ("user/conflict", gh_user_page_get_type, test_user_conflict);
  ADD ("user/alias-conflict", gh_user_page_get_type, test_user_alias_conflict);
  ADD ("user/stored-meanwhile", gh_user_page_get_type, test_user_stored_meanwhile);
  ADD ("user/gone", gh_user_page_get_type, test_user_gone);
  ADD ("user/may-not", gh_user_page_get_type, test_user_may_not);
  ADD ("user/read-only", gh_user_page_get_type, test_user_read_only);

  return g_test_run ();
}
