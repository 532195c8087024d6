/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kit/gh-table-private.h"

#include "kit/gh-scroll-once.h"

#include <glib/gi18n-lib.h>

#define DIM_OPACITY 0.5 /* as for insensitive widgets in the style */

guint gh_table_signals[GH_TABLE_N_SIGNALS];

G_DEFINE_FINAL_TYPE (GhTable, gh_table, GTK_TYPE_WIDGET)

/* The check box in the header */

static void
update_header_check (GhTable *self)
{
  guint n = gh_table_list_get_ids (self->list)->len;
  guint64 n_selected = gh_table_list_count_selected_in_view (self->list);

  g_clear_handle_id (&self->header_idle_id, g_source_remove);
  self->updating_check = TRUE;
  gtk_widget_set_sensitive (GTK_WIDGET (self->header_check), n > 0 && gtk_widget_get_sensitive (self->header));
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

/* Counting which new ids are selected takes a pass over them, which can wait until they are painted. */
static void
order_changed_cb (GhTable *self)
{
  if (self->header_idle_id == 0)
    self->header_idle_id = g_idle_add_full (G_PRIORITY_LOW, header_idle_cb, self, NULL);
}

static void
items_changed_cb (GhTable *self)
{
  if (self->cursor >= g_list_model_get_n_items (G_LIST_MODEL (self->list)))
    self->is_anchored = FALSE;
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
  if (row == NULL || self->cursor == row->position)
    return;

  self->cursor = row->position;
  self->is_anchored = FALSE;
  g_signal_emit (self, gh_table_signals[GH_TABLE_CURSOR_CHANGED], 0);
}

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
  GtkWidget *focus = gtk_root_get_focus (gtk_widget_get_root (list_view));
  graphene_rect_t bounds;

  /* No tooltip over an open menu. */
  if (keyboard || (focus != NULL && gtk_widget_get_ancestor (focus, GTK_TYPE_POPOVER) != NULL))
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

  /* Making it insensitive would restyle each of its thousand widgets, which takes longer than a list. */
  gtk_widget_set_opacity (table->list_view, dimmed ? DIM_OPACITY : 1);
  gtk_widget_set_can_target (table->list_view, !dimmed);
  gtk_widget_set_can_focus (table->list_view, !dimmed);
  gtk_accessible_update_state (GTK_ACCESSIBLE (table->list_view), GTK_ACCESSIBLE_STATE_DISABLED, dimmed, -1);
  if (dimmed && gh_table_has_focus_inside (table))
    gtk_root_set_focus (gtk_widget_get_root (table->list_view), NULL);
  gtk_widget_set_sensitive (table->header, !dimmed);
  update_header_check (table);
}

/* Life */

/* The column stays, because rows are found by their check boxes. */
void
gh_table_make_plain (GhTable *table)
{
  g_return_if_fail (GH_IS_TABLE (table));

  table->is_plain = TRUE;
  gh_table_list_make_plain (table->list);
  gtk_widget_set_visible (GTK_WIDGET (table->header_check), FALSE);
  gtk_column_view_column_set_fixed_width (table->check_column, 0);
  gh_table_fold (table);
  gtk_column_view_set_single_click_activate (table->view, TRUE);
}

GhTableList *
gh_table_get_list (GhTable *table)
{
  g_return_val_if_fail (GH_IS_TABLE (table), NULL);

  return table->list;
}

/* One Tab stop: GTK would step through the rows. */
static gboolean
gh_table_focus (GtkWidget        *widget,
                GtkDirectionType  direction)
{
  GhTable *self = GH_TABLE (widget);
  GtkWidget *child = gtk_widget_get_focus_child (widget);

  /* A menu over the table keeps the keyboard while it is open. */
  if (GTK_IS_POPOVER (child) && gtk_widget_get_mapped (child))
    return gtk_widget_child_focus (child, direction);
  /* From outside to the cursor row: a view once focused would take this for a move within it, and stay. */
  if (!gh_table_has_focus_inside (self))
    return gtk_widget_grab_focus (self->list_view);
  if (direction == GTK_DIR_TAB_FORWARD || direction == GTK_DIR_TAB_BACKWARD)
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
gh_table_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (gh_table_parent_class)->map (widget);

  gh_table_list_set_resting (GH_TABLE (widget)->list, FALSE);
}

static void
gh_table_unmap (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (gh_table_parent_class)->unmap (widget);

  if (GH_TABLE (widget)->list != NULL)
    gh_table_list_set_resting (GH_TABLE (widget)->list, TRUE);
}

