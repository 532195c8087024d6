/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "test-source.h"

#include "kit/gh-table-list-private.h"
#include "kit/gh-table-row-private.h"

#define MILLION 1000000
#define N_HELD 205 /* rows in a view */

/* A list, and the rows that a view at its top would hold. */
typedef struct {
  GhTableList   *list;
  GhTableSource *source;
  GPtrArray     *held;
  guint          n_items_changed;
  guint          n_row_changed;
  guint          last_position;
  guint          last_removed;
  guint          last_added;
} Fixture;

static void
items_changed_cb (GListModel *model,
                  guint       position,
                  guint       removed,
                  guint       added,
                  Fixture    *fixture)
{
  fixture->n_items_changed++;
  fixture->last_position = position;
  fixture->last_removed = removed;
  fixture->last_added = added;
}

static void
row_changed_cb (GhTableRow *row,
                Fixture    *fixture)
{
  fixture->n_row_changed++;
}

static void
settle (Fixture *fixture)
{
  while (fixture->list->work_id != 0 || fixture->list->step_id != 0)
    g_main_context_iteration (NULL, TRUE);
}

static void
hold_rows (Fixture *fixture)
{
  guint n = MIN (N_HELD, g_list_model_get_n_items (G_LIST_MODEL (fixture->list)));

  for (guint i = fixture->held->len; i < n; i++)
    {
      GhTableRow *row = g_list_model_get_item (G_LIST_MODEL (fixture->list), i);

      g_signal_connect (row, "changed", G_CALLBACK (row_changed_cb), fixture);
      g_ptr_array_add (fixture->held, row);
    }
}

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  g_autoptr(GArray) ids = test_ids_new (GPOINTER_TO_UINT (data), 0);

  fixture->source = test_source_new ();
  fixture->list = gh_table_list_new (fixture->source, TEST_N_COLUMNS);
  fixture->held = g_ptr_array_new_with_free_func (g_object_unref);
  gh_table_list_set_ids (fixture->list, ids);
  settle (fixture);
  hold_rows (fixture);
  settle (fixture);
  g_signal_connect (fixture->list, "items-changed", G_CALLBACK (items_changed_cb), fixture);
  fixture->n_row_changed = 0;
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  for (guint i = 0; i < fixture->held->len; i++)
    g_signal_handlers_disconnect_by_data (g_ptr_array_index (fixture->held, i), fixture);
  g_signal_handlers_disconnect_by_data (fixture->list, fixture);
  g_assert_finalize_object (fixture->list);
  g_ptr_array_unref (fixture->held);
  g_assert_finalize_object (fixture->source);
}

static GtkSelectionModel *
get_model (Fixture *fixture)
{
  return GTK_SELECTION_MODEL (fixture->list);
}

static void
test_reorder (Fixture       *fixture,
              gconstpointer  data)
{
  g_autoptr(GArray) ids = test_ids_new (MILLION, 7);
  guint64 n_asked = fixture->list->n_asked;
  GhTableRow *first = g_ptr_array_index (fixture->held, 0);
  GhTableRow *last = g_ptr_array_index (fixture->held, N_HELD - 1);
  g_autofree char *text = g_strdup_printf ("user%07" G_GINT64_FORMAT, g_array_index (ids, gint64, N_HELD - 1));

  gh_table_list_set_viewport (fixture->list, 0, 20);
  gh_table_list_set_order (fixture->list, ids);

  /* Visible rows change at once, in place, the others later, and no view is told. */
  g_assert_cmpint (gh_table_row_get_id (first), ==, g_array_index (ids, gint64, 0));
  g_assert_false (first->is_loading);
  g_assert_cmpint (gh_table_row_get_id (last), ==, g_array_index (ids, gint64, N_HELD - 1));
  g_assert_true (last->is_loading);
  g_assert_cmpuint (fixture->n_row_changed, ==, 20);
  settle (fixture);
  g_assert_cmpuint (fixture->n_row_changed, ==, N_HELD);
  g_assert_cmpstr (gh_table_row_get_text (last, TEST_COLUMN_USERNAME), ==, text);
  g_assert_cmpuint (fixture->n_items_changed, ==, 0);
  g_assert_cmpuint (fixture->list->n_asked, ==, n_asked);
}

