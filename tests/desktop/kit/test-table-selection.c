/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kit/gh-id-set.h"
#include "kit/gh-table-selection.h"

#include "test-source.h"

static void
combine_cb (gint64   id,
          gpointer data)
{
  *(guint64 *) data ^= (guint64) id;
}

static void
test_id_set (void)
{
  static const gint64 ids[] = { 0, 1, 63, 64, 32767, 32768, 1000000, -1, G_MAXINT64, G_MININT64 + 1 };
  g_autoptr(GhIdSet) set = gh_id_set_new ();
  guint64 all = 0;
  guint64 expected = 0;

  for (guint i = 0; i < G_N_ELEMENTS (ids); i++)
    {
      g_assert_false (gh_id_set_contains (set, ids[i]));
      g_assert_true (gh_id_set_add (set, ids[i]));
      g_assert_false (gh_id_set_add (set, ids[i]));
      g_assert_true (gh_id_set_contains (set, ids[i]));
      expected ^= (guint64) ids[i];
    }
  g_assert_cmpuint (gh_id_set_count (set), ==, G_N_ELEMENTS (ids));
  g_assert_false (gh_id_set_contains (set, 2));
  gh_id_set_foreach (set, combine_cb, &all);
  g_assert_cmpuint (all, ==, expected);

  for (guint i = 0; i < G_N_ELEMENTS (ids); i++)
    {
      g_assert_true (gh_id_set_remove (set, ids[i]));
      g_assert_false (gh_id_set_remove (set, ids[i]));
    }
  g_assert_cmpuint (gh_id_set_count (set), ==, 0);
}

/* A selection and a plain array of flags that must match it. */
#define N_IDS 400

typedef struct {
  GhTableSelection *selection;
  gboolean          selected[N_IDS + 1];
} Model;

static void
assert_agree (Model  *model,
              GArray *view)
{
  g_autoptr(GArray) ids = NULL;
  guint64 n = 0;
  guint64 n_in_view = 0;

  for (gint64 id = 1; id <= N_IDS; id++)
    {
      g_assert_cmpint (gh_table_selection_contains (model->selection, NULL, id), ==, model->selected[id]);
      n += (guint64) model->selected[id];
    }
  for (guint i = 0; i < view->len; i++)
    {
      gint64 id = g_array_index (view, gint64, i);

      g_assert_cmpint (gh_table_selection_contains (model->selection, view, id), ==, model->selected[id]);
      n_in_view += (guint64) model->selected[id];
    }
  g_assert_cmpuint (gh_table_selection_count (model->selection), ==, n);
  g_assert_cmpuint (gh_table_selection_count_in (model->selection, view), ==, n_in_view);

  if (g_test_rand_int_range (0, 8) != 0)
    return;
  ids = gh_table_selection_dup_ids (model->selection);
  g_assert_cmpuint (ids->len, ==, n);
  for (guint i = 0; i < ids->len; i++)
    {
      g_assert_true (model->selected[g_array_index (ids, gint64, i)]);
      g_assert_true (i == 0 || g_array_index (ids, gint64, i - 1) < g_array_index (ids, gint64, i));
    }
}

static GArray *
random_view (void)
{
  g_autoptr(GArray) all = test_ids_new (N_IDS, (guint32) g_test_rand_int () | 1);

  return test_ids_filter (all, (guint) g_test_rand_int_range (1, 4));
}

static gboolean
has_id (GArray *view,
        gint64  id)
{
  for (guint i = 0; i < view->len; i++)
    if (g_array_index (view, gint64, i) == id)
      return TRUE;

  return FALSE;
}

static void
random_step (Model   *model,
             GArray **view)
{
  gint64 id = g_test_rand_int_range (1, N_IDS + 1);
  gboolean value = (gboolean) g_test_rand_int_range (0, 2);
  g_autoptr(GArray) other = NULL;
  GhTableSelection *copy;

  switch (g_test_rand_int_range (0, 12))
    {
    case 0:
      gh_table_selection_add_view (model->selection, *view);
      for (guint i = 0; i < (*view)->len; i++)
        model->selected[g_array_index (*view, gint64, i)] = TRUE;
      break;

    case 1:
    case 2:
      gh_table_selection_invert_view (model->selection, *view);
      for (guint i = 0; i < (*view)->len; i++)
        model->selected[g_array_index (*view, gint64, i)] ^= TRUE;
      break;

    case 3:
      gh_table_selection_clear (model->selection);
      memset (model->selected, 0, sizeof model->selected);
      break;

    case 4:
      other = g_array_copy (*view);
      for (guint i = 0; i < other->len / 2; i++)
        {
          g_array_index (other, gint64, i) = g_array_index (*view, gint64, other->len - 1 - i);
          g_array_index (other, gint64, other->len - 1 - i) = g_array_index (*view, gint64, i);
        }
      gh_table_selection_reorder (model->selection, *view, other);
      g_array_unref (*view);
      *view = g_steal_pointer (&other);
      break;

    case 5:
      g_array_unref (*view);
      *view = random_view ();
      break;

    case 6:
      /* Some have left the view or all. */
      other = random_view ();
      for (gint64 i = 1; i <= N_IDS; i++)
        if (!has_id (other, i) && (value || has_id (*view, i)))
          model->selected[i] = FALSE;
      gh_table_selection_remove_missing (model->selection, value ? NULL : *view, other);
      break;

    case 7:
      /* A copy has the same content, and is independent. */
      copy = gh_table_selection_copy (model->selection);
      gh_table_selection_clear (model->selection);
      gh_table_selection_free (model->selection);
      model->selection = copy;
      break;

    default:
      g_assert_cmpint (gh_table_selection_set (model->selection, NULL, id, value), ==, model->selected[id] != value);
      model->selected[id] = value;
      break;
    }
}

static void
test_random (void)
{
  for (guint round = 0; round < 40; round++)
    {
      Model model = { .selection = gh_table_selection_new () };
      g_autoptr(GArray) view = random_view ();

      for (guint step = 0; step < 60; step++)
        {
          random_step (&model, &view);
          assert_agree (&model, view);
        }
      gh_table_selection_free (model.selection);
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/O2/selection/id-set", test_id_set);
  g_test_add_func ("/O2/selection/agrees-with-flags", test_random);

  return g_test_run ();
}
