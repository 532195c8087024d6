/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "operate/gh-operate-progress.h"

#include <glib/gi18n-lib.h>

#define BACKGROUND_AFTER_MS 5000

struct _GhOperateProgress {
  GtkBox          parent_instance;

  GtkLabel       *title;
  GtkProgressBar *bar;
  GtkLabel       *text;
  GtkWidget      *background_button;
  GtkWidget      *stop_button;

  GhJob          *job;
  gint64          started; /* monotonic */
  guint           background_id;
};

G_DEFINE_FINAL_TYPE (GhOperateProgress, gh_operate_progress, GTK_TYPE_BOX)

static char *
dup_time_left (GhOperateProgress *self,
               guint64            done,
               guint64            total)
{
  gint64 spent = g_get_monotonic_time () - self->started;
  guint64 seconds;
  guint minutes;

  if (done == 0 || done == total || spent < G_USEC_PER_SEC / 2)
    return NULL;

  seconds = (guint64) ((double) spent / G_USEC_PER_SEC * (double) (total - done) / (double) done) + 1;
  if (seconds < 60)
    return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "about %u second left", "about %u seconds left", seconds),
                            (guint) seconds);

  minutes = (guint) (seconds + 30) / 60;
  return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "about %u minute left", "about %u minutes left", minutes),
                          minutes);
}

static void
progress_cb (GhOperateProgress *self)
{
  guint64 done, total;
  g_autofree char *left = NULL;
  g_autofree char *text = NULL;

  gh_job_get_progress (self->job, &done, &total);
  if (total == 0)
    {
      gtk_progress_bar_pulse (self->bar);
      return;
    }

  gtk_progress_bar_set_fraction (self->bar, (double) done / (double) total);
  left = dup_time_left (self, done, total);
  if (left != NULL)
    /* Translators: “736 of 1,187, about 1 second left” */
    text = g_strdup_printf (_("%'" G_GUINT64_FORMAT " of %'" G_GUINT64_FORMAT ", %s"), done, total, left);
  else
    text = g_strdup_printf (_("%'" G_GUINT64_FORMAT " of %'" G_GUINT64_FORMAT), done, total);
  gtk_label_set_text (self->text, text);
}

static gboolean
background_cb (gpointer data)
{
  GhOperateProgress *self = data;

  self->background_id = 0;
  gtk_widget_show (self->background_button);

  return G_SOURCE_REMOVE;
}

static void
gh_operate_progress_dispose (GObject *object)
{
  GhOperateProgress *self = GH_OPERATE_PROGRESS (object);

  g_clear_handle_id (&self->background_id, g_source_remove);
  if (self->job != NULL)
    g_signal_handlers_disconnect_by_func (self->job, progress_cb, self);
  g_clear_object (&self->job);

  G_OBJECT_CLASS (gh_operate_progress_parent_class)->dispose (object);
}

static void
gh_operate_progress_class_init (GhOperateProgressClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = gh_operate_progress_dispose;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/gatehouse/Gatehouse/operate/gh-operate-progress.ui");
  gtk_widget_class_bind_template_child (widget_class, GhOperateProgress, title);
  gtk_widget_class_bind_template_child (widget_class, GhOperateProgress, bar);
  gtk_widget_class_bind_template_child (widget_class, GhOperateProgress, text);
  gtk_widget_class_bind_template_child (widget_class, GhOperateProgress, background_button);
  gtk_widget_class_bind_template_child (widget_class, GhOperateProgress, stop_button);
}

static void
gh_operate_progress_init (GhOperateProgress *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
gh_operate_progress_set_title (GhOperateProgress *self,
                               const char        *title)
{
  g_return_if_fail (GH_IS_OPERATE_PROGRESS (self));

  gtk_label_set_text (self->title, title);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->bar), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
}

void
gh_operate_progress_set_job (GhOperateProgress *self,
                             GhJob             *job)
{
  g_return_if_fail (GH_IS_OPERATE_PROGRESS (self));

  if (self->job != NULL)
    g_signal_handlers_disconnect_by_func (self->job, progress_cb, self);
  g_clear_handle_id (&self->background_id, g_source_remove);
  gtk_widget_hide (self->background_button);
  gtk_progress_bar_set_fraction (self->bar, 0);
  gtk_label_set_text (self->text, "");
  g_set_object (&self->job, job);
  if (job == NULL)
    return;

  self->started = g_get_monotonic_time ();
  self->background_id = g_timeout_add (BACKGROUND_AFTER_MS, background_cb, self);
  g_signal_connect_object (job, "notify::fraction", G_CALLBACK (progress_cb), self, G_CONNECT_SWAPPED);
}

void
gh_operate_progress_focus (GhOperateProgress *self)
{
  g_return_if_fail (GH_IS_OPERATE_PROGRESS (self));

  gtk_widget_grab_focus (self->stop_button);
}
