/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "user/gh-user-field.h"

#include "kit/gh-grow.h"
#include "kit/gh-inner-name.h"

#include <glib/gi18n-lib.h>

/* Eight lines; then it scrolls. */
#define LONG_HEIGHT 170

struct _GhUserField {
  GObject        parent_instance;

  GtkWidget     *row;
  GtkWidget     *remark_row;
  GtkWidget     *remark_icon;
  GtkWidget     *take_over;
  GtkWidget     *padlock;
  GtkTextBuffer *buffer; /* nullable: for a long text */
  GtkWidget     *view;

  char          *stored;
  char          *before;  /* what was stored when it was edited; only during a conflict */
  char          *text;
  gboolean       has_error;
  gboolean       has_conflict;
  gboolean       is_setting;
};

enum {
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (GhUserField, gh_user_field, G_TYPE_OBJECT)

static void
update_remark (GhUserField *self,
               const char  *sentence)
{
  gtk_widget_set_visible (self->remark_row, sentence != NULL);
  if (sentence == NULL)
    return;

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->remark_row), sentence);
  gtk_image_set_from_icon_name (GTK_IMAGE (self->remark_icon),
                                self->has_error ? "dialog-error-symbolic" : "dialog-warning-symbolic");
  gtk_widget_set_css_classes (self->remark_icon,
                              (const char *[]) { self->has_error ? "error" : "warning", NULL });
  gtk_widget_set_visible (self->take_over, !self->has_error);
}

static void
changed_cb (GhUserField *self)
{
  g_free (self->text);
  if (self->buffer != NULL)
    {
      GtkTextIter start, end;

      gtk_text_buffer_get_bounds (self->buffer, &start, &end);
      self->text = gtk_text_buffer_get_text (self->buffer, &start, &end, FALSE);
    }
  else
    self->text = g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->row)));

  if (self->is_setting)
    return;
  if (self->has_conflict && !gh_user_field_is_changed (self))
    {
      self->has_conflict = FALSE;
      update_remark (self, NULL);
    }
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
set_text (GhUserField *self,
          const char  *text)
{
  self->is_setting = TRUE;
  if (g_strcmp0 (self->text, text) != 0)
    {
      if (self->buffer != NULL)
        gtk_text_buffer_set_text (self->buffer, text, -1);
      else
        gtk_editable_set_text (GTK_EDITABLE (self->row), text);
    }
  self->is_setting = FALSE;
}

static void
set_stored (GhUserField *self,
            const char  *text)
{
  g_free (self->stored);
  self->stored = g_strdup (text);
}

static void
make_long_row (GhUserField *self,
               const char  *title)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  GtkWidget *label = gtk_label_new (title);
  GtkWidget *grow;

  self->row = adw_preferences_row_new ();
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->row), title);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (self->row), FALSE);
  gtk_widget_set_focusable (self->row, FALSE);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, "caption");
  gtk_widget_add_css_class (label, "dim-label");
  gtk_box_append (GTK_BOX (box), label);

  self->view = gtk_text_view_new ();
  gtk_text_view_set_wrap_mode (GTK_TEXT_VIEW (self->view), GTK_WRAP_WORD_CHAR);
  gtk_text_view_set_accepts_tab (GTK_TEXT_VIEW (self->view), FALSE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->view), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
  self->buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (self->view));
  g_signal_connect_object (self->buffer, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  grow = g_object_new (GH_TYPE_GROW, "max-height", LONG_HEIGHT, "child", self->view, NULL);
  gtk_box_append (GTK_BOX (box), grow);
  gtk_widget_add_css_class (box, "gh-long-field");
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (self->row), box);
}

static void
make_row (GhUserField *self,
          const char  *title)
{
  self->row = adw_entry_row_new ();
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->row), title);
  gh_entry_row_tell_name (ADW_ENTRY_ROW (self->row));
  self->padlock = gtk_image_new_from_icon_name ("gh-locked-symbolic");
  gtk_widget_add_css_class (self->padlock, "dim-label");
  gtk_widget_hide (self->padlock);
  adw_entry_row_add_suffix (ADW_ENTRY_ROW (self->row), self->padlock);
  g_signal_connect_object (self->row, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
}

static void
make_remark_row (GhUserField *self)
{
  self->remark_row = adw_action_row_new ();
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (self->remark_row), FALSE);
  adw_action_row_set_title_lines (ADW_ACTION_ROW (self->remark_row), 0);
  self->remark_icon = gtk_image_new ();
  adw_action_row_add_prefix (ADW_ACTION_ROW (self->remark_row), self->remark_icon);
  self->take_over = gtk_button_new_with_mnemonic (_("_Take Over"));
  gtk_widget_set_valign (self->take_over, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (self->take_over, "flat");
  g_signal_connect_object (self->take_over, "clicked", G_CALLBACK (gh_user_field_revert), self, G_CONNECT_SWAPPED);
  adw_action_row_add_suffix (ADW_ACTION_ROW (self->remark_row), self->take_over);
  gtk_widget_hide (self->remark_row);
}

static void
gh_user_field_finalize (GObject *object)
{
  GhUserField *self = GH_USER_FIELD (object);

  g_object_unref (self->row);
  g_object_unref (self->remark_row);
  g_free (self->stored);
  g_free (self->before);
  g_free (self->text);

  G_OBJECT_CLASS (gh_user_field_parent_class)->finalize (object);
}

