/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "operate/gh-operate-choices.h"

#include "base/gh-json-text.h"
#include "kit/gh-inner-name.h"
#include "operate/gh-operate-date-choice.h"
#include "operate/gh-operate-group-choice.h"
#include "operate/gh-operate-status-choice.h"
#include "users/gh-user-status.h"

#include <glib/gi18n-lib.h>

struct _GhOperateChoices {
  GtkBox             parent_instance;

  const GhOperation *operation;
  JsonObject        *values;
  GtkWidget         *list; /* of the plain rows */
};

static guint changed_signal;

G_DEFINE_FINAL_TYPE (GhOperateChoices, gh_operate_choices, GTK_TYPE_BOX)

static void
changed_cb (GhOperateChoices *self)
{
  g_signal_emit (self, changed_signal, 0);
}

/* --- plain rows, one per parameter --- */

static const GhParameter *
get_parameter (gpointer row)
{
  return g_object_get_data (row, "parameter");
}

static void
text_cb (GhOperateChoices *self,
         GtkEditable      *row)
{
  const GhParameter *parameter = get_parameter (row);
  const char *text = gtk_editable_get_text (row);

  if (text[0] == '\0')
    json_object_remove_member (self->values, parameter->name);
  else
    json_object_set_string_member (self->values, parameter->name, text);
  changed_cb (self);
}

static void
texts_cb (GhOperateChoices *self,
          GtkEditable      *row)
{
  const GhParameter *parameter = get_parameter (row);
  g_auto(GStrv) texts = g_strsplit (gtk_editable_get_text (row), ",", -1);
  g_autoptr(JsonArray) array = json_array_new ();

  for (guint i = 0; texts[i] != NULL; i++)
    if (g_strstrip (texts[i])[0] != '\0')
      json_array_add_string_element (array, texts[i]);
  if (json_array_get_length (array) == 0)
    json_object_remove_member (self->values, parameter->name);
  else
    json_object_set_array_member (self->values, parameter->name, json_array_ref (array));
  changed_cb (self);
}

static void
number_cb (GhOperateChoices *self,
           GtkEditable      *row)
{
  const GhParameter *parameter = get_parameter (row);
  gint64 number;

  if (g_ascii_string_to_signed (gtk_editable_get_text (row), 10, G_MININT64, G_MAXINT64, &number, NULL))
    json_object_set_int_member (self->values, parameter->name, number);
  else
    json_object_remove_member (self->values, parameter->name);
  changed_cb (self);
}

static void
flag_cb (GhOperateChoices *self,
         GParamSpec       *pspec,
         GtkWidget        *toggle)
{
  gboolean active;

  g_object_get (toggle, "active", &active, NULL);
  json_object_set_boolean_member (self->values, get_parameter (toggle)->name, active);
  changed_cb (self);
}

static void
date_cb (GhOperateChoices    *self,
         GhOperateDateChoice *row)
{
  g_autofree char *day = gh_operate_date_choice_dup_day (row);

  json_object_set_string_member (self->values, get_parameter (row)->name, day);
  changed_cb (self);
}

static GtkWidget *
make_list (GhOperateChoices *self)
{
  GtkWidget *list = gtk_list_box_new ();

  gtk_list_box_set_selection_mode (GTK_LIST_BOX (list), GTK_SELECTION_NONE);
  gtk_widget_add_css_class (list, "boxed-list");
  gtk_box_append (GTK_BOX (self), list);

  return list;
}

static void
add_row (GhOperateChoices  *self,
         const GhParameter *parameter,
         GtkWidget         *row)
{
  if (self->list == NULL)
    self->list = make_list (self);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), _(parameter->label));
  g_object_set_data (G_OBJECT (row), "parameter", (gpointer) parameter);
  gtk_list_box_append (GTK_LIST_BOX (self->list), row);
}

static void
add_entry (GhOperateChoices  *self,
           const GhParameter *parameter,
           const char        *given,
           GCallback          callback)
{
  GtkWidget *row = adw_entry_row_new ();

  gh_entry_row_tell_name (ADW_ENTRY_ROW (row));
  add_row (self, parameter, row);
  if (given != NULL)
    gtk_editable_set_text (GTK_EDITABLE (row), given);
  adw_entry_row_set_activates_default (ADW_ENTRY_ROW (row), TRUE);
  g_signal_connect_object (row, "changed", callback, self, G_CONNECT_SWAPPED);
}

