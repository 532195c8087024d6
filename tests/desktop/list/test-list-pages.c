/* SPDX-License-Identifier: GPL-3.0-or-later */
/* T1, G1: the Trash and group pages as people meet them. */
#include "gh-test-organisation.h"
#include "kit/test-fits.h"
#include "kit/test-find.h"
#include "kit/test-window.h"

#include "group/gh-group-page.h"
#include "groups/gh-groups-kind.h"
#include "groups/gh-groups-page.h"
#include "kit/gh-table-private.h"
#include "trash/gh-trash-page.h"

typedef struct {
  GhTestOrganisation *org;
  GhSession          *session;
  GtkWidget          *window;
  GtkWidget          *page;
} Fixture;

static void
set_up (Fixture       *fixture,
        gconstpointer  type)
{
  g_autoptr (GError) error = NULL;

  fixture->org = gh_test_organisation_new ();
  gh_test_add_users (fixture->org, "anna bert cleo dora");
  gh_test_do (fixture->org, "group.add", NULL, "{\"name\":\"VPN\",\"description\":\"Gäste\"}", 1);
  gh_test_do (fixture->org, "group.add", NULL, "{\"name\":\"Exam desk\",\"status\":\"bypass\"}", 1);
  gh_test_do (fixture->org, "user.add-to-group", gh_target_new_for_name ("anna"), "{\"group\":\"VPN\"}", 1);
  gh_test_do (fixture->org, "user.trash", gh_target_new_for_name ("dora"), NULL, 1);
  gh_test_do (fixture->org, "user.trash", gh_target_new_for_name ("bert"), NULL, 1);
  fixture->session = gh_session_new (fixture->org->store, fixture->org->actor, &error);
  g_assert_no_error (error);
  fixture->page = g_object_new (((GType (*) (void)) type) (), "session", fixture->session, "title", "Page", NULL);
  fixture->window = adw_window_new ();
  gtk_window_set_default_size (GTK_WINDOW (fixture->window), 1100, 700);
  adw_window_set_content (ADW_WINDOW (fixture->window), fixture->page);
  gtk_window_present (GTK_WINDOW (fixture->window));
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  test_wait_until_last (fixture->session);
  g_assert_finalize_object (fixture->session);
  gh_test_organisation_free (fixture->org);
}

/* The cells of all rows: "VPN|Gäste|Active|1; …". */
static char *
describe (Fixture *fixture,
          guint    n_columns)
{
  GtkWidget *table = test_find (fixture->page, GH_TYPE_TABLE, NULL);
  GhTableList *list = table != NULL ? gh_table_get_list (GH_TABLE (table)) : NULL;
  GString *text = g_string_new (NULL);

  for (guint i = 0; list != NULL && i < gh_table_list_get_ids (list)->len; i++)
    {
      GhTableRow *row = gh_table_list_peek_row (list, i);

      for (guint j = 0; row != NULL && j < n_columns; j++)
        g_string_append_printf (text, "%s%s", j > 0 ? "|" : i > 0 ? "; " : "", gh_table_row_get_text (row, j));
    }

  return g_string_free (text, FALSE);
}

static gboolean
shows (Fixture    *fixture,
       guint       n_columns,
       const char *expected)
{
  g_autofree char *text = describe (fixture, n_columns);

  return g_str_equal (text, expected);
}

static void
test_groups (Fixture       *fixture,
             gconstpointer  data)
{
  test_wait_until (shows (fixture, 4, "Exam desk||Bypass|0; VPN|Gäste|Active|1"));
  g_assert_true (gh_page_show_view (GH_PAGE (fixture->page), NULL, "gaste", NULL));
  test_wait_until (shows (fixture, 4, "VPN|Gäste|Active|1"));
  g_assert_true (gh_page_show_view (GH_PAGE (fixture->page), NULL, "nothing", NULL));
  test_wait_until (test_find (fixture->page, GTK_TYPE_LABEL, "No Groups Match") != NULL);
  g_assert_true (gh_page_show_view (GH_PAGE (fixture->page), NULL, NULL, NULL));
  test_wait_until (shows (fixture, 4, "Exam desk||Bypass|0; VPN|Gäste|Active|1"));

  /* R13: a report of groups covers all that are shown, and does not claim to be of those selected. */
  gh_table_list_select_id (gh_table_get_list (GH_LIST_PAGE (fixture->page)->table),
                           g_array_index (gh_list_page_get_ids (GH_LIST_PAGE (fixture->page)), gint64, 0), TRUE);
  gtk_menu_button_popup (GH_LIST_PAGE (fixture->page)->report_button);
  test_wait_until (test_find (fixture->page, GTK_TYPE_LABEL, "Report of 2 groups") != NULL);
  gtk_menu_button_popdown (GH_LIST_PAGE (fixture->page)->report_button);

  /* Others' changes are shown. */
  gh_test_do (fixture->org, "group.add", NULL, "{\"name\":\"Alumni\"}", 1);
  test_wait_until (shows (fixture, 4, "Alumni||Active|0; Exam desk||Bypass|0; VPN|Gäste|Active|1"));
}

