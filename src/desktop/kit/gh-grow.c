/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kit/gh-grow.h"

struct _GhGrow {
  GtkWidget  parent_instance;

  GtkWidget *window;
  GtkWidget *child;
  int        max_height;
};

enum {
  PROP_CHILD = 1,
  PROP_MAX_HEIGHT,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (GhGrow, gh_grow, GTK_TYPE_WIDGET)

static GtkSizeRequestMode
gh_grow_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
gh_grow_measure (GtkWidget      *widget,
                 GtkOrientation  orientation,
                 int             for_size,
                 int            *minimum,
                 int            *natural,
                 int            *minimum_baseline,
                 int            *natural_baseline)
{
  GhGrow *self = GH_GROW (widget);

  gtk_widget_measure (self->window, orientation, for_size, minimum, natural, NULL, NULL);
  if (self->child == NULL || orientation == GTK_ORIENTATION_HORIZONTAL)
    return;

  if (for_size < 0)
    gtk_widget_measure (self->child, GTK_ORIENTATION_HORIZONTAL, -1, NULL, &for_size, NULL, NULL);
  gtk_widget_measure (self->child, GTK_ORIENTATION_VERTICAL, for_size, NULL, natural, NULL, NULL);
  *natural = MAX (*minimum, MIN (*natural, self->max_height));
}

static void
gh_grow_set_property (GObject      *object,
                      guint         id,
                      const GValue *value,
                      GParamSpec   *pspec)
{
  GhGrow *self = GH_GROW (object);

  switch (id)
    {
    case PROP_CHILD:
      self->child = g_value_get_object (value);
      gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (self->window), self->child);
      break;

    case PROP_MAX_HEIGHT:
      self->max_height = g_value_get_int (value);
      gtk_widget_queue_resize (GTK_WIDGET (self));
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
gh_grow_size_allocate (GtkWidget *widget,
                       int        width,
                       int        height,
                       int        baseline)
{
  gtk_widget_size_allocate (GH_GROW (widget)->window, &(GtkAllocation) { 0, 0, width, height }, baseline);
}

static void
gh_grow_dispose (GObject *object)
{
  GhGrow *self = GH_GROW (object);

  self->child = NULL;
  g_clear_pointer (&self->window, gtk_widget_unparent);

  G_OBJECT_CLASS (gh_grow_parent_class)->dispose (object);
}

static void
gh_grow_class_init (GhGrowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->set_property = gh_grow_set_property;
  object_class->dispose = gh_grow_dispose;
  widget_class->get_request_mode = gh_grow_get_request_mode;
  widget_class->measure = gh_grow_measure;
  widget_class->size_allocate = gh_grow_size_allocate;

  properties[PROP_CHILD] = g_param_spec_object ("child", NULL, NULL, GTK_TYPE_WIDGET,
                                                G_PARAM_WRITABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_MAX_HEIGHT] = g_param_spec_int ("max-height", NULL, NULL, 0, G_MAXINT, G_MAXINT,
                                                  G_PARAM_WRITABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
gh_grow_init (GhGrow *self)
{
  self->max_height = G_MAXINT;
  self->window = gtk_scrolled_window_new ();
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (self->window), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_widget_set_parent (self->window, GTK_WIDGET (self));
}
