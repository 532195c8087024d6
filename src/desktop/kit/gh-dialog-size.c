/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kit/gh-dialog-size.h"

#include "kit/gh-text-scale.h"

/* A window that is not on the screen has no size yet. */
static int
limit (int wanted,
       int beneath)
{
  return beneath > 0 ? MIN (wanted, beneath) : wanted;
}

int
gh_dialog_set_size (GtkWindow *dialog,
                    int        width,
                    int        height)
{
  GtkWindow *parent;

  g_return_val_if_fail (GTK_IS_WINDOW (dialog), width);

  parent = gtk_window_get_transient_for (dialog);
  width = gh_text_scale (GTK_WIDGET (dialog), width);
  if (height > 0)
    height = gh_text_scale (GTK_WIDGET (dialog), height);
  if (parent != NULL)
    {
      width = limit (width, gtk_widget_get_width (GTK_WIDGET (parent)));
      height = limit (height, gtk_widget_get_height (GTK_WIDGET (parent)));
    }
  gtk_window_set_default_size (dialog, width, height);

  return width;
}