static void
gh_user_field_class_init (GhUserFieldClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = gh_user_field_finalize;

  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 0);
}

static void
gh_user_field_init (GhUserField *self)
{
  self->stored = g_strdup ("");
  self->text = g_strdup ("");
}

GhUserField *
gh_user_field_new (const char *title,
                   gboolean    is_long)
{
  GhUserField *self = g_object_new (GH_TYPE_USER_FIELD, NULL);

  if (is_long)
    make_long_row (self, title);
  else
    make_row (self, title);
  make_remark_row (self);
  g_object_ref_sink (self->row);
  g_object_ref_sink (self->remark_row);

  return self;
}

GtkWidget *
gh_user_field_get_row (GhUserField *self)
{
  g_return_val_if_fail (GH_IS_USER_FIELD (self), NULL);

  return self->row;
}

GtkWidget *
gh_user_field_get_remark_row (GhUserField *self)
{
  g_return_val_if_fail (GH_IS_USER_FIELD (self), NULL);

  return self->remark_row;
}

void
gh_user_field_begin (GhUserField *self,
                     const char  *text)
{
  g_return_if_fail (GH_IS_USER_FIELD (self));

  self->has_conflict = FALSE;
  gh_user_field_set_error (self, NULL);
  set_stored (self, text);
  set_text (self, text);
}

void
gh_user_field_take (GhUserField *self,
                    const char  *before,
                    const char  *text)
{
  g_return_if_fail (GH_IS_USER_FIELD (self));

  gh_user_field_begin (self, before);
  set_text (self, text);
}

gboolean
gh_user_field_update (GhUserField *self,
                      const char  *text)
{
  gboolean is_edited;

  g_return_val_if_fail (GH_IS_USER_FIELD (self), FALSE);

  if (g_str_equal (self->stored, text))
    return FALSE;

  is_edited = gh_user_field_is_changed (self);
  if (!self->has_conflict)
    {
      g_free (self->before);
      self->before = g_strdup (self->stored);
    }
  set_stored (self, text);
  if (!is_edited)
    set_text (self, text);
  /* What was typed has been saved, so there is nothing to take over. */
  if (self->has_conflict && !gh_user_field_is_changed (self))
    {
      self->has_conflict = FALSE;
      gh_user_field_set_error (self, NULL);
    }

  return is_edited && gh_user_field_is_changed (self);
}

void
gh_user_field_set_conflict (GhUserField *self,
                            const char  *sentence)
{
  g_return_if_fail (GH_IS_USER_FIELD (self));

  self->has_conflict = TRUE;
  self->has_error = FALSE;
  update_remark (self, sentence);
}

void
gh_user_field_set_error (GhUserField *self,
                         const char  *sentence)
{
  g_return_if_fail (GH_IS_USER_FIELD (self));

  if (sentence != NULL)
    gtk_widget_add_css_class (self->row, "error");
  else
    gtk_widget_remove_css_class (self->row, "error");
  /* The conflict stays shown unless there is an error, too. */
  if (sentence == NULL && self->has_conflict && !self->has_error)
    return;

  self->has_error = sentence != NULL;
  update_remark (self, sentence);
}

void
gh_user_field_set_editable (GhUserField *self,
                            gboolean     editable,
                            const char  *padlock)
{
  g_return_if_fail (GH_IS_USER_FIELD (self));

  if (self->view != NULL)
    gtk_text_view_set_editable (GTK_TEXT_VIEW (self->view), editable);
  else
    {
      gtk_editable_set_editable (GTK_EDITABLE (self->row), editable);
      gtk_widget_set_visible (self->padlock, padlock != NULL);
      if (padlock != NULL)
        gtk_widget_add_css_class (self->row, "gh-padlocked");
      else
        gtk_widget_remove_css_class (self->row, "gh-padlocked");
      gtk_widget_set_tooltip_text (self->padlock, padlock);
    }
}

void
gh_user_field_revert (GhUserField *self)
{
  g_autofree char *stored = NULL;

  g_return_if_fail (GH_IS_USER_FIELD (self));

  stored = g_strdup (self->stored);
  gh_user_field_begin (self, stored);
  g_signal_emit (self, signals[CHANGED], 0);
}

void
gh_user_field_focus (GhUserField *self)
{
  g_return_if_fail (GH_IS_USER_FIELD (self));

  gtk_widget_grab_focus (self->view != NULL ? self->view : self->row);
}

gboolean
gh_user_field_is_changed (GhUserField *self)
{
  g_return_val_if_fail (GH_IS_USER_FIELD (self), FALSE);

  return !g_str_equal (self->stored, self->text);
}

gboolean
gh_user_field_has_error (GhUserField *self)
{
  g_return_val_if_fail (GH_IS_USER_FIELD (self), FALSE);

  return self->has_error;
}

const char *
gh_user_field_get_before (GhUserField *self)
{
  g_return_val_if_fail (GH_IS_USER_FIELD (self), NULL);

  return self->has_conflict ? self->before : self->stored;
}

const char *
gh_user_field_get_text (GhUserField *self)
{
  g_return_val_if_fail (GH_IS_USER_FIELD (self), NULL);

  return self->text;
}
