/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A3: a page that is closed and recreated keeps all that was typed and chosen. */
#include "app/input-fixture.h"
#include "kit/test-find.h"
#include "kit/test-window.h"

#include "app/gh-page-list.h"
#include "group/gh-group-page-private.h"
#include "groups/gh-groups-page.h"
#include "import/gh-import-page.h"
#include "list/gh-list-page-private.h"
#include "log/gh-log-page.h"
#include "trash/gh-trash-page.h"
#include "user/gh-user-page.h"
#include "users/gh-users-page.h"

#include <glib/gstdio.h>
#include <string.h>


#define sees(text) (test_find (fixture->window, GTK_TYPE_LABEL, text) != NULL)

/* --- lists --- */

#define LIST(fixture) GH_LIST_PAGE ((fixture)->page)
#define ROWS(fixture) gh_table_get_list (LIST (fixture)->table)

/* The listed ids: "1 3". */
static char *
dup_ids (GArray *ids)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < ids->len; i++)
    g_string_append_printf (text, "%s%" G_GINT64_FORMAT, i > 0 ? " " : "", g_array_index (ids, gint64, i));

  return g_string_free (text, FALSE);
}

static gboolean
lists (InputFixture *fixture,
       const char   *ids)
{
  g_autofree char *listed = dup_ids (gh_list_page_get_ids (LIST (fixture)));

  return LIST (fixture)->has_list && g_str_equal (listed, ids);
}

static gboolean
selects (InputFixture *fixture,
         const char   *ids)
{
  g_autoptr (GArray) selected = gh_table_list_dup_selected_ids (ROWS (fixture));
  g_autofree char *found = dup_ids (selected);

  return g_str_equal (found, ids);
}

static void
select_ids (InputFixture *fixture,
            gint64        first,
            ...)
{
  va_list more;

  va_start (more, first);
  for (gint64 id = first; id != 0; id = va_arg (more, gint64))
    gh_table_list_select_id (ROWS (fixture), id, TRUE);
  va_end (more);
}

#define SELECT(fixture, ...) select_ids (fixture, __VA_ARGS__, G_GINT64_CONSTANT (0))
#define ID(n) G_GINT64_CONSTANT (n)

#define text_in(fixture) gtk_editable_get_text (GTK_EDITABLE (LIST (fixture)->entry))

static void
put_cursor_on (InputFixture *fixture,
               gint64        id)
{
  gh_table_set_cursor (LIST (fixture)->table, gh_table_list_find (ROWS (fixture), id), TRUE);
  g_assert_cmpint (gh_table_get_cursor_id (LIST (fixture)->table), ==, id);
}

/* Category, chips, typed text and place, sort, cursor. */
static void
test_users (InputFixture  *fixture,
            gconstpointer  data)
{
  g_autofree char *query = NULL;
  g_autofree char *sort = NULL;
  g_autoptr (GVariant) input = NULL;

  g_assert_true (gh_list_page_set_view (LIST (fixture), "not-enrolled", "-group:\"Exam desk\" phones:0\ne",
                                        "username:desc"));
  test_wait_until (lists (fixture, "5 3 2 1"));
  gtk_editable_set_text (GTK_EDITABLE (LIST (fixture)->entry), "e ");
  gtk_editable_set_position (GTK_EDITABLE (LIST (fixture)->entry), 1);
  put_cursor_on (fixture, 3);

  input_remake (fixture);
  test_wait_until (lists (fixture, "5 3 2 1") && gh_table_get_cursor_id (LIST (fixture)->table) == 3);
  g_assert_cmpstr (gh_list_page_get_category (LIST (fixture))->key, ==, "not-enrolled");
  g_assert_cmpuint (test_count (GTK_WIDGET (LIST (fixture)->chips), GH_TYPE_FILTER_CHIP), ==, 2);
  g_assert_cmpstr (text_in (fixture), ==, "e ");
  g_assert_cmpint (gtk_editable_get_position (GTK_EDITABLE (LIST (fixture)->entry)), ==, 1);
  query = gh_list_page_dup_query (LIST (fixture));
  g_assert_nonnull (strstr (query, "-group:"));
  sort = gh_list_page_dup_sort (LIST (fixture));
  g_assert_cmpstr (sort, ==, "username:desc");
  g_assert_true (selects (fixture, ""));

  /* The row has left the list by then: the first one gets the cursor, and no filter is lost. */
  input = input_close_page (fixture);
  gh_test_do (fixture->org, "user.trash", gh_target_new_for_name ("cleo"), NULL, 1);
  input_restart_session (fixture);
  input_take_back (fixture, input);
  test_wait_until (lists (fixture, "5 2 1"));
  g_assert_cmpint (gh_table_get_cursor_id (LIST (fixture)->table), ==, 5);
  g_assert_cmpstr (text_in (fixture), ==, "e ");
}

