/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "settings/gh-setting-row.h"

#include "base/gh-fold.h"
#include "kit/gh-choice-button.h"
#include "kit/gh-inner-name.h"
#include "kit/gh-limited-spin.h"
#include "operate/gh-operate-failure.h"
#include "operations/gh-run.h"
#include "settings/gh-setting-choice.h"

#include <glib/gi18n-lib.h>
#include <string.h>

struct _GhSettingRow {
  GObject              parent_instance;

  const GhSetting     *setting;
  GhPage              *page;      /* weak */

  GtkWidget           *first;     /* the row with the label */
  GtkWidget           *second;    /* nullable: the number of a setting that can be off */
  GtkWidget           *problem;   /* the row with what is wrong */
  GtkLabel            *reason;
  GtkSwitch           *toggle;    /* nullable, like the next four */
  GtkSpinButton       *spin;
  GtkLabel            *unit;
  AdwEntryRow         *entry;
  GhChoiceButton      *choice;

  char                *words;     /* folded, for the search */
  char                *shown;     /* what is set, as gh_setting_write() writes it */
  char                *trying;    /* nullable: what is being set */
  char                *typed;     /* nullable: what stood in the editor then */
  char                *next;      /* nullable: what was chosen meanwhile */
  gint64               revision;
  gboolean             is_showing;
  gboolean             is_found;  /* by the search */
};

G_DEFINE_FINAL_TYPE (GhSettingRow, gh_setting_row, G_TYPE_OBJECT)

/* --- what is shown --- */

static gboolean
is_on (GhSettingRow *self)
{
  return self->toggle == NULL || gtk_switch_get_active (self->toggle);
}

static void
update_visible (GhSettingRow *self)
{
  gtk_widget_set_visible (self->first, self->is_found);
  if (self->second != NULL)
    gtk_widget_set_visible (self->second, self->is_found && is_on (self));
  gtk_widget_set_visible (self->problem, self->is_found && *gtk_label_get_text (self->reason) != '\0');
}

/* What a screen reader tells of. */
static GtkAccessible *
get_editor (GhSettingRow *self)
{
  if (self->entry != NULL)
    return GTK_ACCESSIBLE (gtk_editable_get_delegate (GTK_EDITABLE (self->entry)));
  if (self->choice != NULL)
    return GTK_ACCESSIBLE (self->choice);

  return self->spin != NULL ? GTK_ACCESSIBLE (self->spin) : GTK_ACCESSIBLE (self->toggle);
}

static const char *
get_caption (GhSettingRow *self)
{
  return self->choice != NULL ? _(self->setting->page_caption) : _(self->setting->caption);
}

/* @reason: (nullable): what is wrong */
static void
set_problem (GhSettingRow *self,
             const char   *reason)
{
  GtkWidget *row = self->second != NULL && is_on (self) ? self->second : self->first;
  GtkWidget *rows[] = { self->first, self->second };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    if (rows[i] != NULL)
      {
        gtk_widget_remove_css_class (rows[i], "error");
        gtk_widget_remove_css_class (rows[i], "gh-wrong");
      }
  if (reason != NULL)
    {
      gtk_widget_add_css_class (row, "error");
      gtk_widget_add_css_class (row, "gh-wrong");
    }
  gtk_label_set_text (self->reason, reason != NULL ? reason : "");
  gtk_accessible_update_state (get_editor (self), GTK_ACCESSIBLE_STATE_INVALID,
                               reason != NULL ? GTK_ACCESSIBLE_INVALID_TRUE : GTK_ACCESSIBLE_INVALID_FALSE, -1);
  gtk_accessible_update_property (get_editor (self), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  reason != NULL ? reason : get_caption (self), -1);
  update_visible (self);
}

static void
update_unit (GhSettingRow *self)
{
  const char *label = gh_setting_get_unit_label (self->setting, gtk_spin_button_get_value_as_int (self->spin));

  gtk_label_set_text (self->unit, label != NULL ? label : "");
}

