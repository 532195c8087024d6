/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "operate/gh-operate-effects.h"

#include "users/gh-user-record.h"

#include <glib/gi18n-lib.h>

struct _GhOperateEffects {
  GtkBox                parent_instance;

  const GhOperateWords *words;
  GPtrArray            *reasons; /* rows within skip_row */

  GtkWidget            *remark_box;
  GtkLabel             *remark;
  GtkWidget            *heading;
  AdwActionRow         *change_row;
  GtkImage             *change_icon;
  GtkLabel             *change_number;
  AdwExpanderRow       *skip_row;
  GtkLabel             *skip_number;
  GtkLabel             *managed;
  GtkWidget            *also_heading;
  GtkListBox           *also_list;
};

G_DEFINE_FINAL_TYPE (GhOperateEffects, gh_operate_effects, GTK_TYPE_BOX)

static void
set_number (GtkLabel *label,
            gint64    number)
{
  g_autofree char *text = gh_operate_words_dup_number (number);

  gtk_label_set_text (label, text);
}

/* The number is part of what a row says, but not of its title. */
static void
set_row_name (GtkWidget  *row,
              gint64      number,
              const char *text)
{
  g_autofree char *digits = gh_operate_words_dup_number (number);
  /* Translators: a number and what happens to so many: “1,187 will go to the Trash” */
  g_autofree char *name = g_strdup_printf (C_("number and phrase", "%s %s"), digits, text);

  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  /* GTK 4.8 would read out the title after it. */
  gtk_accessible_reset_relation (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_RELATION_LABELLED_BY);
}

static void
set_icon (GtkImage   *image,
          const char *name,
          const char *style)
{
  gtk_image_set_from_icon_name (image, name);
  gtk_widget_set_css_classes (GTK_WIDGET (image), (const char *[]) { style, NULL });
}

static GtkWidget *
make_reason_row (const GhSkip *skip,
                 guint         place)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *number = gtk_label_new (NULL);
  g_autofree char *text = gh_skip_get_text (skip);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), text);
  adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 0);

  set_number (GTK_LABEL (number), skip->ids->len);
  set_row_name (row, skip->ids->len, text);
  gtk_label_set_xalign (GTK_LABEL (number), 1);
  /* Below the number of the parent row, past its icon. */
  gtk_label_set_width_chars (GTK_LABEL (number), 6);
  gtk_widget_set_margin_start (number, 28);
  gtk_widget_add_css_class (number, "numeric");
  gtk_widget_add_css_class (number, "dim-label");
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), number);

  if (g_strcmp0 (skip->record_kind, GH_USER_KIND) == 0)
    {
      GtkWidget *button = gtk_button_new_with_label (_("Show"));

      gtk_widget_add_css_class (button, "flat");
      gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
      gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, text, -1);
      gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "operate.show-users");
      gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "u", place);
      adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);
    }

  return row;
}

/* Kept between results, so that it stays open once opened. */
static void
set_reasons (GhOperateEffects *self,
             const GhResult   *result)
{
  g_autofree char *stay = gh_operate_words_dup_stay (self->words, result->n_skipped);
  gboolean is_shown = result->n_skipped > 1 || (result->n_skipped > 0 && result->changed > 0);

  for (guint i = 0; i < self->reasons->len; i++)
    adw_expander_row_remove (self->skip_row, g_ptr_array_index (self->reasons, i));
  g_ptr_array_set_size (self->reasons, 0);

  set_number (self->skip_number, result->n_skipped);
  set_row_name (GTK_WIDGET (self->skip_row), result->n_skipped, stay);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->skip_row), stay);
  /* If there is only one, the first line says why it is skipped. */
  gtk_widget_set_visible (GTK_WIDGET (self->skip_row), is_shown);
  /* Else the first line leaves room for it. */
  gtk_widget_set_visible (GTK_WIDGET (self->skip_number), is_shown);
  for (guint i = 0; i < result->skips->len; i++)
    {
      const GhSkip *skip = g_ptr_array_index (result->skips, i);

      if (skip->ids->len > 0)
        {
          GtkWidget *row = make_reason_row (skip, i);

          adw_expander_row_add_row (self->skip_row, row);
          g_ptr_array_add (self->reasons, row);
        }
    }
}

/* Why nothing would change: what refuses all of it, or the one reason that all share. */
static char *
dup_refusal (const GhResult *result)
{
  for (guint i = 0; i < result->skips->len; i++)
    {
      const GhSkip *skip = g_ptr_array_index (result->skips, i);

      if (skip->ids->len == 0 || result->skips->len == 1)
        return gh_skip_get_text (skip);
    }

  return g_strdup (_("Nothing would change."));
}

