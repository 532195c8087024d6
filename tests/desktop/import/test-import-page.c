/* SPDX-License-Identifier: GPL-3.0-or-later */
/* U10: the import page as people meet it. */
#include "gh-test-organisation.h"
#include "kit/test-find.h"
#include "kit/test-window.h"

#include "import/gh-import-page.h"
#include "kit/gh-category-bar.h"
#include "kit/gh-table.h"

typedef struct {
  GhTestOrganisation *org;
  GhSession          *session;
  GtkWidget          *window;
  GtkWidget          *page;
  char               *toast;
} Fixture;

static void
toast_cb (GhPage   *page,
          AdwToast *toast,
          Fixture  *fixture)
{
  g_free (fixture->toast);
  fixture->toast = g_strdup (adw_toast_get_title (toast));
}

static void
set_up (Fixture       *fixture,
        gconstpointer  role)
{
  g_autoptr (GError) error = NULL;

  fixture->org = gh_test_organisation_new ();
  gh_test_add_users (fixture->org, "anna bert cleo");
  gh_test_do (fixture->org, "group.add", NULL, "{\"name\":\"VPN\"}", 1);
  if (role != NULL)
    gh_test_act_as (fixture->org, GPOINTER_TO_INT (role));
  fixture->session = gh_session_new (fixture->org->store, fixture->org->actor, &error);
  g_assert_no_error (error);
  fixture->page = g_object_new (GH_TYPE_IMPORT_PAGE, "session", fixture->session, "title", "Import Users", NULL);
  g_signal_connect (fixture->page, "toast", G_CALLBACK (toast_cb), fixture);
  fixture->window = adw_window_new ();
  gtk_window_set_default_size (GTK_WINDOW (fixture->window), 1100, 700);
  adw_window_set_content (ADW_WINDOW (fixture->window), fixture->page);
  gtk_window_present (GTK_WINDOW (fixture->window));
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  role)
{
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  test_wait_until_last (fixture->session);
  g_assert_finalize_object (fixture->session);
  g_free (fixture->toast);
  gh_test_organisation_free (fixture->org);
}

/* The first visible widget of @type that says @text; NULL is any text. */
static GtkWidget *
find (GtkWidget  *widget,
      GType       type,
      const char *text)
{
  GtkWidget *found = NULL;

  if (!gtk_widget_get_mapped (widget))
    return NULL;
  if (g_type_is_a (G_OBJECT_TYPE (widget), type))
    {
      g_autofree char *label = NULL;

      if (text != NULL)
        g_object_get (widget, GTK_IS_INSCRIPTION (widget) ? "text" : "label", &label, NULL);
      if (g_strcmp0 (label, text) == 0)
        return widget;
    }

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find (child, type, text);

  return found;
}

#define sees(text) (find (fixture->page, GTK_TYPE_LABEL, text) != NULL)
#define sees_cell(text) (find (fixture->page, GTK_TYPE_INSCRIPTION, text) != NULL)

static void
choose (Fixture    *fixture,
        const char *category)
{
  GtkWidget *bar = find (fixture->page, GH_TYPE_CATEGORY_BAR, NULL);

  gh_category_bar_set_chosen (GH_CATEGORY_BAR (bar), category);
  g_signal_emit_by_name (bar, "chosen", category);
}

static char *
write_file (Fixture    *fixture,
            const char *text)
{
  char *path = g_build_filename (fixture->org->folder, "joiners.csv", NULL);
  g_autoptr (GError) error = NULL;

  g_file_set_contents (path, text, -1, &error);
  g_assert_no_error (error);

  return path;
}

static void
open_file (Fixture    *fixture,
           const char *text)
{
  g_autofree char *path = write_file (fixture, text);

  gh_page_open (GH_PAGE (fixture->page), path);
}

static void
run (Fixture *fixture)
{
  g_assert_true (gtk_widget_activate_action (fixture->page, "import.run", NULL));
}

