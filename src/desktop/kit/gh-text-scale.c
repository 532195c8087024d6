/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kit/gh-text-scale.h"

#define USUAL_DPI (96 * 1024)

int
gh_text_scale (GtkWidget *widget,
               int        width)
{
  int dpi;

  g_return_val_if_fail (GTK_IS_WIDGET (widget), width);

  g_object_get (gtk_widget_get_settings (widget), "gtk-xft-dpi", &dpi, NULL);

  return dpi > USUAL_DPI ? (int) ((gint64) width * dpi / USUAL_DPI) : width;
}
