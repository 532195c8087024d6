/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kit/gh-table-private.h"

#include "kit/gh-table-cell.h"

/* GTK handles arrows, Home, End, pages, Return, Space, Ctrl+A and Shift+Ctrl+A, and clicks on a row with Ctrl or Shift;
 * GhTableList gives them their meaning. This file does the rest. */

static GhTableRow *
find_row_at (GhTable    *self,
             double      x,
             double      y,
             GtkWidget **cell,
             guint      *column)
{
  GhTableRow *row = NULL;
  GtkWidget *found = gh_table_find_cell (self, gtk_widget_pick (self->list_view, x, y, GTK_PICK_DEFAULT), &row, column);

  if (cell != NULL)
    *cell = found;

  return found != NULL && gh_table_row_get_id (row) != GH_TABLE_ROW_BLANK ? row : NULL;
}

/* Returns: (nullable): the text widget that opens the row when clicked, if (@x, @y) is on it */
static GtkWidget *
find_link_at (GhTable *self,
              double   x,
              double   y)
{
  GtkInscription *text;
  GtkWidget *cell;
  guint column;
  double text_x;
  double text_y;
  int offset;

  if (find_row_at (self, x, y, &cell, &column) == NULL || column == GH_TABLE_CHECK_COLUMN ||
      (self->descriptors[column].flags & GH_TABLE_COLUMN_LINK) == 0)
    return NULL;

  text = GH_IS_TABLE_CELL (cell) ? gh_table_cell_get_inscription (GH_TABLE_CELL (cell)) : GTK_INSCRIPTION (cell);
  gtk_widget_translate_coordinates (self->list_view, GTK_WIDGET (text), x, y, &text_x, &text_y);
  offset = gtk_widget_get_direction (GTK_WIDGET (text)) == GTK_TEXT_DIR_RTL
    ? gtk_widget_get_width (GTK_WIDGET (text)) - (int) text_x
    : (int) text_x;

  return offset >= 0 && offset <= gh_table_cell_measure_text (text) ? GTK_WIDGET (text) : NULL;
}

static void
hover (GhTable   *self,
       GtkWidget *link)
{
  if (self->hovered == link)
    return;

  if (self->hovered != NULL)
    gtk_widget_remove_css_class (self->hovered, "gh-link-hover");
  g_set_weak_pointer (&self->hovered, link);
  if (link != NULL)
    gtk_widget_add_css_class (link, "gh-link-hover");
  gtk_widget_set_cursor_from_name (self->list_view, link != NULL ? "pointer" : NULL);
}

static void
motion_cb (GtkEventControllerMotion *controller,
           double                    x,
           double                    y,
           GhTable                  *self)
{
  hover (self, find_link_at (self, x, y));
}

static void
leave_cb (GtkEventControllerMotion *controller,
          GhTable                  *self)
{
  hover (self, NULL);
}

static GdkModifierType
get_modifiers (gpointer controller)
{
  return gtk_event_controller_get_current_event_state (controller) & gtk_accelerator_get_default_mod_mask ();
}

/* Handles the check cell and the links before the row gets the click. */
static void
pressed_cb (GtkGestureClick *gesture,
            int              n_press,
            double           x,
            double           y,
            GhTable         *self)
{
  GdkModifierType modifiers = get_modifiers (gesture);
  guint column;
  GhTableRow *row = find_row_at (self, x, y, NULL, &column);
  gboolean on_check = row != NULL && column == GH_TABLE_CHECK_COLUMN;
  gboolean on_link = row != NULL && modifiers == 0 && find_link_at (self, x, y) != NULL;

  if (!on_check && !on_link)
    {
      gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_DENIED);
      return;
    }

  gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_CLAIMED);
  self->pressed = row->position;
  gtk_widget_grab_focus (gh_table_get_row_widget (self, self->pressed));
}

static void
released_cb (GtkGestureClick *gesture,
             int              n_press,
             double           x,
             double           y,
             GhTable         *self)
{
  guint column;
  GhTableRow *row = find_row_at (self, x, y, NULL, &column);
  gboolean extend = (get_modifiers (gesture) & GDK_SHIFT_MASK) != 0;

  if (row == NULL || row->position != self->pressed)
    return;

  if (column == GH_TABLE_CHECK_COLUMN)
    {
      self->is_anchored = FALSE;
      gtk_widget_activate_action (self->list_view, "list.select-item", "(ubb)", self->pressed, !extend, extend);
    }
  else if (find_link_at (self, x, y) != NULL)
    gh_table_open (self, row);
}

/* Emits a signal that opens a popover at (@x, @y) of @widget. */
static void
emit_menu (GhTable   *self,
           guint      signal,
           GtkWidget *widget,
           double     x,
           double     y)
{
  gtk_widget_translate_coordinates (widget, GTK_WIDGET (self), x, y, &x, &y);
  g_signal_emit (self, gh_table_signals[signal], 0, x, y);
}

static void
context_pressed_cb (GtkGestureClick *gesture,
                    int              n_press,
                    double           x,
                    double           y,
                    GhTable         *self)
{
  guint column;
  GhTableRow *row = find_row_at (self, x, y, NULL, &column);

  if (row == NULL)
    return;

  gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_CLAIMED);
  gh_table_set_cursor (self, row->position, TRUE);
  emit_menu (self, GH_TABLE_CONTEXT_MENU, self->list_view, x, y);
}

static void
header_pressed_cb (GtkGestureClick *gesture,
                   int              n_press,
                   double           x,
                   double           y,
                   GhTable         *self)
{
  gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_CLAIMED);
  emit_menu (self, GH_TABLE_COLUMNS_MENU, self->header, x, y);
}

