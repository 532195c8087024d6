/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kit/gh-pie.h"

#define SIZE 16

struct _GhPie {
  GtkWidget parent_instance;

  double    fraction;
};

G_DEFINE_FINAL_TYPE (GhPie, gh_pie, GTK_TYPE_WIDGET)

static void
gh_pie_measure (GtkWidget      *widget,
                GtkOrientation  orientation,
                int             for_size,
                int            *minimum,
                int            *natural,
                int            *minimum_baseline,
                int            *natural_baseline)
{
  *minimum = *natural = SIZE;
}

static void
gh_pie_snapshot (GtkWidget   *widget,
                 GtkSnapshot *snapshot)
{
  GhPie *self = GH_PIE (widget);
  float width = (float) gtk_widget_get_width (widget);
  float height = (float) gtk_widget_get_height (widget);
  double radius = MIN (width, height) / 2.0 - 1;
  cairo_t *cr = gtk_snapshot_append_cairo (snapshot, &GRAPHENE_RECT_INIT (0, 0, width, height));
  GdkRGBA color;

  gtk_style_context_get_color (gtk_widget_get_style_context (widget), &color);
  cairo_translate (cr, width / 2.0, height / 2.0);
  gdk_cairo_set_source_rgba (cr, &color);
  cairo_set_line_width (cr, 1.5);
  cairo_arc (cr, 0, 0, radius - 0.75, 0, 2 * G_PI);
  cairo_stroke (cr);
  if (self->fraction > 0)
    {
      cairo_move_to (cr, 0, 0);
      cairo_arc (cr, 0, 0, radius - 0.75, -G_PI / 2, (2 * self->fraction - 0.5) * G_PI);
      cairo_fill (cr);
    }
  cairo_destroy (cr);
}

static void
gh_pie_class_init (GhPieClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  widget_class->measure = gh_pie_measure;
  widget_class->snapshot = gh_pie_snapshot;
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_PRESENTATION);
}

static void
gh_pie_init (GhPie *self)
{
  gtk_widget_set_halign (GTK_WIDGET (self), GTK_ALIGN_CENTER);
  gtk_widget_set_valign (GTK_WIDGET (self), GTK_ALIGN_CENTER);
}

GtkWidget *
gh_pie_new (void)
{
  return g_object_new (GH_TYPE_PIE, NULL);
}

void
gh_pie_set_fraction (GhPie  *self,
                     double  fraction)
{
  g_return_if_fail (GH_IS_PIE (self));

  self->fraction = CLAMP (fraction, 0, 1);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

double
gh_pie_get_fraction (GhPie *self)
{
  g_return_val_if_fail (GH_IS_PIE (self), 0);

  return self->fraction;
}
