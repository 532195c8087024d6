/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "operate/gh-operate-status-choice.h"

#include "operate/gh-operate-date-choice.h"
#include "users/gh-user-status.h"

#include <glib/gi18n-lib.h>

#define DEFAULT_DAYS 7

struct _GhOperateStatusChoice {
  GtkBox          parent_instance;

  JsonObject     *values;
  const char     *status;
  const char     *until;
  GtkWidget      *checks[GH_STATUS_DISABLED + 1];

  GtkWidget      *end;
  AdwComboRow    *ends;
  GhOperateDateChoice  *last_day;
  GtkWidget      *no_end;
};

static const struct {
  GhEffectiveStatus  label;
  const char        *caption;
  const char        *icon;
  const char        *style;
} rows[] = {
  [GH_STATUS_ACTIVE] = { GH_EFFECTIVE_ACTIVE, N_("Two-factor sign-in is required"),
                         "gh-active-symbolic", "success" },
  [GH_STATUS_BYPASS] = { GH_EFFECTIVE_BYPASS, N_("No second factor: the password alone is enough"),
                         "gh-bypass-symbolic", "warning" },
  [GH_STATUS_DISABLED] = { GH_EFFECTIVE_DISABLED, N_("Signing in is denied"), "gh-disabled-symbolic", "dim-label" },
};

static guint changed_signal;

G_DEFINE_FINAL_TYPE (GhOperateStatusChoice, gh_operate_status_choice, GTK_TYPE_BOX)

static gboolean
is_active (GhOperateStatusChoice *self,
           GhStoredStatus   status)
{
  return self->checks[status] != NULL && gtk_check_button_get_active (GTK_CHECK_BUTTON (self->checks[status]));
}

static void
write_values (GhOperateStatusChoice *self)
{
  gboolean is_bypass = is_active (self, GH_STATUS_BYPASS);
  gboolean has_end = self->until != NULL && adw_combo_row_get_selected (self->ends) == 0;

  for (GhStoredStatus status = GH_STATUS_ACTIVE; status <= GH_STATUS_DISABLED; status++)
    if (is_active (self, status))
      json_object_set_string_member (self->values, self->status, gh_stored_status_get_word (status));
  if (self->until == NULL)
    return;

  if (is_bypass && has_end)
    {
      g_autofree char *day = gh_operate_date_choice_dup_day (self->last_day);

      json_object_set_string_member (self->values, self->until, day);
    }
  else
    json_object_remove_member (self->values, self->until);

  gtk_widget_set_visible (self->end, is_bypass);
  gtk_widget_set_visible (GTK_WIDGET (self->last_day), has_end);
  gtk_widget_set_visible (self->no_end, is_bypass && !has_end);
}

static void
changed_cb (GhOperateStatusChoice *self)
{
  write_values (self);
  g_signal_emit (self, changed_signal, 0);
}

/* The radio button that goes off is toggled, too: that is no second change. */
static void
toggled_cb (GhOperateStatusChoice *self,
            GtkCheckButton        *check)
{
  if (gtk_check_button_get_active (check))
    changed_cb (self);
}

static GtkWidget *
make_row (GhOperateStatusChoice *self,
          GhStoredStatus   status,
          GhRefusal        refusal,
          gboolean         only_unlocks)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *icon = gtk_image_new_from_icon_name (rows[status].icon);
  GtkWidget *check = gtk_check_button_new ();

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row),
                                 only_unlocks ? _("Unlock") : gh_effective_status_get_label (rows[status].label));
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row),
                               refusal != GH_REFUSAL_NONE && !only_unlocks ? gh_refusal_get_tooltip (refusal)
                                                                           : _(rows[status].caption));
  gtk_widget_add_css_class (icon, rows[status].style);
  gtk_widget_set_valign (check, GTK_ALIGN_CENTER);
  gtk_check_button_set_group (GTK_CHECK_BUTTON (check),
                              GTK_CHECK_BUTTON (self->checks[GH_STATUS_ACTIVE]));
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), icon);
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), check);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), check);
  gtk_widget_set_sensitive (row, refusal == GH_REFUSAL_NONE || only_unlocks);
  self->checks[status] = check;

  return row;
}

static GtkWidget *
make_list (void)
{
  GtkWidget *list = gtk_list_box_new ();

  gtk_list_box_set_selection_mode (GTK_LIST_BOX (list), GTK_SELECTION_NONE);
  gtk_widget_add_css_class (list, "boxed-list");

  return list;
}

static GtkWidget *
make_warning (const char *text)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 10);
  GtkWidget *icon = gtk_image_new_from_icon_name ("dialog-warning-symbolic");
  GtkWidget *label = gtk_label_new (text);

  gtk_widget_add_css_class (icon, "warning");
  gtk_widget_add_css_class (label, "caption");
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_set_margin_start (box, 14);
  gtk_box_append (GTK_BOX (box), icon);
  gtk_box_append (GTK_BOX (box), label);

  return box;
}

