/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kit/gh-notice.h"

struct _GhNotice {
  GtkWidget  parent_instance;

  GtkWidget *revealer;
  GtkWidget *box;
  GtkWidget *icon;
  GtkWidget *texts; /* the buttons come after them */
  GtkWidget *heading;
  GtkWidget *caption;
};

typedef struct {
  const char *style;
  const char *icon_name;
} Look;

static const Look looks[] = {
  [GH_NOTICE_OK] = { "ok", "object-select-symbolic" },
  [GH_NOTICE_WARNING] = { "warn", "dialog-warning-symbolic" },
  [GH_NOTICE_LOCKED] = { "warn", "gh-locked-symbolic" },
  [GH_NOTICE_ERROR] = { "err", "dialog-error-symbolic" },
};

enum {
  PROP_SHOWN = 1,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (GhNotice, gh_notice, GTK_TYPE_WIDGET)

static void
gh_notice_get_property (GObject    *object,
                        guint       property_id,
                        GValue     *value,
                        GParamSpec *pspec)
{
  if (property_id == PROP_SHOWN)
    g_value_set_boolean (value, gh_notice_is_shown (GH_NOTICE (object)));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
}

static void
set_shown (GhNotice *self,
           gboolean  shown)
{
  if (gh_notice_is_shown (self) == shown)
    return;

  gtk_revealer_set_reveal_child (GTK_REVEALER (self->revealer), shown);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SHOWN]);
}

static void
gh_notice_dispose (GObject *object)
{
  g_clear_pointer (&GH_NOTICE (object)->revealer, gtk_widget_unparent);

  G_OBJECT_CLASS (gh_notice_parent_class)->dispose (object);
}

static void
gh_notice_class_init (GhNoticeClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = gh_notice_dispose;
  G_OBJECT_CLASS (klass)->get_property = gh_notice_get_property;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_ALERT);

  /**
   * GhNotice:shown:
   *
   * Whether it is in or sliding in.
   */
  properties[PROP_SHOWN] =
    g_param_spec_boolean ("shown", NULL, NULL, FALSE, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (G_OBJECT_CLASS (klass), N_PROPS, properties);
}

static GtkWidget *
add_label (GtkWidget  *box,
           const char *style)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  /* A path has no blanks. */
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_widget_add_css_class (label, style);
  gtk_box_append (GTK_BOX (box), label);

  return label;
}

static void
gh_notice_init (GhNotice *self)
{
  self->icon = gtk_image_new ();
  gtk_widget_set_valign (self->icon, GTK_ALIGN_CENTER);
  self->texts = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  self->heading = add_label (self->texts, "heading");
  self->caption = add_label (self->texts, "caption");
  gtk_widget_set_valign (self->texts, GTK_ALIGN_CENTER);
  gtk_widget_set_hexpand (self->texts, TRUE);

  self->box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  gtk_widget_add_css_class (self->box, "gh-notice");
  gtk_box_append (GTK_BOX (self->box), self->icon);
  gtk_box_append (GTK_BOX (self->box), self->texts);

  self->revealer = gtk_revealer_new ();
  gtk_revealer_set_child (GTK_REVEALER (self->revealer), self->box);
  gtk_widget_set_parent (self->revealer, GTK_WIDGET (self));
  /* Keyboard and screen readers must not reach it while it is out. */
  g_object_bind_property (self->revealer, "child-revealed", self->revealer, "can-focus", G_BINDING_SYNC_CREATE);
}

GtkWidget *
gh_notice_new (void)
{
  return g_object_new (GH_TYPE_NOTICE, NULL);
}

void
gh_notice_set_narrow (GhNotice *notice,
                      gboolean  narrow)
{
  g_return_if_fail (GH_IS_NOTICE (notice));

  gtk_orientable_set_orientation (GTK_ORIENTABLE (notice->box),
                                  narrow ? GTK_ORIENTATION_VERTICAL : GTK_ORIENTATION_HORIZONTAL);
  gtk_widget_set_halign (notice->icon, narrow ? GTK_ALIGN_START : GTK_ALIGN_FILL);
}

void
gh_notice_show (GhNotice     *notice,
                GhNoticeKind  kind,
                const char   *heading,
                const char   *caption)
{
  GtkWidget *button;

  g_return_if_fail (GH_IS_NOTICE (notice));
  g_return_if_fail (kind < G_N_ELEMENTS (looks));
  g_return_if_fail (heading != NULL);

  for (guint i = 0; i < G_N_ELEMENTS (looks); i++)
    gtk_widget_remove_css_class (notice->box, looks[i].style);
  gtk_widget_add_css_class (notice->box, looks[kind].style);
  gtk_image_set_from_icon_name (GTK_IMAGE (notice->icon), looks[kind].icon_name);
  gtk_label_set_text (GTK_LABEL (notice->heading), heading);
  gtk_label_set_text (GTK_LABEL (notice->caption), caption != NULL ? caption : "");
  gtk_widget_set_visible (notice->caption, caption != NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (notice),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, heading,
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, caption != NULL ? caption : "",
                                  -1);
  while ((button = gtk_widget_get_next_sibling (notice->texts)) != NULL)
    gtk_box_remove (GTK_BOX (notice->box), button);
  set_shown (notice, TRUE);
}

void
gh_notice_add_button (GhNotice   *notice,
                      const char *label,
                      const char *action_name)
{
  GtkWidget *button;

  g_return_if_fail (GH_IS_NOTICE (notice));
  g_return_if_fail (label != NULL && action_name != NULL);

  button = gtk_button_new_with_mnemonic (label);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_actionable_set_detailed_action_name (GTK_ACTIONABLE (button), action_name);
  gtk_box_append (GTK_BOX (notice->box), button);
}

void
gh_notice_hide (GhNotice *notice)
{
  g_return_if_fail (GH_IS_NOTICE (notice));

  set_shown (notice, FALSE);
}

gboolean
gh_notice_is_shown (GhNotice *notice)
{
  g_return_val_if_fail (GH_IS_NOTICE (notice), FALSE);

  return gtk_revealer_get_reveal_child (GTK_REVEALER (notice->revealer));
}