/* Three of five, one out of view, one deleted meanwhile. */
static void
test_users_selection (InputFixture  *fixture,
                      gconstpointer  data)
{
  g_autoptr (GVariant) input = NULL;

  test_wait_until (lists (fixture, "1 2 3 4 5"));
  SELECT (fixture, ID (1), ID (3), ID (4));
  gtk_editable_set_text (GTK_EDITABLE (LIST (fixture)->entry), "a");
  test_wait_until (lists (fixture, "1 4"));

  input_remake (fixture);
  test_wait_until (lists (fixture, "1 4"));
  g_assert_true (selects (fixture, "1 3 4"));

  input = input_close_page (fixture);
  gh_test_do (fixture->org, "user.trash", gh_target_new_for_name ("dora"), NULL, 1);
  gh_test_write_directory (fixture->org, "DELETE FROM users WHERE username = 'dora'");
  input_take_back (fixture, input);
  test_wait_until (lists (fixture, "1") && selects (fixture, "1 3"));

  /* All of them. */
  gtk_editable_set_text (GTK_EDITABLE (LIST (fixture)->entry), "");
  test_wait_until (lists (fixture, "1 2 3 5"));
  gtk_selection_model_select_all (GTK_SELECTION_MODEL (ROWS (fixture)));
  input_remake (fixture);
  test_wait_until (lists (fixture, "1 2 3 5"));
  g_assert_true (selects (fixture, "1 2 3 5"));
}

/* U3: unreadable text is back, over a list that cannot be acted on. */
static void
test_users_unreadable (InputFixture  *fixture,
                       gconstpointer  data)
{
  test_wait_until (lists (fixture, "1 2 3 4 5"));
  SELECT (fixture, ID (2));
  gtk_editable_set_text (GTK_EDITABLE (LIST (fixture)->entry), "be login:soon");
  gtk_editable_set_position (GTK_EDITABLE (LIST (fixture)->entry), 5);
  input_remake (fixture);
  g_assert_cmpstr (text_in (fixture), ==, "be login:soon");
  g_assert_cmpint (gtk_editable_get_position (GTK_EDITABLE (LIST (fixture)->entry)), ==, 5);
  g_assert_true (gtk_widget_get_visible (GTK_WIDGET (LIST (fixture)->reason)));
  test_wait_until (lists (fixture, "1 2 3 4 5"));
  g_assert_true (selects (fixture, "2"));
  g_assert_false (gtk_widget_get_sensitive (LIST (fixture)->bar_buttons[0]));
  gtk_editable_set_text (GTK_EDITABLE (LIST (fixture)->entry), "be login:never");
  test_wait_until (lists (fixture, "2"));
}

static void
test_groups (InputFixture  *fixture,
             gconstpointer  data)
{
  g_assert_true (gh_list_page_set_view (LIST (fixture), NULL, "home", "members:desc"));
  test_wait_until (lists (fixture, "1"));
  SELECT (fixture, ID (1), ID (2));
  input_remake (fixture);
  test_wait_until (lists (fixture, "1"));
  g_assert_true (selects (fixture, "1 2"));
  gtk_editable_set_text (GTK_EDITABLE (LIST (fixture)->entry), "");
  test_wait_until (lists (fixture, "1 2"));
}

static void
test_trash (InputFixture  *fixture,
            gconstpointer  data)
{
  gh_test_do (fixture->org, "user.trash", gh_target_new_for_name ("bert"), NULL, 1);
  gh_test_do (fixture->org, "user.trash", gh_target_new_for_name ("dora"), NULL, 1);
  g_assert_true (gh_list_page_set_view (LIST (fixture), "hand", NULL, "username"));
  test_wait_until (lists (fixture, "2 4"));
  SELECT (fixture, ID (4));
  put_cursor_on (fixture, 4);
  input_remake (fixture);
  test_wait_until (lists (fixture, "2 4") && gh_table_get_cursor_id (LIST (fixture)->table) == 4);
  g_assert_cmpstr (gh_list_page_get_category (LIST (fixture))->key, ==, "hand");
  g_assert_true (selects (fixture, "4"));
}

