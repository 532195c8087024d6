/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kit/gh-secret-clipboard-private.h"

/* What clipboard managers look for; agreed between KeePassXC, Klipper and others. */
#define HINT_TYPE "x-kde-passwordManagerHint"
#define HINT      "secret"

guint gh_secret_clipboard_ms = 60 * 1000;

/* There is one clipboard, and at most one secret on it. */
static GdkContentProvider *copied;
static guint clear_id;

static gboolean
clear_cb (gpointer clipboard)
{
  clear_id = 0;
  if (gdk_clipboard_get_content (clipboard) == copied)
    gdk_clipboard_set_content (clipboard, NULL);
  g_clear_object (&copied);

  return G_SOURCE_REMOVE;
}

void
gh_secret_clipboard_copy (GtkWidget *widget,
                          GhSecret  *text)
{
  GdkClipboard *clipboard = gtk_widget_get_clipboard (widget);
  g_autoptr (GBytes) hint = g_bytes_new_static (HINT, sizeof HINT - 1);
  GdkContentProvider *providers[] = {
    gdk_content_provider_new_typed (G_TYPE_STRING, (const char *) gh_secret_get (text, NULL)),
    gdk_content_provider_new_for_bytes (HINT_TYPE, hint),
  };

  g_clear_handle_id (&clear_id, g_source_remove);
  g_clear_object (&copied);
  copied = gdk_content_provider_new_union (providers, G_N_ELEMENTS (providers));
  gdk_clipboard_set_content (clipboard, copied);
  clear_id = g_timeout_add_full (G_PRIORITY_DEFAULT, gh_secret_clipboard_ms, clear_cb, g_object_ref (clipboard),
                                 g_object_unref);
}
