/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kit/gh-drop-frame.h"

struct _GhDropFrame {
  GtkWidget      parent_instance;

  GtkWidget     *overlay;
  GtkWidget     *frame;  /* with the label */
  GtkDropTarget *target;
};

G_DEFINE_FINAL_TYPE (GhDropFrame, gh_drop_frame, GTK_TYPE_WIDGET)

static guint dropped_signal;

static GdkDragAction
enter_cb (GhDropFrame *self)
{
  gtk_widget_set_visible (self->frame, TRUE);

  return GDK_ACTION_COPY;
}

static void
leave_cb (GhDropFrame *self)
{
  gtk_widget_set_visible (self->frame, FALSE);
}

static gboolean
drop_cb (GhDropFrame  *self,
         const GValue *value)
{
  gtk_widget_set_visible (self->frame, FALSE);
  g_signal_emit (self, dropped_signal, 0, g_value_get_object (value));

  return TRUE;
}

static void
gh_drop_frame_dispose (GObject *object)
{
  g_clear_pointer (&GH_DROP_FRAME (object)->overlay, gtk_widget_unparent);

  G_OBJECT_CLASS (gh_drop_frame_parent_class)->dispose (object);
}

static void
gh_drop_frame_class_init (GhDropFrameClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = gh_drop_frame_dispose;

  /**
   * GhDropFrame::dropped:
   * @file: the dropped file
   */
  dropped_signal = g_signal_new ("dropped", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                 G_TYPE_NONE, 1, G_TYPE_FILE);

  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static void
gh_drop_frame_init (GhDropFrame *self)
{
  self->overlay = gtk_overlay_new ();
  gtk_widget_set_parent (self->overlay, GTK_WIDGET (self));

  self->frame = gtk_label_new (NULL);
  gtk_widget_add_css_class (self->frame, "gh-drop-frame");
  gtk_widget_add_css_class (self->frame, "title-2");
  gtk_widget_set_can_target (self->frame, FALSE);
  gtk_widget_set_visible (self->frame, FALSE);
  gtk_overlay_add_overlay (GTK_OVERLAY (self->overlay), self->frame);

  self->target = gtk_drop_target_new (G_TYPE_INVALID, GDK_ACTION_COPY);
  g_signal_connect_object (self->target, "enter", G_CALLBACK (enter_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->target, "leave", G_CALLBACK (leave_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->target, "drop", G_CALLBACK (drop_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (self->target));
}

GtkWidget *
gh_drop_frame_new (GtkWidget *child)
{
  GhDropFrame *self = g_object_new (GH_TYPE_DROP_FRAME, NULL);

  gtk_overlay_set_child (GTK_OVERLAY (self->overlay), child);

  return GTK_WIDGET (self);
}

void
gh_drop_frame_set_label (GhDropFrame *frame,
                         const char  *label)
{
  const GType type = G_TYPE_FILE;

  g_return_if_fail (GH_IS_DROP_FRAME (frame));

  gtk_label_set_text (GTK_LABEL (frame->frame), label != NULL ? label : "");
  gtk_drop_target_set_gtypes (frame->target, (GType *) &type, label != NULL ? 1 : 0);
}