/* The open entry is opened again, although new ones have come. */
static void
test_log (InputFixture  *fixture,
          gconstpointer  data)
{
  g_autoptr (GVariant) input = NULL;

  g_assert_true (gh_list_page_set_view (LIST (fixture), NULL, "operation:=user.add\n", NULL));
  test_wait_until (lists (fixture, "6 5 4 3 2"));
  put_cursor_on (fixture, 4);
  gh_list_page_show_row (LIST (fixture), 4);
  test_wait_until (sees ("cleo"));
  input = input_close_page (fixture);
  gh_test_add_users (fixture->org, "frida");
  input_take_back (fixture, input);
  test_wait_until (gh_list_page_get_ids (LIST (fixture))->len == 6 &&
                   gh_table_get_cursor_id (LIST (fixture)->table) == 4);
  g_assert_cmpint (gh_list_page_get_shown (LIST (fixture)), ==, 4);
  test_wait_until (sees ("cleo"));
  g_assert_cmpuint (test_count (GTK_WIDGET (LIST (fixture)->chips), GH_TYPE_FILTER_CHIP), ==, 1);

  /* Closed, it stays so. */
  gtk_widget_activate_action (GTK_WIDGET (fixture->page), "list.close-pane", NULL);
  input_remake (fixture);
  test_wait_until (gh_list_page_get_ids (LIST (fixture))->len == 6);
  g_assert_cmpint (gh_list_page_get_shown (LIST (fixture)), ==, 0);
}

/* --- the members of a group --- */

static void
open_group (InputFixture *fixture)
{
  gh_page_open (fixture->page, fixture->vpn);
  test_wait_until (lists (fixture, "1 3"));
}

#define GROUP(fixture) GH_GROUP_PAGE ((fixture)->page)

static void
test_group (InputFixture  *fixture,
            gconstpointer  data)
{
  open_group (fixture);
  gtk_editable_set_text (GTK_EDITABLE (LIST (fixture)->entry), "cle");
  test_wait_until (lists (fixture, "3"));
  SELECT (fixture, ID (1), ID (3));
  input_remake (fixture);
  test_wait_until (lists (fixture, "3"));
  g_assert_cmpstr (gh_page_get_title (fixture->page), ==, "VPN");
  g_assert_cmpstr (text_in (fixture), ==, "cle");
  g_assert_true (selects (fixture, "1 3"));
  g_assert_cmpstr (gtk_editable_get_text (GROUP (fixture)->name), ==, "VPN");
}

/* In-place editing continues. */
static void
test_group_typed (InputFixture  *fixture,
                  gconstpointer  data)
{
  g_autoptr (GVariant) input = NULL;

  open_group (fixture);
  gtk_entry_grab_focus_without_selecting (GTK_ENTRY (GROUP (fixture)->description));
  gtk_editable_set_text (GROUP (fixture)->description, "From home and");
  input = input_close_page (fixture);
  gh_test_assert_query (fixture->org, "SELECT description FROM groups WHERE name = 'VPN'", "From home");
  input_take_back (fixture, input);
  test_wait_until (lists (fixture, "1 3"));
  g_assert_cmpstr (gtk_editable_get_text (GROUP (fixture)->description), ==, "From home and");
  g_assert_cmpstr (gtk_editable_get_text (GROUP (fixture)->name), ==, "VPN");

  /* Whatever else changes. */
  gh_test_do (fixture->org, "user.add-to-group", gh_target_new_for_name ("bert"), "{\"group\":\"VPN\"}", 1);
  test_wait_until (lists (fixture, "1 2 3"));
  g_assert_cmpstr (gtk_editable_get_text (GROUP (fixture)->description), ==, "From home and");
  g_signal_emit_by_name (GROUP (fixture)->description, "activate");
  test_wait_until (g_strcmp0 (gh_group_get_description (GROUP (fixture)->group), "From home and") == 0);
}

static gboolean
is_described (InputFixture *fixture,
              const char   *description)
{
  g_autofree char *stored = gh_test_query (fixture->org, "SELECT description FROM groups WHERE name = 'VPN'");

  return g_str_equal (stored, description);
}

