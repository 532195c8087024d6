/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "operate/gh-operate-jobs-button.h"

#include "kit/gh-pie.h"
#include "operate/gh-operate-job-row.h"

#include <glib/gi18n-lib.h>

#define MAX_HEIGHT 400

struct _GhOperateJobsButton {
  GtkWidget      parent_instance;

  GtkWidget     *button;
  GtkWidget     *pie;
  GhOperateJobs *jobs;
};

G_DEFINE_FINAL_TYPE (GhOperateJobsButton, gh_operate_jobs_button, GTK_TYPE_WIDGET)

static void
update (GhOperateJobsButton *self)
{
  double fraction = gh_operate_jobs_get_fraction (self->jobs);
  g_autofree char *text = NULL;

  gtk_widget_set_visible (GTK_WIDGET (self), g_list_model_get_n_items (G_LIST_MODEL (self->jobs)) > 0);
  gh_pie_set_fraction (GH_PIE (self->pie), fraction < 0 ? 1 : fraction);
  text = fraction < 0 ? g_strdup (_("Jobs, done"))
                      : g_strdup_printf (_("Jobs, %d percent"), (int) (fraction * 100));
  gtk_widget_set_tooltip_text (self->button, text);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->button), GTK_ACCESSIBLE_PROPERTY_LABEL, text, -1);
}

static void
after_cb (GhOperateJobsButton *self,
          GhOperateJobRow     *row)
{
  GhOperateJob *job = gh_operate_job_row_get_job (row);
  gint64 entry = gh_operate_job_get_entry (job);

  gtk_menu_button_popdown (GTK_MENU_BUTTON (self->button));
  if (gh_operate_job_get_folder (job) != NULL)
    gtk_show_uri (NULL, gh_operate_job_get_folder (job), GDK_CURRENT_TIME);
  else if (gh_operate_job_get_may_undo (job))
    {
      gh_operate_jobs_forget (self->jobs, job);
      gtk_widget_activate_action (GTK_WIDGET (self), "win.undo-entry", "x", entry);
    }
  else
    gtk_widget_activate_action (GTK_WIDGET (self), "win.open-entry", "x", entry);
}

static GtkWidget *
create_row_cb (gpointer item,
               gpointer data)
{
  GtkWidget *row = gh_operate_job_row_new (item);

  g_signal_connect_object (row, "after", G_CALLBACK (after_cb), data, G_CONNECT_SWAPPED);

  return row;
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
  self->pie = gh_pie_new ();
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
  gtk_list_box_bind_model (GTK_LIST_BOX (list), G_LIST_MODEL (self->jobs), create_row_cb, self, NULL);
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
