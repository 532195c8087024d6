/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "operate/gh-operate-date-choice.h"

#include <glib/gi18n-lib.h>

struct _GhOperateDateChoice {
  AdwActionRow  parent_instance;

  GDateTime    *day;
  GtkWidget    *button;
  GtkLabel     *label;
  GtkCalendar  *calendar;
  const char   *next_day_format;
};

static guint changed_signal;

G_DEFINE_FINAL_TYPE (GhOperateDateChoice, gh_operate_date_choice, ADW_TYPE_ACTION_ROW)

static void
update (GhOperateDateChoice *self)
{
  /* Translators: a day in short, for strftime(). */
  g_autofree char *text = g_date_time_format (self->day, _("%a %-d %b %Y"));

  gtk_label_set_text (self->label, text);
  if (self->next_day_format != NULL)
    {
      g_autoptr(GDateTime) next = g_date_time_add_days (self->day, 1);
      g_autofree char *caption = g_date_time_format (next, self->next_day_format);

      adw_action_row_set_subtitle (ADW_ACTION_ROW (self), caption);
    }
}

static void
selected_cb (GhOperateDateChoice *self)
{
  g_autoptr(GDateTime) day = gtk_calendar_get_date (self->calendar);

  if (g_date_time_get_year (day) == g_date_time_get_year (self->day) &&
      g_date_time_get_day_of_year (day) == g_date_time_get_day_of_year (self->day))
    return;

  g_date_time_unref (self->day);
  self->day = g_steal_pointer (&day);
  update (self);
  gtk_menu_button_popdown (GTK_MENU_BUTTON (self->button));
  g_signal_emit (self, changed_signal, 0);
}

static void
gh_operate_date_choice_finalize (GObject *object)
{
  GhOperateDateChoice *self = GH_OPERATE_DATE_CHOICE (object);

  g_clear_pointer (&self->day, g_date_time_unref);

  G_OBJECT_CLASS (gh_operate_date_choice_parent_class)->finalize (object);
}

static void
gh_operate_date_choice_class_init (GhOperateDateChoiceClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = gh_operate_date_choice_finalize;

  changed_signal = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                 G_TYPE_NONE, 0);
}

static void
gh_operate_date_choice_init (GhOperateDateChoice *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *popover = gtk_popover_new ();

  self->label = GTK_LABEL (gtk_label_new (NULL));
  gtk_widget_add_css_class (GTK_WIDGET (self->label), "numeric");
  gtk_box_append (GTK_BOX (box), gtk_image_new_from_icon_name ("x-office-calendar-symbolic"));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->label));

  self->calendar = GTK_CALENDAR (gtk_calendar_new ());
  gtk_popover_set_child (GTK_POPOVER (popover), GTK_WIDGET (self->calendar));

  self->button = gtk_menu_button_new ();
  gtk_menu_button_set_child (GTK_MENU_BUTTON (self->button), box);
  gtk_menu_button_set_popover (GTK_MENU_BUTTON (self->button), popover);
  gtk_widget_set_valign (self->button, GTK_ALIGN_CENTER);
  adw_action_row_add_suffix (ADW_ACTION_ROW (self), self->button);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (self), self->button);
}

GtkWidget *
gh_operate_date_choice_new (const char *title,
                            GDateTime  *today,
                            const char *given,
                            int         days,
                            const char *next_day_format)
{
  GhOperateDateChoice *self = g_object_new (GH_TYPE_OPERATE_DATE_CHOICE, "title", title, NULL);
  int year, month, day;

  self->next_day_format = next_day_format;
  if (given != NULL && sscanf (given, "%4d-%2d-%2d", &year, &month, &day) == 3)
    self->day = g_date_time_new_utc (year, month, day, 12, 0, 0);
  if (self->day == NULL)
    {
      g_autoptr(GDateTime) noon = g_date_time_new_utc (g_date_time_get_year (today), g_date_time_get_month (today),
                                                       g_date_time_get_day_of_month (today), 12, 0, 0);

      self->day = g_date_time_add_days (noon, days);
    }
  gtk_calendar_select_day (self->calendar, self->day);
  g_signal_connect_object (self->calendar, "day-selected", G_CALLBACK (selected_cb), self, G_CONNECT_SWAPPED);
  update (self);

  return GTK_WIDGET (self);
}

char *
gh_operate_date_choice_dup_day (GhOperateDateChoice *self)
{
  g_return_val_if_fail (GH_IS_OPERATE_DATE_CHOICE (self), NULL);

  return g_date_time_format (self->day, "%Y-%m-%d");
}
