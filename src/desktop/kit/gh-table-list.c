/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kit/gh-table-list-private.h"

#include "base/gh-row-ids.h"
#include "kit/gh-table-row-private.h"

/*   GhTable ── asks, selects ──▶ GhTableList ──▶ ids      position → id, a snapshot
 *                                   │      └───▶ selection  id → selected
 *                                   ▼
 *                                 rows: position → GhTableRow, weak: its view keeps it alive
 *                                   │
 *                                   ▼
 *                                 GhTableSource fills them: on the screen at once, others while idle
 *
 * n_shown is what views are told. It differs from the number of ids only briefly. Up to N_REALIZED it grows by a
 * screenful at once, then in steps, because a view creates that many row widgets at up to half a millisecond each. All
 * else is told late, because it lays out the window again, and the next key may do so once more. Below N_REALIZED it
 * shrinks in steps too: removing row widgets costs as much. Steps wait for everything else. */

#define N_REALIZED 230   /* GTK keeps 205 rows; a longer list creates no more widgets */
#define N_FIRST_STEP 27  /* rows to grow by at once: a screenful */
#define N_STEP 10        /* then per frame */
#define STEP_MS 16
#define TELL_MS 120      /* after the last key */
#define SLICE_US 2000    /* of idle work at a time */
#define N_TOLD 8         /* rows of it, at a time */
#define QUIET_MS 100     /* without scrolling or new ids, before idle work begins */

enum {
  PROP_N_SELECTED = 1,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];
static guint order_changed_signal;

static void gh_table_list_model_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (GhTableList, gh_table_list, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, gh_table_list_model_init)
                               G_IMPLEMENT_INTERFACE (GTK_TYPE_SELECTION_MODEL, gh_table_list_selection_init))

/* Live rows */

static int
compare_rows (gconstpointer a,
              gconstpointer b)
{
  guint left = (*(GhTableRow *const *) a)->position;
  guint right = (*(GhTableRow *const *) b)->position;

  return (left > right) - (left < right);
}

/* Sorted by position, and referenced, as filling calls out. */
static GPtrArray *
dup_live_rows (GhTableList *self)
{
  GPtrArray *rows = g_ptr_array_new_full (g_hash_table_size (self->rows), g_object_unref);
  GHashTableIter iter;
  gpointer row;

  g_hash_table_iter_init (&iter, self->rows);
  while (g_hash_table_iter_next (&iter, NULL, &row))
    g_ptr_array_add (rows, g_object_ref (row));
  g_ptr_array_sort (rows, compare_rows);

  return rows;
}

static void
fill_row (GhTableList *self,
          GhTableRow  *row)
{
  row->is_loading = row->is_blank = FALSE;
  if (row->id == GH_TABLE_ROW_BLANK || !gh_table_source_fill (self->source, row))
    gh_table_row_blank (row);

  gh_table_row_emit_changed (row);
}

static gboolean
is_row_selected (GhTableList *self,
                 GhTableRow  *row)
{
  return row->id != GH_TABLE_ROW_BLANK && gh_table_selection_contains (self->selection, self->ids, row->id);
}

static gboolean
is_selection_stale (GhTableList *self,
                    GhTableRow  *row)
{
  return is_row_selected (self, row) != row->told_selected;
}

/* Tells views of the selection of rows[from] and of the changed rows directly after it.
 * Returns: the index after the last one told. */
static guint
tell_selection_run (GhTableList *self,
                    GPtrArray   *rows,
                    guint        from,
                    guint        n_max)
{
  guint first = ((GhTableRow *) g_ptr_array_index (rows, from))->position;
  guint n = 0;

  while (from + n < rows->len && n < n_max)
    {
      GhTableRow *row = g_ptr_array_index (rows, from + n);

      if (row->position != first + n || !is_selection_stale (self, row))
        break;
      row->told_selected = is_row_selected (self, row);
      n++;
    }
  gtk_selection_model_selection_changed (GTK_SELECTION_MODEL (self), first, n);

  return from + n;
}

