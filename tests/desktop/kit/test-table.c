/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "test-find.h"
#include "test-window.h"

#include "kit/gh-columns-popover.h"
#include "kit/gh-table-list-private.h"
#include "kit/gh-table-private.h"

#define MILLION 1000000

static guint64
n_selected (TestWindow *window)
{
  return gh_table_list_count_selected (window->list);
}

static gboolean
is_selected (TestWindow *window,
             gint64      id)
{
  return gh_table_list_is_id_selected (window->list, id);
}

static void
assert_on_screen (TestWindow *window,
                  guint       position)
{
  guint first;
  guint n;
  int y = test_get_row_y (window, position);

  gh_table_list_get_viewport (window->list, &first, &n);
  g_assert_cmpuint (position, >=, first);
  g_assert_cmpuint (position, <, first + n);
  g_assert_cmpint (y, >=, -40);
  g_assert_cmpint (y, <, gtk_widget_get_height (window->window));
}

static void
assert_row_shown (TestWindow *window,
                  guint       position,
                  gint64      id)
{
  g_autofree char *text = g_strdup_printf ("user%07" G_GINT64_FORMAT, id);
  GhTableRow *row = gh_table_list_peek_row (window->list, position);

  g_assert_nonnull (row);
  g_assert_cmpstr (gtk_inscription_get_text (GTK_INSCRIPTION (row->cells[TEST_COLUMN_USERNAME].widget)),
                   ==, text);
}

static void
test_reorder (void)
{
  g_autoptr(TestWindow) window = test_window_new (MILLION);
  g_autoptr(GArray) ids = test_ids_new (MILLION, 11);
  guint64 n_asked = window->list->n_asked;

  gh_table_set_ids (window->table, ids, GH_TABLE_PLACE_TOP_SAME_IDS);
  assert_row_shown (window, 0, g_array_index (ids, gint64, 0));
  assert_row_shown (window, 15, g_array_index (ids, gint64, 15));
  test_settle (window);
  assert_row_shown (window, 90, g_array_index (ids, gint64, 90));
  g_assert_cmpuint (window->list->n_asked, ==, n_asked);
}

static void
test_filter (void)
{
  g_autoptr(TestWindow) window = test_window_new (MILLION);
  g_autoptr(GArray) all = test_ids_new (MILLION, 0);
  g_autoptr(GArray) few = test_ids_new (7, 5);
  g_autoptr(GArray) none = g_array_new (FALSE, FALSE, sizeof (gint64));
  guint64 n_asked = window->list->n_asked;

  gh_table_set_ids (window->table, few, GH_TABLE_PLACE_TOP);
  assert_row_shown (window, 0, g_array_index (few, gint64, 0));
  test_settle (window);
  gh_table_set_ids (window->table, none, GH_TABLE_PLACE_TOP);
  test_settle (window);
  g_assert_cmpint (gh_table_get_cursor_id (window->table), ==, GH_TABLE_ROW_BLANK);
  gh_table_set_ids (window->table, all, GH_TABLE_PLACE_TOP);
  test_settle (window);
  assert_row_shown (window, 0, 1);
  g_assert_cmpuint (window->list->n_asked - n_asked, <, 2000);
}

static void
test_filter_from_the_middle (void)
{
  g_autoptr(TestWindow) window = test_window_new (MILLION);
  g_autoptr(GArray) some = test_ids_filter (gh_table_list_get_ids (window->list), 1000);

  gh_table_set_cursor (window->table, 700000, TRUE);
  test_settle (window);
  assert_on_screen (window, 700000);
  gh_table_set_ids (window->table, some, GH_TABLE_PLACE_TOP);
  test_settle (window);
  assert_row_shown (window, 0, 1000);
  assert_on_screen (window, 0);
  g_assert_cmpuint (gh_table_get_cursor (window->table), ==, 0);
  test_do (window, "key Down");
  g_assert_cmpuint (gh_table_get_cursor (window->table), ==, 1);
}