/* What is set, in the editors. */
static void
show_value (GhSettingRow *self)
{
  GhSettingValue value;

  gh_setting_read (self->setting, self->shown, &value);
  self->is_showing = TRUE;
  /* Setting the same text again would offer to apply it. */
  if (self->entry != NULL && strcmp (gtk_editable_get_text (GTK_EDITABLE (self->entry)), self->shown) != 0)
    gtk_editable_set_text (GTK_EDITABLE (self->entry), self->shown);
  if (self->choice != NULL)
    gh_choice_button_set_value (self->choice, self->shown);
  if (self->toggle != NULL)
    gtk_switch_set_active (self->toggle, self->setting->kind == GH_SETTING_FLAG ? value.number != 0 : !value.is_off);
  if (self->spin != NULL)
    {
      gtk_spin_button_set_value (self->spin, value.is_off ? self->setting->start : value.number);
      update_unit (self);
    }
  self->is_showing = FALSE;
  update_visible (self);
}

/* NULL: nothing is typed in this row. */
static const char *
get_typed (GhSettingRow *self)
{
  if (self->entry == NULL && self->spin == NULL)
    return NULL;

  return gtk_editable_get_text (self->entry != NULL ? GTK_EDITABLE (self->entry) : GTK_EDITABLE (self->spin));
}

/* Whether something is typed that is not set. */
static gboolean
is_edited (GhSettingRow *self)
{
  const char *typed = get_typed (self);

  return typed != NULL && (self->entry != NULL || is_on (self)) && strcmp (typed, self->shown) != 0;
}

void
gh_setting_row_show (GhSettingRow     *self,
                     const GhSettings *settings,
                     gint64            revision)
{
  const GhSettingValue value = gh_setting_get (self->setting, settings);

  g_return_if_fail (GH_IS_SETTING_ROW (self));

  /* The answer to what is being set comes by itself. */
  if (self->trying != NULL || (self->shown != NULL && is_edited (self)))
    return;

  g_free (self->shown);
  self->shown = gh_setting_write (self->setting, &value);
  self->revision = revision;
  set_problem (self, NULL);
  show_value (self);
}

/* --- setting --- */

static void apply (GhSettingRow *self,
                   const char   *text);

/* @has_next: what is to be set next was typed or chosen meanwhile */
static void
take_result (GhSettingRow *self,
             GhResult     *result,
             gboolean      has_next)
{
  GhSession *session = gh_page_get_session (self->page);
  const GhSkip *skip = result->skips->len > 0 ? g_ptr_array_index (result->skips, 0) : NULL;
  g_autofree char *text = NULL;
  GhSettingValue value;

  if (!result->is_refused)
    {
      g_free (self->shown);
      self->shown = g_strdup (self->trying);
      self->revision = result->entry;
      gh_setting_read (self->setting, self->shown, &value);
      text = gh_setting_dup_sentence (self->setting, &value);
      set_problem (self, NULL);
      /* What was typed meanwhile stays. */
      if (!has_next && g_strcmp0 (get_typed (self), self->typed) == 0)
        show_value (self);
      gh_page_add_toast (self->page, text, result->entry);
      gh_session_tell_operated (session, result);
      return;
    }

  /* The range says what is right; the other sentences do so themselves. */
  if (skip->refusal == GH_REFUSAL_SETTING_RANGE)
    text = gh_setting_dup_range (self->setting);
  else if (skip->refusal == GH_REFUSAL_CHANGED_SINCE)
    text = gh_skip_get_text (skip);
  else
    text = g_strdup (gh_refusal_get_sentence (skip->refusal));
  /* Whoever has read who changed it may change it again. */
  if (skip->refusal == GH_REFUSAL_CHANGED_SINCE)
    self->revision = G_MAXINT64;
  set_problem (self, text);
  if (!is_edited (self))
    show_value (self);
}

static void
set_cb (GObject      *source,
        GAsyncResult *answer,
        gpointer      data)
{
  g_autoptr (GhSettingRow) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GhResult) result = gh_run_finish (GH_STORE (source), answer, &error);
  g_autofree char *next = g_steal_pointer (&self->next);

  if (self->page == NULL)
    return;

  if (result != NULL)
    take_result (self, result, next != NULL);
  else
    {
      show_value (self);
      gh_operate_failure_show (GTK_WIDGET (self->page), _("The Setting Was Not Changed"), error->message,
                               gh_operation_find ("settings.set"), NULL, NULL);
    }
  g_clear_pointer (&self->trying, g_free);
  g_clear_pointer (&self->typed, g_free);
  if (next != NULL)
    apply (self, next);
}

