/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kit/gh-paced-label.h"

#define PACE_MS 500

typedef struct {
  char  *next;     /* nullable: markup that waits */
  guint  wait_id;  /* until it may change again */
} Pace;

static void
pace_free (gpointer data)
{
  Pace *pace = data;

  g_clear_handle_id (&pace->wait_id, g_source_remove);
  g_free (pace->next);
  g_free (pace);
}

static gboolean
wait_cb (gpointer data)
{
  GtkLabel *label = data;
  Pace *pace = g_object_get_data (G_OBJECT (label), "gh-pace");
  g_autofree char *next = g_steal_pointer (&pace->next);

  if (next == NULL)
    {
      pace->wait_id = 0;
      return G_SOURCE_REMOVE;
    }

  gtk_label_set_markup (label, next);

  return G_SOURCE_CONTINUE;
}

void
gh_paced_label_set_markup (GtkLabel   *label,
                           const char *markup)
{
  Pace *pace;

  g_return_if_fail (GTK_IS_LABEL (label));
  g_return_if_fail (markup != NULL);

  pace = g_object_get_data (G_OBJECT (label), "gh-pace");
  if (pace == NULL)
    {
      pace = g_new0 (Pace, 1);
      g_object_set_data_full (G_OBJECT (label), "gh-pace", pace, pace_free);
    }

  g_clear_pointer (&pace->next, g_free);
  if (g_strcmp0 (gtk_label_get_label (label), markup) == 0)
    return;

  if (pace->wait_id != 0)
    {
      pace->next = g_strdup (markup);
      return;
    }

  gtk_label_set_markup (label, markup);
  pace->wait_id = g_timeout_add (PACE_MS, wait_cb, label);
}

void
gh_paced_label_set_text (GtkLabel   *label,
                         const char *text)
{
  g_autofree char *markup = g_markup_escape_text (text, -1);

  gh_paced_label_set_markup (label, markup);
}
