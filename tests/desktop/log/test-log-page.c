/* SPDX-License-Identifier: GPL-3.0-or-later */
/* L3, L5: the administrator log page as people meet it. */
#include "gh-test-organisation.h"
#include "kit/test-fits.h"
#include "kit/test-find.h"
#include "kit/test-window.h"

#include "list/gh-list-page-private.h"
#include "log/gh-log-page.h"

#include <sqlite3.h>

typedef struct {
  GhTestOrganisation *org;
  GhSession          *session;
  GtkWidget          *window;
  GhLogPage          *page;
} Fixture;

#define LIST(fixture) (GH_LIST_PAGE ((fixture)->page))
#define GET_N_SHOWN(fixture) gh_list_page_get_ids (LIST (fixture))->len

/* 1 created · 2 anna · 3 bert · 4 cleo · 5 bert in Bypass */
static void
set_up (Fixture       *fixture,
        gconstpointer  role)
{
  g_autoptr (GError) error = NULL;

  fixture->org = gh_test_organisation_new ();
  gh_test_add_users (fixture->org, "anna bert cleo");
  gh_test_do (fixture->org, "user.set-status", gh_target_new_for_name ("bert"), "{\"status\":\"bypass\"}", 1);
  if (role != NULL)
    gh_test_act_as (fixture->org, GPOINTER_TO_INT (role));
  fixture->session = gh_session_new (fixture->org->store, fixture->org->actor, &error);
  g_assert_no_error (error);
  fixture->page = g_object_new (GH_TYPE_LOG_PAGE, "session", fixture->session, "title", "Administrator Log", NULL);
  fixture->window = adw_window_new ();
  gtk_window_set_default_size (GTK_WINDOW (fixture->window), 1100, 700);
  adw_window_set_content (ADW_WINDOW (fixture->window), GTK_WIDGET (fixture->page));
  gtk_window_present (GTK_WINDOW (fixture->window));
  if (role == NULL)
    gh_list_page_set_view (LIST (fixture), NULL, NULL, NULL);
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

/* Whether @widget shows a text. */
static gboolean
sees (GtkWidget  *widget,
      const char *text)
{
  if (!gtk_widget_get_mapped (widget))
    return FALSE;
  if (GTK_IS_LABEL (widget) && g_str_equal (gtk_label_get_text (GTK_LABEL (widget)), text))
    return TRUE;
  if (GTK_IS_INSCRIPTION (widget) && g_strcmp0 (gtk_inscription_get_text (GTK_INSCRIPTION (widget)), text) == 0)
    return TRUE;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    if (sees (child, text))
      return TRUE;

  return FALSE;
}

#define SEES(text) sees (GTK_WIDGET (fixture->page), text)

static void
type (Fixture    *fixture,
      const char *text)
{
  gtk_editable_set_text (GTK_EDITABLE (LIST (fixture)->entry), text);
}

static void
test_list (Fixture       *fixture,
           gconstpointer  role)
{
  test_wait_until (SEES ("5 entries") && SEES ("Change Status"));
  g_assert_cmpint (g_array_index (gh_table_list_get_ids (gh_table_get_list (LIST (fixture)->table)), gint64, 0), ==, 5);
  type (fixture, "cleo");
  test_wait_until (SEES ("1 of 5 entries"));
  type (fixture, "entry:soon");
  g_assert_true (gtk_widget_get_visible (GTK_WIDGET (LIST (fixture)->reason)));
  g_assert_cmpuint (GET_N_SHOWN (fixture), ==, 1);
  type (fixture, "nobody");
  test_wait_until (SEES ("No Entries Match"));
  type (fixture, "");
  g_assert_true (gh_page_show_view (GH_PAGE (fixture->page), NULL, "operation:=user.add\n", NULL));
  test_wait_until (SEES ("3 of 5 entries"));
  g_assert_true (gh_page_show_view (GH_PAGE (fixture->page), NULL, "entry:2..3", NULL));
  test_wait_until (SEES ("2 of 5 entries"));
  g_assert_false (gh_page_show_view (GH_PAGE (fixture->page), NULL, "entry:soon", NULL));
}

/* A whole entry, with what it changed and what undoing it would restore. */
static void
test_pane (Fixture       *fixture,
           gconstpointer  role)
{
  GtkWidget *page = GTK_WIDGET (fixture->page);

  test_wait_until (GET_N_SHOWN (fixture) == 5);
  gtk_widget_activate_action (page, "list.show-row", "x", G_GINT64_CONSTANT (5));
  test_wait_until (SEES ("Puts back 1."));
  g_assert_true (SEES ("Status of 1 user changed") && SEES ("Active") && SEES ("Bypass"));
  gtk_widget_activate_action (page, "list.show-row", "x", G_GINT64_CONSTANT (1));
  test_wait_until (SEES ("Create Organisation"));
  gtk_widget_activate_action (page, "list.close-pane", NULL);
  test_run_for (50);
  g_assert_false (gtk_widget_get_mapped (GTK_WIDGET (fixture->page->pane)));
}

static GtkWidget *
find_chooser (void)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWidget) window = g_list_model_get_item (windows, i);

      if (GTK_IS_FILE_CHOOSER (window) && gtk_widget_get_mapped (window))
        return window;
    }

  return NULL;
}

