/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kit/gh-table-private.h"

#include <math.h>

#define N_ROWS_UNMEASURED 27 /* a safe guess until the first layout */
#define N_ROWS_NEAR 90       /* GTK keeps about 100 rows on either side */

/* As of the last layout; 0 before the first, or with nothing to scroll. */
static double
get_row_height (GhTable *self)
{
  GtkAdjustment *adjustment = gtk_scrolled_window_get_vadjustment (self->window);
  double upper = gtk_adjustment_get_upper (adjustment);
  guint n_items = g_list_model_get_n_items (G_LIST_MODEL (self->list));

  return n_items > 0 && upper > gtk_adjustment_get_page_size (adjustment) ? upper / n_items : 0;
}

static void
update_viewport (GhTable *self)
{
  GtkAdjustment *adjustment = gtk_scrolled_window_get_vadjustment (self->window);
  double page = gtk_adjustment_get_page_size (adjustment);
  double value = gtk_adjustment_get_value (adjustment);
  double row_height = get_row_height (self);
  guint old_first;
  guint old_n;
  guint first = 0;
  guint n = N_ROWS_UNMEASURED;

  if (row_height > 0 && page > 0)
    {
      first = (guint) floor (value / row_height);
      n = (guint) ceil ((value + page) / row_height) - first;
    }

  gh_table_list_get_viewport (self->list, &old_first, &old_n);
  gh_table_list_set_viewport (self->list, first, n);
  if (first != old_first || n != old_n)
    g_signal_emit (self, gh_table_signals[GH_TABLE_VIEWPORT_CHANGED], 0);
}

static gboolean
is_on_screen (GhTable *self,
              guint    position)
{
  guint first;
  guint n;

  gh_table_list_get_viewport (self->list, &first, &n);

  return position >= first && position - first < n;
}

/* Never set the adjustment to a place far away: GTK leaves the table blank. */
static void
scroll_to (GhTable *self,
           guint    position)
{
  gtk_widget_activate_action (self->list_view, "list.scroll-to-item", "u", position);
}

/* Scrolls so that the row that moved from @old_position to @new_position stays in place on the screen.
 * Returns: whether it scrolled; if so, nothing else may before the next layout, or GTK 4.8 misplaces rows */
static gboolean
follow (GhTable *self,
        guint    old_position,
        guint    new_position,
        double   row_height)
{
  GtkAdjustment *adjustment = gtk_scrolled_window_get_vadjustment (self->window);
  double n_rows = (double) new_position - old_position;

  if (n_rows == 0 || row_height == 0)
    return FALSE;

  if (fabs (n_rows) <= N_ROWS_NEAR)
    gtk_adjustment_set_value (adjustment, gtk_adjustment_get_value (adjustment) + n_rows * row_height);
  else
    scroll_to (self, new_position);

  return TRUE;
}

/* Runs between layout and painting, which waits while a layout asks for another. */
static void
laid_out_cb (GhTable *self)
{
  if (!self->lost_bearings)
    return;

  /* The value is the same, but the list takes its bearings from it again. */
  self->lost_bearings = FALSE;
  g_signal_emit_by_name (gtk_scrolled_window_get_vadjustment (self->window), "value-changed");
}

void
gh_table_watch_layout (GhTable *self)
{
  self->frame_clock = g_object_ref (gtk_widget_get_frame_clock (GTK_WIDGET (self)));
  g_signal_connect_object (self->frame_clock, "layout", G_CALLBACK (laid_out_cb), self,
                           G_CONNECT_SWAPPED | G_CONNECT_AFTER);
}

void
gh_table_unwatch_layout (GhTable *self)
{
  g_signal_handlers_disconnect_by_func (self->frame_clock, laid_out_cb, self);
  g_clear_object (&self->frame_clock);
}

/* GTK keeps a row at the same fraction of the height, so a bar coming in below would move all rows. Holds them instead;
 * the last are covered. */
static void
hold_rows (GhTable *self)
{
  GtkAdjustment *adjustment = gtk_scrolled_window_get_vadjustment (self->window);
  double page = gtk_adjustment_get_page_size (adjustment);
  double upper = gtk_adjustment_get_upper (adjustment);
  double moved = gtk_adjustment_get_value (adjustment) - self->value;
  double resized = page - self->page;

  /* Any more is scrolling. */
  if (self->page > 0 && resized != 0 && upper == self->upper && moved != 0 && fabs (moved) <= fabs (resized))
    {
      gtk_adjustment_set_value (adjustment, self->value);
      self->lost_bearings = TRUE;
    }
  self->page = page;
  self->upper = upper;
  self->value = gtk_adjustment_get_value (adjustment);
}

void
gh_table_viewport_resized (GhTable *self)
{
  hold_rows (self);
  update_viewport (self);
}

void
gh_table_viewport_scrolled (GhTable *self)
{
  self->value = gtk_adjustment_get_value (gtk_scrolled_window_get_vadjustment (self->window));
  update_viewport (self);
}

gboolean
gh_table_has_focus_inside (GhTable *self)
{
  return (gtk_widget_get_state_flags (GTK_WIDGET (self->view)) & GTK_STATE_FLAG_FOCUS_WITHIN) != 0;
}

guint
gh_table_get_cursor (GhTable *table)
{
  guint n;

  g_return_val_if_fail (GH_IS_TABLE (table), GTK_INVALID_LIST_POSITION);

  n = gh_table_list_get_ids (table->list)->len;

  return n > 0 ? MIN (table->cursor, n - 1) : GTK_INVALID_LIST_POSITION;
}

gint64
gh_table_get_cursor_id (GhTable *table)
{
  g_return_val_if_fail (GH_IS_TABLE (table), GH_TABLE_ROW_BLANK);

  return gh_table_list_get_id (table->list, gh_table_get_cursor (table));
}