static void
test_keep_place (void)
{
  g_autoptr(TestWindow) window = test_window_new (5000);
  g_autoptr(GArray) ids = g_array_copy (gh_table_list_get_ids (window->list));
  int y;

  gh_table_set_cursor (window->table, 2000, TRUE);
  test_settle (window);
  y = test_get_row_y (window, 2000);

  /* Three rows above go; the cursor's row stays where it is on the screen. */
  g_array_remove_range (ids, 100, 3);
  gh_table_set_ids (window->table, ids, GH_TABLE_PLACE_KEEP);
  test_run_for (100);
  test_settle (window);
  g_assert_cmpuint (gh_table_get_cursor (window->table), ==, 1997);
  g_assert_cmpint (gh_table_get_cursor_id (window->table), ==, 2001);
  g_assert_cmpint (ABS (test_get_row_y (window, 1997) - y), <=, 1);
  test_do (window, "key Down");
  g_assert_cmpint (gh_table_get_cursor_id (window->table), ==, 2002);
}

static void
test_select_all (void)
{
  g_autoptr(TestWindow) window = test_window_new (MILLION);
  guint64 n_asked = window->list->n_asked;
  GtkCheckButton *header = window->table->header_check;

  g_assert_false (gtk_check_button_get_active (header));
  test_do (window, "key ctrl+a");
  g_assert_cmpuint (n_selected (window), ==, MILLION);
  g_assert_cmpuint (window->list->n_asked, ==, n_asked);
  g_assert_true (gtk_check_button_get_active (header));
  g_assert_false (gtk_check_button_get_inconsistent (header));

  test_do (window, "key space");
  g_assert_cmpuint (n_selected (window), ==, MILLION - 1);
  g_assert_true (gtk_check_button_get_inconsistent (header));
  test_do (window, "key ctrl+shift+r");
  g_assert_cmpuint (n_selected (window), ==, 1);
  g_assert_true (is_selected (window, 1));
  test_do (window, "key ctrl+shift+a");
  g_assert_cmpuint (n_selected (window), ==, 0);
  g_assert_false (gtk_check_button_get_inconsistent (header));
  g_assert_cmpuint (window->list->n_asked, ==, n_asked);
}

static void
click_header_check (TestWindow *window)
{
  test_point_in (window, GTK_WIDGET (window->table->header_check), 8, 8);
  test_do (window, "click 1");
}

static void
test_header_check (void)
{
  g_autoptr(TestWindow) window = test_window_new (1000);
  GtkCheckButton *header = window->table->header_check;

  click_header_check (window);
  g_assert_cmpuint (n_selected (window), ==, 1000);
  click_header_check (window);
  g_assert_cmpuint (n_selected (window), ==, 0);
  gh_table_list_select_id (window->list, 5, TRUE);
  test_settle (window);
  g_assert_true (gtk_check_button_get_inconsistent (header));
  click_header_check (window);
  g_assert_cmpuint (n_selected (window), ==, 1000);
  g_assert_true (gtk_check_button_get_active (header));
}

static void
test_keys (void)
{
  g_autoptr(TestWindow) window = test_window_new (MILLION);
  guint page;

  gh_table_list_get_viewport (window->list, NULL, &page);

  test_do (window, "key End");
  g_assert_cmpuint (gh_table_get_cursor (window->table), ==, MILLION - 1);
  assert_on_screen (window, MILLION - 1);
  assert_row_shown (window, MILLION - 1, MILLION);
  test_do (window, "key Prior");
  g_assert_cmpuint (gh_table_get_cursor (window->table), >=, MILLION - 1 - page);
  g_assert_cmpuint (gh_table_get_cursor (window->table), <, MILLION - 10);
  assert_on_screen (window, gh_table_get_cursor (window->table));
  test_do (window, "key Home");
  g_assert_cmpuint (gh_table_get_cursor (window->table), ==, 0);
  assert_on_screen (window, 0);
  assert_row_shown (window, 0, 1);
  test_do (window, "key Next");
  g_assert_cmpuint (gh_table_get_cursor (window->table), >, 10);
  g_assert_cmpuint (gh_table_get_cursor (window->table), <=, page);

  /* None of these selects. */
  g_assert_cmpuint (n_selected (window), ==, 0);
}

static void
test_keys_select (void)
{
  g_autoptr(TestWindow) window = test_window_new (MILLION);

  test_do (window, "key Down space");
  g_assert_cmpuint (n_selected (window), ==, 1);
  g_assert_true (is_selected (window, 2));
  test_do (window, "key Down Down");
  g_assert_cmpuint (n_selected (window), ==, 1);

  /* From the fourth row three down and one back. */
  test_do (window, "key shift+Down shift+Down shift+Down shift+Up");
  g_assert_cmpuint (n_selected (window), ==, 4);
  g_assert_true (is_selected (window, 6));
  g_assert_false (is_selected (window, 7));

  /* Space here, and from here up to the row. */
  test_do (window, "key ctrl+shift+a Home space ctrl+Down ctrl+Down ctrl+Down shift+space");
  g_assert_cmpuint (n_selected (window), ==, 4);
}

