/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kit/gh-table-private.h"

#include "kit/gh-scroll-once.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#define N_ROWS_UNMEASURED 27 /* to be on the safe side until the first layout */
#define N_ROWS_NEAR 90       /* GTK keeps about 100 rows on either side */

guint gh_table_signals[GH_TABLE_N_SIGNALS];

G_DEFINE_FINAL_TYPE (GhTable, gh_table, GTK_TYPE_WIDGET)

/* Place */

/* As of the last layout; 0 if there has not been any, or nothing to scroll. */
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

/* The adjustment is never set to somewhere far: GTK then leaves the table blank. */
static void
scroll_to (GhTable *self,
           guint    position)
{
  gtk_widget_activate_action (self->list_view, "list.scroll-to-item", "u", position);
}

/* Scrolls so that what was at @old_position is seen, now that it is at @new_position, at the same place.
 * Returns: whether it scrolled; nothing else may then until the next layout, or GTK 4.8 misplaces the rows */
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

static gboolean
has_focus_inside (GhTable *self)
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

void
gh_table_set_cursor (GhTable  *table,
                     guint     position,
                     gboolean  focus)
{
  GtkWidget *row_widget;

  g_return_if_fail (GH_IS_TABLE (table));

  if (position >= g_list_model_get_n_items (G_LIST_MODEL (table->list)))
    return;

  table->cursor = position;
  row_widget = gh_table_get_row_widget (table, position);
  if (row_widget == NULL || !is_on_screen (table, position))
    {
      scroll_to (table, position);
      row_widget = gh_table_get_row_widget (table, position);
    }
  if (row_widget == NULL)
    return;

  /* The view remembers which row has the focus, or will have it when the focus comes. */
  if (focus)
    gtk_widget_grab_focus (row_widget);
  else
    gtk_widget_set_focus_child (table->list_view, row_widget);
  /* Where Shift extends the selection from; selects nothing. */
  gtk_widget_activate_action (table->list_view, "list.select-item", "(ubb)", position, FALSE, FALSE);
}

static void
focus_widget_cb (GtkRoot    *root,
                 GParamSpec *pspec,
                 GhTable    *self)
{
  GtkWidget *focus = gtk_root_get_focus (root);
  GhTableRow *row;

  if (focus == NULL || gtk_widget_get_parent (focus) != self->list_view)
    return;

  row = gh_table_get_widget_row (focus);
  if (row != NULL)
    self->cursor = gh_table_row_get_position (row);
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

  gh_table_set_cursor (self, 0, has_focus_inside (self));
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
      (has_focus_inside (self) || is_on_screen (self, self->cursor)))
    gh_table_set_cursor (self, self->cursor, has_focus_inside (self));

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

  /* Best stays what the cursor is on, else what is uppermost. */
  gh_table_list_get_viewport (self->list, &kept, NULL);
  if (cursor != GTK_INVALID_LIST_POSITION && is_on_screen (self, cursor))
    kept = cursor;
  kept_id = gh_table_list_get_id (self->list, kept);

  gh_table_list_set_ids (self->list, ids);

  position = gh_table_list_find (self->list, kept_id);
  if (position != GTK_INVALID_LIST_POSITION)
    scrolled = follow (self, kept, position, row_height);

  if (cursor_id != kept_id)
    position = gh_table_list_find (self->list, cursor_id);
  if (position == GTK_INVALID_LIST_POSITION)
    position = gh_table_get_cursor (self); /* its successor */
  if (position == GTK_INVALID_LIST_POSITION)
    return;

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

/* The check box in the header */

static void
update_header_check (GhTable *self)
{
  guint n = gh_table_list_get_ids (self->list)->len;
  guint64 n_selected = gh_table_list_count_selected_in_view (self->list);

  g_clear_handle_id (&self->header_idle_id, g_source_remove);
  self->updating_check = TRUE;
  gtk_widget_set_sensitive (GTK_WIDGET (self->header_check), n > 0 && gtk_widget_get_sensitive (self->list_view));
  gtk_check_button_set_active (self->header_check, n > 0 && n_selected == n);
  gtk_check_button_set_inconsistent (self->header_check, n_selected > 0 && n_selected < n);
  self->updating_check = FALSE;
}