static void
apply (GhSettingRow *self,
       const char   *text)
{
  g_autoptr (JsonObject) parameters = NULL;
  GhSession *session;

  if (self->is_showing || self->page == NULL)
    return;
  if (self->trying != NULL)
    {
      g_free (self->next);
      self->next = g_strdup (text);
      return;
    }
  if (strcmp (text, self->shown) == 0)
    {
      set_problem (self, NULL);
      return;
    }

  session = gh_page_get_session (self->page);
  parameters = json_object_new ();
  json_object_set_string_member (parameters, "name", self->setting->key);
  json_object_set_string_member (parameters, "value", text);
  if (self->revision != G_MAXINT64)
    json_object_set_int_member (parameters, "revision", self->revision);
  self->trying = g_strdup (text);
  self->typed = g_strdup (get_typed (self));
  gh_run_async (gh_session_get_store (session),
                &(GhRequest) {
                  .operation = gh_operation_find ("settings.set"),
                  .actor = gh_session_get_actor (session),
                  .parameters = parameters,
                },
                NULL, set_cb, g_object_ref (self));
}

/* --- the editors --- */

static void
toggled_cb (GhSettingRow *self)
{
  g_autofree char *start = NULL;

  update_visible (self);
  if (self->setting->kind == GH_SETTING_FLAG)
    {
      apply (self, gtk_switch_get_active (self->toggle) ? "on" : "off");
      return;
    }

  start = g_strdup_printf ("%" G_GINT64_FORMAT, self->setting->start);
  apply (self, gtk_switch_get_active (self->toggle) ? start : "never");
}

static void
number_cb (GhSettingRow *self)
{
  if (is_on (self))
    apply (self, gtk_editable_get_text (GTK_EDITABLE (self->spin)));
}

static void
spun_cb (GhSettingRow *self)
{
  update_unit (self);
}

static void
text_cb (GhSettingRow *self)
{
  apply (self, gtk_editable_get_text (GTK_EDITABLE (self->entry)));
}

static void
chosen_cb (GhSettingRow *self)
{
  apply (self, gh_choice_button_get_value (self->choice));
}

/* Applies on Enter and on leaving. */
static void
follow_focus (GhSettingRow *self,
              GtkWidget    *widget,
              GCallback     callback)
{
  GtkEventController *focus = gtk_event_controller_focus_new ();

  g_signal_connect_object (focus, "leave", callback, self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (widget, focus);
}

static void
name_editor (gpointer    editor,
             const char *name,
             const char *caption)
{
  gtk_accessible_update_property (GTK_ACCESSIBLE (editor), GTK_ACCESSIBLE_PROPERTY_LABEL, name,
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, caption, -1);
}

static GtkWidget *
make_row (const char *title,
          const char *caption)
{
  GtkWidget *row = adw_action_row_new ();

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), caption);
  adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 0);

  return row;
}

static void
add_spin (GhSettingRow *self,
          GtkWidget    *row,
          const char   *name)
{
  GtkWidget *spin = gh_limited_spin_new (self->setting->least, self->setting->most);
  GtkWidget *unit = gtk_label_new (NULL);

  self->spin = GTK_SPIN_BUTTON (spin);
  self->unit = GTK_LABEL (unit);
  gtk_editable_set_width_chars (GTK_EDITABLE (spin), 5);
  gtk_editable_set_max_width_chars (GTK_EDITABLE (spin), 5);
  gtk_widget_set_valign (spin, GTK_ALIGN_CENTER);
  /* The text in it has the focus. */
  name_editor (spin, name, _(self->setting->caption));
  name_editor (gtk_editable_get_delegate (GTK_EDITABLE (spin)), name, _(self->setting->caption));
  g_signal_connect_object (spin, "value-changed", G_CALLBACK (spun_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (gtk_editable_get_delegate (GTK_EDITABLE (spin)), "activate", G_CALLBACK (number_cb), self,
                           G_CONNECT_SWAPPED);
  follow_focus (self, spin, G_CALLBACK (number_cb));

  gtk_widget_add_css_class (unit, "dim-label");
  gtk_label_set_xalign (self->unit, 0);
  gtk_label_set_width_chars (self->unit, 7);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), spin);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), unit);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), spin);
}