static void
test_clicks (void)
{
  g_autoptr(TestWindow) window = test_window_new (1000);

  test_point_at (window, 2, TEST_COLUMN_REAL_NAME);
  test_do (window, "keydown ctrl click 1 keyup ctrl");
  g_assert_cmpuint (n_selected (window), ==, 1);
  g_assert_true (is_selected (window, 3));

  /* A plain click moves the cursor only. */
  test_point_at (window, 5, TEST_COLUMN_REAL_NAME);
  test_do (window, "click 1");
  g_assert_cmpuint (n_selected (window), ==, 1);
  g_assert_cmpuint (gh_table_get_cursor (window->table), ==, 5);

  test_point_at (window, 8, TEST_COLUMN_EMAIL);
  test_do (window, "keydown shift click 1 keyup shift");
  g_assert_cmpuint (n_selected (window), ==, 5);
  g_assert_true (is_selected (window, 6));
  g_assert_true (is_selected (window, 9));

  test_point_at (window, 2, TEST_COLUMN_REAL_NAME);
  test_do (window, "keydown ctrl click 1 keyup ctrl");
  g_assert_cmpuint (n_selected (window), ==, 4);
}

static void
test_check_cell (void)
{
  g_autoptr(TestWindow) window = test_window_new (1000);
  GhTableRow *row = gh_table_list_peek_row (window->list, 3);

  test_point_at (window, 3, -1);
  test_do (window, "click 1");
  g_assert_true (is_selected (window, 4));
  g_assert_true (gtk_check_button_get_active (GTK_CHECK_BUTTON (row->check)));
  g_assert_cmpuint (gh_table_get_cursor (window->table), ==, 3);

  /* Beside the box, in its cell. */
  test_do (window, "mousemove_relative -- -19 0 click 1");
  g_assert_cmpuint (n_selected (window), ==, 0);

  test_do (window, "click 1");
  test_point_at (window, 6, -1);
  test_do (window, "keydown shift click 1 keyup shift");
  g_assert_cmpuint (n_selected (window), ==, 4);
}

typedef struct {
  guint   n;
  gint64  id;
  char   *text;
  int     flag;
  double  x;
  double  y;
} Heard;

static void
open_cb (GhTable *table,
         gint64   id,
         Heard   *heard)
{
  heard->n++;
  heard->id = id;
}

static void
text_cb (GhTable    *table,
         const char *text,
         Heard      *heard)
{
  heard->n++;
  g_free (heard->text);
  heard->text = g_strdup (text);
}

static void
sort_cb (GhTable    *table,
         const char *key,
         gboolean    descending,
         Heard      *heard)
{
  text_cb (table, key, heard);
  heard->flag = descending;
}

static void
menu_cb (GhTable *table,
         double   x,
         double   y,
         Heard   *heard)
{
  heard->n++;
  heard->x = x;
  heard->y = y;
}

static void
count_cb (Heard *heard)
{
  heard->n++;
}

static void
test_open (void)
{
  g_autoptr(TestWindow) window = test_window_new (1000);
  Heard heard = { 0 };

  g_signal_connect (window->table, "open", G_CALLBACK (open_cb), &heard);

  test_point_at (window, 3, TEST_COLUMN_USERNAME);
  test_do (window, "click 1");
  g_assert_cmpuint (heard.n, ==, 1);
  g_assert_cmpint (heard.id, ==, 4);
  g_assert_cmpuint (gh_table_get_cursor (window->table), ==, 3);

  /* After the name, clicks are on the row; with Ctrl it is selected. */
  test_do (window, "mousemove_relative 110 0 click 1");
  test_do (window, "mousemove_relative -- -110 0 keydown ctrl click 1 keyup ctrl");
  g_assert_cmpuint (heard.n, ==, 1);
  g_assert_cmpuint (n_selected (window), ==, 1);

  test_point_at (window, 5, TEST_COLUMN_EMAIL);
  test_run_for (500);
  test_do (window, "click --repeat 2 --delay 30 1");
  g_assert_cmpuint (heard.n, ==, 2);
  g_assert_cmpint (heard.id, ==, 6);

  test_do (window, "key Down Return");
  g_assert_cmpuint (heard.n, ==, 3);
  g_assert_cmpint (heard.id, ==, 7);
  g_assert_cmpuint (n_selected (window), ==, 1);
}