static gboolean
header_idle_cb (gpointer data)
{
  GhTable *self = data;

  self->header_idle_id = 0;
  update_header_check (self);

  return G_SOURCE_REMOVE;
}

/* Counting what is selected of other ids takes a pass over them, which can wait until they are painted. */
static void
order_changed_cb (GhTable *self)
{
  if (self->header_idle_id == 0)
    self->header_idle_id = g_idle_add_full (G_PRIORITY_LOW, header_idle_cb, self, NULL);
}

static void
header_toggled_cb (GhTable *self)
{
  GtkSelectionModel *model = GTK_SELECTION_MODEL (self->list);

  if (self->updating_check)
    return;

  if (gh_table_list_count_selected_in_view (self->list) == gh_table_list_get_ids (self->list)->len)
    gh_table_list_invert (self->list);
  else
    gtk_selection_model_select_all (model);
}

static gboolean
place_header_check_cb (GtkOverlay   *overlay,
                       GtkWidget    *child,
                       GdkRectangle *allocation,
                       GhTable      *self)
{
  GtkAdjustment *adjustment = gtk_scrolled_window_get_hadjustment (self->window);
  int width = gtk_column_view_column_get_fixed_width (self->check_column);
  int offset = (int) gtk_adjustment_get_value (adjustment);

  allocation->x = gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL
    ? gtk_widget_get_width (GTK_WIDGET (overlay)) - width +
      (int) (gtk_adjustment_get_upper (adjustment) - gtk_adjustment_get_page_size (adjustment)) - offset
    : -offset;
  allocation->y = 0;
  allocation->width = width;
  allocation->height = gtk_widget_get_height (self->header);

  return TRUE;
}

/* Signals of the inner widgets */

void
gh_table_open (GhTable    *self,
               GhTableRow *row)
{
  gint64 id = gh_table_row_get_id (row);

  if (id != GH_TABLE_ROW_BLANK)
    g_signal_emit (self, gh_table_signals[GH_TABLE_OPEN], 0, id);
}

static void
activate_cb (GtkColumnView *view,
             guint          position,
             GhTable       *self)
{
  GhTableRow *row = gh_table_list_peek_row (self->list, position);

  if (row != NULL)
    gh_table_open (self, row);
}

static gboolean
query_tooltip_cb (GtkWidget  *list_view,
                  int         x,
                  int         y,
                  gboolean    keyboard,
                  GtkTooltip *tooltip,
                  GhTable    *self)
{
  g_autofree char *text = NULL;
  GhTableRow *row = NULL;
  guint column;
  GtkWidget *cell;
  graphene_rect_t bounds;

  if (keyboard)
    return FALSE;

  cell = gh_table_find_cell (self, gtk_widget_pick (list_view, x, y, GTK_PICK_DEFAULT), &row, &column);
  if (cell == NULL || column == GH_TABLE_CHECK_COLUMN || gh_table_row_get_id (row) == GH_TABLE_ROW_BLANK)
    return FALSE;

  text = gh_table_source_dup_tooltip (gh_table_list_get_source (self->list), row, column);
  if (text == NULL && gh_table_cell_is_ellipsized (cell))
    text = g_strdup (gh_table_row_get_text (row, column));
  if (text == NULL || !gtk_widget_compute_bounds (cell, list_view, &bounds))
    return FALSE;

  gtk_tooltip_set_text (tooltip, text);
  gtk_tooltip_set_tip_area (tooltip, &(GdkRectangle) { (int) bounds.origin.x, (int) bounds.origin.y,
                                                       (int) bounds.size.width, (int) bounds.size.height });

  return TRUE;
}

/* Looks */

gboolean
gh_table_get_comfortable (GhTable *table)
{
  g_return_val_if_fail (GH_IS_TABLE (table), FALSE);

  return gtk_widget_has_css_class (GTK_WIDGET (table->view), "gh-comfortable");
}