static void
gh_table_realize (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (gh_table_parent_class)->realize (widget);

  gh_table_watch_layout (GH_TABLE (widget));
}

static void
gh_table_unrealize (GtkWidget *widget)
{
  gh_table_unwatch_layout (GH_TABLE (widget));

  GTK_WIDGET_CLASS (gh_table_parent_class)->unrealize (widget);
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
  widget_class->map = gh_table_map;
  widget_class->unmap = gh_table_unmap;
  widget_class->realize = gh_table_realize;
  widget_class->unrealize = gh_table_unrealize;

  /**
   * GhTable::open:
   * @id: the id of the row
   *
   * Asks to open a row: a click on its link, a double click, Return.
   */
  gh_table_signals[GH_TABLE_OPEN] = add_signal ("open", 1, G_TYPE_INT64, G_TYPE_NONE);

  /**
   * GhTable::type-ahead:
   * @text: a letter
   *
   * The user begins to type with the focus in the table.
   */
  gh_table_signals[GH_TABLE_TYPE_AHEAD] = add_signal ("type-ahead", 1, G_TYPE_STRING, G_TYPE_NONE);

  /**
   * GhTable::context-menu:
   * @x: where to open it, in the table
   * @y: likewise
   *
   * Asks for the cursor row's menu. If that row is not selected, the menu is for it alone.
   */
  gh_table_signals[GH_TABLE_CONTEXT_MENU] = add_signal ("context-menu", 2, G_TYPE_DOUBLE, G_TYPE_DOUBLE);

  /**
   * GhTable::columns-menu:
   * @x: where to open it, in the table
   * @y: likewise
   *
   * Asks for the choice of columns.
   */
  gh_table_signals[GH_TABLE_COLUMNS_MENU] = add_signal ("columns-menu", 2, G_TYPE_DOUBLE, G_TYPE_DOUBLE);

  /**
   * GhTable::sort-changed:
   * @key: the key of the column
   * @descending: the direction
   *
   * The user clicked a header: show the ids in this order.
   */
  gh_table_signals[GH_TABLE_SORT_CHANGED] = add_signal ("sort-changed", 2, G_TYPE_STRING, G_TYPE_BOOLEAN);

  /**
   * GhTable::layout-changed:
   *
   * gh_table_get_layout() has changed. Emitted often while a column is dragged.
   */
  gh_table_signals[GH_TABLE_LAYOUT_CHANGED] = add_signal ("layout-changed", 0, G_TYPE_NONE, G_TYPE_NONE);

  /**
   * GhTable::viewport-changed:
   *
   * Other positions are on the screen. Emitted during layout: change nothing that needs layout.
   */
  gh_table_signals[GH_TABLE_VIEWPORT_CHANGED] = add_signal ("viewport-changed", 0, G_TYPE_NONE, G_TYPE_NONE);

  /**
   * GhTable::cursor-changed:
   *
   * The keyboard or a click moved the cursor to another row.
   */
  gh_table_signals[GH_TABLE_CURSOR_CHANGED] = add_signal ("cursor-changed", 0, G_TYPE_NONE, G_TYPE_NONE);

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
  g_signal_connect_object (self->list, "items-changed", G_CALLBACK (items_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->list, "order-changed", G_CALLBACK (order_changed_cb), self, G_CONNECT_SWAPPED);
  gtk_column_view_set_model (self->view, GTK_SELECTION_MODEL (self->list));
  update_header_check (self);

  adjustment = gtk_scrolled_window_get_vadjustment (self->window);
  g_signal_connect_object (adjustment, "value-changed", G_CALLBACK (gh_table_viewport_scrolled), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (adjustment, "changed", G_CALLBACK (gh_table_viewport_resized), self, G_CONNECT_SWAPPED);
  adjustment = gtk_scrolled_window_get_hadjustment (self->window);
  g_signal_connect_object (adjustment, "value-changed", G_CALLBACK (gtk_widget_queue_allocate), self->overlay,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (adjustment, "notify::page-size", G_CALLBACK (gh_table_queue_fold), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->overlay, "get-child-position", G_CALLBACK (place_header_check_cb), self, 0);
  g_signal_connect_object (self->header_check, "toggled", G_CALLBACK (header_toggled_cb), self, G_CONNECT_SWAPPED);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->header_check), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("Select All in This View"), -1);
  g_signal_connect_object (self->view, "activate", G_CALLBACK (activate_cb), self, 0);

  gtk_widget_set_has_tooltip (self->list_view, TRUE);
  g_signal_connect_object (self->list_view, "query-tooltip", G_CALLBACK (query_tooltip_cb), self, 0);

  return GTK_WIDGET (self);
}
