/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kit/gh-filter-bar.h"

#include "kit/gh-filter-chip.h"

struct _GhFilterBar {
  GtkWidget  parent_instance;

  GtkWidget *window;
  GtkWidget *box;
};

enum {
  SIGNAL_EDIT,
  SIGNAL_REMOVE,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (GhFilterBar, gh_filter_bar, GTK_TYPE_WIDGET)

static void
edit_cb (GhFilterChip *chip,
         GhFilterBar  *self)
{
  g_signal_emit (self, signals[SIGNAL_EDIT], 0, gh_filter_chip_get_key (chip), chip);
}

/* Copies the key, because handlers may remove the chip. */
static void
remove_cb (GhFilterChip *chip,
           GhFilterBar  *self)
{
  g_autofree char *key = g_strdup (gh_filter_chip_get_key (chip));

  g_signal_emit (self, signals[SIGNAL_REMOVE], 0, key);
}

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
   * @chip: the chip, to open a popover at
   *
   * Asks to change a condition.
   */
  signals[SIGNAL_EDIT] =
    g_signal_new ("edit", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                  G_TYPE_NONE, 2, G_TYPE_STRING, GTK_TYPE_WIDGET);

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
    if (g_str_equal (gh_filter_chip_get_key (GH_FILTER_CHIP (chip)), key))
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
  g_return_if_fail (key != NULL);

  old = find_chip (bar, key);
  chip = gh_filter_chip_new (key, field, value, name, remove_name);
  g_signal_connect_object (chip, "edit", G_CALLBACK (edit_cb), bar, 0);
  g_signal_connect_object (chip, "remove", G_CALLBACK (remove_cb), bar, 0);
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

guint
gh_filter_bar_get_n_chips (GhFilterBar *bar)
{
  guint n = 0;

  g_return_val_if_fail (GH_IS_FILTER_BAR (bar), 0);

  for (GtkWidget *chip = gtk_widget_get_first_child (bar->box); chip != NULL; chip = gtk_widget_get_next_sibling (chip))
    n++;

  return n;
}