static void
add_toggle (GhSettingRow *self,
            GtkWidget    *row)
{
  GtkWidget *toggle = gtk_switch_new ();

  self->toggle = GTK_SWITCH (toggle);
  gtk_widget_set_valign (toggle, GTK_ALIGN_CENTER);
  name_editor (toggle, _(self->setting->label), _(self->setting->caption));
  g_signal_connect_object (toggle, "notify::active", G_CALLBACK (toggled_cb), self, G_CONNECT_SWAPPED);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), toggle);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), toggle);
}

static void
list_thread (GTask        *task,
             gpointer      source,
             gpointer      data,
             GCancellable *cancellable)
{
  const GhSetting *setting = data;

  g_task_return_pointer (task, setting->list_choices (), (GDestroyNotify) g_ptr_array_unref);
}

static void
listed_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      data)
{
  GhSettingRow *self = GH_SETTING_ROW (source);
  g_autoptr (GPtrArray) choices = g_task_propagate_pointer (G_TASK (result), NULL);

  for (guint i = 0; self->page != NULL && i < choices->len; i++)
    {
      const GhSettingChoice *choice = choices->pdata[i];

      gh_choice_button_add (self->choice, choice->value, choice->label, choice->detail);
    }
}

static void
make_choice (GhSettingRow *self)
{
  GtkWidget *choice = gh_choice_button_new (_(self->setting->label));
  g_autoptr (GTask) task = g_task_new (self, NULL, listed_cb, NULL);

  self->choice = GH_CHOICE_BUTTON (choice);
  self->first = make_row (_(self->setting->label), get_caption (self));
  gtk_widget_set_valign (choice, GTK_ALIGN_CENTER);
  g_signal_connect_object (choice, "chosen", G_CALLBACK (chosen_cb), self, G_CONNECT_SWAPPED);
  adw_action_row_add_suffix (ADW_ACTION_ROW (self->first), choice);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (self->first), choice);

  g_task_set_task_data (task, (gpointer) self->setting, NULL);
  g_task_run_in_thread (task, list_thread);
}

static void
make_entry (GhSettingRow *self)
{
  self->first = adw_entry_row_new ();
  self->entry = ADW_ENTRY_ROW (self->first);
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (self->first), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->first), _(self->setting->label));
  adw_entry_row_set_show_apply_button (self->entry, TRUE);
  gh_entry_row_tell_name (self->entry);
  gtk_widget_set_tooltip_text (self->first, _(self->setting->caption));
  name_editor (gtk_editable_get_delegate (GTK_EDITABLE (self->first)), _(self->setting->label),
               _(self->setting->caption));
  g_signal_connect_object (self->first, "apply", G_CALLBACK (text_cb), self, G_CONNECT_SWAPPED);
  follow_focus (self, self->first, G_CALLBACK (text_cb));
}

static void
make_problem (GhSettingRow *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *reason = gtk_label_new (NULL);

  self->problem = adw_preferences_row_new ();
  self->reason = GTK_LABEL (reason);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (self->problem), FALSE);
  gtk_widget_set_focusable (self->problem, FALSE);
  gtk_widget_add_css_class (self->problem, "gh-wrong");
  gtk_widget_add_css_class (box, "error");
  gtk_widget_set_margin_start (box, 12);
  gtk_widget_set_margin_end (box, 12);
  gtk_widget_set_margin_top (box, 6);
  gtk_widget_set_margin_bottom (box, 6);
  gtk_label_set_xalign (self->reason, 0);
  gtk_label_set_wrap (self->reason, TRUE);
  gtk_box_append (GTK_BOX (box), gtk_image_new_from_icon_name ("gh-warning-symbolic"));
  gtk_box_append (GTK_BOX (box), reason);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (self->problem), box);
}

static void
make_rows (GhSettingRow *self)
{
  const GhSetting *setting = self->setting;

  if (setting->list_choices != NULL)
    {
      make_choice (self);
      return;
    }
  if (setting->kind == GH_SETTING_TEXT)
    {
      make_entry (self);
      return;
    }

  self->first = make_row (_(setting->label), _(setting->caption));
  if (setting->kind == GH_SETTING_FLAG || setting->may_be_off)
    add_toggle (self, self->first);
  else
    add_spin (self, self->first, _(setting->label));
  if (setting->kind == GH_SETTING_NUMBER && setting->may_be_off)
    {
      self->second = make_row (_(setting->number_label), NULL);
      add_spin (self, self->second, _(setting->number_label));
    }
}