void
gh_table_set_comfortable (GhTable  *table,
                          gboolean  comfortable)
{
  g_return_if_fail (GH_IS_TABLE (table));

  if (comfortable)
    gtk_widget_add_css_class (GTK_WIDGET (table->view), "gh-comfortable");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (table->view), "gh-comfortable");
}

void
gh_table_set_dimmed (GhTable  *table,
                     gboolean  dimmed)
{
  g_return_if_fail (GH_IS_TABLE (table));

  gtk_widget_set_sensitive (table->list_view, !dimmed);
  update_header_check (table);
}

/* Life */

GhTableList *
gh_table_get_list (GhTable *table)
{
  g_return_val_if_fail (GH_IS_TABLE (table), NULL);

  return table->list;
}

/* One stop of the Tab key: GTK would step through the rows. */
static gboolean
gh_table_focus (GtkWidget        *widget,
                GtkDirectionType  direction)
{
  GhTable *self = GH_TABLE (widget);

  if (has_focus_inside (self) && (direction == GTK_DIR_TAB_FORWARD || direction == GTK_DIR_TAB_BACKWARD))
    return FALSE;

  return gtk_widget_child_focus (self->list_view, direction);
}

static gboolean
gh_table_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (GH_TABLE (widget)->list_view);
}

static void
gh_table_root (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (gh_table_parent_class)->root (widget);

  g_signal_connect_object (gtk_widget_get_root (widget), "notify::focus-widget", G_CALLBACK (focus_widget_cb),
                           widget, 0);
}

static void
gh_table_unroot (GtkWidget *widget)
{
  g_signal_handlers_disconnect_by_func (gtk_widget_get_root (widget), focus_widget_cb, widget);

  GTK_WIDGET_CLASS (gh_table_parent_class)->unroot (widget);
}

static void
gh_table_dispose (GObject *object)
{
  GhTable *self = GH_TABLE (object);

  g_clear_handle_id (&self->header_idle_id, g_source_remove);
  g_clear_weak_pointer (&self->hovered);
  if (self->overlay != NULL)
    gtk_column_view_set_model (self->view, NULL);
  gh_table_remove_columns (self);
  g_clear_pointer (&self->overlay, gtk_widget_unparent);
  g_clear_object (&self->list);

  G_OBJECT_CLASS (gh_table_parent_class)->dispose (object);
}

static guint
add_signal (const char *name,
            guint       n_params,
            GType       first,
            GType       second)
{
  return g_signal_new (name, GH_TYPE_TABLE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, n_params, first, second);
}

