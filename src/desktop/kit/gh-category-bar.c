/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kit/gh-category-bar.h"

#include <string.h>

struct _GhCategoryBar {
  GtkWidget   parent_instance;

  GtkWidget  *window;
  GtkWidget  *box;
  const char *chosen;     /* key of a button */
  gboolean    is_setting; /* toggled by the program, not the user */
  gboolean    is_moved;   /* the choice may be out of sight */
  int         width;      /* of the whole box at the last layout, */
  int         room;       /* and of what shows of it */
  guint       reveal_id;
};

static guint chosen_signal;

G_DEFINE_FINAL_TYPE (GhCategoryBar, gh_category_bar, GTK_TYPE_WIDGET)

static const char *
get_key (GtkWidget *button)
{
  return g_object_get_data (G_OBJECT (button), "key");
}

static GtkWidget *
find_button (GhCategoryBar *self,
             const char    *key)
{
  for (GtkWidget *button = gtk_widget_get_first_child (self->box); button != NULL;
       button = gtk_widget_get_next_sibling (button))
    if (g_strcmp0 (get_key (button), key) == 0)
      return button;

  return NULL;
}

static void
toggled_cb (GtkToggleButton *button,
            GhCategoryBar   *self)
{
  const char *key = get_key (GTK_WIDGET (button));

  if (self->is_setting || !gtk_toggle_button_get_active (button) || g_strcmp0 (key, self->chosen) == 0)
    return;

  self->chosen = key;
  g_signal_emit (self, chosen_signal, 0, key);
}

static gboolean
gh_category_bar_focus (GtkWidget        *widget,
                       GtkDirectionType  direction)
{
  GhCategoryBar *self = GH_CATEGORY_BAR (widget);
  gboolean is_tab = direction == GTK_DIR_TAB_FORWARD || direction == GTK_DIR_TAB_BACKWARD;
  GtkWidget *button = find_button (self, self->chosen);

  if (is_tab && gtk_widget_get_focus_child (self->box) != NULL)
    return FALSE;
  if (is_tab && button != NULL)
    return gtk_widget_grab_focus (button);

  return gtk_widget_child_focus (self->window, direction);
}

static void
gh_category_bar_measure (GtkWidget      *widget,
                         GtkOrientation  orientation,
                         int             for_size,
                         int            *minimum,
                         int            *natural,
                         int            *minimum_baseline,
                         int            *natural_baseline)
{
  gtk_widget_measure (GH_CATEGORY_BAR (widget)->window, orientation, for_size, minimum, natural, NULL, NULL);
}

/* Scrolls just far enough to show all of the chosen button. */
static gboolean
reveal_cb (gpointer data)
{
  GhCategoryBar *self = data;
  GtkAdjustment *adjustment = gtk_scrolled_window_get_hadjustment (GTK_SCROLLED_WINDOW (self->window));
  GtkWidget *button = find_button (self, self->chosen);
  graphene_rect_t bounds;

  self->reveal_id = 0;
  if (button != NULL && gtk_widget_compute_bounds (button, self->box, &bounds))
    gtk_adjustment_clamp_page (adjustment, graphene_rect_get_x (&bounds),
                               graphene_rect_get_x (&bounds) + graphene_rect_get_width (&bounds));

  return G_SOURCE_REMOVE;
}

static void
gh_category_bar_size_allocate (GtkWidget *widget,
                               int        width,
                               int        height,
                               int        baseline)
{
  GhCategoryBar *self = GH_CATEGORY_BAR (widget);

  gtk_widget_size_allocate (self->window, &(GtkAllocation) { 0, 0, width, height }, baseline);
  /* Keep the user's scroll position unless the box or its room is resized. */
  if (!self->is_moved && self->width == gtk_widget_get_width (self->box) && self->room == width)
    return;

  self->is_moved = FALSE;
  self->width = gtk_widget_get_width (self->box);
  self->room = width;
  /* Scrolling queues a layout, which must not happen during one. */
  if (self->reveal_id == 0)
    self->reveal_id = g_idle_add_full (G_PRIORITY_HIGH_IDLE, reveal_cb, self, NULL);
}

static void
gh_category_bar_dispose (GObject *object)
{
  g_clear_handle_id (&GH_CATEGORY_BAR (object)->reveal_id, g_source_remove);
  g_clear_pointer (&GH_CATEGORY_BAR (object)->window, gtk_widget_unparent);

  G_OBJECT_CLASS (gh_category_bar_parent_class)->dispose (object);
}

