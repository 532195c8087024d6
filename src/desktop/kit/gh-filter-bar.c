/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kit/gh-filter-bar.h"

/* Of a value. */
#define MAX_CHARS 30

enum {
  SIGNAL_EDIT,
  SIGNAL_REMOVE,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/* --- a chip --- */

struct _GhFilterChip {
  GtkWidget  parent_instance;

  char      *key;
  GtkWidget *field;
  GtkWidget *value;
  GtkWidget *button;
};

G_DEFINE_FINAL_TYPE (GhFilterChip, gh_filter_chip, GTK_TYPE_WIDGET)

static void
emit (GhFilterChip *self,
      guint         signal)
{
  g_autofree char *key = g_strdup (self->key); /* handlers may remove the chip */

  g_signal_emit (gtk_widget_get_ancestor (GTK_WIDGET (self), GH_TYPE_FILTER_BAR), signals[signal], 0, key);
}

static void
remove_cb (GhFilterChip *self)
{
  emit (self, SIGNAL_REMOVE);
}

static gboolean
key_cb (GtkWidget *widget,
        GVariant  *signal,
        gpointer   data)
{
  emit (GH_FILTER_CHIP (widget), g_variant_get_uint32 (signal));

  return TRUE;
}

static void
released_cb (GtkGestureClick *gesture,
             int              n_press,
             double           x,
             double           y,
             GhFilterChip    *self)
{
  if (gtk_widget_contains (GTK_WIDGET (self), x, y))
    emit (self, SIGNAL_EDIT);
}

static void
gh_filter_chip_dispose (GObject *object)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))) != NULL)
    gtk_widget_unparent (child);

  G_OBJECT_CLASS (gh_filter_chip_parent_class)->dispose (object);
}

static void
gh_filter_chip_finalize (GObject *object)
{
  g_free (GH_FILTER_CHIP (object)->key);

  G_OBJECT_CLASS (gh_filter_chip_parent_class)->finalize (object);
}

static void
gh_filter_chip_class_init (GhFilterChipClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  static const guint edit_keys[] = { GDK_KEY_Return, GDK_KEY_KP_Enter, GDK_KEY_ISO_Enter, GDK_KEY_space };
  static const guint remove_keys[] = { GDK_KEY_Delete, GDK_KEY_KP_Delete, GDK_KEY_BackSpace };

  G_OBJECT_CLASS (klass)->dispose = gh_filter_chip_dispose;
  G_OBJECT_CLASS (klass)->finalize = gh_filter_chip_finalize;

  for (guint i = 0; i < G_N_ELEMENTS (edit_keys); i++)
    gtk_widget_class_add_binding (widget_class, edit_keys[i], 0, key_cb, "u", SIGNAL_EDIT);
  for (guint i = 0; i < G_N_ELEMENTS (remove_keys); i++)
    gtk_widget_class_add_binding (widget_class, remove_keys[i], 0, key_cb, "u", SIGNAL_REMOVE);

  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "button");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_BUTTON);
}

static void
gh_filter_chip_init (GhFilterChip *self)
{
  GtkGesture *click = gtk_gesture_click_new ();

  gtk_box_layout_set_spacing (GTK_BOX_LAYOUT (gtk_widget_get_layout_manager (GTK_WIDGET (self))), 6);
  gtk_widget_add_css_class (GTK_WIDGET (self), "gh-chip");
  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
  gtk_widget_set_valign (GTK_WIDGET (self), GTK_ALIGN_CENTER);

  self->field = gtk_label_new (NULL);
  gtk_widget_add_css_class (self->field, "dim-label");
  gtk_widget_set_parent (self->field, GTK_WIDGET (self));
  self->value = gtk_label_new (NULL);
  gtk_widget_set_parent (self->value, GTK_WIDGET (self));

  self->button = gtk_button_new_from_icon_name ("window-close-symbolic");
  gtk_button_set_has_frame (GTK_BUTTON (self->button), FALSE);
  gtk_widget_add_css_class (self->button, "circular");
  gtk_widget_set_focusable (self->button, FALSE); /* Delete does it */
  gtk_widget_set_valign (self->button, GTK_ALIGN_CENTER);
  gtk_widget_set_parent (self->button, GTK_WIDGET (self));
  g_signal_connect_object (self->button, "clicked", G_CALLBACK (remove_cb), self, G_CONNECT_SWAPPED);

  g_signal_connect_object (click, "released", G_CALLBACK (released_cb), self, 0);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (click));
}

static GtkWidget *
create_chip (const char *key,
             const char *field,
             const char *value,
             const char *name,
             const char *remove_name)
{
  GhFilterChip *self = g_object_new (GH_TYPE_FILTER_CHIP, NULL);

  self->key = g_strdup (key);
  gtk_label_set_text (GTK_LABEL (self->field), field);
  gtk_label_set_text (GTK_LABEL (self->value), value);
  /* What does not fit into the bar scrolls; only a long value is cut. */
  if (g_utf8_strlen (value, -1) > MAX_CHARS)
    {
      gtk_label_set_ellipsize (GTK_LABEL (self->value), PANGO_ELLIPSIZE_END);
      gtk_label_set_width_chars (GTK_LABEL (self->value), MAX_CHARS);
      gtk_label_set_max_width_chars (GTK_LABEL (self->value), MAX_CHARS);
    }
  gtk_widget_set_tooltip_text (GTK_WIDGET (self), value);
  gtk_widget_set_tooltip_text (self->button, remove_name);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->button), GTK_ACCESSIBLE_PROPERTY_LABEL, remove_name, -1);

  return GTK_WIDGET (self);
}

