/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "operate/gh-operate-jobs-button.h"

#include <glib/gi18n-lib.h>

#define MAX_HEIGHT 400
#define PIE_SIZE 16

/* --- a job in the list --- */

struct _GhOperateJobRow {
  GtkListBoxRow   parent_instance;

  GtkLabel       *title;
  GtkProgressBar *bar;
  GtkLabel       *caption;
  GtkWidget      *cancel_button;
  GtkWidget      *after_button;

  GhOperateJobs  *jobs; /* borrowed */
  GhOperateJob   *job;
};

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
  if (job->job != NULL)
    return NULL;
  if (job->folder != NULL)
    return _("_Open Folder");
  if (job->entry == 0)
    return NULL;

  return job->may_undo ? _("_Undo") : _("_Show");
}

static void
update_row (GhOperateJobRow *self)
{
  GhJob *job = self->job->job;
  const char *after = get_after_label (self->job);

  gtk_label_set_text (self->title, self->job->title);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->bar), GTK_ACCESSIBLE_PROPERTY_LABEL, self->job->title, -1);
  gtk_widget_set_visible (GTK_WIDGET (self->bar), job != NULL);
  gtk_widget_set_visible (self->cancel_button, job != NULL);
  gtk_widget_set_visible (self->after_button, after != NULL);
  gtk_button_set_label (GTK_BUTTON (self->after_button), after != NULL ? after : "");
  if (job != NULL)
    show_progress (self, job);
  else
    {
      g_autoptr(GDateTime) ended = g_date_time_new_from_unix_local (self->job->ended);
      g_autofree char *text = g_date_time_format (ended, _("Done at %H:%M"));

      gtk_label_set_text (self->caption, text);
    }
}

static void
cancel_cb (GhOperateJobRow *self)
{
  if (self->job->job != NULL)
    g_cancellable_cancel (gh_job_get_cancellable (self->job->job));
  gtk_widget_set_sensitive (self->cancel_button, FALSE);
  update_row (self);
}

static void
after_cb (GhOperateJobRow *self)
{
  GtkWidget *popover = gtk_widget_get_ancestor (GTK_WIDGET (self), GTK_TYPE_POPOVER);
  gint64 entry = self->job->entry;

  gtk_popover_popdown (GTK_POPOVER (popover));
  if (self->job->folder != NULL)
    gtk_show_uri (NULL, self->job->folder, GDK_CURRENT_TIME);
  else if (self->job->may_undo)
    {
      gh_operate_jobs_forget (self->jobs, self->job); /* the row goes with it */
      gtk_widget_activate_action (popover, "win.undo-entry", "x", entry);
    }
  else
    gtk_widget_activate_action (popover, "win.open-entry", "x", entry);
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

static GtkWidget *
create_row_cb (gpointer item,
               gpointer jobs)
{
  GhOperateJobRow *self = g_object_new (GH_TYPE_OPERATE_JOB_ROW, NULL);
  GhOperateJob *job = item;

  self->jobs = jobs;
  self->job = g_object_ref (job);
  g_signal_connect_object (job, "changed", G_CALLBACK (update_row), self, G_CONNECT_SWAPPED);
  update_row (self);

  return GTK_WIDGET (self);
}

/* --- the button --- */

struct _GhOperateJobsButton {
  GtkWidget      parent_instance;

  GtkWidget     *button;
  GtkWidget     *pie;
  double         fraction; /* that the pie shows */
  GhOperateJobs *jobs;
};

G_DEFINE_FINAL_TYPE (GhOperateJobsButton, gh_operate_jobs_button, GTK_TYPE_WIDGET)

/* A circle that fills clockwise, in the text colour. */
static void
draw_pie_cb (GtkDrawingArea *pie,
             cairo_t        *cr,
             int             width,
             int             height,
             gpointer        data)
{
  GhOperateJobsButton *self = data;
  double radius = MIN (width, height) / 2.0 - 1.75;
  GdkRGBA color;

  gtk_style_context_get_color (gtk_widget_get_style_context (self->pie), &color);
  cairo_translate (cr, width / 2.0, height / 2.0);
  gdk_cairo_set_source_rgba (cr, &color);
  cairo_set_line_width (cr, 1.5);
  cairo_arc (cr, 0, 0, radius, 0, 2 * G_PI);
  cairo_stroke (cr);
  if (self->fraction > 0)
    {
      cairo_move_to (cr, 0, 0);
      cairo_arc (cr, 0, 0, radius, -G_PI / 2, (2 * self->fraction - 0.5) * G_PI);
      cairo_fill (cr);
    }
}

static void
update (GhOperateJobsButton *self)
{
  double fraction = gh_operate_jobs_get_fraction (self->jobs);
  g_autofree char *text = NULL;

  gtk_widget_set_visible (GTK_WIDGET (self), g_list_model_get_n_items (gh_operate_jobs_get_shown (self->jobs)) > 0);
  self->fraction = fraction < 0 ? 1 : fraction;
  gtk_widget_queue_draw (self->pie);
  text = fraction < 0 ? g_strdup (_("Jobs, done"))
                      : g_strdup_printf (_("Jobs, %d percent"), (int) (fraction * 100));
  gtk_widget_set_tooltip_text (self->button, text);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->button), GTK_ACCESSIBLE_PROPERTY_LABEL, text, -1);
}