/* Only a closed page keeps it: going to another page saves, like going to another field. */
static void
test_group_left (InputFixture  *fixture,
                 gconstpointer  data)
{
  GtkWidget *stack = gtk_stack_new ();
  GtkWidget *other = gtk_button_new ();
  GhPage *page = g_object_ref (fixture->page);

  adw_window_set_content (ADW_WINDOW (fixture->window), stack);
  gtk_stack_add_child (GTK_STACK (stack), GTK_WIDGET (page));
  gtk_stack_add_child (GTK_STACK (stack), other);
  g_object_unref (page);
  open_group (fixture);
  gtk_entry_grab_focus_without_selecting (GTK_ENTRY (GROUP (fixture)->description));
  gtk_editable_set_text (GROUP (fixture)->description, "Left");
  gtk_stack_set_visible_child (GTK_STACK (stack), other);
  test_wait_until (is_described (fixture, "Left"));

  gtk_stack_set_visible_child (GTK_STACK (stack), GTK_WIDGET (page));
  test_wait_until (gtk_widget_get_mapped (GTK_WIDGET (page)));
  gtk_entry_grab_focus_without_selecting (GTK_ENTRY (GROUP (fixture)->description));
  gtk_editable_set_text (GROUP (fixture)->description, "Also left");
  gtk_widget_grab_focus (GTK_WIDGET (LIST (fixture)->entry));
  test_wait_until (is_described (fixture, "Also left"));
}

static void
test_group_gone (InputFixture  *fixture,
                 gconstpointer  data)
{
  g_autoptr (GVariant) input = NULL;

  open_group (fixture);
  gtk_editable_set_text (GROUP (fixture)->name, "Remote");
  input = input_close_page (fixture);
  gh_test_do (fixture->org, "group.delete", gh_target_new_for_name ("VPN"), NULL, 1);
  input_take_back (fixture, input);
  test_run_for (200);
  g_assert_null (GROUP (fixture)->group);
}

/* --- an import --- */

static void
write_file (InputFixture *fixture,
            const char   *text)
{
  g_autofree char *path = g_build_filename (fixture->org->folder, "joiners.csv", NULL);
  g_autoptr (GError) error = NULL;

  g_file_set_contents (path, text, -1, &error);
  g_assert_no_error (error);
}

static void
choose (InputFixture *fixture,
        const char   *category)
{
  GtkWidget *bar = test_find (fixture->window, GH_TYPE_CATEGORY_BAR, NULL);

  g_assert_true (gh_category_bar_set_chosen (GH_CATEGORY_BAR (bar), category));
  g_signal_emit_by_name (bar, "chosen", category);
}

static void
test_import (InputFixture  *fixture,
             gconstpointer  data)
{
  g_autofree char *path = g_build_filename (fixture->org->folder, "joiners.csv", NULL);
  g_autoptr (GVariant) input = NULL;
  GtkWidget *check;

  g_assert_false (input_is_there (fixture));
  write_file (fixture, "username,group1\nanna,VPN\nnew,Absent\nnewer,VPN\n,Absent\n");
  gh_page_open (fixture->page, path);
  test_wait_until (sees ("2 lines are refused and will not be imported."));
  check = test_find (fixture->window, GTK_TYPE_CHECK_BUTTON, NULL);
  gtk_check_button_set_active (GTK_CHECK_BUTTON (check), TRUE);
  test_wait_until (sees ("1 line is refused and will not be imported."));
  choose (fixture, "new");
  test_wait_until (sees ("2 users are added. Undo is possible afterwards."));

  input_remake (fixture);
  test_wait_until (sees ("2 users are added. Undo is possible afterwards."));
  check = test_find (fixture->window, GTK_TYPE_CHECK_BUTTON, NULL);
  g_assert_true (gtk_check_button_get_active (GTK_CHECK_BUTTON (check)));

  /* The file is read again; lines it no longer has are not shown. */
  input = input_close_page (fixture);
  write_file (fixture, "username,realname\nanna,Anna B\n");
  input_take_back (fixture, input);
  test_wait_until (sees ("1 user changes in 1 field. Undo is possible afterwards."));

  g_clear_pointer (&input, g_variant_unref);
  input = input_close_page (fixture);
  g_remove (path);
  input_take_back (fixture, input);
  test_wait_until (sees ("This File Cannot Be Imported"));
}

/* --- not the page's input --- */