gboolean
gh_table_show_context_menu (GhTable *self)
{
  GtkWidget *row_widget;

  g_return_val_if_fail (GH_IS_TABLE (self), FALSE);

  row_widget = gh_table_get_row_widget (self, self->cursor);
  if (row_widget == NULL)
    return FALSE;

  emit_menu (self, GH_TABLE_CONTEXT_MENU, row_widget, gtk_widget_get_width (row_widget) / 4.0,
             gtk_widget_get_height (row_widget));

  return TRUE;
}

static gboolean
type_ahead (GhTable         *self,
            guint            keyval,
            GdkModifierType  modifiers)
{
  gunichar character = gdk_keyval_to_unicode (keyval);
  char text[7] = { 0 };

  if ((modifiers & ~GDK_SHIFT_MASK) != 0 || !g_unichar_isgraph (character))
    return FALSE;

  g_unichar_to_utf8 (character, text);
  g_signal_emit (self, gh_table_signals[GH_TABLE_TYPE_AHEAD], 0, text);

  return TRUE;
}

/* The end of a drag, which GTK's gesture does not report. */
static gboolean
event_cb (GtkEventControllerLegacy *controller,
          GdkEvent                 *event,
          GhTable                  *self)
{
  if (gdk_event_get_event_type (event) == GDK_BUTTON_RELEASE && self->is_dragged)
    gh_table_queue_fold (self);

  return FALSE;
}

static gboolean
key_pressed_cb (GtkEventControllerKey *controller,
                guint                  keyval,
                guint                  keycode,
                GdkModifierType        state,
                GhTable               *self)
{
  GdkModifierType modifiers = state & gtk_accelerator_get_default_mod_mask ();

  if (keyval == GDK_KEY_Menu || (keyval == GDK_KEY_F10 && modifiers == GDK_SHIFT_MASK))
    return gh_table_show_context_menu (self);

  /* GTK would ignore Shift and toggle the row. */
  if ((keyval == GDK_KEY_space || keyval == GDK_KEY_KP_Space) && modifiers == GDK_SHIFT_MASK)
    return gtk_widget_activate_action (self->list_view, "list.select-item", "(ubb)", self->cursor, FALSE, TRUE);

  if (gdk_keyval_to_lower (keyval) == GDK_KEY_r && modifiers == (GDK_SHIFT_MASK | GDK_CONTROL_MASK))
    {
      gh_table_list_invert (self->list);
      return TRUE;
    }

  return type_ahead (self, keyval, modifiers);
}

/* From the search to its first result. With none, the focus stays: GTK would move it to whatever is below. */
static gboolean
go_to_first_row_cb (GtkWidget *entry,
                    GVariant  *arguments,
                    gpointer   data)
{
  GhTable *self = data;

  if (gtk_widget_get_mapped (GTK_WIDGET (self)))
    gh_table_set_cursor (self, 0, TRUE);

  return TRUE;
}

void
gh_table_set_search_entry (GhTable   *table,
                           GtkWidget *entry)
{
  static const guint keys[] = { GDK_KEY_Down, GDK_KEY_KP_Down };
  GtkEventController *controller;

  g_return_if_fail (GH_IS_TABLE (table));
  g_return_if_fail (GTK_IS_WIDGET (entry));

  controller = gtk_shortcut_controller_new ();
  for (gsize i = 0; i < G_N_ELEMENTS (keys); i++)
    gtk_shortcut_controller_add_shortcut (GTK_SHORTCUT_CONTROLLER (controller),
                                          gtk_shortcut_new (gtk_keyval_trigger_new (keys[i], 0),
                                                            gtk_callback_action_new (go_to_first_row_cb,
                                                                                     g_object_ref (table),
                                                                                     g_object_unref)));
  gtk_widget_add_controller (entry, controller);
}

static void
add_click (GhTable             *self,
           GtkWidget           *widget,
           guint                button,
           GtkPropagationPhase  phase,
           GCallback            pressed,
           GCallback            released)
{
  GtkGesture *click = gtk_gesture_click_new ();

  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (click), button);
  gtk_event_controller_set_propagation_phase (GTK_EVENT_CONTROLLER (click), phase);
  g_signal_connect (click, "pressed", pressed, self);
  if (released != NULL)
    g_signal_connect (click, "released", released, self);
  gtk_widget_add_controller (widget, GTK_EVENT_CONTROLLER (click));
}

void
gh_table_add_input (GhTable *self)
{
  GtkEventController *controller;

  add_click (self, self->list_view, GDK_BUTTON_PRIMARY, GTK_PHASE_CAPTURE, G_CALLBACK (pressed_cb),
             G_CALLBACK (released_cb));
  add_click (self, self->list_view, GDK_BUTTON_SECONDARY, GTK_PHASE_CAPTURE, G_CALLBACK (context_pressed_cb), NULL);
  add_click (self, self->header, GDK_BUTTON_SECONDARY, GTK_PHASE_CAPTURE, G_CALLBACK (header_pressed_cb), NULL);

  controller = gtk_event_controller_legacy_new ();
  gtk_event_controller_set_propagation_phase (controller, GTK_PHASE_CAPTURE);
  g_signal_connect (controller, "event", G_CALLBACK (event_cb), self);
  gtk_widget_add_controller (self->header, controller);

  controller = gtk_event_controller_motion_new ();
  g_signal_connect (controller, "motion", G_CALLBACK (motion_cb), self);
  g_signal_connect (controller, "leave", G_CALLBACK (leave_cb), self);
  gtk_widget_add_controller (self->list_view, controller);

  controller = gtk_event_controller_key_new ();
  gtk_event_controller_set_propagation_phase (controller, GTK_PHASE_CAPTURE);
  g_signal_connect (controller, "key-pressed", G_CALLBACK (key_pressed_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self->view), controller);
}