static void
add_text (GhOperateChoices  *self,
          const GhParameter *parameter)
{
  add_entry (self, parameter, json_object_get_string_member_with_default (self->values, parameter->name, NULL),
             G_CALLBACK (text_cb));
}

static void
add_texts (GhOperateChoices  *self,
           const GhParameter *parameter)
{
  JsonArray *array = json_object_has_member (self->values, parameter->name)
    ? json_object_get_array_member (self->values, parameter->name)
    : NULL;
  g_autoptr(GString) text = g_string_new (NULL);

  for (guint i = 0; array != NULL && i < json_array_get_length (array); i++)
    g_string_append_printf (text, "%s%s", i > 0 ? ", " : "", json_array_get_string_element (array, i));
  add_entry (self, parameter, text->str, G_CALLBACK (texts_cb));
}

static void
add_number (GhOperateChoices  *self,
            const GhParameter *parameter)
{
  g_autofree char *given = NULL;

  if (json_object_has_member (self->values, parameter->name))
    given = g_strdup_printf ("%" G_GINT64_FORMAT, json_object_get_int_member (self->values, parameter->name));
  add_entry (self, parameter, given, G_CALLBACK (number_cb));
}

static void
add_switch (GhOperateChoices  *self,
            const GhParameter *parameter)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *toggle = gtk_switch_new ();

  gtk_widget_set_valign (toggle, GTK_ALIGN_CENTER);
  gtk_switch_set_active (GTK_SWITCH (toggle),
                         json_object_get_boolean_member_with_default (self->values, parameter->name, FALSE));
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), toggle);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), toggle);
  add_row (self, parameter, row);
  g_object_set_data (G_OBJECT (toggle), "parameter", (gpointer) parameter);
  g_signal_connect_object (toggle, "notify::active", G_CALLBACK (flag_cb), self, G_CONNECT_SWAPPED);
}

static void
add_date (GhOperateChoices  *self,
          const GhParameter *parameter,
          GDateTime         *today)
{
  const char *given = json_object_get_string_member_with_default (self->values, parameter->name, NULL);
  GtkWidget *row = gh_operate_date_choice_new (_(parameter->label), today, given, 0, NULL);

  add_row (self, parameter, row);
  g_signal_connect_object (row, "changed", G_CALLBACK (date_cb), self, G_CONNECT_SWAPPED);
  if (parameter->is_required)
    date_cb (self, GH_OPERATE_DATE_CHOICE (row));
}

/* A row for each way. */
static void
add_two_ways (GhOperateChoices    *self,
              const GhParameter   *parameter,
              const GhOperateFlag *flag)
{
  GtkWidget *list = make_list (self);
  gboolean given = json_object_get_boolean_member_with_default (self->values, parameter->name, FALSE);
  GtkWidget *checks[2];

  for (guint i = 0; i < G_N_ELEMENTS (checks); i++)
    {
      GtkWidget *row = adw_action_row_new ();

      checks[i] = gtk_check_button_new ();
      gtk_widget_set_valign (checks[i], GTK_ALIGN_CENTER);
      adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), _(flag->titles[i]));
      adw_action_row_set_subtitle (ADW_ACTION_ROW (row), _(flag->captions[i]));
      adw_action_row_add_prefix (ADW_ACTION_ROW (row), checks[i]);
      adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), checks[i]);
      gtk_list_box_append (GTK_LIST_BOX (list), row);
    }
  gtk_check_button_set_group (GTK_CHECK_BUTTON (checks[1]), GTK_CHECK_BUTTON (checks[0]));
  gtk_check_button_set_active (GTK_CHECK_BUTTON (checks[given ? 1 : 0]), TRUE);
  json_object_set_boolean_member (self->values, parameter->name, given);
  g_object_set_data (G_OBJECT (checks[1]), "parameter", (gpointer) parameter);
  g_signal_connect_object (checks[1], "notify::active", G_CALLBACK (flag_cb), self, G_CONNECT_SWAPPED);
}

/* A required status is what the dialog is about, and starts empty. Any other has a heading, and for a new record
 * starts with its default. */
static void
begin_status (GhOperateChoices  *self,
              const GhParameter *parameter)
{
  GtkWidget *heading;

  if (parameter->is_required)
    return;

  heading = gtk_label_new (_(parameter->label));
  gtk_label_set_xalign (GTK_LABEL (heading), 0);
  gtk_widget_add_css_class (heading, "heading");
  gtk_box_append (GTK_BOX (self), heading);
  if (self->operation->target == NULL && !json_object_has_member (self->values, parameter->name))
    json_object_set_string_member (self->values, parameter->name, gh_stored_status_get_word (GH_STATUS_ACTIVE));
}

