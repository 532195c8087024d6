/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a new kind of list has built in: search, chips, selection, categories, report, saved view and link. */
#include "gh-test-organisation.h"
#include "kit/test-find.h"
#include "kit/test-window.h"

#include "list/gh-list-page-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* --- a kind: ten numbers --- */

static const GhQueryField number_fields[] = {
  { "name", GH_QUERY_FIELD_TEXT },
  { "size", GH_QUERY_FIELD_COUNT },
  { NULL },
};

static const GhListField fields[] = { { N_("Name") }, { N_("Size") } };
static const guint offered[] = { 0, 1 };
static const GhListFields list_fields = { number_fields, fields, offered, G_N_ELEMENTS (offered), "size:>5" };

static const GhTableColumn columns[] = {
  { "name", N_("Name"), 160, 0, GH_TABLE_COLUMN_SORTABLE },
  { "size", N_("Size"), 80, 0, GH_TABLE_COLUMN_SORTABLE | GH_TABLE_COLUMN_NUMERIC },
};

static const GhListCategory categories[] = {
  { "all", "", N_("All numbers") },
  { "small", "size:<4", N_("Small") },
  { NULL },
};

static const char *const names[] = { "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine" };

static gboolean
matches (const GhQuery *query,
         gint64         id)
{
  for (guint i = 0; i < query->terms->len; i++)
    {
      const GhQueryTerm *term = g_ptr_array_index (query->terms, i);
      const GhQueryValue *value = g_ptr_array_index (term->values, 0);
      gboolean is = value->type == GH_QUERY_RANGE ? id >= value->low && id <= value->high
                                                  : strstr (names[id], value->text) != NULL;

      if (is == term->is_not)
        return FALSE;
    }

  return TRUE;
}

static gboolean
list (const GhListKind  *self,
      const GhView      *view,
      guint              n_first,
      GhConnection      *connection,
      GArray            *ids,
      GError           **error)
{
  g_autoptr (GhQuery) query = gh_query_parse (view->query, number_fields, NULL, error);
  gboolean is_descending = view->sort != NULL && g_str_has_suffix (view->sort, ":desc");

  for (gint64 i = 0; query != NULL && i < (gint64) G_N_ELEMENTS (names); i++)
    {
      gint64 id = is_descending ? (gint64) G_N_ELEMENTS (names) - 1 - i : i;

      if (matches (query, id))
        g_array_append_val (ids, id);
    }

  return query != NULL;
}

static gboolean
count (gconstpointer   self,
       const GhView   *view,
       GhConnection   *connection,
       gint64         *n,
       GError        **error)
{
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  gboolean is_ok = list (self, view, 0, connection, ids, error);

  *n = ids->len;

  return is_ok;
}

static gboolean
copy (const GArray  *ids,
      const guint   *which,
      guint          n_which,
      gint64         now,
      GhConnection  *connection,
      GString       *text,
      GError       **error)
{
  for (guint i = 0; i < ids->len; i++)
    g_string_append_printf (text, "%s\n", names[g_array_index (ids, gint64, i)]);

  return TRUE;
}

static char *written;

static gboolean
write_report (const GhListKind  *self,
              const GhView      *view,
              GhStore           *store,
              const GhActor     *actor,
              GhReportFormat     format,
              const char        *path,
              GhJob             *job,
              gint64            *n,
              GError           **error)
{
  written = g_strdup_printf ("%s by %s, %u selected", view->query, view->sort, view->ids != NULL ? view->ids->len : 0);

  return g_file_set_contents (path, written, -1, error);
}

static gboolean
fill (gpointer    data,
      GhTableRow *row)
{
  gint64 id = gh_table_row_get_id (row);
  g_autofree char *size = g_strdup_printf ("%d", (int) id);

  gh_table_row_set_text (row, 0, names[id], NULL);
  gh_table_row_set_text (row, 1, size, NULL);

  return TRUE;
}

static GhTableSource *
create_source (GhSession *session)
{
  static const GhTableSourceFuncs funcs = { fill };

  return gh_table_source_new (&funcs, NULL, NULL);
}

static const GhTargetKind target = { .record_kind = "number" };

static const GhListKind kind = {
  .name = "numbers", .link = "numbers", .fields = &list_fields, .categories = categories,
  .columns = columns, .n_columns = 2, .n_choices = 2, .sort = "size", .offer = { 0, &target, "numbers." },
  .view_right = GH_RIGHT_VIEW_USERS, .export_right = GH_RIGHT_EXPORT, .has_saved_views = TRUE,
  .search_label = "Search numbers", .search_all = "Search All Numbers", .no_match_title = "No Numbers Match",
  .no_match = "No number has “%s”.", .no_match_in_view = "No number here has “%s”.", .no_match_filter = "None is.",
  .none_selected = "No number is selected.", .count_of_all = { "%s number", "%s numbers" },
  .count_of_some = { "%s of %s number", "%s of %s numbers" }, .report_of = { "Report of %s number", "Report of %s numbers" },
  .report_of_selected = { "Report of %s selected", "Report of %s selected" }, .icon_name = "gh-users-symbolic",
  .empty_title = "No Numbers", .create_source = create_source, .list = list, .count = count, .copy = copy,
  .write = write_report,
};

