/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kit/gh-toplevels.h"

static void
unrealize_cb (GtkWidget *window)
{
  GdkSurface *surface = gtk_native_get_surface (GTK_NATIVE (window));

  if (GDK_IS_TOPLEVEL (surface))
    g_signal_handlers_disconnect_matched (surface, G_SIGNAL_MATCH_ID | G_SIGNAL_MATCH_DATA,
                                          g_signal_lookup ("compute-size", GDK_TYPE_TOPLEVEL), 0, NULL, NULL, window);
}

static void items_changed_cb (GListModel *windows,
                              guint       position,
                              guint       removed,
                              guint       added);

static int
compare_cb (gconstpointer a,
            gconstpointer b,
            gpointer      data)
{
  return gtk_widget_get_visible ((GtkWidget *) a) - gtk_widget_get_visible ((GtkWidget *) b);
}

static void
put_hidden_first (void)
{
  GListModel *windows = gtk_window_get_toplevels ();

  g_signal_handlers_block_by_func (windows, items_changed_cb, NULL);
  g_list_store_sort (G_LIST_STORE (windows), compare_cb, NULL);
  g_signal_handlers_unblock_by_func (windows, items_changed_cb, NULL);
}

static void
items_changed_cb (GListModel *windows,
                  guint       position,
                  guint       removed,
                  guint       added)
{
  for (guint i = position; i < position + added; i++)
    {
      g_autoptr (GtkWidget) window = g_list_model_get_item (windows, i);

      g_signal_connect (window, "unrealize", G_CALLBACK (unrealize_cb), NULL);
      g_signal_connect (window, "notify::visible", G_CALLBACK (put_hidden_first), NULL);
    }
  if (added > 0)
    put_hidden_first ();
}

void
gh_toplevels_guard (void)
{
  g_signal_connect (gtk_window_get_toplevels (), "items-changed", G_CALLBACK (items_changed_cb), NULL);
}