/* Updates what is on the screen before it is painted. */
static void
update_viewport (GhTableList *self)
{
  g_autoptr(GPtrArray) rows = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < self->viewport_n; i++)
    {
      GhTableRow *row = gh_table_list_peek_row (self, self->viewport_first + i);

      if (row != NULL)
        g_ptr_array_add (rows, g_object_ref (row));
    }

  for (guint i = 0; i < rows->len; i++)
    {
      GhTableRow *row = g_ptr_array_index (rows, i);

      if (row->is_loading)
        fill_row (self, row);
    }

  for (guint i = 0; i < rows->len;)
    if (is_selection_stale (self, g_ptr_array_index (rows, i)))
      i = tell_selection_run (self, rows, i, rows->len);
    else
      i++;
}

static gboolean
work_cb (gpointer data)
{
  GhTableList *self = data;
  g_autoptr(GPtrArray) rows = dup_live_rows (self);
  gint64 end = g_get_monotonic_time () + SLICE_US;

  for (guint i = 0; i < rows->len; i++)
    {
      GhTableRow *row = g_ptr_array_index (rows, i);

      if (row->is_loading)
        fill_row (self, row);
      if (is_selection_stale (self, row))
        tell_selection_run (self, rows, i, N_TOLD);
      if (g_get_monotonic_time () > end)
        return G_SOURCE_CONTINUE;
    }

  self->work_id = 0;

  return G_SOURCE_REMOVE;
}

static gboolean
begin_work_cb (gpointer data)
{
  GhTableList *self = data;

  self->work_id = g_idle_add_full (G_PRIORITY_LOW, work_cb, self, NULL);

  return G_SOURCE_REMOVE;
}

/* While the user scrolls or types, rows are filled as they come onto the screen; others may never need it. */
static void
postpone_work (GhTableList *self)
{
  g_clear_handle_id (&self->work_id, g_source_remove);
  self->work_id = g_timeout_add_full (G_PRIORITY_LOW, QUIET_MS, begin_work_cb, self, NULL);
}

static void
queue_work (GhTableList *self)
{
  if (self->work_id == 0)
    postpone_work (self);
}

/* Order */

static void
set_shown (GhTableList *self,
           guint        n_shown)
{
  guint old = self->n_shown;

  self->n_shown = n_shown;
  if (n_shown < old)
    g_list_model_items_changed (G_LIST_MODEL (self), n_shown, old - n_shown, 0);
  else if (n_shown > old)
    g_list_model_items_changed (G_LIST_MODEL (self), old, 0, n_shown - old);
}

/* The target of n_shown: the number of ids. Out of sight a screenful of rows stays: it is soon needed again, and
 * creating it takes longer than a list. */
static guint
get_goal (GhTableList *self)
{
  return self->is_resting ? MAX (self->ids->len, MIN (self->n_shown, N_FIRST_STEP)) : self->ids->len;
}

/* Takes n_shown one step towards its goal. */
static gboolean
step_cb (gpointer data)
{
  GhTableList *self = data;
  guint n = get_goal (self);
  guint next = n;

  if (self->n_shown + N_STEP < MIN (n, N_REALIZED))
    next = self->n_shown + N_STEP;
  else if (n + N_STEP < MIN (self->n_shown, N_REALIZED))
    next = MIN (self->n_shown, N_REALIZED) - N_STEP;

  set_shown (self, next);
  if (next != n)
    return G_SOURCE_CONTINUE;

  self->step_id = 0;

  return G_SOURCE_REMOVE;
}

static gboolean
begin_steps_cb (gpointer data)
{
  GhTableList *self = data;

  self->step_id = 0;
  if (step_cb (self) == G_SOURCE_CONTINUE)
    self->step_id = g_timeout_add_full (G_PRIORITY_LOW, STEP_MS, step_cb, self, NULL);

  return G_SOURCE_REMOVE;
}

/* Brings n_shown to its goal, now or soon. */
static void
adjust_shown (GhTableList *self)
{
  guint n = get_goal (self);

  g_clear_handle_id (&self->step_id, g_source_remove);
  if (n > self->n_shown && self->n_shown < N_REALIZED)
    set_shown (self, MIN (n, MAX (self->n_shown, N_FIRST_STEP)));
  else if (self->viewport_first > n)
    set_shown (self, n);
  if (n != self->n_shown)
    self->step_id = g_timeout_add_full (G_PRIORITY_LOW, TELL_MS, begin_steps_cb, self, NULL);
}