/* O7: what happened to each, as a file; and why some were unchanged. */
static void
test_result (Fixture       *fixture,
             gconstpointer  role)
{
  g_autofree char *path = NULL;
  g_autofree char *text = NULL;

  gh_test_make_managed (fixture->org, "anna");
  gh_test_do (fixture->org, "user.trash", gh_target_new_for_query ("username:*"), NULL, 2);
  test_wait_until (SEES ("Send to Trash"));
  gh_list_page_go_to_row (LIST (fixture), gh_table_list_get_id (gh_table_get_list (LIST (fixture)->table), 0));
  test_wait_until (SEES ("1 × Managed by a directory"));

  path = g_strdup_printf ("%s/entry-%" G_GINT64_FORMAT ".csv", fixture->org->folder, LIST (fixture)->shown);
  gtk_widget_activate_action (GTK_WIDGET (fixture->page), "log.save-result", NULL);
  test_wait_until (find_chooser () != NULL);
  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (find_chooser ()), path);
  test_run_for (300);
  gtk_dialog_response (GTK_DIALOG (find_chooser ()), GTK_RESPONSE_ACCEPT);
  test_wait_until (g_file_test (path, G_FILE_TEST_EXISTS));
  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  g_assert_nonnull (strstr (text, "kind,key,name,result,reason"));
  g_assert_nonnull (strstr (text, ",bert,changed,"));
  g_assert_nonnull (strstr (text, ",anna,skipped,"));

  /* The pointer entered the window when the dialog went: GTK trips over a pending tooltip whose window goes. */
  test_run_for (700);
}

/* F4: with little room all buttons of the pane are there, and the table does not scroll sideways. */
static void
test_narrow (Fixture       *fixture,
             gconstpointer  role)
{
  GtkWidget *undo;
  graphene_rect_t bounds;

  gtk_widget_set_size_request (GTK_WIDGET (fixture->page), 360, -1);
  test_resize (GTK_WINDOW (fixture->window), 400);
  test_wait_until (gh_page_get_narrow (GH_PAGE (fixture->page)));
  gh_list_page_go_to_row (LIST (fixture), 5);
  test_wait_until (SEES ("_Save Result…") || SEES ("Save Result…"));
  test_run_for (300);
  undo = gtk_widget_get_ancestor (test_find (GTK_WIDGET (fixture->page->pane), GTK_TYPE_LABEL, "_Undo…"), GTK_TYPE_BUTTON);
  g_assert_true (gtk_widget_compute_bounds (undo, fixture->window, &bounds));
  g_assert_cmpfloat (bounds.origin.x + bounds.size.width, <=, gtk_widget_get_width (fixture->window));
  g_assert_cmpfloat (test_get_overflow (GTK_WIDGET (LIST (fixture)->table)), <=, 0);
  g_assert_false (SEES ("Changed") && SEES ("By"));

  test_resize (GTK_WINDOW (fixture->window), 1100);
  test_wait_until (!gh_page_get_narrow (GH_PAGE (fixture->page)) && SEES ("By"));
}

/* An entry opened from elsewhere is shown, even if a filter would hide it or the list is not loaded. */
static void
test_go_to_entry (Fixture       *fixture,
                  gconstpointer  role)
{
  gh_page_open (GH_PAGE (fixture->page), "3");
  test_wait_until (GET_N_SHOWN (fixture) == 5 && SEES ("bert"));
  test_wait_until (gh_table_get_cursor_id (LIST (fixture)->table) == 3);
  g_assert_cmpint (LIST (fixture)->shown, ==, 3);

  type (fixture, "cleo");
  test_wait_until (GET_N_SHOWN (fixture) == 1);
  gh_page_open (GH_PAGE (fixture->page), "5");
  test_wait_until (GET_N_SHOWN (fixture) == 5);
  test_wait_until (gh_table_get_cursor_id (LIST (fixture)->table) == 5);
  g_assert_cmpint (LIST (fixture)->shown, ==, 5);

  /* It does not jump a second time. */
  gh_table_set_cursor (LIST (fixture)->table, 4, TRUE);
  gh_test_add_users (fixture->org, "dora");
  test_wait_until (GET_N_SHOWN (fixture) == 6);
  test_run_for (100);
  g_assert_cmpint (gh_table_get_cursor_id (LIST (fixture)->table), ==, 1);

  /* An entry that does not exist takes away no filter that is typed later. */
  gh_list_page_go_to_row (LIST (fixture), 99);
  type (fixture, "cleo");
  test_wait_until (GET_N_SHOWN (fixture) == 1);
  test_run_for (100);
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (LIST (fixture)->entry)), ==, "cleo");
}