/* F4: with little space nothing scrolls sideways, and chosen columns come back with more. */
static void
test_groups_narrow (Fixture       *fixture,
                    gconstpointer  data)
{
  GhTable *table;
  GhTableRow *row;

  test_wait_until (shows (fixture, 4, "Exam desk||Bypass|0; VPN|Gäste|Active|1"));
  table = GH_TABLE (test_find (fixture->page, GH_TYPE_TABLE, NULL));
  gh_table_set_column_chosen (table, "description", FALSE);
  gh_table_set_sort (table, "members", TRUE);

  gtk_widget_set_size_request (fixture->page, 360, -1);
  test_resize (GTK_WINDOW (fixture->window), 400);
  test_wait_until (table->is_narrow);
  test_run_for (200);
  g_assert_cmpfloat (test_get_overflow (GTK_WIDGET (table)), <=, 0);
  row = gh_table_list_peek_row (gh_table_get_list (table), 0);
  g_assert_cmpstr (gh_table_row_get_suffix (row, GH_GROUPS_CELL_GROUP), ==, "0 members");
  g_assert_false (gh_table_get_column_visible (table, "members"));

  test_resize (GTK_WINDOW (fixture->window), 1100);
  test_wait_until (!table->is_narrow);
  g_assert_true (gh_table_get_column_visible (table, "members"));
  g_assert_false (gh_table_get_column_visible (table, "description"));
  g_assert_false (gh_table_get_column_visible (table, "group"));
  g_assert_cmpstr (gh_table_get_sort (table, NULL), ==, "members");
}

static void
test_trash (Fixture       *fixture,
            gconstpointer  data)
{
  test_wait_until (shows (fixture, 1, "dora; bert"));
  g_assert_true (gh_page_show_view (GH_PAGE (fixture->page), "inactivity", NULL, NULL));
  test_wait_until (test_find (fixture->page, GTK_TYPE_LABEL, "No Users Match") != NULL);
  g_assert_true (gh_page_show_view (GH_PAGE (fixture->page), "hand", "dora", NULL));
  test_wait_until (shows (fixture, 1, "dora"));
  g_assert_false (gh_page_show_view (GH_PAGE (fixture->page), "elsewhere", NULL, NULL));

  /* An unreadable link keeps the last list. */
  g_assert_false (gh_page_show_view (GH_PAGE (fixture->page), NULL, "purge:soon", NULL));
  test_run_for (300);
  g_assert_true (shows (fixture, 1, "dora"));
  g_assert_true (gh_page_show_view (GH_PAGE (fixture->page), NULL, NULL, NULL));
  test_wait_until (shows (fixture, 1, "dora; bert"));

  gh_test_do (fixture->org, "user.restore", gh_target_new_for_name ("dora"), NULL, 1);
  test_wait_until (shows (fixture, 1, "bert"));
  gh_test_do (fixture->org, "user.restore", gh_target_new_for_name ("bert"), NULL, 1);
  test_wait_until (test_find (fixture->page, GTK_TYPE_LABEL, "The Trash Is Empty") != NULL);
  g_assert_nonnull (test_find (fixture->page, GTK_TYPE_LABEL,
                               "Users stay here for 7 days before they are deleted for good."));
}

/* A renamed group is still the same group: search and selection stay. */
static void
test_group (Fixture       *fixture,
            gconstpointer  data)
{
  g_autofree char *key = gh_test_query (fixture->org, "SELECT key FROM groups WHERE name = 'VPN'");
  GhListPage *page = GH_LIST_PAGE (fixture->page);

  gh_page_open (GH_PAGE (fixture->page), key);
  test_wait_until (shows (fixture, 1, "anna"));
  gh_test_do (fixture->org, "user.add-to-group", gh_target_new_for_name ("cleo"), "{\"group\":\"VPN\"}", 1);
  test_wait_until (shows (fixture, 1, "anna; cleo"));
  gtk_editable_set_text (GTK_EDITABLE (page->entry), "cle");
  test_wait_until (shows (fixture, 1, "cleo"));
  gh_table_list_select_id (gh_table_get_list (page->table), 1, TRUE);

  gh_test_do (fixture->org, "group.edit", gh_target_new_for_name ("VPN"), "{\"new-name\":\"Remote access\"}", 1);
  test_wait_until (g_strcmp0 (gh_page_get_title (GH_PAGE (fixture->page)), "Remote access") == 0);
  test_run_for (300);
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (page->entry)), ==, "cle");
  g_assert_true (shows (fixture, 1, "cleo"));
  g_assert_cmpuint (gh_table_list_count_selected (gh_table_get_list (page->table)), ==, 1);
  gtk_editable_set_text (GTK_EDITABLE (page->entry), "");
  test_wait_until (shows (fixture, 1, "anna; cleo"));
}

int
main (int   argc,
      char *argv[])
{
  test_init (&argc, &argv);

  g_test_add ("/G1/groups-page", Fixture, gh_groups_page_get_type, set_up, test_groups, tear_down);
  g_test_add ("/F4/groups-page-narrow", Fixture, gh_groups_page_get_type, set_up, test_groups_narrow, tear_down);
  g_test_add ("/G1/group-page", Fixture, gh_group_page_get_type, set_up, test_group, tear_down);
  g_test_add ("/T1/trash-page", Fixture, gh_trash_page_get_type, set_up, test_trash, tear_down);

  return g_test_run ();
}