void
gh_table_list_set_resting (GhTableList *list,
                           gboolean     is_resting)
{
  g_return_if_fail (GH_IS_TABLE_LIST (list));

  list->is_resting = is_resting;
  adjust_shown (list);
}

void
gh_table_list_tell (GhTableList *list)
{
  g_return_if_fail (GH_IS_TABLE_LIST (list));

  g_clear_handle_id (&list->step_id, g_source_remove);
  set_shown (list, list->ids->len);
}

static void
replace_ids (GhTableList *self,
             GArray      *ids,
             gboolean     same_set)
{
  GHashTableIter iter;
  gpointer row;

  if (same_set)
    gh_table_selection_reorder (self->selection, self->ids, ids);
  else
    self->n_selected_in_view = -1;
  g_array_ref (ids);
  g_array_unref (self->ids);
  self->ids = ids;
  gtk_bitset_remove_all (self->extension);

  g_hash_table_iter_init (&iter, self->rows);
  while (g_hash_table_iter_next (&iter, NULL, &row))
    gh_table_row_set_id (row, gh_table_list_get_id (self, ((GhTableRow *) row)->position));

  update_viewport (self);
  adjust_shown (self);
  postpone_work (self);

  g_signal_emit (self, order_changed_signal, 0);
}

void
gh_table_list_set_ids (GhTableList *list,
                       GArray      *ids)
{
  g_return_if_fail (GH_IS_TABLE_LIST (list));
  g_return_if_fail (ids != NULL);

  replace_ids (list, ids, FALSE);
}

void
gh_table_list_set_order (GhTableList *list,
                         GArray      *ids)
{
  g_return_if_fail (GH_IS_TABLE_LIST (list));
  g_return_if_fail (ids != NULL && ids->len == list->ids->len);

  replace_ids (list, ids, TRUE);
}

GArray *
gh_table_list_get_ids (GhTableList *list)
{
  g_return_val_if_fail (GH_IS_TABLE_LIST (list), NULL);

  return list->ids;
}

gint64
gh_table_list_get_id (GhTableList *list,
                      guint        position)
{
  g_return_val_if_fail (GH_IS_TABLE_LIST (list), GH_TABLE_ROW_BLANK);

  return position < list->ids->len ? g_array_index (list->ids, gint64, position) : GH_TABLE_ROW_BLANK;
}

guint
gh_table_list_find (GhTableList *list,
                    gint64       id)
{
  g_return_val_if_fail (GH_IS_TABLE_LIST (list), GTK_INVALID_LIST_POSITION);

  for (guint i = 0; i < list->ids->len; i++)
    if (g_array_index (list->ids, gint64, i) == id)
      return i;

  return GTK_INVALID_LIST_POSITION;
}

GhTableRow *
gh_table_list_peek_row (GhTableList *list,
                        guint        position)
{
  g_return_val_if_fail (GH_IS_TABLE_LIST (list), NULL);

  return g_hash_table_lookup (list->rows, GUINT_TO_POINTER (position));
}

void
gh_table_list_refresh (GhTableList *list,
                       GArray      *ids)
{
  g_autoptr(GPtrArray) rows = NULL;
  gboolean is_alive = FALSE;

  g_return_if_fail (GH_IS_TABLE_LIST (list));

  rows = dup_live_rows (list);
  for (guint i = 0; i < rows->len; i++)
    {
      GhTableRow *row = g_ptr_array_index (rows, i);

      if (ids == NULL || gh_row_ids_contain (ids, row->id))
        row->is_loading = is_alive = TRUE;
    }
  if (!is_alive)
    return;

  update_viewport (list);
  queue_work (list);
}

void
gh_table_list_set_viewport (GhTableList *list,
                            guint        first,
                            guint        n)
{
  g_return_if_fail (GH_IS_TABLE_LIST (list));

  if (first != list->viewport_first && list->work_id != 0)
    postpone_work (list);
  list->viewport_first = first;
  list->viewport_n = n;
  update_viewport (list);
}

void
gh_table_list_get_viewport (GhTableList *list,
                            guint       *first,
                            guint       *n)
{
  guint begin;

  g_return_if_fail (GH_IS_TABLE_LIST (list));

  begin = MIN (list->viewport_first, list->ids->len);
  if (first != NULL)
    *first = begin;
  if (n != NULL)
    *n = MIN (list->viewport_n, list->ids->len - begin);
}