static void
test_filter (Fixture       *fixture,
             gconstpointer  data)
{
  g_autoptr(GArray) ids = test_ids_filter (gh_table_list_get_ids (fixture->list), 50);

  gh_table_list_set_ids (fixture->list, ids);

  /* The rows change at once; their number is announced when typing has stopped. */
  g_assert_cmpuint (fixture->n_items_changed, ==, 0);
  g_assert_cmpint (gh_table_row_get_id (g_ptr_array_index (fixture->held, 0)), ==, 50);
  settle (fixture);
  g_assert_cmpuint (fixture->n_items_changed, ==, 1);
  g_assert_cmpuint (fixture->last_position, ==, 20000);
  g_assert_cmpuint (fixture->last_removed, ==, MILLION - 20000);
  g_assert_cmpuint (fixture->last_added, ==, 0);
}

static void
test_tell (Fixture       *fixture,
           gconstpointer  data)
{
  g_autoptr(GArray) ids = test_ids_filter (gh_table_list_get_ids (fixture->list), 50);

  gh_table_list_set_ids (fixture->list, ids);
  gh_table_list_tell (fixture->list);

  g_assert_cmpuint (fixture->n_items_changed, ==, 1);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (fixture->list)), ==, 20000);
  settle (fixture);
  g_assert_cmpuint (fixture->n_items_changed, ==, 1);
}

static void
test_shrink_late (Fixture       *fixture,
                  gconstpointer  data)
{
  g_autoptr(GArray) ids = test_ids_new (3, 0);
  GhTableRow *blank = g_ptr_array_index (fixture->held, 3);

  gh_table_list_set_ids (fixture->list, ids);

  /* Blank at once, gone when typing has stopped. */
  g_assert_cmpint (gh_table_row_get_id (blank), ==, GH_TABLE_ROW_BLANK);
  g_assert_null (gh_table_row_get_text (blank, TEST_COLUMN_USERNAME));
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (fixture->list)), ==, MILLION);
  gtk_selection_model_select_item (get_model (fixture), 3, FALSE);
  g_assert_cmpuint (gh_table_list_count_selected (fixture->list), ==, 0);
  settle (fixture);
  /* 220, 210 … 10, and then 3. */
  g_assert_cmpuint (fixture->n_items_changed, ==, 23);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (fixture->list)), ==, 3);

  g_ptr_array_set_size (fixture->held, 3);
}

static void
test_grow_in_steps (Fixture       *fixture,
                    gconstpointer  data)
{
  g_autoptr(GArray) ids = test_ids_new (MILLION, 0);
  gint64 start = g_get_monotonic_time ();

  gh_table_list_set_ids (fixture->list, ids);

  /* While typing may continue, a screenful is enough. */
  do
    g_main_context_iteration (NULL, FALSE);
  while (g_get_monotonic_time () < start + 60000);
  if (g_get_monotonic_time () < start + 110000)
    g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (fixture->list)), ==, 27);
  settle (fixture);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (fixture->list)), ==, MILLION);
  /* 27, 37 … 227, and then all. */
  g_assert_cmpuint (fixture->n_items_changed, ==, 22);
}

/* Off screen, one screenful of rows is kept for the next ids. */
static void
test_resting (Fixture       *fixture,
              gconstpointer  data)
{
  g_autoptr(GArray) ids = test_ids_new (100, 0);
  g_autoptr(GArray) none = test_ids_new (0, 0);

  gh_table_list_set_ids (fixture->list, ids);
  settle (fixture);
  gh_table_list_set_ids (fixture->list, none);
  gh_table_list_set_resting (fixture->list, TRUE);
  settle (fixture);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (fixture->list)), ==, 27);

  gh_table_list_set_ids (fixture->list, ids);
  gh_table_list_set_resting (fixture->list, FALSE);
  settle (fixture);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (fixture->list)), ==, 100);

  /* On screen, they go. */
  gh_table_list_set_ids (fixture->list, none);
  gh_table_list_set_resting (fixture->list, TRUE);
  gh_table_list_set_resting (fixture->list, FALSE);
  settle (fixture);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (fixture->list)), ==, 0);
}

static void
assert_selected (Fixture *fixture,
                 guint    position,
                 gboolean selected)
{
  g_assert_cmpint (gtk_selection_model_is_selected (get_model (fixture), position), ==, selected);
}