static void
test_type_ahead (void)
{
  g_autoptr(TestWindow) window = test_window_new (1000);
  Heard heard = { 0 };

  g_signal_connect (window->table, "type-ahead", G_CALLBACK (text_cb), &heard);
  test_do (window, "key s");
  g_assert_cmpstr (heard.text, ==, "s");
  test_do (window, "key shift+s");
  g_assert_cmpstr (heard.text, ==, "S");
  test_do (window, "key ctrl+k space Escape Delete F2 Down alt+x");
  g_assert_cmpuint (heard.n, ==, 2);
  g_free (heard.text);
}

static void
click_title (TestWindow *window,
             guint       index,
             int         button)
{
  GtkWidget *title = gtk_widget_get_first_child (window->table->header);

  for (guint i = 0; i <= index; i++) /* the first is that of the check boxes */
    title = gtk_widget_get_next_sibling (title);
  test_point_in (window, title, 20, 12);
  test_do (window, "click %d", button);
}

static void
test_sort (void)
{
  g_autoptr(TestWindow) window = test_window_new (1000);
  Heard heard = { 0 };
  gboolean descending;

  g_signal_connect (window->table, "sort-changed", G_CALLBACK (sort_cb), &heard);

  gh_table_set_sort (window->table, "status", TRUE);
  g_assert_cmpuint (heard.n, ==, 0);
  g_assert_cmpstr (gh_table_get_sort (window->table, &descending), ==, "status");
  g_assert_true (descending);

  click_title (window, TEST_COLUMN_REAL_NAME, 1);
  g_assert_cmpuint (heard.n, ==, 1);
  g_assert_cmpstr (heard.text, ==, "real-name");
  g_assert_false (heard.flag);
  test_run_for (600); /* or it is a double click, which the header ignores */
  click_title (window, TEST_COLUMN_REAL_NAME, 1);
  g_assert_cmpuint (heard.n, ==, 2);
  g_assert_true (heard.flag);
  click_title (window, TEST_COLUMN_USERNAME, 1);
  g_assert_cmpstr (heard.text, ==, "username");
  g_assert_false (heard.flag);

  /* Setting the same sort again. */
  gh_table_set_sort (window->table, NULL, FALSE);
  g_assert_null (gh_table_get_sort (window->table, NULL));
  g_assert_cmpuint (heard.n, ==, 3);
  g_free (heard.text);
}

static void
test_menus (void)
{
  g_autoptr(TestWindow) window = test_window_new (1000);
  Heard heard = { 0 };
  Heard columns = { 0 };

  g_signal_connect (window->table, "context-menu", G_CALLBACK (menu_cb), &heard);
  g_signal_connect (window->table, "columns-menu", G_CALLBACK (menu_cb), &columns);

  test_point_at (window, 4, TEST_COLUMN_EMAIL);
  test_do (window, "click 3");
  g_assert_cmpuint (heard.n, ==, 1);
  g_assert_cmpuint (gh_table_get_cursor (window->table), ==, 4);
  g_assert_cmpfloat (heard.x, >, 300);
  g_assert_cmpuint (n_selected (window), ==, 0);

  test_do (window, "key Menu");
  test_do (window, "key shift+F10");
  g_assert_cmpuint (heard.n, ==, 3);
  g_assert_cmpfloat (heard.y, >, 100);

  click_title (window, TEST_COLUMN_EMAIL, 3);
  g_assert_cmpuint (columns.n, ==, 1);
  g_assert_cmpfloat (columns.y, <, 40);
}