GhTableSource *
gh_table_list_get_source (GhTableList *list)
{
  g_return_val_if_fail (GH_IS_TABLE_LIST (list), NULL);

  return list->source;
}

void
gh_table_list_selection_changed (GhTableList *self)
{
  update_viewport (self);
  queue_work (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_N_SELECTED]);
}

/* List */

static GType
gh_table_list_get_item_type (GListModel *model)
{
  return GH_TYPE_TABLE_ROW;
}

static guint
gh_table_list_get_n_items (GListModel *model)
{
  return GH_TABLE_LIST (model)->n_shown;
}

static gpointer
gh_table_list_get_item (GListModel *model,
                        guint       position)
{
  GhTableList *self = GH_TABLE_LIST (model);
  GhTableRow *row;

  if (position >= self->n_shown)
    return NULL;

  self->n_asked++;
  row = gh_table_list_peek_row (self, position);
  if (row != NULL)
    return g_object_ref (row);

  row = gh_table_row_new (position, self->n_columns);
  gh_table_row_set_id (row, gh_table_list_get_id (self, position));
  gh_table_row_set_home (row, self->rows);
  if (position >= self->viewport_first && position - self->viewport_first < self->viewport_n)
    fill_row (self, row);
  else
    queue_work (self);

  return row;
}

static void
gh_table_list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = gh_table_list_get_item_type;
  iface->get_n_items = gh_table_list_get_n_items;
  iface->get_item = gh_table_list_get_item;
}

/* Life */

static void
gh_table_list_get_property (GObject    *object,
                            guint       property_id,
                            GValue     *value,
                            GParamSpec *pspec)
{
  GhTableList *self = GH_TABLE_LIST (object);

  switch (property_id)
    {
    case PROP_N_SELECTED:
      g_value_set_uint64 (value, gh_table_list_count_selected (self));
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
      break;
    }
}

static void
gh_table_list_dispose (GObject *object)
{
  GhTableList *self = GH_TABLE_LIST (object);
  g_autoptr(GPtrArray) rows = dup_live_rows (self);

  g_clear_handle_id (&self->work_id, g_source_remove);
  g_clear_handle_id (&self->step_id, g_source_remove);

  /* Others may still hold rows. */
  for (guint i = 0; i < rows->len; i++)
    gh_table_row_set_home (g_ptr_array_index (rows, i), NULL);

  G_OBJECT_CLASS (gh_table_list_parent_class)->dispose (object);
}

static void
gh_table_list_finalize (GObject *object)
{
  GhTableList *self = GH_TABLE_LIST (object);

  g_clear_object (&self->source);
  g_array_unref (self->ids);
  g_hash_table_unref (self->rows);
  gh_table_selection_free (self->selection);
  gtk_bitset_unref (self->extension);

  G_OBJECT_CLASS (gh_table_list_parent_class)->finalize (object);
}

static void
gh_table_list_class_init (GhTableListClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = gh_table_list_get_property;
  object_class->dispose = gh_table_list_dispose;
  object_class->finalize = gh_table_list_finalize;

  /**
   * GhTableList:n-selected:
   *
   * How many ids are selected. Notified on every change of the selection, even one that keeps the number.
   */
  properties[PROP_N_SELECTED] =
    g_param_spec_uint64 ("n-selected", NULL, NULL, 0, G_MAXUINT64, 0,
                         G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  /**
   * GhTableList::order-changed:
   *
   * The ids changed, or only their order.
   */
  order_changed_signal =
    g_signal_new ("order-changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                  G_TYPE_NONE, 0);
}

static void
gh_table_list_init (GhTableList *self)
{
  self->ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  self->rows = g_hash_table_new (NULL, NULL);
  self->selection = gh_table_selection_new ();
  self->extension = gtk_bitset_new_empty ();
  self->viewport_n = N_FIRST_STEP;
}

GhTableList *
gh_table_list_new (GhTableSource *source,
                   guint          n_columns)
{
  GhTableList *self;

  g_return_val_if_fail (GH_IS_TABLE_SOURCE (source), NULL);

  self = g_object_new (GH_TYPE_TABLE_LIST, NULL);
  self->source = g_object_ref (source);
  self->n_columns = n_columns;

  return self;
}
