/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kit/gh-split.h"

#include "kit/gh-text-scale.h"

struct _GhSplit {
  GtkWidget  parent_instance;

  GtkWidget *sidebar;
  GtkWidget *content;
  int        sidebar_width;
  int        fold_width;

  gboolean   folded;
  gboolean   sidebar_shown;
  guint      notify_id;
};

enum {
  PROP_FOLDED = 1,
  PROP_SIDEBAR_SHOWN,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (GhSplit, gh_split, GTK_TYPE_WIDGET)

static void
gh_split_measure (GtkWidget      *widget,
                  GtkOrientation  orientation,
                  int             for_size,
                  int            *minimum,
                  int            *natural,
                  int            *minimum_baseline,
                  int            *natural_baseline)
{
  GhSplit *self = GH_SPLIT (widget);
  int sidebar_minimum;
  int sidebar_natural;
  int content_minimum;
  int content_natural;

  gtk_widget_measure (self->sidebar, orientation, -1, &sidebar_minimum, &sidebar_natural, NULL, NULL);
  gtk_widget_measure (self->content, orientation, -1, &content_minimum, &content_natural, NULL, NULL);

  *minimum = MAX (sidebar_minimum, content_minimum);
  *natural = orientation == GTK_ORIENTATION_HORIZONTAL
    ? gh_text_scale (widget, self->sidebar_width) + content_natural
    : MAX (sidebar_natural, content_natural);
}

static gboolean
notify_cb (gpointer data)
{
  GhSplit *self = data;

  self->notify_id = 0;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_FOLDED]);

  return G_SOURCE_REMOVE;
}

static void
set_folded (GhSplit  *self,
            gboolean  folded)
{
  if (self->folded == folded)
    return;

  self->folded = folded;
  /* Handlers show and hide buttons, which must not happen during layout. */
  if (self->notify_id == 0)
    self->notify_id = g_idle_add_full (G_PRIORITY_HIGH_IDLE, notify_cb, self, NULL);
}

static void
place (GhSplit   *self,
       GtkWidget *child,
       gboolean   shown,
       int        x,
       int        width,
       int        height)
{
  gtk_widget_set_child_visible (child, shown);
  if (!shown)
    return;

  if (gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL)
    x = gtk_widget_get_width (GTK_WIDGET (self)) - x - width;
  gtk_widget_size_allocate (child, &(GtkAllocation) { x, 0, width, height }, -1);
}

static void
gh_split_size_allocate (GtkWidget *widget,
                        int        width,
                        int        height,
                        int        baseline)
{
  GhSplit *self = GH_SPLIT (widget);
  int content_minimum;
  int sidebar_width;

  gtk_widget_measure (self->sidebar, GTK_ORIENTATION_HORIZONTAL, -1, &sidebar_width, NULL, NULL, NULL);
  gtk_widget_measure (self->content, GTK_ORIENTATION_HORIZONTAL, -1, &content_minimum, NULL, NULL, NULL);
  sidebar_width = MAX (sidebar_width, gh_text_scale (widget, self->sidebar_width));

  set_folded (self, width < gh_text_scale (widget, self->fold_width) || width < sidebar_width + content_minimum);
  if (self->folded)
    {
      place (self, self->sidebar, self->sidebar_shown, 0, width, height);
      place (self, self->content, !self->sidebar_shown, 0, width, height);
    }
  else
    {
      place (self, self->sidebar, TRUE, 0, sidebar_width, height);
      place (self, self->content, TRUE, sidebar_width, width - sidebar_width, height);
    }
}

static void
gh_split_get_property (GObject    *object,
                       guint       property_id,
                       GValue     *value,
                       GParamSpec *pspec)
{
  GhSplit *self = GH_SPLIT (object);

  switch (property_id)
    {
    case PROP_FOLDED:
      g_value_set_boolean (value, self->folded);
      break;

    case PROP_SIDEBAR_SHOWN:
      g_value_set_boolean (value, self->sidebar_shown);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
      break;
    }
}

static void
gh_split_set_property (GObject      *object,
                       guint         property_id,
                       const GValue *value,
                       GParamSpec   *pspec)
{
  switch (property_id)
    {
    case PROP_SIDEBAR_SHOWN:
      gh_split_set_sidebar_shown (GH_SPLIT (object), g_value_get_boolean (value));
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
      break;
    }
}

static void
gh_split_dispose (GObject *object)
{
  GhSplit *self = GH_SPLIT (object);

  g_clear_handle_id (&self->notify_id, g_source_remove);
  g_clear_pointer (&self->sidebar, gtk_widget_unparent);
  g_clear_pointer (&self->content, gtk_widget_unparent);

  G_OBJECT_CLASS (gh_split_parent_class)->dispose (object);
}

static void
gh_split_class_init (GhSplitClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = gh_split_get_property;
  object_class->set_property = gh_split_set_property;
  object_class->dispose = gh_split_dispose;
  widget_class->measure = gh_split_measure;
  widget_class->size_allocate = gh_split_size_allocate;

  /**
   * GhSplit:folded:
   *
   * Whether only one side is shown.
   */
  properties[PROP_FOLDED] =
    g_param_spec_boolean ("folded", NULL, NULL, FALSE, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);

  /**
   * GhSplit:sidebar-shown:
   *
   * Whether the sidebar is shown when folded.
   */
  properties[PROP_SIDEBAR_SHOWN] =
    g_param_spec_boolean ("sidebar-shown", NULL, NULL, FALSE,
                          G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
gh_split_init (GhSplit *self)
{
}

GtkWidget *
gh_split_new (GtkWidget *sidebar,
              GtkWidget *content,
              int        sidebar_width,
              int        fold_width)
{
  GhSplit *self;

  g_return_val_if_fail (GTK_IS_WIDGET (sidebar), NULL);
  g_return_val_if_fail (GTK_IS_WIDGET (content), NULL);

  self = g_object_new (GH_TYPE_SPLIT, NULL);
  self->sidebar = sidebar;
  self->content = content;
  self->sidebar_width = sidebar_width;
  self->fold_width = fold_width;
  gtk_widget_set_parent (sidebar, GTK_WIDGET (self));
  gtk_widget_set_parent (content, GTK_WIDGET (self));

  return GTK_WIDGET (self);
}

gboolean
gh_split_get_folded (GhSplit *split)
{
  g_return_val_if_fail (GH_IS_SPLIT (split), FALSE);

  return split->folded;
}

gboolean
gh_split_get_sidebar_shown (GhSplit *split)
{
  g_return_val_if_fail (GH_IS_SPLIT (split), FALSE);

  return split->sidebar_shown;
}

void
gh_split_set_sidebar_shown (GhSplit  *split,
                            gboolean  shown)
{
  g_return_if_fail (GH_IS_SPLIT (split));

  if (split->sidebar_shown == shown)
    return;

  split->sidebar_shown = shown;
  gtk_widget_queue_allocate (GTK_WIDGET (split));
  g_object_notify_by_pspec (G_OBJECT (split), properties[PROP_SIDEBAR_SHOWN]);
}