/* --- for the page --- */

void
gh_setting_row_set_caption (GhSettingRow *self,
                            const char   *caption)
{
  g_return_if_fail (GH_IS_SETTING_ROW (self));

  if (ADW_IS_ACTION_ROW (self->first))
    adw_action_row_set_subtitle (ADW_ACTION_ROW (self->first), caption != NULL ? caption : get_caption (self));
}

void
gh_setting_row_set_refusal (GhSettingRow *self,
                            GhRefusal     refusal)
{
  GtkWidget *rows[] = { self->first, self->second };

  g_return_if_fail (GH_IS_SETTING_ROW (self));

  for (gsize i = 0; refusal != GH_REFUSAL_NONE && i < G_N_ELEMENTS (rows); i++)
    if (rows[i] != NULL)
      {
        gtk_widget_set_sensitive (rows[i], FALSE);
        gtk_widget_set_tooltip_text (rows[i], gh_refusal_get_tooltip (refusal));
      }
  if (refusal != GH_REFUSAL_NONE)
    gtk_accessible_update_property (get_editor (self), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                    gh_refusal_get_tooltip (refusal), -1);
}

char *
gh_setting_row_dup_typed (GhSettingRow *self,
                          gint64       *revision)
{
  g_return_val_if_fail (GH_IS_SETTING_ROW (self), NULL);

  if (self->trying != NULL || self->shown == NULL || !is_edited (self))
    return NULL;

  *revision = self->revision;

  return g_strdup (gtk_editable_get_text (self->entry != NULL ? GTK_EDITABLE (self->entry)
                                                              : GTK_EDITABLE (self->spin)));
}

void
gh_setting_row_type (GhSettingRow *self,
                     const char   *text,
                     gint64        revision)
{
  g_return_if_fail (GH_IS_SETTING_ROW (self));

  if (self->entry != NULL)
    gtk_editable_set_text (GTK_EDITABLE (self->entry), text);
  else if (self->spin != NULL && is_on (self))
    gtk_editable_set_text (GTK_EDITABLE (self->spin), text);
  else
    return;
  self->revision = revision;
}

const GhSetting *
gh_setting_row_get_setting (GhSettingRow *self)
{
  g_return_val_if_fail (GH_IS_SETTING_ROW (self), NULL);

  return self->setting;
}

gboolean
gh_setting_row_filter (GhSettingRow *self,
                       const char   *needle)
{
  g_return_val_if_fail (GH_IS_SETTING_ROW (self), FALSE);

  self->is_found = needle == NULL || strstr (self->words, needle) != NULL;
  update_visible (self);

  return self->is_found;
}

static void
gh_setting_row_finalize (GObject *object)
{
  GhSettingRow *self = GH_SETTING_ROW (object);

  g_clear_weak_pointer (&self->page);
  g_free (self->words);
  g_free (self->shown);
  g_free (self->trying);
  g_free (self->typed);
  g_free (self->next);

  G_OBJECT_CLASS (gh_setting_row_parent_class)->finalize (object);
}

static void
gh_setting_row_class_init (GhSettingRowClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = gh_setting_row_finalize;
}

static void
gh_setting_row_init (GhSettingRow *self)
{
  self->is_found = TRUE;
}

GhSettingRow *
gh_setting_row_new (const GhSetting     *setting,
                    GhPage              *page,
                    AdwPreferencesGroup *group)
{
  GhSettingRow *self = g_object_new (GH_TYPE_SETTING_ROW, NULL);
  g_autofree char *words = g_strjoin (" ", _(setting->label), _(setting->caption), setting->key, NULL);

  self->setting = setting;
  g_set_weak_pointer (&self->page, page);
  self->words = gh_fold_search (words);
  make_rows (self);
  make_problem (self);
  adw_preferences_group_add (group, self->first);
  if (self->second != NULL)
    adw_preferences_group_add (group, self->second);
  adw_preferences_group_add (group, self->problem);
  update_visible (self);

  return self;
}
