/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "operate/gh-operate-job-row.h"

#include <glib/gi18n-lib.h>

struct _GhOperateJobRow {
  GtkListBoxRow   parent_instance;

  GtkLabel       *title;
  GtkProgressBar *bar;
  GtkLabel       *caption;
  GtkWidget      *cancel_button;
  GtkWidget      *after_button;

  GhOperateJob   *job;
};

static guint after_signal;

G_DEFINE_FINAL_TYPE (GhOperateJobRow, gh_operate_job_row, GTK_TYPE_LIST_BOX_ROW)

static void
show_progress (GhOperateJobRow *self,
               GhJob           *job)
{
  guint64 done;
  guint64 total;
  g_autofree char *text = NULL;

  gh_job_get_progress (job, &done, &total);
  if (g_cancellable_is_cancelled (gh_job_get_cancellable (job)))
    text = g_strdup (_("Cancelling…"));
  else if (total > 0)
    text = g_strdup_printf (_("%'" G_GUINT64_FORMAT " of %'" G_GUINT64_FORMAT), done, total);
  gtk_label_set_text (self->caption, text != NULL ? text : "");
  if (total > 0)
    gtk_progress_bar_set_fraction (self->bar, (double) done / (double) total);
  else
    gtk_progress_bar_pulse (self->bar);
}

/* The action once it has ended; NULL: none. */
static const char *
get_after_label (GhOperateJob *job)
{
  if (gh_operate_job_get_job (job) != NULL)
    return NULL;
  if (gh_operate_job_get_folder (job) != NULL)
    return _("_Open Folder");
  if (gh_operate_job_get_entry (job) == 0)
    return NULL;

  return gh_operate_job_get_may_undo (job) ? _("_Undo") : _("_Show");
}

static void
update (GhOperateJobRow *self)
{
  GhJob *job = gh_operate_job_get_job (self->job);
  const char *after = get_after_label (self->job);

  gtk_label_set_text (self->title, gh_operate_job_get_title (self->job));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->bar), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  gh_operate_job_get_title (self->job), -1);
  gtk_widget_set_visible (GTK_WIDGET (self->bar), job != NULL);
  gtk_widget_set_visible (self->cancel_button, job != NULL);
  gtk_widget_set_visible (self->after_button, after != NULL);
  gtk_button_set_label (GTK_BUTTON (self->after_button), after != NULL ? after : "");
  if (job != NULL)
    show_progress (self, job);
  else
    {
      g_autoptr(GDateTime) ended = g_date_time_new_from_unix_local (gh_operate_job_get_ended (self->job));
      g_autofree char *text = g_date_time_format (ended, _("Done at %H:%M"));

      gtk_label_set_text (self->caption, text);
    }
}

static void
cancel_cb (GhOperateJobRow *self)
{
  gh_operate_job_cancel (self->job);
  gtk_widget_set_sensitive (self->cancel_button, FALSE);
  update (self);
}

static void
after_cb (GhOperateJobRow *self)
{
  g_signal_emit (self, after_signal, 0);
}

static void
gh_operate_job_row_finalize (GObject *object)
{
  g_clear_object (&GH_OPERATE_JOB_ROW (object)->job);

  G_OBJECT_CLASS (gh_operate_job_row_parent_class)->finalize (object);
}

static void
gh_operate_job_row_class_init (GhOperateJobRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = gh_operate_job_row_finalize;

  after_signal = g_signal_new ("after", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                               G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/gatehouse/Gatehouse/operate/gh-operate-job-row.ui");
  gtk_widget_class_bind_template_child (widget_class, GhOperateJobRow, title);
  gtk_widget_class_bind_template_child (widget_class, GhOperateJobRow, bar);
  gtk_widget_class_bind_template_child (widget_class, GhOperateJobRow, caption);
  gtk_widget_class_bind_template_child (widget_class, GhOperateJobRow, cancel_button);
  gtk_widget_class_bind_template_child (widget_class, GhOperateJobRow, after_button);
  gtk_widget_class_bind_template_callback (widget_class, cancel_cb);
  gtk_widget_class_bind_template_callback (widget_class, after_cb);
}

static void
gh_operate_job_row_init (GhOperateJobRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
gh_operate_job_row_new (GhOperateJob *job)
{
  GhOperateJobRow *self = g_object_new (GH_TYPE_OPERATE_JOB_ROW, NULL);

  self->job = g_object_ref (job);
  g_signal_connect_object (job, "changed", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  update (self);

  return GTK_WIDGET (self);
}

GhOperateJob *
gh_operate_job_row_get_job (GhOperateJobRow *self)
{
  g_return_val_if_fail (GH_IS_OPERATE_JOB_ROW (self), NULL);

  return self->job;
}