/* --- the bar --- */

struct _GhFilterBar {
  GtkWidget  parent_instance;

  GtkWidget *window;
  GtkWidget *box;
};

G_DEFINE_FINAL_TYPE (GhFilterBar, gh_filter_bar, GTK_TYPE_WIDGET)

static gboolean
gh_filter_bar_focus (GtkWidget        *widget,
                     GtkDirectionType  direction)
{
  GhFilterBar *self = GH_FILTER_BAR (widget);
  gboolean inside = gtk_widget_get_focus_child (self->box) != NULL;

  /* Tab leaves, arrows step. */
  if (inside && (direction == GTK_DIR_TAB_FORWARD || direction == GTK_DIR_TAB_BACKWARD))
    return FALSE;

  return gtk_widget_child_focus (self->window, direction);
}

static void
gh_filter_bar_dispose (GObject *object)
{
  g_clear_pointer (&GH_FILTER_BAR (object)->window, gtk_widget_unparent);

  G_OBJECT_CLASS (gh_filter_bar_parent_class)->dispose (object);
}

static void
gh_filter_bar_class_init (GhFilterBarClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = gh_filter_bar_dispose;
  widget_class->focus = gh_filter_bar_focus;

  /**
   * GhFilterBar::edit:
   * @key: the condition
   *
   * Asks to change a condition.
   */
  signals[SIGNAL_EDIT] =
    g_signal_new ("edit", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                  G_TYPE_NONE, 1, G_TYPE_STRING);

  /**
   * GhFilterBar::remove:
   * @key: the condition
   *
   * Asks to remove it. The chip stays until gh_filter_bar_remove().
   */
  signals[SIGNAL_REMOVE] =
    g_signal_new ("remove", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                  G_TYPE_NONE, 1, G_TYPE_STRING);

  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
gh_filter_bar_init (GhFilterBar *self)
{
  self->box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  self->window = gtk_scrolled_window_new ();
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (self->window), GTK_POLICY_EXTERNAL, GTK_POLICY_NEVER);
  gtk_scrolled_window_set_propagate_natural_width (GTK_SCROLLED_WINDOW (self->window), TRUE);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (self->window), self->box);
  gtk_widget_set_parent (self->window, GTK_WIDGET (self));
}

GtkWidget *
gh_filter_bar_new (void)
{
  return g_object_new (GH_TYPE_FILTER_BAR, NULL);
}

static GtkWidget *
find_chip (GhFilterBar *self,
           const char  *key)
{
  for (GtkWidget *chip = gtk_widget_get_first_child (self->box); chip != NULL; chip = gtk_widget_get_next_sibling (chip))
    if (g_str_equal (GH_FILTER_CHIP (chip)->key, key))
      return chip;

  return NULL;
}

void
gh_filter_bar_set (GhFilterBar *bar,
                   const char  *key,
                   const char  *field,
                   const char  *value,
                   const char  *name,
                   const char  *remove_name)
{
  GtkWidget *old;
  GtkWidget *chip;

  g_return_if_fail (GH_IS_FILTER_BAR (bar));
  g_return_if_fail (key != NULL && field != NULL && value != NULL);

  old = find_chip (bar, key);
  chip = create_chip (key, field, value, name, remove_name);
  gtk_box_insert_child_after (GTK_BOX (bar->box), chip,
                              old != NULL ? old : gtk_widget_get_last_child (bar->box));
  if (old == NULL)
    return;

  if (gtk_widget_has_focus (old))
    gtk_widget_grab_focus (chip);
  gtk_box_remove (GTK_BOX (bar->box), old);
}

void
gh_filter_bar_remove (GhFilterBar *bar,
                      const char  *key)
{
  GtkWidget *chip;
  GtkWidget *successor;

  g_return_if_fail (GH_IS_FILTER_BAR (bar));
  g_return_if_fail (key != NULL);

  chip = find_chip (bar, key);
  if (chip == NULL)
    return;

  successor = gtk_widget_get_next_sibling (chip);
  if (successor == NULL)
    successor = gtk_widget_get_prev_sibling (chip);
  if (gtk_widget_has_focus (chip) && successor != NULL)
    gtk_widget_grab_focus (successor);
  gtk_box_remove (GTK_BOX (bar->box), chip);
}

void
gh_filter_bar_clear (GhFilterBar *bar)
{
  GtkWidget *chip;

  g_return_if_fail (GH_IS_FILTER_BAR (bar));

  while ((chip = gtk_widget_get_first_child (bar->box)) != NULL)
    gtk_box_remove (GTK_BOX (bar->box), chip);
}
