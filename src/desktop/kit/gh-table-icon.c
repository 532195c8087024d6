/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kit/gh-table-icon.h"

#define ICON_SIZE 16

struct _GhTableIcon {
  GtkWidget         parent_instance;

  const char       *name; /* interned */
  GtkIconPaintable *paintable;
};

G_DEFINE_FINAL_TYPE (GhTableIcon, gh_table_icon, GTK_TYPE_WIDGET)

static void
gh_table_icon_measure (GtkWidget      *widget,
                       GtkOrientation  orientation,
                       int             for_size,
                       int            *minimum,
                       int            *natural,
                       int            *minimum_baseline,
                       int            *natural_baseline)
{
  *minimum = *natural = ICON_SIZE;
}

static void
gh_table_icon_snapshot (GtkWidget   *widget,
                        GtkSnapshot *snapshot)
{
  GhTableIcon *self = GH_TABLE_ICON (widget);
  GdkRGBA color;
  GdkRGBA colors[4];

  if (self->name == NULL)
    return;

  if (self->paintable == NULL)
    self->paintable = gtk_icon_theme_lookup_icon (gtk_icon_theme_get_for_display (gtk_widget_get_display (widget)),
                                                  self->name, NULL, ICON_SIZE,
                                                  gtk_widget_get_scale_factor (widget),
                                                  gtk_widget_get_direction (widget),
                                                  GTK_ICON_LOOKUP_FORCE_SYMBOLIC);

  gtk_style_context_get_color (gtk_widget_get_style_context (widget), &color);
  for (guint i = 0; i < G_N_ELEMENTS (colors); i++)
    colors[i] = color;
  gtk_symbolic_paintable_snapshot_symbolic (GTK_SYMBOLIC_PAINTABLE (self->paintable), snapshot,
                                            ICON_SIZE, ICON_SIZE, colors, G_N_ELEMENTS (colors));
}

static void
forget_paintable (GhTableIcon *self)
{
  g_clear_object (&self->paintable);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
gh_table_icon_direction_changed (GtkWidget        *widget,
                                 GtkTextDirection  previous)
{
  GTK_WIDGET_CLASS (gh_table_icon_parent_class)->direction_changed (widget, previous);
  forget_paintable (GH_TABLE_ICON (widget));
}

static void
gh_table_icon_system_setting_changed (GtkWidget        *widget,
                                      GtkSystemSetting  setting)
{
  GTK_WIDGET_CLASS (gh_table_icon_parent_class)->system_setting_changed (widget, setting);
  if (setting == GTK_SYSTEM_SETTING_ICON_THEME)
    forget_paintable (GH_TABLE_ICON (widget));
}

static void
gh_table_icon_dispose (GObject *object)
{
  g_clear_object (&GH_TABLE_ICON (object)->paintable);

  G_OBJECT_CLASS (gh_table_icon_parent_class)->dispose (object);
}

static void
gh_table_icon_class_init (GhTableIconClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = gh_table_icon_dispose;
  widget_class->measure = gh_table_icon_measure;
  widget_class->snapshot = gh_table_icon_snapshot;
  widget_class->direction_changed = gh_table_icon_direction_changed;
  widget_class->system_setting_changed = gh_table_icon_system_setting_changed;

  gtk_widget_class_set_css_name (widget_class, "image");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_PRESENTATION);
}

static void
gh_table_icon_init (GhTableIcon *self)
{
  g_signal_connect (self, "notify::scale-factor", G_CALLBACK (forget_paintable), NULL);
}

GtkWidget *
gh_table_icon_new (void)
{
  return g_object_new (GH_TYPE_TABLE_ICON, NULL);
}

void
gh_table_icon_set_name (GhTableIcon *icon,
                        const char  *name)
{
  g_return_if_fail (GH_IS_TABLE_ICON (icon));

  if (icon->name == name)
    return;

  icon->name = name;
  forget_paintable (icon);
}
