/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dashboard/gh-attention-card.h"

#include <glib/gi18n-lib.h>

struct _GhAttentionCard {
  GtkButton   parent_instance;

  GtkWidget  *icon;
  GtkWidget  *number;
  GtkWidget  *title;
  GtkWidget  *caption;

  char       *icon_name;
  char       *icon_style;
  gint64      count;
};

G_DEFINE_FINAL_TYPE (GhAttentionCard, gh_attention_card, GTK_TYPE_BUTTON)

static void
update (GhAttentionCard *self)
{
  g_autofree char *number = self->count > 0 ? g_strdup_printf ("%'" G_GINT64_FORMAT, self->count)
                                            : g_strdup (self->count == 0 ? _("None") : "…");
  g_autofree char *name = g_strdup_printf ("%s, %s", gtk_label_get_text (GTK_LABEL (self->title)), number);

  gtk_label_set_text (GTK_LABEL (self->number), number);
  gtk_image_set_from_icon_name (GTK_IMAGE (self->icon), self->count == 0 ? "gh-active-symbolic" : self->icon_name);
  if (self->icon_style != NULL && self->count != 0)
    gtk_widget_add_css_class (self->icon, self->icon_style);
  else if (self->icon_style != NULL)
    gtk_widget_remove_css_class (self->icon, self->icon_style);
  if (self->count == 0)
    gtk_widget_add_css_class (self->icon, "success");
  else
    gtk_widget_remove_css_class (self->icon, "success");

  gtk_accessible_update_property (GTK_ACCESSIBLE (self),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, name,
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, gtk_label_get_text (GTK_LABEL (self->caption)),
                                  -1);
}

gint64
gh_attention_card_get_count (GhAttentionCard *self)
{
  return self->count;
}

void
gh_attention_card_set_count (GhAttentionCard *self,
                             gint64           count)
{
  self->count = count;
  update (self);
}

static void
gh_attention_card_finalize (GObject *object)
{
  GhAttentionCard *self = GH_ATTENTION_CARD (object);

  g_free (self->icon_name);
  g_free (self->icon_style);

  G_OBJECT_CLASS (gh_attention_card_parent_class)->finalize (object);
}

static void
gh_attention_card_class_init (GhAttentionCardClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = gh_attention_card_finalize;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/gatehouse/Gatehouse/dashboard/gh-attention-card.ui");
  gtk_widget_class_bind_template_child (widget_class, GhAttentionCard, icon);
  gtk_widget_class_bind_template_child (widget_class, GhAttentionCard, number);
  gtk_widget_class_bind_template_child (widget_class, GhAttentionCard, title);
  gtk_widget_class_bind_template_child (widget_class, GhAttentionCard, caption);
}

static void
gh_attention_card_init (GhAttentionCard *self)
{
  self->count = -1;
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
gh_attention_card_new (const char *icon_name,
                       const char *icon_style,
                       const char *title,
                       const char *caption)
{
  GhAttentionCard *self = g_object_new (GH_TYPE_ATTENTION_CARD, NULL);

  self->icon_name = g_strdup (icon_name);
  self->icon_style = g_strdup (icon_style);
  gtk_label_set_text (GTK_LABEL (self->title), title);
  gtk_label_set_text (GTK_LABEL (self->caption), caption);
  update (self);

  return GTK_WIDGET (self);
}
