/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "list/gh-report-popover.h"

#include <glib/gi18n-lib.h>

struct _GhReportPopover {
  GtkPopover  parent_instance;

  GtkLabel   *title;
  GtkLabel   *caption;
  GtkWidget  *csv;
  GtkWidget  *safe;
  GtkWidget  *exact;
  GtkWidget  *save_button;
  GtkWidget  *link_button;
};

enum {
  SIGNAL_SAVE,
  SIGNAL_LINK,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (GhReportPopover, gh_report_popover, GTK_TYPE_POPOVER)

static gboolean
is_active (GtkWidget *check)
{
  return gtk_check_button_get_active (GTK_CHECK_BUTTON (check));
}

static void
save_cb (GhReportPopover *self)
{
  GhReportFormat format = !is_active (self->csv) ? GH_REPORT_JSON
    : is_active (self->safe) ? GH_REPORT_CSV_SAFE : GH_REPORT_CSV_EXACT;

  gtk_popover_popdown (GTK_POPOVER (self));
  g_signal_emit (self, signals[SIGNAL_SAVE], 0, (guint) format);
}

static void
link_cb (GhReportPopover *self)
{
  gtk_popover_popdown (GTK_POPOVER (self));
  g_signal_emit (self, signals[SIGNAL_LINK], 0);
}

static void
gh_report_popover_class_init (GhReportPopoverClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  /**
   * GhReportPopover::save:
   * @format: a #GhReportFormat
   *
   * A report is requested.
   */
  signals[SIGNAL_SAVE] =
    g_signal_new ("save", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                  G_TYPE_NONE, 1, G_TYPE_UINT);

  /**
   * GhReportPopover::link:
   *
   * A link to the view is requested.
   */
  signals[SIGNAL_LINK] =
    g_signal_new ("link", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/gatehouse/Gatehouse/list/gh-report-popover.ui");
  gtk_widget_class_bind_template_child (widget_class, GhReportPopover, title);
  gtk_widget_class_bind_template_child (widget_class, GhReportPopover, caption);
  gtk_widget_class_bind_template_child (widget_class, GhReportPopover, csv);
  gtk_widget_class_bind_template_child (widget_class, GhReportPopover, safe);
  gtk_widget_class_bind_template_child (widget_class, GhReportPopover, exact);
  gtk_widget_class_bind_template_child (widget_class, GhReportPopover, save_button);
  gtk_widget_class_bind_template_child (widget_class, GhReportPopover, link_button);
  gtk_widget_class_bind_template_callback (widget_class, save_cb);
  gtk_widget_class_bind_template_callback (widget_class, link_cb);
}

static void
gh_report_popover_init (GhReportPopover *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect_swapped (self, "show", G_CALLBACK (gtk_widget_grab_focus), self->save_button);
}

GtkWidget *
gh_report_popover_new (gboolean can_import)
{
  GhReportPopover *self = g_object_new (GH_TYPE_REPORT_POPOVER, NULL);

  if (can_import)
    gtk_check_button_set_label (GTK_CHECK_BUTTON (self->exact), _("Exact, to import again"));

  return GTK_WIDGET (self);
}

void
gh_report_popover_set (GhReportPopover *self,
                       const char      *title,
                       const char      *reason)
{
  g_return_if_fail (GH_IS_REPORT_POPOVER (self));

  gtk_label_set_text (self->title, title);
  gtk_label_set_text (self->caption,
                      reason != NULL ? reason : _("The rows you see, in this order, with all fields."));
  gtk_widget_set_sensitive (self->save_button, reason == NULL);
  gtk_widget_set_sensitive (self->link_button, reason == NULL);
}