/* The row with visible focus. The cursor row keeps the focus even when scrolled away. */
static gint64
get_focus_id (GhTable *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *row_widget = gh_table_get_row_widget (self, self->cursor);

  if (root == NULL || row_widget == NULL || gtk_root_get_focus (root) != row_widget ||
      !is_on_screen (self, self->cursor))
    return GH_TABLE_ROW_BLANK;

  return gh_table_list_get_id (self->list, self->cursor);
}

GArray *
gh_table_dup_meant_ids (GhTable *table,
                        gint64   menu_id)
{
  GArray *ids;

  g_return_val_if_fail (GH_IS_TABLE (table), NULL);

  if (menu_id == GH_TABLE_ROW_BLANK && gh_table_list_count_selected (table->list) > 0)
    return gh_table_list_dup_selected_in_order (table->list);

  ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  if (menu_id == GH_TABLE_ROW_BLANK)
    menu_id = get_focus_id (table);
  if (menu_id != GH_TABLE_ROW_BLANK)
    g_array_append_val (ids, menu_id);

  return ids;
}

void
gh_table_set_cursor (GhTable  *table,
                     guint     position,
                     gboolean  focus)
{
  GtkWidget *row_widget;

  g_return_if_fail (GH_IS_TABLE (table));

  if (position >= gh_table_list_get_ids (table->list)->len)
    return;
  if (position >= g_list_model_get_n_items (G_LIST_MODEL (table->list)))
    gh_table_list_tell (table->list);

  table->is_anchored = table->is_anchored && table->cursor == position;
  table->cursor = position;
  row_widget = gh_table_get_row_widget (table, position);
  if (row_widget == NULL || !is_on_screen (table, position))
    {
      scroll_to (table, position);
      row_widget = gh_table_get_row_widget (table, position);
    }
  if (row_widget == NULL)
    return;

  /* The view remembers which row has the focus, or will get it. */
  if (focus)
    gtk_widget_grab_focus (row_widget);
  else
    gtk_widget_set_focus_child (table->list_view, row_widget);
  /* Sets where Shift extends from; selects nothing, but lays out the window again. */
  if (!table->is_anchored)
    gtk_widget_activate_action (table->list_view, "list.select-item", "(ubb)", position, FALSE, FALSE);
  table->is_anchored = TRUE;
}

static void
set_ids_at_top (GhTable  *self,
                GArray   *ids,
                gboolean  same_ids)
{
  guint first;

  gh_table_list_get_viewport (self->list, &first, NULL);
  if (first > 0)
    scroll_to (self, 0);

  if (same_ids)
    gh_table_list_set_order (self->list, ids);
  else
    gh_table_list_set_ids (self->list, ids);

  gh_table_set_cursor (self, 0, gh_table_has_focus_inside (self));
}

/* The first tick is before the layout, the second after it. */
static gboolean
settle_cursor_cb (GtkWidget     *widget,
                  GdkFrameClock *clock,
                  gpointer       data)
{
  GhTable *self = GH_TABLE (widget);

  if (!self->laid_out)
    {
      self->laid_out = TRUE;
      return G_SOURCE_CONTINUE;
    }

  self->settle_id = 0;
  if (gh_table_get_row_widget (self, self->cursor) != NULL &&
      (gh_table_has_focus_inside (self) || is_on_screen (self, self->cursor)))
    gh_table_set_cursor (self, self->cursor, gh_table_has_focus_inside (self));

  return G_SOURCE_REMOVE;
}

static void
set_ids_in_place (GhTable *self,
                  GArray  *ids)
{
  guint cursor = gh_table_get_cursor (self);
  gint64 cursor_id = gh_table_get_cursor_id (self);
  double row_height = get_row_height (self);
  gboolean scrolled = FALSE;
  guint kept;
  gint64 kept_id;
  guint position;

  /* Keeps the visible cursor row in place, else the top one. */
  gh_table_list_get_viewport (self->list, &kept, NULL);
  if (cursor != GTK_INVALID_LIST_POSITION && is_on_screen (self, cursor))
    kept = cursor;
  kept_id = gh_table_list_get_id (self->list, kept);

  gh_table_list_unselect_missing (self->list, TRUE, ids);
  gh_table_list_set_ids (self->list, ids);

  position = gh_table_list_find (self->list, kept_id);
  if (position != GTK_INVALID_LIST_POSITION && position >= g_list_model_get_n_items (G_LIST_MODEL (self->list)))
    gh_table_list_tell (self->list);
  if (position != GTK_INVALID_LIST_POSITION)
    scrolled = follow (self, kept, position, row_height);

  if (cursor_id != kept_id)
    position = gh_table_list_find (self->list, cursor_id);
  if (position == GTK_INVALID_LIST_POSITION)
    position = gh_table_get_cursor (self); /* the next row */
  if (position == GTK_INVALID_LIST_POSITION)
    return;

  self->is_anchored = self->is_anchored && self->cursor == position;
  self->cursor = position;
  self->laid_out = !scrolled;
  if (self->settle_id == 0)
    self->settle_id = gtk_widget_add_tick_callback (GTK_WIDGET (self), settle_cursor_cb, NULL, NULL);
}

void
gh_table_set_ids (GhTable      *table,
                  GArray       *ids,
                  GhTablePlace  place)
{
  g_return_if_fail (GH_IS_TABLE (table));
  g_return_if_fail (ids != NULL);

  if (place == GH_TABLE_PLACE_KEEP)
    set_ids_in_place (table, ids);
  else
    set_ids_at_top (table, ids, place == GH_TABLE_PLACE_TOP_SAME_IDS);
}