static void
set_change (GhOperateEffects *self,
            JsonObject       *parameters,
            const GhResult   *result)
{
  g_autofree char *text = NULL;

  if (result->is_refused || result->changed == 0)
    {
      text = dup_refusal (result);
      set_icon (self->change_icon, "gh-info-symbolic", "dim-label");
    }
  else
    {
      text = gh_operate_words_dup_will (self->words, parameters, result->changed);
      if (self->words->warning != NULL)
        set_icon (self->change_icon, "gh-trash-symbolic", "error");
      else
        set_icon (self->change_icon, "object-select-symbolic", "success");
    }
  set_number (self->change_number, result->is_refused ? 0 : result->changed);
  gtk_widget_set_visible (GTK_WIDGET (self->change_number), !result->is_refused && result->changed > 0);
  set_row_name (GTK_WIDGET (self->change_row), result->is_refused ? 0 : result->changed, text);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->change_row), text);
  adw_action_row_set_subtitle (self->change_row,
                               !result->is_refused && self->words->will_caption != NULL ? _(self->words->will_caption)
                                                                                        : NULL);
}

static void
set_also (GhOperateEffects *self,
          const GhResult   *result)
{
  GtkWidget *child;
  gboolean has_any = !result->is_refused && result->also->len > 0;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->also_list))) != NULL)
    gtk_list_box_remove (self->also_list, child);
  for (guint i = 0; has_any && i < result->also->len; i++)
    {
      const GhConsequence *consequence = g_ptr_array_index (result->also, i);
      const char *icon_name = gh_operate_words_get_icon (consequence->code);
      GtkWidget *row = adw_action_row_new ();
      GtkWidget *icon = gtk_image_new_from_icon_name (icon_name);

      adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
      adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), consequence->what);
      adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 0);
      gtk_widget_add_css_class (icon, g_str_has_prefix (icon_name, "dialog-warning") ? "warning" : "dim-label");
      adw_action_row_add_prefix (ADW_ACTION_ROW (row), icon);
      gtk_list_box_append (self->also_list, row);
    }
  gtk_widget_set_visible (self->also_heading, has_any);
  gtk_widget_set_visible (GTK_WIDGET (self->also_list), has_any);
}

static void
gh_operate_effects_dispose (GObject *object)
{
  g_clear_pointer (&GH_OPERATE_EFFECTS (object)->reasons, g_ptr_array_unref);

  G_OBJECT_CLASS (gh_operate_effects_parent_class)->dispose (object);
}

static void
gh_operate_effects_class_init (GhOperateEffectsClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = gh_operate_effects_dispose;


  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/gatehouse/Gatehouse/operate/gh-operate-effects.ui");
  gtk_widget_class_bind_template_child (widget_class, GhOperateEffects, remark_box);
  gtk_widget_class_bind_template_child (widget_class, GhOperateEffects, remark);
  gtk_widget_class_bind_template_child (widget_class, GhOperateEffects, heading);
  gtk_widget_class_bind_template_child (widget_class, GhOperateEffects, change_row);
  gtk_widget_class_bind_template_child (widget_class, GhOperateEffects, change_icon);
  gtk_widget_class_bind_template_child (widget_class, GhOperateEffects, change_number);
  gtk_widget_class_bind_template_child (widget_class, GhOperateEffects, skip_row);
  gtk_widget_class_bind_template_child (widget_class, GhOperateEffects, skip_number);
  gtk_widget_class_bind_template_child (widget_class, GhOperateEffects, managed);
  gtk_widget_class_bind_template_child (widget_class, GhOperateEffects, also_heading);
  gtk_widget_class_bind_template_child (widget_class, GhOperateEffects, also_list);
}

static void
gh_operate_effects_init (GhOperateEffects *self)
{
  self->reasons = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
gh_operate_effects_new (const GhOperateWords *words,
                        gboolean              has_heading)
{
  GhOperateEffects *self = g_object_new (GH_TYPE_OPERATE_EFFECTS, NULL);

  self->words = words;
  gtk_widget_set_visible (self->heading, has_heading);
  gtk_label_set_text (self->change_number, "…");
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->change_row), _(words->will[1]));

  return GTK_WIDGET (self);
}

void
gh_operate_effects_set_waiting (GhOperateEffects *self)
{
  g_return_if_fail (GH_IS_OPERATE_EFFECTS (self));

  gtk_label_set_text (self->change_number, "…");
  gtk_label_set_text (self->skip_number, "…");
}

void
gh_operate_effects_set_result (GhOperateEffects *self,
                               JsonObject       *parameters,
                               const GhResult   *result)
{
  const char *managed = gh_operate_words_get_managed (self->words, parameters, result);

  g_return_if_fail (GH_IS_OPERATE_EFFECTS (self));

  set_change (self, parameters, result);
  set_reasons (self, result);
  set_also (self, result);
  gtk_label_set_text (self->managed, managed != NULL ? managed : "");
  gtk_widget_set_visible (GTK_WIDGET (self->managed), managed != NULL);
}

void
gh_operate_effects_set_remark (GhOperateEffects *self,
                               const char       *remark)
{
  g_return_if_fail (GH_IS_OPERATE_EFFECTS (self));

  gtk_label_set_text (self->remark, remark != NULL ? remark : "");
  gtk_widget_set_visible (self->remark_box, remark != NULL);
}