static void
test_layout (void)
{
  g_autoptr(TestWindow) window = test_window_new (1000);
  g_autoptr(GVariant) own = g_variant_ref_sink (gh_table_get_layout (window->table));
  g_autoptr(GVariant) changed = NULL;
  g_autoptr(GVariant) back = NULL;
  g_autofree char *printed = NULL;
  Heard heard = { 0 };

  g_signal_connect_swapped (window->table, "layout-changed", G_CALLBACK (count_cb), &heard);
  g_assert_false (gh_table_get_column_visible (window->table, "notes"));

  changed = g_variant_ref_sink (g_variant_new_parsed (
    "([('status', 200, true), ('gone', 10, true), ('notes', -1, true), ('email', -1, false)], 'status', true)"));
  gh_table_set_layout (window->table, changed);
  test_settle (window);
  g_assert_cmpuint (heard.n, >=, 1);
  g_assert_true (gh_table_get_column_visible (window->table, "notes"));
  g_assert_false (gh_table_get_column_visible (window->table, "email"));

  back = g_variant_ref_sink (gh_table_get_layout (window->table));
  printed = g_variant_print (back, FALSE);
  g_assert_cmpstr (printed, ==,
                   "([('status', 200, true), ('notes', -1, true), ('email', -1, false), ('username', -1, true), "
                   "('real-name', -1, true), ('phones', -1, true), ('tokens', -1, true), "
                   "('last-login', -1, true)], 'status', true)");

  heard.n = 0;
  gh_table_set_column_chosen (window->table, "email", TRUE);
  g_assert_cmpuint (heard.n, >=, 1);
  gh_table_set_layout (window->table, NULL);
  test_settle (window);
  g_variant_unref (back);
  back = g_variant_ref_sink (gh_table_get_layout (window->table));
  g_assert_cmpvariant (back, own);
}

/* The keys of the visible columns. */
static char *
describe_columns (TestWindow *window)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < TEST_N_COLUMNS; i++)
    if (gh_table_get_column_visible (window->table, test_columns[i].key))
      g_string_append_printf (text, "%s ", test_columns[i].key);

  return g_string_free (g_steal_pointer (&text), FALSE);
}

static void
assert_folded (TestWindow *window,
               int         width,
               const char *columns)
{
  GtkAdjustment *adjustment = gtk_scrolled_window_get_hadjustment (window->table->window);
  g_autofree char *seen = NULL;

  gtk_widget_set_margin_end (GTK_WIDGET (window->table), gtk_widget_get_width (window->window) - width);
  test_settle (window);
  test_settle (window);
  seen = describe_columns (window);
  g_assert_cmpstr (seen, ==, columns);
  g_assert_cmpfloat (gtk_adjustment_get_upper (adjustment), <=, gtk_adjustment_get_page_size (adjustment));
}

/* Columns narrow, then leave in order, and come back; what was chosen and saved is unchanged. */
static void
test_fold (void)
{
  g_autoptr (TestWindow) window = test_window_new (1000);
  g_autoptr (GVariant) before = g_variant_ref_sink (gh_table_get_layout (window->table));
  g_autoptr (GVariant) folded = NULL;
  g_autoptr (GtkWidget) popover = g_object_ref_sink (gh_columns_popover_new (window->table, test_columns, TEST_N_COLUMNS));
  GtkWidget *note;
  Heard heard = { 0 };

  g_signal_connect_swapped (window->table, "layout-changed", G_CALLBACK (count_cb), &heard);
  gtk_widget_set_parent (popover, GTK_WIDGET (window->table));
  assert_folded (window, 1200, "username real-name email phones tokens status last-login ");
  g_assert_cmpint (gtk_column_view_column_get_fixed_width (window->table->columns[TEST_COLUMN_REAL_NAME]), ==, 186);
  assert_folded (window, 900, "username real-name email phones tokens status last-login ");
  g_assert_cmpint (gtk_column_view_column_get_fixed_width (window->table->columns[TEST_COLUMN_REAL_NAME]), <, 186);
  assert_folded (window, 745, "username real-name email status last-login ");
  assert_folded (window, 640, "username real-name status last-login ");
  g_assert_true (gh_table_get_column_chosen (window->table, "tokens"));
  folded = g_variant_ref_sink (gh_table_get_layout (window->table));
  g_assert_cmpvariant (folded, before);
  g_assert_cmpuint (heard.n, ==, 0);

  /* The popover says which do not fit. */
  gtk_popover_set_pointing_to (GTK_POPOVER (popover), &(GdkRectangle) { 20, 20, 1, 1 });
  gtk_popover_popup (GTK_POPOVER (popover));
  test_settle (window);
  note = test_find (popover, GTK_TYPE_LABEL, "No room now");
  g_assert_nonnull (note);
  gtk_popover_popdown (GTK_POPOVER (popover));

  /* Unwanted columns leave their space to others. */
  gh_table_set_column_chosen (window->table, "real-name", FALSE);
  assert_folded (window, 640, "username email status last-login ");
  gh_table_set_column_chosen (window->table, "real-name", TRUE);
  gh_table_set_column_chosen (window->table, "email", FALSE);
  assert_folded (window, 800, "username real-name phones tokens status last-login ");
  gh_table_set_column_chosen (window->table, "email", TRUE);
  assert_folded (window, 1200, "username real-name email phones tokens status last-login ");
  gtk_widget_unparent (popover);
}