static void
test_categories (Fixture       *fixture,
                 gconstpointer  role)
{
  open_file (fixture, "username,realname,group1\nanna,Anna Li,VPN\nbert,,\nnew,New,\n,Nobody,\ncleo,,Absent\n");
  test_wait_until (sees ("_Import 2 Valid Lines"));
  g_assert_true (sees ("joiners.csv, 5 lines"));
  g_assert_true (sees ("2 lines are refused and will not be imported."));
  test_wait_until (sees_cell ("Absent") && sees_cell ("(empty)") && sees_cell ("There is no such group."));

  choose (fixture, "changed");
  test_wait_until (sees ("1 user changes in 2 fields. Undo is possible afterwards."));
  test_wait_until (sees_cell ("Anna Li") && sees_cell ("VPN") && sees_cell ("(none)"));

  choose (fixture, "new");
  test_wait_until (sees ("1 user is added. Undo is possible afterwards."));
  test_wait_until (sees_cell ("4") && sees_cell ("new") && sees_cell ("New"));

  choose (fixture, "unchanged");
  test_wait_until (sees ("1 user stays as it is."));
  test_wait_until (sees_cell ("3") && sees_cell ("bert"));
  gh_test_assert_query (fixture->org, "SELECT count (*) FROM users", "3");
}

/* Every line has its row, however many there are. */
static void
test_many (Fixture       *fixture,
           gconstpointer  role)
{
  g_autoptr (GString) csv = g_string_new ("username,email,phone1\n");
  GhTable *table;
  GhTableList *list;

  for (guint i = 0; i < 3000; i++)
    g_string_append_printf (csv, "new%u,new%u@example.com,\nbad%u,,12\n", i, i, i);
  open_file (fixture, csv->str);
  test_wait_until (sees ("_Import 3000 Valid Lines"));
  table = GH_TABLE (find (fixture->page, GH_TYPE_TABLE, NULL));
  g_assert_cmpuint (gh_table_list_get_ids (gh_table_get_list (table))->len, ==, 3000);
  test_wait_until (g_list_model_get_n_items (G_LIST_MODEL (gh_table_get_list (table))) == 3000);
  gh_table_set_cursor (table, 2999, TRUE);
  test_wait_until (sees_cell ("6001") && sees_cell ("phone1") && sees_cell ("12"));

  choose (fixture, "new");
  test_wait_until (sees_cell ("new0@example.com"));
  table = GH_TABLE (find (fixture->page, GH_TYPE_TABLE, NULL));
  list = gh_table_get_list (table);
  g_assert_cmpuint (gh_table_list_get_ids (list)->len, ==, 3000);
  test_run_for (200);
  gh_table_set_cursor (table, 2500, TRUE);
  test_wait_until (sees_cell ("5002") && sees_cell ("new2500") && sees_cell ("new2500@example.com"));
  /* Rows are read only when shown. */
  g_assert_null (gh_table_list_peek_row (list, 1000));
}

/* The refused lines stay, and it is one operation that can be undone. */
static void
test_run (Fixture       *fixture,
          gconstpointer  role)
{
  GtkWidget *save;

  open_file (fixture, "username,realname\nanna,Anna Li\nnew,New\n,Nobody\n");
  test_wait_until (sees ("_Import 2 Valid Lines"));
  save = find (fixture->page, GTK_TYPE_CHECK_BUTTON, "_Save them to a file when importing");
  g_assert_true (gtk_check_button_get_active (GTK_CHECK_BUTTON (save)));
  gtk_check_button_set_active (GTK_CHECK_BUTTON (save), FALSE);
  run (fixture);
  test_wait_until (fixture->toast != NULL);
  g_assert_cmpstr (fixture->toast, ==, "2 users imported, 1 skipped");
  gh_test_assert_query (fixture->org, "SELECT count (*) FROM users WHERE realname IN ('Anna Li', 'New')", "2");
  gh_test_do (fixture->org, "log.undo", NULL, NULL, 2);
}

/* O4: nothing runs unseen. */
static void
test_outdated (Fixture       *fixture,
               gconstpointer  role)
{
  g_autofree char *path = NULL;

  open_file (fixture, "username\nnew\n");
  test_wait_until (sees ("_Import 1 Line"));
  path = write_file (fixture, "username\nnew\nnewer\n");
  run (fixture);
  test_wait_until (sees ("Nothing Was Imported"));
  g_assert_true (sees ("_Import 2 Lines"));
  gh_test_assert_query (fixture->org, "SELECT count (*) FROM users", "3");
}

static void
test_unreadable (Fixture       *fixture,
                 gconstpointer  role)
{
  open_file (fixture, "username,shoe size\nanna,44\n");
  test_wait_until (sees ("This File Cannot Be Imported"));
  g_assert_null (find (fixture->page, GTK_TYPE_BUTTON, "_Import 1 Line"));
  gh_page_open (GH_PAGE (fixture->page), "/nowhere/joiners.csv");
  test_run_for (200);
  g_assert_true (sees ("This File Cannot Be Imported"));
}

