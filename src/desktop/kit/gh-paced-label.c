/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kit/gh-paced-label.h"

#define PACE_MS 500

struct _GhPacedLabel {
  GtkWidget  parent_instance;

  char      *painted;  /* nullable: markup */
  char      *said;     /* nullable */
  char      *next;     /* nullable: waiting to be said */
  guint      wait_id;  /* until it may be said */
};

G_DEFINE_FINAL_TYPE (GhPacedLabel, gh_paced_label, GTK_TYPE_WIDGET)

static void
say (GhPacedLabel *self,
     const char   *text)
{
  g_free (self->said);
  self->said = g_strdup (text);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, text, -1);
}

static gboolean
wait_cb (gpointer data)
{
  GhPacedLabel *self = data;
  g_autofree char *next = g_steal_pointer (&self->next);

  if (next == NULL)
    {
      self->wait_id = 0;
      return G_SOURCE_REMOVE;
    }

  say (self, next);

  return G_SOURCE_CONTINUE;
}

static void
say_in_time (GhPacedLabel *self,
             const char   *text)
{
  g_clear_pointer (&self->next, g_free);
  if (g_strcmp0 (self->said, text) == 0)
    return;

  if (self->wait_id != 0)
    {
      self->next = g_strdup (text);
      return;
    }

  say (self, text);
  self->wait_id = g_timeout_add (PACE_MS, wait_cb, self);
}

static void
gh_paced_label_dispose (GObject *object)
{
  GhPacedLabel *self = GH_PACED_LABEL (object);
  GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self));

  g_clear_handle_id (&self->wait_id, g_source_remove);
  g_clear_pointer (&child, gtk_widget_unparent);

  G_OBJECT_CLASS (gh_paced_label_parent_class)->dispose (object);
}

static void
gh_paced_label_finalize (GObject *object)
{
  GhPacedLabel *self = GH_PACED_LABEL (object);

  g_free (self->painted);
  g_free (self->said);
  g_free (self->next);

  G_OBJECT_CLASS (gh_paced_label_parent_class)->finalize (object);
}

static void
gh_paced_label_class_init (GhPacedLabelClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = gh_paced_label_dispose;
  G_OBJECT_CLASS (klass)->finalize = gh_paced_label_finalize;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_accessible_role (GTK_WIDGET_CLASS (klass), GTK_ACCESSIBLE_ROLE_STATUS);
}

static void
gh_paced_label_init (GhPacedLabel *self)
{
}

GtkWidget *
gh_paced_label_new (GtkWidget *label)
{
  GtkWidget *self = g_object_new (GH_TYPE_PACED_LABEL, NULL);

  gtk_widget_set_parent (label, self);

  return self;
}

void
gh_paced_label_set_markup (GtkWidget  *label,
                           const char *markup)
{
  GhPacedLabel *self;
  g_autofree char *text = NULL;

  g_return_if_fail (GTK_IS_LABEL (label) || GTK_IS_INSCRIPTION (label));
  g_return_if_fail (GH_IS_PACED_LABEL (gtk_widget_get_parent (label)));
  g_return_if_fail (markup != NULL);

  self = GH_PACED_LABEL (gtk_widget_get_parent (label));
  if (g_strcmp0 (self->painted, markup) == 0)
    return;

  g_free (self->painted);
  self->painted = g_strdup (markup);
  if (GTK_IS_LABEL (label))
    gtk_label_set_markup (GTK_LABEL (label), markup);
  else
    gtk_inscription_set_markup (GTK_INSCRIPTION (label), markup);
  if (pango_parse_markup (markup, -1, 0, NULL, &text, NULL, NULL))
    say_in_time (self, text);
}

void
gh_paced_label_set_text (GtkWidget  *label,
                         const char *text)
{
  g_autofree char *markup = g_markup_escape_text (text, -1);

  gh_paced_label_set_markup (label, markup);
}