/* A column is made wide: the others make room, and all are visible. */
static void
test_fold_wide_column (void)
{
  g_autoptr (TestWindow) window = test_window_new (1000);
  g_autoptr (GVariant) layout = g_variant_ref_sink (g_variant_new_parsed (
    "([('username', -1, true), ('real-name', 900, true)], '', false)"));

  gh_table_set_layout (window->table, layout);
  assert_folded (window, 1200, "username real-name email phones tokens status last-login ");
  g_assert_cmpint (gtk_column_view_column_get_fixed_width (window->table->columns[TEST_COLUMN_REAL_NAME]), <, 900);
  g_assert_cmpint (gtk_column_view_column_get_fixed_width (window->table->columns[TEST_COLUMN_STATUS]), ==, 178);
}

static void
test_drag_column (void)
{
  g_autoptr(TestWindow) window = test_window_new (1000);
  GListModel *columns = gtk_column_view_get_columns (window->table->view);
  g_autoptr(GtkColumnViewColumn) first = NULL;
  g_autoptr(GVariant) layout = NULL;
  g_autofree char *key = NULL;
  g_autoptr(GVariant) moved = NULL;

  /* Drags the third column before the check boxes, which must stay first. */
  test_do (window, "mousemove 400 15 mousedown 1");
  test_do (window, "mousemove 300 15");
  test_do (window, "mousemove 100 15");
  test_do (window, "mousemove 5 15");
  test_do (window, "mouseup 1");
  test_settle (window);

  first = g_list_model_get_item (columns, 0);
  g_assert_true (first == window->table->check_column);
  layout = g_variant_ref_sink (gh_table_get_layout (window->table));
  moved = g_variant_get_child_value (layout, 0);
  g_variant_get_child (moved, 0, "(sib)", &key, NULL, NULL);
  g_assert_cmpstr (key, ==, "email");
}

/* It was removed after it was listed and before it was read. */
static void
test_row_that_is_gone (void)
{
  g_autoptr(TestWindow) window = test_window_new (1000);
  g_autoptr(GArray) ids = test_ids_new (1000, 0);
  g_autoptr(GArray) back = test_ids_new (1000, 0);

  g_array_index (ids, gint64, 1) = TEST_NO_ID;
  gh_table_set_ids (window->table, ids, GH_TABLE_PLACE_TOP);
  test_settle (window);
  assert_row_shown (window, 0, 1);
  g_assert_true (gh_table_list_peek_row (window->list, 1)->is_blank);
  assert_row_shown (window, 2, 3);

  gh_table_set_ids (window->table, back, GH_TABLE_PLACE_KEEP);
  test_settle (window);
  assert_row_shown (window, 1, 2);
}

static void
test_accessible (void)
{
  g_autoptr(TestWindow) window = test_window_new (1000);
  g_autoptr(GArray) ids = test_ids_new (1000, 9);
  g_autoptr(GArray) one = test_ids_new (1, 9);
  GhTableRow *row = gh_table_list_peek_row (window->list, 0);
  g_autofree char *before = gh_table_source_dup_name (window->source, row);
  g_autofree char *after = NULL;

  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (gh_table_get_row_widget (window->table, 0)),
                                       GTK_ACCESSIBLE_PROPERTY_LABEL, before);
  gh_table_set_ids (window->table, ids, GH_TABLE_PLACE_TOP_SAME_IDS);
  after = gh_table_source_dup_name (window->source, row);
  g_assert_cmpstr (after, !=, before);
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (gh_table_get_row_widget (window->table, 0)),
                                       GTK_ACCESSIBLE_PROPERTY_LABEL, after);

  /* What a screen reader does to the check box. */
  gtk_check_button_set_active (GTK_CHECK_BUTTON (row->check), TRUE);
  g_assert_cmpuint (n_selected (window), ==, 1);

  /* The row of a removed record has no name, even before it goes. */
  gh_table_set_ids (window->table, one, GH_TABLE_PLACE_KEEP);
  g_assert_true (gtk_test_accessible_has_property (GTK_ACCESSIBLE (gh_table_get_row_widget (window->table, 0)),
                                                   GTK_ACCESSIBLE_PROPERTY_LABEL));
  g_assert_false (gtk_test_accessible_has_property (GTK_ACCESSIBLE (gh_table_get_row_widget (window->table, 1)),
                                                    GTK_ACCESSIBLE_PROPERTY_LABEL));
}