static void
test_survives (Fixture       *fixture,
               gconstpointer  data)
{
  g_autoptr(GArray) shuffled = test_ids_new (MILLION, 3);
  g_autoptr(GArray) even = test_ids_filter (shuffled, 2);
  guint where;

  gtk_selection_model_select_item (get_model (fixture), 6, FALSE);  /* id 7 */
  gtk_selection_model_select_item (get_model (fixture), 9, FALSE);  /* id 10 */
  assert_selected (fixture, 6, TRUE);
  assert_selected (fixture, 7, FALSE);

  gh_table_list_set_order (fixture->list, shuffled);
  where = gh_table_list_find (fixture->list, 7);
  g_assert_cmpuint (where, !=, 6);
  assert_selected (fixture, where, TRUE);
  assert_selected (fixture, 6, FALSE);
  g_assert_cmpuint (gh_table_list_count_selected_in_view (fixture->list), ==, 2);

  gh_table_list_set_ids (fixture->list, even);
  g_assert_cmpuint (gh_table_list_count_selected (fixture->list), ==, 2);
  g_assert_cmpuint (gh_table_list_count_selected_in_view (fixture->list), ==, 1);
  g_assert_true (gh_table_list_is_id_selected (fixture->list, 7));
}

static void
test_all_but (Fixture       *fixture,
              gconstpointer  data)
{
  g_autoptr(GArray) shuffled = test_ids_new (MILLION, 3);
  g_autoptr(GArray) few = test_ids_new (5, 0);
  g_autoptr(GtkBitset) range = NULL;
  g_autoptr(GArray) ids = NULL;

  gtk_selection_model_select_all (get_model (fixture));
  g_assert_cmpuint (gh_table_list_count_selected (fixture->list), ==, MILLION);
  gtk_selection_model_unselect_item (get_model (fixture), 2);
  g_assert_cmpuint (gh_table_list_count_selected_in_view (fixture->list), ==, MILLION - 1);
  range = gtk_selection_model_get_selection_in_range (get_model (fixture), 0, 4);
  g_assert_cmpuint (gtk_bitset_get_size (range), ==, 3);
  g_assert_false (gtk_bitset_contains (range, 2));

  gh_table_list_set_order (fixture->list, shuffled);
  assert_selected (fixture, gh_table_list_find (fixture->list, 3), FALSE);
  gh_table_list_invert (fixture->list);
  g_assert_cmpuint (gh_table_list_count_selected (fixture->list), ==, 1);
  g_assert_cmpuint (gh_table_list_count_selected_in_view (fixture->list), ==, 1);
  ids = gh_table_list_dup_selected_ids (fixture->list);
  g_assert_cmpint (g_array_index (ids, gint64, 0), ==, 3);

  gh_table_list_set_ids (fixture->list, few);
  gtk_selection_model_select_all (get_model (fixture));
  g_assert_cmpuint (gh_table_list_count_selected (fixture->list), ==, 5);
  g_assert_cmpuint (gh_table_list_count_selected_out_of_sight (fixture->list), ==, 0);
  gh_table_list_set_viewport (fixture->list, 0, 2);
  g_assert_cmpuint (gh_table_list_count_selected_out_of_sight (fixture->list), ==, 3);
  gtk_selection_model_unselect_all (get_model (fixture));
  g_assert_cmpuint (gh_table_list_count_selected (fixture->list), ==, 0);
}

/* L3: only the program selects in a view-only list. */
static void
test_plain (Fixture       *fixture,
            gconstpointer  data)
{
  gh_table_list_make_plain (fixture->list);
  gtk_selection_model_select_all (get_model (fixture));
  gtk_selection_model_select_item (get_model (fixture), 2, FALSE);
  gtk_selection_model_select_range (get_model (fixture), 0, 4, TRUE);
  gh_table_list_invert (fixture->list);
  g_assert_cmpuint (gh_table_list_count_selected (fixture->list), ==, 0);

  gh_table_list_select_id (fixture->list, 3, TRUE);
  gtk_selection_model_unselect_all (get_model (fixture));
  g_assert_cmpuint (gh_table_list_count_selected (fixture->list), ==, 1);
}

static void
test_plain_click (Fixture       *fixture,
                  gconstpointer  data)
{
  gtk_selection_model_select_item (get_model (fixture), 4, FALSE);

  /* What GTK does on a plain click and on an arrow key. */
  gtk_selection_model_select_item (get_model (fixture), 8, TRUE);
  assert_selected (fixture, 4, TRUE);
  assert_selected (fixture, 8, FALSE);
}