static void
add_end (GhOperateStatusChoice *self,
         GDateTime             *today)
{
  g_autoptr(GtkStringList) ways = gtk_string_list_new ((const char *[]) { _("On a date"), _("Never"), NULL });
  const char *given = json_object_get_string_member_with_default (self->values, self->until, NULL);
  const char *format;

  self->end = make_list ();
  self->ends = ADW_COMBO_ROW (adw_combo_row_new ());
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->ends), _("Bypass ends"));
  adw_combo_row_set_model (self->ends, G_LIST_MODEL (ways));
  gtk_list_box_append (GTK_LIST_BOX (self->end), GTK_WIDGET (self->ends));

  /* Translators: the day after the last one, for strftime(). */
  format = _("Active again on %A %-d %B %Y at 00:00");
  self->last_day = GH_OPERATE_DATE_CHOICE (gh_operate_date_choice_new (_("Last day"), today, given, DEFAULT_DAYS,
                                                                       format));
  gtk_list_box_append (GTK_LIST_BOX (self->end), GTK_WIDGET (self->last_day));
  gtk_box_append (GTK_BOX (self), self->end);

  self->no_end = make_warning (_("Marked in lists until somebody ends it"));
  gtk_box_append (GTK_BOX (self), self->no_end);

  g_signal_connect_object (self->ends, "notify::selected", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->last_day, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
}

/* Focus from outside starts at the choice. */
static gboolean
gh_operate_status_choice_focus (GtkWidget        *widget,
                                GtkDirectionType  direction)
{
  GhOperateStatusChoice *self = GH_OPERATE_STATUS_CHOICE (widget);

  for (GhStoredStatus status = GH_STATUS_ACTIVE; status <= GH_STATUS_DISABLED; status++)
    if (gtk_widget_get_focus_child (widget) == NULL && is_active (self, status))
      return gtk_widget_grab_focus (gtk_widget_get_ancestor (self->checks[status], ADW_TYPE_ACTION_ROW));

  return GTK_WIDGET_CLASS (gh_operate_status_choice_parent_class)->focus (widget, direction);
}

static void
gh_operate_status_choice_dispose (GObject *object)
{
  GhOperateStatusChoice *self = GH_OPERATE_STATUS_CHOICE (object);

  g_clear_pointer (&self->values, json_object_unref);

  G_OBJECT_CLASS (gh_operate_status_choice_parent_class)->dispose (object);
}

static void
gh_operate_status_choice_class_init (GhOperateStatusChoiceClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = gh_operate_status_choice_dispose;
  GTK_WIDGET_CLASS (klass)->focus = gh_operate_status_choice_focus;

  changed_signal = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                 G_TYPE_NONE, 0);
}

static void
gh_operate_status_choice_init (GhOperateStatusChoice *self)
{
}

GtkWidget *
gh_operate_status_choice_new (JsonObject       *values,
                              const char       *status,
                              const char       *until,
                              const GhActor    *actor,
                              const GhSettings *settings,
                              GDateTime        *today)
{
  GhOperateStatusChoice *self = g_object_new (GH_TYPE_OPERATE_STATUS_CHOICE,
                                              "orientation", GTK_ORIENTATION_VERTICAL, "spacing", 18, NULL);
  GtkWidget *list = make_list ();
  const char *given = json_object_get_string_member_with_default (values, status, NULL);

  self->values = json_object_ref (values);
  self->status = status;
  self->until = until;

  gtk_box_append (GTK_BOX (self), list);
  for (GhStoredStatus i = GH_STATUS_ACTIVE; i <= GH_STATUS_DISABLED; i++)
    {
      GhRefusal refusal = gh_role_may_set_status (actor->role, i, FALSE, settings);
      gboolean only_unlocks = i == GH_STATUS_ACTIVE && refusal == GH_REFUSAL_ONLY_UNLOCK;

      /* A role that can only unlock sees no more. */
      if (refusal != GH_REFUSAL_ONLY_UNLOCK || only_unlocks)
        gtk_list_box_append (GTK_LIST_BOX (list), make_row (self, i, refusal, only_unlocks));
    }
  if (until != NULL)
    add_end (self, today);

  for (GhStoredStatus i = GH_STATUS_ACTIVE; i <= GH_STATUS_DISABLED; i++)
    if (self->checks[i] != NULL)
      {
        gtk_check_button_set_active (GTK_CHECK_BUTTON (self->checks[i]),
                                     g_strcmp0 (given, gh_stored_status_get_word (i)) == 0);
        g_signal_connect_object (self->checks[i], "toggled", G_CALLBACK (toggled_cb), self, G_CONNECT_SWAPPED);
      }
  write_values (self);

  return GTK_WIDGET (self);
}