static void
test_finalize (void)
{
  TestWindow *window = test_window_new (1000);
  GhTable *table = g_object_ref (window->table);
  GhTableList *list = g_object_ref (window->list);

  test_window_free (window);
  g_assert_finalize_object (table);
  g_assert_finalize_object (list);
}

/* The rows cannot be acted on; telling each row widget would take longer than a list. */
static void
test_dimmed (void)
{
  g_autoptr(TestWindow) window = test_window_new (1000);
  GtkWidget *row = gh_table_get_row_widget (window->table, 3);
  int y = test_get_row_y (window, 3) + 5;

  gtk_widget_grab_focus (GTK_WIDGET (window->table));
  g_assert_true (gh_table_has_focus_inside (window->table));
  g_assert_true (gtk_widget_is_ancestor (gtk_widget_pick (window->window, 300, y, 0), window->table->list_view));

  gh_table_set_dimmed (window->table, TRUE);
  g_assert_false (gh_table_has_focus_inside (window->table));
  g_assert_false (gtk_widget_grab_focus (GTK_WIDGET (window->table)));
  g_assert_false (gtk_widget_is_ancestor (gtk_widget_pick (window->window, 300, y, 0), window->table->list_view));
  g_assert_false (gtk_widget_is_sensitive (GTK_WIDGET (window->table->header_check)));
  g_assert_true (gtk_widget_is_sensitive (row));
  gtk_test_accessible_assert_state (GTK_ACCESSIBLE (window->table->list_view), GTK_ACCESSIBLE_STATE_DISABLED, TRUE);

  gh_table_set_dimmed (window->table, FALSE);
  g_assert_true (gtk_widget_grab_focus (GTK_WIDGET (window->table)));
  g_assert_true (gtk_widget_is_ancestor (gtk_widget_pick (window->window, 300, y, 0), window->table->list_view));
  g_assert_true (gtk_widget_is_sensitive (GTK_WIDGET (window->table->header_check)));
}

int
main (int    argc,
      char **argv)
{
  test_init (&argc, &argv);

  g_test_add_func ("/U2/table/reorder-asks-for-nothing", test_reorder);
  g_test_add_func ("/U2/table/row-that-is-gone", test_row_that_is_gone);
  g_test_add_func ("/U2/table/filter", test_filter);
  g_test_add_func ("/U2/table/filter-from-the-middle", test_filter_from_the_middle);
  g_test_add_func ("/U2/table/keep-place", test_keep_place);
  g_test_add_func ("/U2/table/keys", test_keys);
  g_test_add_func ("/U2/table/sort", test_sort);
  g_test_add_func ("/U2/table/layout", test_layout);
  g_test_add_func ("/U2/table/fold", test_fold);
  g_test_add_func ("/U2/table/fold-wide-column", test_fold_wide_column);
  g_test_add_func ("/U2/table/drag-column", test_drag_column);
  g_test_add_func ("/U3/table/type-ahead", test_type_ahead);
  g_test_add_func ("/U3/table/dimmed", test_dimmed);
  g_test_add_func ("/U4/table/select-all", test_select_all);
  g_test_add_func ("/U4/table/header-check", test_header_check);
  g_test_add_func ("/U4/table/keys-select", test_keys_select);
  g_test_add_func ("/U4/table/clicks", test_clicks);
  g_test_add_func ("/U4/table/check-cell", test_check_cell);
  g_test_add_func ("/U5/table/menus", test_menus);
  g_test_add_func ("/U7/table/open", test_open);
  g_test_add_func ("/U2/table/accessible", test_accessible);
  g_test_add_func ("/U2/table/finalize", test_finalize);

  return g_test_run ();
}
