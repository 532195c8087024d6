/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kit/gh-action-popover.h"

#define REASON_CHARS 34

struct _GhActionPopover {
  GtkPopover  parent_instance;

  GtkWidget  *box;
  gboolean    begin_group; /* a separator is due before the next entry */
};

G_DEFINE_FINAL_TYPE (GhActionPopover, gh_action_popover, GTK_TYPE_POPOVER)

static void
gh_action_popover_class_init (GhActionPopoverClass *klass)
{
}

static void
gh_action_popover_init (GhActionPopover *self)
{
  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  gtk_popover_set_child (GTK_POPOVER (self), self->box);
  gtk_widget_add_css_class (GTK_WIDGET (self), "gh-actions");
}

GtkWidget *
gh_action_popover_new (void)
{
  return g_object_new (GH_TYPE_ACTION_POPOVER, NULL);
}

static GtkWidget *
create_label (const char *text,
              const char *style)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  if (style != NULL)
    gtk_widget_add_css_class (label, style);

  return label;
}

static GtkWidget *
create_button (const char *label,
               const char *accelerator)
{
  GtkWidget *button = gtk_button_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 24);
  GtkWidget *text = create_label (label, NULL);
  GdkModifierType modifiers;
  guint key;

  gtk_widget_set_hexpand (text, TRUE);
  gtk_box_append (GTK_BOX (box), text);
  if (accelerator != NULL && gtk_accelerator_parse (accelerator, &key, &modifiers))
    {
      g_autofree char *shown = gtk_accelerator_get_label (key, modifiers);
      GtkWidget *keys = create_label (shown, "caption");

      gtk_widget_add_css_class (keys, "dim-label");
      gtk_box_append (GTK_BOX (box), keys);
      gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_KEY_SHORTCUTS, shown, -1);
    }
  gtk_button_set_child (GTK_BUTTON (button), box);
  gtk_button_set_has_frame (GTK_BUTTON (button), FALSE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);

  return button;
}

static GtkWidget *
create_reason (const char *reason)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *icon = gtk_image_new_from_icon_name ("gh-info-symbolic");
  GtkWidget *label = create_label (reason, "caption");

  gtk_widget_set_valign (icon, GTK_ALIGN_START);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_width_chars (GTK_LABEL (label), REASON_CHARS);
  gtk_label_set_max_width_chars (GTK_LABEL (label), REASON_CHARS);
  gtk_widget_add_css_class (box, "gh-reason");
  gtk_box_append (GTK_BOX (box), icon);
  gtk_box_append (GTK_BOX (box), label);

  return box;
}

void
gh_action_popover_add (GhActionPopover *popover,
                       const char      *label,
                       const char      *action_name,
                       const char      *accelerator,
                       const char      *reason)
{
  GtkWidget *button;

  g_return_if_fail (GH_IS_ACTION_POPOVER (popover));
  g_return_if_fail (label != NULL && action_name != NULL);

  if (popover->begin_group)
    gtk_box_append (GTK_BOX (popover->box), gtk_separator_new (GTK_ORIENTATION_HORIZONTAL));
  popover->begin_group = FALSE;

  button = create_button (label, accelerator);
  gtk_box_append (GTK_BOX (popover->box), button);
  g_signal_connect_object (button, "clicked", G_CALLBACK (gtk_popover_popdown), popover, G_CONNECT_SWAPPED);

  if (reason == NULL)
    {
      gtk_actionable_set_detailed_action_name (GTK_ACTIONABLE (button), action_name);
      return;
    }

  gtk_widget_set_sensitive (button, FALSE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, reason, -1);
  gtk_box_append (GTK_BOX (popover->box), create_reason (reason));
}

void
gh_action_popover_add_separator (GhActionPopover *popover)
{
  g_return_if_fail (GH_IS_ACTION_POPOVER (popover));

  popover->begin_group = gtk_widget_get_first_child (popover->box) != NULL;
}

void
gh_action_popover_clear (GhActionPopover *popover)
{
  GtkWidget *child;

  g_return_if_fail (GH_IS_ACTION_POPOVER (popover));

  while ((child = gtk_widget_get_first_child (popover->box)) != NULL)
    gtk_box_remove (GTK_BOX (popover->box), child);
  popover->begin_group = FALSE;
}