/* --- the widget --- */

static gboolean
is_end_of_status (const GhParameter *parameter)
{
  return parameter->name != NULL && parameter->kind == GH_PARAMETER_DATE;
}

static void
add_editors (GhOperateChoices     *self,
             const GhOperateWords *words,
             const GhActor        *actor,
             const GhSettings     *settings,
             GDateTime            *today,
             GPtrArray            *groups)
{
  for (const GhParameter *p = self->operation->parameters; p != NULL && p->name != NULL; p++)
    switch (p->kind)
      {
      case GH_PARAMETER_STATUS:
        {
          const char *until = is_end_of_status (p + 1) ? p[1].name : NULL;
          GtkWidget *editor;

          begin_status (self, p);
          editor = gh_operate_status_choice_new (self->values, p->name, until, actor, settings, today);
          gtk_box_append (GTK_BOX (self), editor);
          g_signal_connect_object (editor, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
          if (until != NULL)
            p++;
          break;
        }

      case GH_PARAMETER_GROUP:
        {
          GtkWidget *editor = gh_operate_group_choice_new (self->values, p->name, groups);

          gtk_box_append (GTK_BOX (self), editor);
          g_signal_connect_object (editor, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
          break;
        }

      case GH_PARAMETER_TEXT:
        add_text (self, p);
        break;

      case GH_PARAMETER_TEXTS:
        add_texts (self, p);
        break;

      case GH_PARAMETER_NUMBER:
        if (!g_str_equal (p->name, GH_OPERATE_CONFIRM) && !g_str_equal (p->name, GH_OPERATE_ENTRY))
          add_number (self, p);
        break;

      case GH_PARAMETER_FLAG:
        if (words->flag != NULL && g_str_equal (words->flag->parameter, p->name))
          add_two_ways (self, p, words->flag);
        else
          add_switch (self, p);
        break;

      case GH_PARAMETER_DATE:
        add_date (self, p, today);
        break;

      case GH_PARAMETER_FILE:
      case GH_PARAMETER_ROWS:
      case GH_PARAMETER_SECRET:
      default:
        break;
      }
}

static void
gh_operate_choices_dispose (GObject *object)
{
  g_clear_pointer (&GH_OPERATE_CHOICES (object)->values, json_object_unref);

  G_OBJECT_CLASS (gh_operate_choices_parent_class)->dispose (object);
}

static void
gh_operate_choices_class_init (GhOperateChoicesClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = gh_operate_choices_dispose;

  changed_signal = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                 G_TYPE_NONE, 0);
}

static void
gh_operate_choices_init (GhOperateChoices *self)
{
}

GtkWidget *
gh_operate_choices_new (const GhOperation    *operation,
                        const GhOperateWords *words,
                        JsonObject           *given,
                        const GhActor        *actor,
                        const GhSettings     *settings,
                        GDateTime            *today,
                        GPtrArray            *groups)
{
  GhOperateChoices *self = g_object_new (GH_TYPE_OPERATE_CHOICES,
                                         "orientation", GTK_ORIENTATION_VERTICAL, "spacing", 18, NULL);

  self->operation = operation;
  self->values = given != NULL ? gh_json_object_copy (given) : json_object_new ();
  add_editors (self, words, actor, settings, today, groups);

  return GTK_WIDGET (self);
}

gboolean
gh_operate_choices_needs_groups (const GhOperation *operation)
{
  for (const GhParameter *p = operation->parameters; p != NULL && p->name != NULL; p++)
    if (p->kind == GH_PARAMETER_GROUP)
      return TRUE;

  return FALSE;
}

gboolean
gh_operate_choices_has_any (GhOperateChoices *self)
{
  return gtk_widget_get_first_child (GTK_WIDGET (self)) != NULL;
}

gboolean
gh_operate_choices_is_complete (GhOperateChoices *self)
{
  for (const GhParameter *p = self->operation->parameters; p != NULL && p->name != NULL; p++)
    if (p->is_required && !json_object_has_member (self->values, p->name))
      return FALSE;

  return TRUE;
}

JsonObject *
gh_operate_choices_dup_parameters (GhOperateChoices *self)
{
  return gh_json_object_copy (self->values);
}
