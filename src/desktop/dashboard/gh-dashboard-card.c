/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dashboard/gh-dashboard-card.h"

#include <glib/gi18n-lib.h>

struct _GhDashboardCard {
  GtkButton   parent_instance;

  GtkImage   *icon;
  GtkLabel   *number;
  GtkLabel   *title;
  GtkLabel   *caption;

  const char *icon_name;
  const char *icon_style;
  gint64      count;
};

G_DEFINE_FINAL_TYPE (GhDashboardCard, gh_dashboard_card, GTK_TYPE_BUTTON)

void
gh_dashboard_card_set_count (GhDashboardCard *self,
                             gint64           count)
{
  const char *styles[] = { count == 0 ? "success" : self->icon_style, NULL };
  g_autofree char *number = g_strdup_printf ("%'" G_GINT64_FORMAT, count);
  const char *title = gtk_label_get_text (self->title);
  g_autofree char *name = NULL;

  g_return_if_fail (GH_IS_DASHBOARD_CARD (self));

  self->count = count;
  gtk_image_set_from_icon_name (self->icon, count == 0 ? "gh-active-symbolic" : self->icon_name);
  gtk_widget_set_css_classes (GTK_WIDGET (self->icon), styles);
  gtk_label_set_text (self->number, count == 0 ? C_("how many", "None") : number);

  /* Translators: for screen readers: “Locked out, 7 users” */
  name = g_strdup_printf (ngettext ("%s, %s user", "%s, %s users", (gulong) count), title, number);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, name,
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, gtk_label_get_text (self->caption), -1);
}

gint64
gh_dashboard_card_get_count (GhDashboardCard *self)
{
  g_return_val_if_fail (GH_IS_DASHBOARD_CARD (self), 0);

  return self->count;
}

static void
gh_dashboard_card_class_init (GhDashboardCardClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/gatehouse/Gatehouse/dashboard/gh-dashboard-card.ui");
  gtk_widget_class_bind_template_child (widget_class, GhDashboardCard, icon);
  gtk_widget_class_bind_template_child (widget_class, GhDashboardCard, number);
  gtk_widget_class_bind_template_child (widget_class, GhDashboardCard, title);
  gtk_widget_class_bind_template_child (widget_class, GhDashboardCard, caption);
}

static void
gh_dashboard_card_init (GhDashboardCard *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
gh_dashboard_card_new (const char *title,
                       const char *caption,
                       const char *icon_name,
                       const char *icon_style,
                       const char *link)
{
  GhDashboardCard *self = g_object_new (GH_TYPE_DASHBOARD_CARD, NULL);

  self->icon_name = g_intern_string (icon_name);
  self->icon_style = g_intern_string (icon_style);
  gtk_label_set_text (self->title, title);
  gtk_label_set_text (self->caption, caption);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (self), "s", link);

  return GTK_WIDGET (self);
}