/* R11: leftovers of spreadsheets are no obstacle, a line that is not CSV is refused. */
static void
test_lines_that_are_no_csv (Fixture       *fixture,
                            gconstpointer  role)
{
  open_file (fixture, "sep=;\n username ;realname;\n;;\nnew;New;\nbert;M\xfcller;\ncleo;5\" x;\nanna;Anna;lost\n");
  test_wait_until (sees ("_Import 1 Valid Line"));
  g_assert_true (sees ("3 lines are refused and will not be imported."));
  test_wait_until (sees_cell ("M\xef\xbf\xbdller") && sees_cell ("5\" x") && sees_cell ("lost") &&
                   sees_cell (gh_refusal_get_sentence (GH_REFUSAL_CELL_NOT_UTF8)) &&
                   sees_cell (gh_refusal_get_sentence (GH_REFUSAL_CELL_STRAY_QUOTES)) &&
                   sees_cell (gh_refusal_get_sentence (GH_REFUSAL_CELL_WITHOUT_HEADER)));
}

static void
test_no_csv (Fixture       *fixture,
             gconstpointer  role)
{
  open_file (fixture, "%PDF-1.7\n");
  test_wait_until (sees ("This is not a CSV file: save the table as CSV UTF-8 in the program that made it."));
  open_file (fixture, "\xff\xfe");
  test_wait_until (sees ("The file is UTF-16: save it as CSV UTF-8."));
  g_assert_true (sees ("This File Cannot Be Imported"));
}

/* A4: the library has the rule, and its sentence is shown. */
static void
test_role (Fixture       *fixture,
           gconstpointer  role)
{
  open_file (fixture, "username\nnew\n");
  test_wait_until (sees ("This File Cannot Be Imported"));
  g_assert_true (sees (gh_refusal_get_sentence (GH_REFUSAL_ROLE)));
}

static void
test_nothing (Fixture       *fixture,
              gconstpointer  role)
{
  GtkWidget *button;

  open_file (fixture, "username\nanna\n");
  test_wait_until (sees ("1 user stays as it is."));
  button = find (fixture->page, GTK_TYPE_BUTTON, "_Import 0 Lines");
  g_assert_nonnull (button);
  g_assert_false (gtk_widget_get_sensitive (button));
}

/* F4: with little space the problem is shown beneath its value. */
static void
test_narrow (Fixture       *fixture,
             gconstpointer  role)
{
  static const char *const categories[] = { "refused", "new", "changed", "unchanged" };

  gtk_widget_set_size_request (fixture->page, 360, -1);
  gtk_window_set_default_size (GTK_WINDOW (fixture->window), 365, 700);
  test_wait_until (gh_page_get_narrow (GH_PAGE (fixture->page)));
  open_file (fixture, "username,realname,group1\nanna,Anna Li,VPN\nbert,,\nnew,New,\n,Nobody,\n");
  test_wait_until (sees_cell ("username: (empty)") && sees_cell ("A name is needed."));
  for (gsize i = 0; i < G_N_ELEMENTS (categories); i++)
    {
      choose (fixture, categories[i]);
      test_run_for (100);
      g_assert_cmpfloat (test_get_overflow (find (fixture->page, GH_TYPE_TABLE, NULL)), <=, 0);
    }
  choose (fixture, "changed");
  test_wait_until (sees_cell ("Anna Li") && sees_cell ("Now: (none)") && sees_cell ("Real name"));
}

#define ADD(path, role, function) \
  g_test_add (path, Fixture, GINT_TO_POINTER (role), set_up, function, tear_down)

int
main (int   argc,
      char *argv[])
{
  test_init (&argc, &argv);

  ADD ("/import-page/U10/categories", 0, test_categories);
  ADD ("/import-page/U10/many", 0, test_many);
  ADD ("/import-page/U10/run", 0, test_run);
  ADD ("/import-page/U10/outdated", 0, test_outdated);
  ADD ("/import-page/U10/unreadable", 0, test_unreadable);
  ADD ("/R11/import/lines-that-are-no-csv", 0, test_lines_that_are_no_csv);
  ADD ("/R11/import/no-csv", 0, test_no_csv);
  ADD ("/import-page/U10/nothing", 0, test_nothing);
  ADD ("/import-page/F4/narrow", 0, test_narrow);
  ADD ("/import-page/A4/role", GH_ROLE_READ_ONLY, test_role);

  return g_test_run ();
}