/* F4: changes made elsewhere appear at once, and the pane keeps its entry. */
static void
test_live (Fixture       *fixture,
           gconstpointer  role)
{
  test_wait_until (GET_N_SHOWN (fixture) == 5);
  gh_list_page_show_row (LIST (fixture), 5);
  test_wait_until (SEES ("Puts back 1."));
  gh_test_do (fixture->org, "user.set-status", gh_target_new_for_name ("bert"), "{\"status\":\"disabled\"}", 1);
  test_wait_until (GET_N_SHOWN (fixture) == 6);
  test_wait_until (!SEES ("Puts back 1."));
  g_assert_cmpint (LIST (fixture)->shown, ==, 5);
}

/* Nothing jumps: further down, a notice says what is new and leads there on request. */
static void
test_news (Fixture       *fixture,
           gconstpointer  role)
{
  for (guint i = 0; i < 60; i++)
    {
      g_autofree char *name = g_strdup_printf ("user%u", i);

      gh_test_add_users (fixture->org, name);
    }
  test_wait_until (GET_N_SHOWN (fixture) == 65);
  g_assert_false (gtk_widget_get_visible (GTK_WIDGET (LIST (fixture)->news)));
  test_run_for (200);
  gh_table_set_cursor (LIST (fixture)->table, 64, TRUE);
  test_run_for (300);
  gh_test_add_users (fixture->org, "late later");
  test_wait_until (SEES ("2 new"));
  gtk_widget_activate_action (GTK_WIDGET (fixture->page), "list.newest", NULL);
  test_wait_until (!gtk_widget_get_visible (GTK_WIDGET (LIST (fixture)->news)));
}

static void
test_verify (Fixture       *fixture,
             gconstpointer  role)
{
  sqlite3 *database;

  test_wait_until (SEES ("Not verified yet") || SEES ("Verify Now"));
  gtk_widget_activate_action (GTK_WIDGET (fixture->page), "log.verify", NULL);
  test_wait_until (fixture->page->verifying == NULL);
  test_wait_until (gtk_widget_get_visible (GTK_WIDGET (fixture->page->verified_icon)));

  g_assert_cmpint (sqlite3_open (fixture->org->path, &database), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (database, "UPDATE log SET changed = 7 WHERE seq = 3", NULL, NULL, NULL), ==, SQLITE_OK);
  sqlite3_close (database);
  gtk_widget_activate_action (GTK_WIDGET (fixture->page), "log.verify", NULL);
  test_wait_until (SEES ("The log was changed at entry 3."));
  g_assert_true (SEES ("Not verified yet"));
}

static void
test_role (Fixture       *fixture,
           gconstpointer  role)
{
  test_run_for (200);
  g_assert_cmpstr (gtk_stack_get_visible_child_name (LIST (fixture)->stack), ==, "nothing");
  g_assert_true (SEES (gh_refusal_get_sentence (GH_REFUSAL_ROLE)));
}

#define ADD(path, role, function) \
  g_test_add (path, Fixture, GINT_TO_POINTER (role), set_up, function, tear_down)

int
main (int   argc,
      char *argv[])
{
  test_init (&argc, &argv);

  ADD ("/log-page/L3/list", 0, test_list);
  ADD ("/log-page/L3/pane", 0, test_pane);
  ADD ("/log-page/O7/result", 0, test_result);
  ADD ("/log-page/F4/narrow", 0, test_narrow);
  ADD ("/log-page/L3/go-to-entry", 0, test_go_to_entry);
  ADD ("/log-page/L3/live", 0, test_live);
  ADD ("/log-page/F4/news", 0, test_news);
  ADD ("/log-page/L5/verify", 0, test_verify);
  for (GhRole role = 0; role < GH_N_ROLES; role++)
    if (gh_role_may (role, GH_RIGHT_VIEW_LOG) != GH_REFUSAL_NONE)
      {
        ADD ("/log-page/A4/role", role, test_role);
        break;
      }

  return g_test_run ();
}
