/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kit/gh-filter-chip.h"

/* Of a value. */
#define MAX_CHARS 30

struct _GhFilterChip {
  GtkWidget  parent_instance;

  char      *key;
  GtkWidget *field;
  GtkWidget *value;
  GtkWidget *button;
};

enum {
  SIGNAL_EDIT,
  SIGNAL_REMOVE,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (GhFilterChip, gh_filter_chip, GTK_TYPE_WIDGET)

static void
emit_edit (GhFilterChip *self)
{
  g_signal_emit (self, signals[SIGNAL_EDIT], 0);
}

static void
emit_remove (GhFilterChip *self)
{
  g_signal_emit (self, signals[SIGNAL_REMOVE], 0);
}

static gboolean
key_edit_cb (GtkWidget *widget,
             GVariant  *arguments,
             gpointer   data)
{
  emit_edit (GH_FILTER_CHIP (widget));

  return TRUE;
}

static gboolean
key_remove_cb (GtkWidget *widget,
               GVariant  *arguments,
               gpointer   data)
{
  emit_remove (GH_FILTER_CHIP (widget));

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
    emit_edit (self);
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

  /**
   * GhFilterChip::edit:
   *
   * Asks to change the condition.
   */
  signals[SIGNAL_EDIT] =
    g_signal_new ("edit", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  /**
   * GhFilterChip::remove:
   *
   * Asks to remove itself.
   */
  signals[SIGNAL_REMOVE] =
    g_signal_new ("remove", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  for (guint i = 0; i < G_N_ELEMENTS (edit_keys); i++)
    gtk_widget_class_add_binding (widget_class, edit_keys[i], 0, key_edit_cb, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (remove_keys); i++)
    gtk_widget_class_add_binding (widget_class, remove_keys[i], 0, key_remove_cb, NULL);

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
  g_signal_connect_object (self->button, "clicked", G_CALLBACK (emit_remove), self, G_CONNECT_SWAPPED);

  g_signal_connect_object (click, "released", G_CALLBACK (released_cb), self, 0);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (click));
}

GtkWidget *
gh_filter_chip_new (const char *key,
                    const char *field,
                    const char *value,
                    const char *name,
                    const char *remove_name)
{
  GhFilterChip *self;

  g_return_val_if_fail (key != NULL && field != NULL && value != NULL, NULL);

  self = g_object_new (GH_TYPE_FILTER_CHIP, NULL);
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

const char *
gh_filter_chip_get_key (GhFilterChip *chip)
{
  g_return_val_if_fail (GH_IS_FILTER_CHIP (chip), NULL);

  return chip->key;
}