static void
test_extend (Fixture       *fixture,
             gconstpointer  data)
{
  gtk_selection_model_select_item (get_model (fixture), 6, FALSE);
  gtk_selection_model_select_item (get_model (fixture), 4, TRUE);

  /* Shift and arrows: down to 7, and back to 5. Earlier selections stay. */
  gtk_selection_model_select_range (get_model (fixture), 4, 4, TRUE);
  g_assert_cmpuint (gh_table_list_count_selected (fixture->list), ==, 4);
  gtk_selection_model_select_range (get_model (fixture), 4, 2, TRUE);
  g_assert_cmpuint (gh_table_list_count_selected (fixture->list), ==, 3);
  assert_selected (fixture, 5, TRUE);
  assert_selected (fixture, 6, TRUE);
  assert_selected (fixture, 7, FALSE);
}

typedef struct {
  guint n_told;
  guint n_signals;
} Told;

static void
told_cb (GtkSelectionModel *model,
         guint              position,
         guint              n_items,
         Told              *told)
{
  told->n_signals++;
  told->n_told += n_items;
}

static void
test_told (Fixture       *fixture,
           gconstpointer  data)
{
  Told told = { 0 };
  gulong handler;

  for (guint i = 0; i < fixture->held->len; i++)
    assert_selected (fixture, i, FALSE);
  gh_table_list_set_viewport (fixture->list, 0, 20);
  handler = g_signal_connect (fixture->list, "selection-changed", G_CALLBACK (told_cb), &told);

  /* A view hears of rows it shows at once, of others it holds later, of nothing else. */
  gtk_selection_model_select_all (get_model (fixture));
  g_assert_cmpuint (told.n_signals, ==, 1);
  g_assert_cmpuint (told.n_told, ==, 20);
  settle (fixture);
  g_assert_cmpuint (told.n_told, ==, N_HELD);

  told = (Told) { 0 };
  gtk_selection_model_unselect_item (get_model (fixture), 5);
  g_assert_cmpuint (told.n_told, ==, 1);
  gtk_selection_model_unselect_item (get_model (fixture), 500000);
  settle (fixture);
  g_assert_cmpuint (told.n_told, ==, 1);
  g_signal_handler_disconnect (fixture->list, handler);
}

static void
test_refresh_one (Fixture       *fixture,
                  gconstpointer  data)
{
  const gint64 ids[] = { -7, 3, 500000 };
  g_autoptr (GArray) some = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GArray) others = g_array_new (FALSE, FALSE, sizeof (gint64));
  guint64 n_filled = test_source_get_n_filled (fixture->source);

  g_array_append_vals (some, ids, G_N_ELEMENTS (ids));
  gh_table_list_refresh (fixture->list, some);
  g_assert_cmpuint (test_source_get_n_filled (fixture->source), ==, n_filled + 1);
  g_assert_cmpuint (fixture->n_row_changed, ==, 1);
  g_array_append_val (others, ids[2]);
  gh_table_list_refresh (fixture->list, others);
  gh_table_list_refresh (fixture->list, (GArray *) some);
  g_assert_cmpuint (test_source_get_n_filled (fixture->source), ==, n_filled + 2);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

#define ADD(path, n, func) g_test_add (path, Fixture, GUINT_TO_POINTER (n), set_up, func, tear_down)
  ADD ("/U2/table-list/reorder-in-place", MILLION, test_reorder);
  ADD ("/U2/table-list/filter-at-the-tail", MILLION, test_filter);
  ADD ("/U2/table-list/tell", MILLION, test_tell);
  ADD ("/U2/table-list/shrinks-late", MILLION, test_shrink_late);
  ADD ("/U2/table-list/grows-in-steps", 10, test_grow_in_steps);
  ADD ("/U2/table-list/rests", 10, test_resting);
  ADD ("/U2/table-list/refresh-one", MILLION, test_refresh_one);
  ADD ("/U4/table-list/selection-survives", MILLION, test_survives);
  ADD ("/U4/table-list/all-but", MILLION, test_all_but);
  ADD ("/U4/table-list/plain-click-selects-nothing", 100, test_plain_click);
  ADD ("/L3/plain", 100, test_plain);
  ADD ("/U4/table-list/shift-comes-back", 100, test_extend);
  ADD ("/U4/table-list/tells-live-rows-only", MILLION, test_told);

  return g_test_run ();
}