static void
gh_table_class_init (GhTableClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = gh_table_dispose;
  widget_class->focus = gh_table_focus;
  widget_class->grab_focus = gh_table_grab_focus;
  widget_class->root = gh_table_root;
  widget_class->unroot = gh_table_unroot;

  /**
   * GhTable::open:
   * @id: the id of the row
   *
   * A row is to be opened: a click on its link, a double click, Return.
   */
  gh_table_signals[GH_TABLE_OPEN] = add_signal ("open", 1, G_TYPE_INT64, G_TYPE_NONE);

  /**
   * GhTable::type-ahead:
   * @text: a letter
   *
   * Somebody begins to type, with the focus in the table.
   */
  gh_table_signals[GH_TABLE_TYPE_AHEAD] = add_signal ("type-ahead", 1, G_TYPE_STRING, G_TYPE_NONE);

  /**
   * GhTable::context-menu:
   * @x: where to open it, in the table
   * @y: likewise
   *
   * The menu of the cursor row is asked for. If that row is not selected, the menu means it alone.
   */
  gh_table_signals[GH_TABLE_CONTEXT_MENU] = add_signal ("context-menu", 2, G_TYPE_DOUBLE, G_TYPE_DOUBLE);

  /**
   * GhTable::columns-menu:
   * @x: where to open it, in the table
   * @y: likewise
   *
   * The choice of columns is asked for.
   */
  gh_table_signals[GH_TABLE_COLUMNS_MENU] = add_signal ("columns-menu", 2, G_TYPE_DOUBLE, G_TYPE_DOUBLE);

  /**
   * GhTable::sort-changed:
   * @key: the key of the column
   * @descending: the direction
   *
   * Somebody clicked a header: the ids are to be shown in this order.
   */
  gh_table_signals[GH_TABLE_SORT_CHANGED] = add_signal ("sort-changed", 2, G_TYPE_STRING, G_TYPE_BOOLEAN);

  /**
   * GhTable::layout-changed:
   *
   * gh_table_get_layout() gives something else. Comes often while a column is dragged.
   */
  gh_table_signals[GH_TABLE_LAYOUT_CHANGED] = add_signal ("layout-changed", 0, G_TYPE_NONE, G_TYPE_NONE);

  /**
   * GhTable::viewport-changed:
   *
   * Other positions are on the screen. Comes during layout: change nothing then that has to be laid out.
   */
  gh_table_signals[GH_TABLE_VIEWPORT_CHANGED] = add_signal ("viewport-changed", 0, G_TYPE_NONE, G_TYPE_NONE);

  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/gatehouse/Gatehouse/kit/gh-table.ui");
  gtk_widget_class_bind_template_child (widget_class, GhTable, overlay);
  gtk_widget_class_bind_template_child (widget_class, GhTable, window);
  gtk_widget_class_bind_template_child (widget_class, GhTable, view);
  gtk_widget_class_bind_template_child (widget_class, GhTable, header_check);
}

static void
gh_table_init (GhTable *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));

  self->header = gtk_widget_get_first_child (GTK_WIDGET (self->view));
  self->list_view = gtk_widget_get_last_child (GTK_WIDGET (self->view));
  gtk_overlay_set_clip_overlay (GTK_OVERLAY (self->overlay), GTK_WIDGET (self->header_check), TRUE);
}

GtkWidget *
gh_table_new (const GhTableColumn *columns,
              guint                n_columns,
              GhTableSource       *source)
{
  GhTable *self;
  GtkAdjustment *adjustment;

  g_return_val_if_fail (columns != NULL && n_columns > 0, NULL);
  g_return_val_if_fail (GH_IS_TABLE_SOURCE (source), NULL);

  self = g_object_new (GH_TYPE_TABLE, NULL);
  self->descriptors = columns;
  self->n_columns = n_columns;
  self->list = gh_table_list_new (source, n_columns);
  gh_table_add_columns (self);
  gh_table_add_input (self);
  gh_scroll_once_attach (self->window);

  g_signal_connect_object (self->list, "notify::n-selected", G_CALLBACK (update_header_check), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->list, "order-changed", G_CALLBACK (order_changed_cb), self, G_CONNECT_SWAPPED);
  gtk_column_view_set_model (self->view, GTK_SELECTION_MODEL (self->list));
  update_header_check (self);

  adjustment = gtk_scrolled_window_get_vadjustment (self->window);
  g_signal_connect_object (adjustment, "value-changed", G_CALLBACK (update_viewport), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (adjustment, "changed", G_CALLBACK (update_viewport), self, G_CONNECT_SWAPPED);
  adjustment = gtk_scrolled_window_get_hadjustment (self->window);
  g_signal_connect_object (adjustment, "value-changed", G_CALLBACK (gtk_widget_queue_allocate), self->overlay,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->overlay, "get-child-position", G_CALLBACK (place_header_check_cb), self, 0);
  g_signal_connect_object (self->header_check, "toggled", G_CALLBACK (header_toggled_cb), self, G_CONNECT_SWAPPED);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->header_check), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("Select All in This View"), -1);
  g_signal_connect_object (self->view, "activate", G_CALLBACK (activate_cb), self, 0);

  gtk_widget_set_has_tooltip (self->list_view, TRUE);
  g_signal_connect_object (self->list_view, "query-tooltip", G_CALLBACK (query_tooltip_cb), self, 0);

  return GTK_WIDGET (self);
}
