/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kit/gh-paced-label.h"

#define PACE_MS 500

typedef struct {
  char  *shown;    /* nullable: markup */
  char  *next;     /* nullable: markup that waits */
  guint  wait_id;  /* until it may change again */
} Pace;

static void
pace_free (gpointer data)
{
  Pace *pace = data;

  g_clear_handle_id (&pace->wait_id, g_source_remove);
  g_free (pace->shown);
  g_free (pace->next);
  g_free (pace);
}

static void
show (GtkWidget  *label,
      Pace       *pace,
      const char *markup)
{
  g_free (pace->shown);
  pace->shown = g_strdup (markup);
  if (GTK_IS_LABEL (label))
    gtk_label_set_markup (GTK_LABEL (label), markup);
  else
    gtk_inscription_set_markup (GTK_INSCRIPTION (label), markup);
}

static gboolean
wait_cb (gpointer data)
{
  GtkWidget *label = data;
  Pace *pace = g_object_get_data (G_OBJECT (label), "gh-pace");
  g_autofree char *next = g_steal_pointer (&pace->next);

  if (next == NULL)
    {
      pace->wait_id = 0;
      return G_SOURCE_REMOVE;
    }

  show (label, pace, next);

  return G_SOURCE_CONTINUE;
}

void
gh_paced_label_set_markup (GtkWidget  *label,
                           const char *markup)
{
  Pace *pace;

  g_return_if_fail (GTK_IS_LABEL (label) || GTK_IS_INSCRIPTION (label));
  g_return_if_fail (markup != NULL);

  pace = g_object_get_data (G_OBJECT (label), "gh-pace");
  if (pace == NULL)
    {
      pace = g_new0 (Pace, 1);
      g_object_set_data_full (G_OBJECT (label), "gh-pace", pace, pace_free);
    }

  g_clear_pointer (&pace->next, g_free);
  if (g_strcmp0 (pace->shown, markup) == 0)
    return;

  if (pace->wait_id != 0)
    {
      pace->next = g_strdup (markup);
      return;
    }

  show (label, pace, markup);
  pace->wait_id = g_timeout_add (PACE_MS, wait_cb, label);
}

void
gh_paced_label_set_text (GtkWidget  *label,
                         const char *text)
{
  g_autofree char *markup = g_markup_escape_text (text, -1);

  gh_paced_label_set_markup (label, markup);
}
