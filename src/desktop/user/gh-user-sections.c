/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "user/gh-user-sections.h"

#include "kit/gh-focus.h"

struct _GhUserSections {
  GtkWidget  parent_instance;

  GtkWidget *overlay;
  GtkWidget *window;
  GtkWidget *line;
  GtkWidget *child;
  GtkWidget *place;
  GPtrArray *sections; /* borrowed */
  gulong     focus_handler;
  guint      focus_id;
};

enum {
  PROP_CHILD = 1,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (GhUserSections, gh_user_sections, GTK_TYPE_WIDGET)

static GtkAdjustment *
get_adjustment (GhUserSections *self)
{
  return gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (self->window));
}

static gboolean
position_cb (GtkOverlay     *overlay,
             GtkWidget      *widget,
             GdkRectangle   *allocation,
             GhUserSections *self)
{
  graphene_rect_t bounds;

  if (self->place == NULL || !gtk_widget_compute_bounds (self->place, GTK_WIDGET (overlay), &bounds))
    return FALSE;

  allocation->x = (int) bounds.origin.x;
  allocation->y = MAX (0, (int) bounds.origin.y);
  allocation->width = (int) bounds.size.width;
  allocation->height = (int) bounds.size.height;
  if (bounds.origin.y < 0)
    gtk_widget_add_css_class (widget, "gh-afloat");
  else
    gtk_widget_remove_css_class (widget, "gh-afloat");

  return TRUE;
}

static void
scrolled_cb (GhUserSections *self)
{
  gtk_widget_queue_allocate (self->overlay);
}

/* --- keeping the focus in sight, clear of the line --- */

static gboolean
show_focus_cb (gpointer data)
{
  GhUserSections *self = data;
  GtkAdjustment *adjustment = get_adjustment (self);
  GtkWidget *focus;
  double top = gtk_widget_get_visible (self->line) ? gtk_widget_get_height (self->line) : 0;
  double value = gtk_adjustment_get_value (adjustment);
  double page = gtk_adjustment_get_page_size (adjustment);
  graphene_rect_t bounds;
  GtkWidget *row;

  self->focus_id = 0;
  if (!gh_focus_is_inside (self->child))
    return G_SOURCE_REMOVE;

  focus = gtk_root_get_focus (gtk_widget_get_root (GTK_WIDGET (self)));
  row = gtk_widget_get_ancestor (focus, GTK_TYPE_LIST_BOX_ROW);
  if (!gtk_widget_compute_bounds (row != NULL ? row : focus, self->child, &bounds))
    return G_SOURCE_REMOVE;

  if (bounds.origin.y + bounds.size.height > value + page)
    value = bounds.origin.y + bounds.size.height - page;
  if (bounds.origin.y < value + top)
    value = bounds.origin.y - top;
  gtk_adjustment_set_value (adjustment, value);

  return G_SOURCE_REMOVE;
}

/* A widget just shown has no position before the next layout. */
static void
focus_cb (GhUserSections *self)
{
  if (self->focus_id == 0)
    self->focus_id = g_idle_add (show_focus_cb, self);
}

static void
gh_user_sections_root (GtkWidget *widget)
{
  GhUserSections *self = GH_USER_SECTIONS (widget);

  GTK_WIDGET_CLASS (gh_user_sections_parent_class)->root (widget);

  self->focus_handler = g_signal_connect_object (gtk_widget_get_root (widget), "notify::focus-widget",
                                                 G_CALLBACK (focus_cb), self, G_CONNECT_SWAPPED);
}

static void
gh_user_sections_unroot (GtkWidget *widget)
{
  GhUserSections *self = GH_USER_SECTIONS (widget);

  g_clear_signal_handler (&self->focus_handler, gtk_widget_get_root (widget));
  g_clear_handle_id (&self->focus_id, g_source_remove);

  GTK_WIDGET_CLASS (gh_user_sections_parent_class)->unroot (widget);
}

static void
go_to (GhUserSections *self,
       GtkWidget      *section)
{
  graphene_rect_t bounds;
  int height = gtk_widget_get_height (self->line);

  if (!gtk_widget_compute_bounds (section, self->child, &bounds))
    return;

  gtk_widget_child_focus (section, GTK_DIR_TAB_FORWARD);
  gtk_adjustment_set_value (get_adjustment (self), bounds.origin.y - height);
}

static void
clicked_cb (GhUserSections *self,
            GtkWidget      *button)
{
  go_to (self, g_object_get_data (G_OBJECT (button), "section"));
}

static void
set_child (GhUserSections *self,
           GtkWidget      *child)
{
  self->child = child;
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (self->window), child);
}