static void
gh_operate_jobs_button_dispose (GObject *object)
{
  GhOperateJobsButton *self = GH_OPERATE_JOBS_BUTTON (object);

  g_clear_pointer (&self->button, gtk_widget_unparent);
  g_clear_object (&self->jobs);

  G_OBJECT_CLASS (gh_operate_jobs_button_parent_class)->dispose (object);
}

static void
gh_operate_jobs_button_class_init (GhOperateJobsButtonClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = gh_operate_jobs_button_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static void
gh_operate_jobs_button_init (GhOperateJobsButton *self)
{
  self->pie = g_object_new (GTK_TYPE_DRAWING_AREA, "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION,
                            "content-width", PIE_SIZE, "content-height", PIE_SIZE,
                            "halign", GTK_ALIGN_CENTER, "valign", GTK_ALIGN_CENTER, NULL);
  gtk_drawing_area_set_draw_func (GTK_DRAWING_AREA (self->pie), draw_pie_cb, self, NULL);
  self->button = gtk_menu_button_new ();
  gtk_menu_button_set_child (GTK_MENU_BUTTON (self->button), self->pie);
  gtk_widget_set_parent (self->button, GTK_WIDGET (self));
}

static GtkWidget *
create_popover (GhOperateJobsButton *self)
{
  GtkWidget *popover = gtk_popover_new ();
  GtkWidget *window = gtk_scrolled_window_new ();
  GtkWidget *list = gtk_list_box_new ();

  gtk_list_box_set_selection_mode (GTK_LIST_BOX (list), GTK_SELECTION_NONE);
  gtk_list_box_set_show_separators (GTK_LIST_BOX (list), TRUE);
  gtk_list_box_bind_model (GTK_LIST_BOX (list), gh_operate_jobs_get_shown (self->jobs), create_row_cb, self->jobs,
                           NULL);
  gtk_widget_add_css_class (list, "gh-jobs");
  gtk_accessible_update_property (GTK_ACCESSIBLE (list), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Jobs"), -1);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (window), list);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (window), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (window), TRUE);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (window), MAX_HEIGHT);
  gtk_popover_set_child (GTK_POPOVER (popover), window);

  return popover;
}

GtkWidget *
gh_operate_jobs_button_new (GhOperateJobs *jobs)
{
  GhOperateJobsButton *self = g_object_new (GH_TYPE_OPERATE_JOBS_BUTTON, NULL);

  self->jobs = g_object_ref (jobs);
  gtk_menu_button_set_popover (GTK_MENU_BUTTON (self->button), create_popover (self));
  g_signal_connect_object (jobs, "changed", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  update (self);

  return GTK_WIDGET (self);
}