static void
gh_category_bar_class_init (GhCategoryBarClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = gh_category_bar_dispose;
  widget_class->focus = gh_category_bar_focus;
  widget_class->measure = gh_category_bar_measure;
  widget_class->size_allocate = gh_category_bar_size_allocate;

  /**
   * GhCategoryBar::chosen:
   * @key: the category
   *
   * The user chose another category.
   */
  chosen_signal =
    g_signal_new ("chosen", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                  G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
gh_category_bar_init (GhCategoryBar *self)
{
  self->box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  gtk_box_set_homogeneous (GTK_BOX (self->box), TRUE);
  self->window = gtk_scrolled_window_new ();
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (self->window), GTK_POLICY_EXTERNAL, GTK_POLICY_NEVER);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (self->window), self->box);
  gtk_widget_set_parent (self->window, GTK_WIDGET (self));
}

GtkWidget *
gh_category_bar_new (void)
{
  return g_object_new (GH_TYPE_CATEGORY_BAR, NULL);
}

static GtkWidget *
create_label (const char *text,
              const char *style)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, style);

  return label;
}

void
gh_category_bar_add (GhCategoryBar *bar,
                     const char    *key,
                     const char    *label,
                     const char    *icon_name,
                     const char    *icon_style)
{
  GtkWidget *first;
  GtkWidget *button;
  GtkWidget *lines;
  GtkWidget *line;
  GtkWidget *count;

  g_return_if_fail (GH_IS_CATEGORY_BAR (bar));
  g_return_if_fail (key != NULL && label != NULL);

  first = gtk_widget_get_first_child (bar->box);
  button = gtk_toggle_button_new ();
  lines = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  count = create_label ("–", "gh-category-count");
  gtk_widget_add_css_class (count, "numeric");
  if (icon_name != NULL)
    {
      GtkWidget *icon = gtk_image_new_from_icon_name (icon_name);

      if (icon_style != NULL)
        gtk_widget_add_css_class (icon, icon_style);
      gtk_box_append (GTK_BOX (line), icon);
    }
  gtk_box_append (GTK_BOX (line), create_label (label, "caption"));
  gtk_box_append (GTK_BOX (lines), count);
  gtk_box_append (GTK_BOX (lines), line);
  gtk_button_set_child (GTK_BUTTON (button), lines);
  gtk_widget_add_css_class (button, "gh-category");
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  g_object_set_data_full (G_OBJECT (button), "key", g_strdup (key), g_free);
  g_object_set_data (G_OBJECT (button), "count", count);
  gtk_box_append (GTK_BOX (bar->box), button);

  if (first != NULL)
    gtk_toggle_button_set_group (GTK_TOGGLE_BUTTON (button), GTK_TOGGLE_BUTTON (first));
  else
    {
      gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (button), TRUE);
      bar->chosen = get_key (button);
    }
  g_signal_connect_object (button, "toggled", G_CALLBACK (toggled_cb), bar, 0);
}

void
gh_category_bar_set_count (GhCategoryBar *bar,
                           const char    *key,
                           const char    *count,
                           const char    *name)
{
  GtkWidget *button;

  g_return_if_fail (GH_IS_CATEGORY_BAR (bar));

  button = find_button (bar, key);
  g_return_if_fail (button != NULL);

  gtk_label_set_text (g_object_get_data (G_OBJECT (button), "count"), count);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

void
gh_category_bar_set_shown (GhCategoryBar *bar,
                           const char    *key,
                           gboolean       is_shown)
{
  GtkWidget *button;

  g_return_if_fail (GH_IS_CATEGORY_BAR (bar));

  button = find_button (bar, key);
  g_return_if_fail (button != NULL);

  gtk_widget_set_visible (button, is_shown);
}

const char *
gh_category_bar_get_chosen (GhCategoryBar *bar)
{
  g_return_val_if_fail (GH_IS_CATEGORY_BAR (bar), NULL);

  return bar->chosen;
}

gboolean
gh_category_bar_set_chosen (GhCategoryBar *bar,
                            const char    *key)
{
  GtkWidget *button;

  g_return_val_if_fail (GH_IS_CATEGORY_BAR (bar), FALSE);

  button = find_button (bar, key);
  if (button == NULL)
    return FALSE;

  bar->is_setting = TRUE;
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (button), TRUE);
  bar->is_setting = FALSE;
  bar->chosen = get_key (button);
  bar->is_moved = TRUE;
  gtk_widget_queue_allocate (GTK_WIDGET (bar));

  return TRUE;
}