/* --- its page --- */

#define NUMBERS_TYPE_PAGE (numbers_page_get_type ())
G_DECLARE_FINAL_TYPE (NumbersPage, numbers_page, NUMBERS, PAGE, GhListPage)

struct _NumbersPage {
  GhListPage parent_instance;
};

G_DEFINE_FINAL_TYPE (NumbersPage, numbers_page, GH_TYPE_LIST_PAGE)

static void
numbers_page_class_init (NumbersPageClass *klass)
{
  GH_LIST_PAGE_CLASS (klass)->kind = &kind;
}

static void numbers_page_init (NumbersPage *self) { }

/* --- features --- */

typedef struct {
  GhTestOrganisation *org;
  GhSession          *session;
  GtkWidget          *window;
  GhListPage         *page;
} Fixture;

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  g_autoptr (GError) error = NULL;

  fixture->org = gh_test_organisation_new ();
  fixture->session = gh_session_new (fixture->org->store, fixture->org->actor, &error);
  g_assert_no_error (error);
  fixture->page = g_object_new (NUMBERS_TYPE_PAGE, "session", fixture->session, "title", "Numbers", NULL);
  fixture->window = adw_window_new ();
  gtk_window_set_default_size (GTK_WINDOW (fixture->window), 1100, 700);
  adw_window_set_content (ADW_WINDOW (fixture->window), GTK_WIDGET (fixture->page));
  gtk_window_present (GTK_WINDOW (fixture->window));
  gh_list_page_set_view (fixture->page, NULL, NULL, "size");
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

/* The listed names, in order. */
static gboolean
shows (Fixture    *fixture,
       const char *wanted)
{
  g_autoptr (GString) text = g_string_new (NULL);
  GArray *ids = gh_list_page_get_ids (fixture->page);

  for (guint i = 0; i < ids->len; i++)
    g_string_append_printf (text, "%s%s", i > 0 ? " " : "", names[g_array_index (ids, gint64, i)]);

  return strcmp (text->str, wanted) == 0;
}

static void
test_search (Fixture       *fixture,
             gconstpointer  data)
{
  test_wait_until (shows (fixture, "zero one two three four five six seven eight nine"));
  test_wait_until (g_strcmp0 (gtk_inscription_get_text (fixture->page->count), "10 numbers") == 0);
  gtk_editable_set_text (GTK_EDITABLE (fixture->page->entry), "ne");
  test_wait_until (shows (fixture, "one nine"));
  test_wait_until (g_strcmp0 (gtk_inscription_get_text (fixture->page->count), "2 of 10 numbers") == 0);
  gtk_editable_set_text (GTK_EDITABLE (fixture->page->entry), "size:soon");
  g_assert_false (fixture->page->is_readable);
  gtk_editable_set_text (GTK_EDITABLE (fixture->page->entry), "dozen");
  test_wait_until (test_find (GTK_WIDGET (fixture->page), GTK_TYPE_LABEL, "No number has “dozen”.") != NULL);
}

static void
test_chips (Fixture       *fixture,
            gconstpointer  data)
{
  g_assert_true (gh_list_page_set_view (fixture->page, "small", "-name:two size:>0\nt", "size:desc"));
  test_wait_until (shows (fixture, "three"));
  g_assert_nonnull (test_find (GTK_WIDGET (fixture->page), GTK_TYPE_LABEL, "Size"));
  gh_list_page_remove_chip (fixture->page, "-name:two");
  test_wait_until (shows (fixture, "three two"));
  g_assert_false (gh_list_page_set_view (fixture->page, "large", NULL, NULL));
  g_assert_false (gh_list_page_set_view (fixture->page, NULL, NULL, "colour"));
}

static void
test_selection (Fixture       *fixture,
                gconstpointer  data)
{
  GhTableList *rows;

  test_wait_until (shows (fixture, "zero one two three four five six seven eight nine"));
  rows = gh_table_get_list (fixture->page->table);
  gh_table_list_select_id (rows, 3, TRUE);
  gh_table_list_select_id (rows, 8, TRUE);
  test_wait_until (gtk_widget_get_visible (GTK_WIDGET (fixture->page->selection_bar)));
  gtk_editable_set_text (GTK_EDITABLE (fixture->page->entry), "ei");
  test_wait_until (shows (fixture, "eight"));
  g_assert_cmpuint (gh_table_list_count_selected (rows), ==, 2);
}