static void
add_values (GPtrArray *values)
{
  static const char *const texts[] = {
    "'text'", "@mv nothing", "(1, <2>)", "('GhUsersPage', <'all'>)", "('GhUserPage', <('', @a(uss) [])>)",
    "('GhUserPage', <('none', [(uint32 4294967295, 'a', 'b')])>)", "('GhGroupPage', <('none', @ms nothing, 'x', ())>)",
    "('GhImportPage', <(b'', true, false, 'none')>)",
    "('GhUsersPage', <('none', ['a b', 'status:none', ''], 'x', -7, 'none', [int64 -1, 0, 99], int64 99, true)>)",
    "('GhLogPage', <('none', @as [], '', 99, ':desc', [int64 7], int64 -3, true)>)",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (GError) error = NULL;

      g_ptr_array_add (values, g_variant_parse (NULL, texts[i], NULL, NULL, &error));
      g_assert_no_error (error);
    }
}

/* Each page gets the input of each other page, and input no page ever gave. */
static void
test_strange (InputFixture  *fixture,
              gconstpointer  data)
{
  g_autoptr (GPtrArray) values = g_ptr_array_new_with_free_func ((GDestroyNotify) g_variant_unref);

  gh_page_open (fixture->page, fixture->anna);
  test_wait_until (test_find (fixture->window, ADW_TYPE_ENTRY_ROW, "Real name") != NULL);
  gtk_editable_set_text (GTK_EDITABLE (test_find (fixture->window, ADW_TYPE_ENTRY_ROW, "Real name")), "Anna K.");
  g_ptr_array_add (values, gh_page_dup_input (fixture->page));
  for (const GhPageEntry *entry = gh_page_entries; entry->name != NULL; entry++)
    {
      GVariant *input;

      input_make_page (fixture, entry->get_type ());
      input = gh_page_dup_input (fixture->page);
      if (input != NULL)
        g_ptr_array_add (values, input);
    }
  g_assert_cmpuint (values->len, >=, 5);
  add_values (values);

  for (const GhPageEntry *entry = gh_page_entries; entry->name != NULL; entry++)
    for (guint i = 0; i < values->len; i++)
      {
        GVariant *value = g_ptr_array_index (values, i);
        g_autoptr (GVariant) before = NULL;
        g_autoptr (GVariant) after = NULL;
        const char *type = "";

        input_make_page (fixture, entry->get_type ());
        before = gh_page_dup_input (fixture->page);
        gh_page_take_input (fixture->page, value);
        after = gh_page_dup_input (fixture->page);
        if (g_variant_is_of_type (value, G_VARIANT_TYPE ("(sv)")))
          g_variant_get_child (value, 0, "&s", &type);
        if (!g_str_equal (type, G_OBJECT_TYPE_NAME (fixture->page)))
          g_assert_true (before == after || (before != NULL && after != NULL && g_variant_equal (before, after)));
        test_run_for (20);
      }
  gh_page_take_input (fixture->page, NULL);
}

/* Without unsaved changes there is nothing. */
static void
test_none (InputFixture  *fixture,
           gconstpointer  data)
{
  for (const GhPageEntry *entry = gh_page_entries; entry->name != NULL; entry++)
    {
      g_autoptr (GVariant) input = NULL;

      input_make_page (fixture, entry->get_type ());
      input = gh_page_dup_input (fixture->page);
      /* A list always has a view; a page of one record has nothing until it is open. */
      g_assert_cmpint (input != NULL, ==, GH_IS_LIST_PAGE (fixture->page) && !GH_IS_GROUP_PAGE (fixture->page));
    }
}

int
main (int   argc,
      char *argv[])
{
  test_init (&argc, &argv);

#define ADD(path, type, func) \
  g_test_add ("/A3/input/" path, InputFixture, type, input_set_up, func, input_tear_down)
  ADD ("users", gh_users_page_get_type, test_users);
  ADD ("users/selection", gh_users_page_get_type, test_users_selection);
  ADD ("users/unreadable", gh_users_page_get_type, test_users_unreadable);
  ADD ("groups", gh_groups_page_get_type, test_groups);
  ADD ("trash", gh_trash_page_get_type, test_trash);
  ADD ("log", gh_log_page_get_type, test_log);
  ADD ("group", gh_group_page_get_type, test_group);
  ADD ("group/typed", gh_group_page_get_type, test_group_typed);
  ADD ("group/left", gh_group_page_get_type, test_group_left);
  ADD ("group/gone", gh_group_page_get_type, test_group_gone);
  ADD ("import", gh_import_page_get_type, test_import);
  ADD ("strange", gh_user_page_get_type, test_strange);
  ADD ("none", gh_users_page_get_type, test_none);

  return g_test_run ();
}