static void
gh_user_sections_set_property (GObject      *object,
                               guint         id,
                               const GValue *value,
                               GParamSpec   *pspec)
{
  switch (id)
    {
    case PROP_CHILD:
      set_child (GH_USER_SECTIONS (object), g_value_get_object (value));
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
gh_user_sections_dispose (GObject *object)
{
  GhUserSections *self = GH_USER_SECTIONS (object);

  self->place = NULL;
  g_clear_pointer (&self->sections, g_ptr_array_unref);
  g_clear_pointer (&self->overlay, gtk_widget_unparent);

  G_OBJECT_CLASS (gh_user_sections_parent_class)->dispose (object);
}

static void
gh_user_sections_class_init (GhUserSectionsClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->set_property = gh_user_sections_set_property;
  object_class->dispose = gh_user_sections_dispose;
  GTK_WIDGET_CLASS (klass)->root = gh_user_sections_root;
  GTK_WIDGET_CLASS (klass)->unroot = gh_user_sections_unroot;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);

  properties[PROP_CHILD] = g_param_spec_object ("child", NULL, NULL, GTK_TYPE_WIDGET,
                                                G_PARAM_WRITABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
gh_user_sections_init (GhUserSections *self)
{
  self->sections = g_ptr_array_new ();
  self->window = gtk_scrolled_window_new ();
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (self->window), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  g_signal_connect_object (get_adjustment (self), "value-changed", G_CALLBACK (scrolled_cb), self, G_CONNECT_SWAPPED);

  self->line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  gtk_widget_add_css_class (self->line, "gh-sections");
  self->overlay = gtk_overlay_new ();
  gtk_overlay_set_child (GTK_OVERLAY (self->overlay), self->window);
  gtk_overlay_add_overlay (GTK_OVERLAY (self->overlay), self->line);
  g_signal_connect_object (self->overlay, "get-child-position", G_CALLBACK (position_cb), self, 0);
  gtk_widget_set_parent (self->overlay, GTK_WIDGET (self));
}

void
gh_user_sections_set_place (GhUserSections *self,
                            GtkWidget      *place)
{
  g_return_if_fail (GH_IS_USER_SECTIONS (self));

  self->place = place;
}

void
gh_user_sections_add (GhUserSections *self,
                      const char     *title,
                      GtkWidget      *section)
{
  GtkWidget *button = gtk_button_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *count = gtk_label_new (NULL);

  g_return_if_fail (GH_IS_USER_SECTIONS (self));

  gtk_widget_add_css_class (count, "dim-label");
  gtk_widget_add_css_class (count, "numeric");
  gtk_widget_hide (count);
  gtk_box_append (GTK_BOX (box), gtk_label_new (title));
  gtk_box_append (GTK_BOX (box), count);
  gtk_button_set_child (GTK_BUTTON (button), box);
  gtk_widget_add_css_class (button, "flat");
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
  g_object_set_data (G_OBJECT (button), "section", section);
  g_signal_connect_object (button, "clicked", G_CALLBACK (clicked_cb), self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (self->line), button);
  g_object_set_data (G_OBJECT (section), "count", count);
  g_ptr_array_add (self->sections, section);
}

void
gh_user_sections_set_count (GhUserSections *self,
                            GtkWidget      *section,
                            guint           count)
{
  GtkWidget *label = g_object_get_data (G_OBJECT (section), "count");
  g_autofree char *text = g_strdup_printf ("%u", count);

  gtk_label_set_text (GTK_LABEL (label), text);
  gtk_widget_show (label);
}

void
gh_user_sections_go (GhUserSections *self,
                     guint           index)
{
  g_return_if_fail (GH_IS_USER_SECTIONS (self));

  if (index < self->sections->len)
    go_to (self, g_ptr_array_index (self->sections, index));
}

void
gh_user_sections_go_to_top (GhUserSections *self)
{
  g_return_if_fail (GH_IS_USER_SECTIONS (self));

  gtk_adjustment_set_value (get_adjustment (self), 0);
}

void
gh_user_sections_focus (GhUserSections *self)
{
  g_return_if_fail (GH_IS_USER_SECTIONS (self));

  gtk_widget_child_focus (gtk_widget_get_visible (self->line) ? self->line : self->window, GTK_DIR_TAB_FORWARD);
}

void
gh_user_sections_set_line_shown (GhUserSections *self,
                                 gboolean        shown)
{
  g_return_if_fail (GH_IS_USER_SECTIONS (self));

  if (shown)
    gtk_widget_show (self->line);
  else
    gh_focus_hide (self->line, self->window);
  if (self->place != NULL)
    gtk_widget_set_visible (self->place, shown);
}