static void
test_report (Fixture       *fixture,
             gconstpointer  data)
{
  g_autofree char *link = NULL;
  g_autofree char *path = g_build_filename (fixture->org->folder, "numbers.csv", NULL);
  gint64 n;

  g_assert_true (gh_list_page_set_view (fixture->page, "small", "name:o", "size:desc"));
  test_wait_until (shows (fixture, "two one zero"));
  link = gh_list_page_dup_link (fixture->page);
  g_assert_nonnull (strstr (link, "numbers"));
  g_assert_nonnull (strstr (link, "small"));
  g_assert_true (gh_page_show_view (GH_PAGE (fixture->page), "all", "name:eight", NULL));
  test_wait_until (shows (fixture, "eight"));

  g_assert_true (kind.write (&kind, &(GhView) { "name:o", "size", NULL }, NULL, NULL, GH_REPORT_CSV_SAFE, path, NULL,
                             &n, NULL));
  g_assert_cmpstr (written, ==, "name:o by size, 0 selected");
  g_free (written);
}

/* A view belongs to the page it was saved on. */
static void
test_saved_view (Fixture       *fixture,
                 gconstpointer  data)
{
  GhSavedViews *views = gh_session_get_saved_views (fixture->session);
  const GhSavedView other = { (char *) "Other", (char *) "users", (char *) "small", (char *) "name:o", (char *) "size" };

  gh_saved_views_put (views, &other);
  g_assert_true (gh_list_page_set_view (fixture->page, "small", "name:o", "size"));
  test_wait_until (shows (fixture, "zero one two"));
  g_assert_true (gtk_widget_get_visible (GTK_WIDGET (fixture->page->save_view_button)));
  g_assert_null (gh_saved_views_get_current (views, NULL));
  gtk_menu_button_popup (fixture->page->save_view_button);
  gtk_editable_set_text (GTK_EDITABLE (fixture->page->view_name), "Mine");
  test_wait_until (gtk_widget_get_sensitive (fixture->page->view_save));
  g_signal_emit_by_name (fixture->page->view_save, "clicked");
  test_wait_until (g_strcmp0 (gh_saved_views_get_current (views, NULL), "Mine") == 0);
  g_assert_cmpstr (gh_saved_views_find (views, "Mine")->page, ==, "numbers");
  g_assert_false (gtk_widget_get_visible (GTK_WIDGET (fixture->page->save_view_button)));
  gh_saved_views_remove (views, "Mine");
  gh_saved_views_remove (views, "Other");
}

/* A recreated page has the view and selection of the one before. */
static void
test_input (Fixture       *fixture,
            gconstpointer  data)
{
  g_autoptr (GVariant) input = NULL;

  g_assert_true (gh_list_page_set_view (fixture->page, "small", "size:>0\nt", "size:desc"));
  test_wait_until (shows (fixture, "three two"));
  gh_table_list_select_id (gh_table_get_list (fixture->page->table), 2, TRUE);
  gh_table_list_select_id (gh_table_get_list (fixture->page->table), 8, TRUE);
  gh_table_set_cursor (fixture->page->table, 1, FALSE);
  input = gh_page_dup_input (GH_PAGE (fixture->page));
  g_assert_true (gh_list_page_set_view (fixture->page, NULL, NULL, "size"));

  fixture->page = g_object_new (NUMBERS_TYPE_PAGE, "session", fixture->session, "title", "Numbers", NULL);
  adw_window_set_content (ADW_WINDOW (fixture->window), GTK_WIDGET (fixture->page));
  gh_page_take_input (GH_PAGE (fixture->page), input);
  test_wait_until (shows (fixture, "three two"));
  g_assert_cmpuint (test_count (GTK_WIDGET (fixture->page->chips), GH_TYPE_FILTER_CHIP), ==, 1);
  g_assert_cmpuint (gh_table_list_count_selected (gh_table_get_list (fixture->page->table)), ==, 2);
  g_assert_true (gh_table_list_is_id_selected (gh_table_get_list (fixture->page->table), 8));
  test_wait_until (gh_table_get_cursor_id (fixture->page->table) == 2);
}

int
main (int   argc,
      char *argv[])
{
  test_init (&argc, &argv);

  g_test_add ("/list-kind/U3/search", Fixture, NULL, set_up, test_search, tear_down);
  g_test_add ("/list-kind/U3/chips", Fixture, NULL, set_up, test_chips, tear_down);
  g_test_add ("/list-kind/U4/selection", Fixture, NULL, set_up, test_selection, tear_down);
  g_test_add ("/list-kind/A3/input", Fixture, NULL, set_up, test_input, tear_down);
  g_test_add ("/list-kind/U6/report-and-link", Fixture, NULL, set_up, test_report, tear_down);
  g_test_add ("/list-kind/U3/saved-view", Fixture, NULL, set_up, test_saved_view, tear_down);

  return g_test_run ();
}
