/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "settings/gh-setting-choice.h"

#include "base/gh-time.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static void
free_choice (gpointer data)
{
  GhSettingChoice *choice = data;

  g_free (choice->value);
  g_free (choice->label);
  g_free (choice->detail);
  g_free (choice);
}

static void
add (GPtrArray  *choices,
     const char *value,
     const char *label,
     const char *detail)
{
  GhSettingChoice *choice = g_new0 (GhSettingChoice, 1);

  choice->value = g_strdup (value);
  choice->label = g_strdup (label);
  choice->detail = g_strdup (detail);
  g_ptr_array_add (choices, choice);
}

static int
compare_cb (gconstpointer a,
            gconstpointer b)
{
  const GhSettingChoice *const *one = a;
  const GhSettingChoice *const *other = b;

  return g_utf8_collate ((*one)->label, (*other)->label);
}

/* Of the form of iso3166.tab: "NO", "Norway". */
static const char *
find_country (GPtrArray  *countries,
              const char *code)
{
  for (guint i = 0; i < countries->len; i++)
    {
      char **cells = countries->pdata[i];

      if (g_str_equal (cells[0], code))
        return cells[1];
    }

  return NULL;
}

/* zone.tab: "NO", "+5955+01045", "Europe/Oslo". Names of places have underscores for blanks. */
GPtrArray *
gh_setting_list_time_zones (void)
{
  GPtrArray *choices = g_ptr_array_new_with_free_func (free_choice);
  g_autoptr (GPtrArray) countries = gh_time_zone_read_table ("iso3166.tab", "\t");
  g_autoptr (GPtrArray) zones = gh_time_zone_read_table ("zone.tab", "\t");

  for (guint i = 0; i < zones->len; i++)
    {
      char **cells = zones->pdata[i];
      g_autofree char *label = NULL;

      if (g_strv_length (cells) < 3 || !gh_time_zone_is_valid (cells[2]))
        continue;

      label = g_strdelimit (g_strdup (cells[2]), "_", ' ');
      add (choices, cells[2], label, find_country (countries, cells[0]));
    }
  add (choices, "UTC", "UTC", NULL);
  g_ptr_array_sort (choices, compare_cb);

  return choices;
}

GPtrArray *
gh_setting_list_countries (void)
{
  GPtrArray *choices = g_ptr_array_new_with_free_func (free_choice);
  g_autoptr (GPtrArray) countries = gh_time_zone_read_table ("iso3166.tab", "\t");

  for (guint i = 0; i < countries->len; i++)
    {
      char **cells = countries->pdata[i];

      if (g_strv_length (cells) == 2)
        add (choices, cells[0], cells[1], cells[0]);
    }
  g_ptr_array_sort (choices, compare_cb);
  add (choices, "", _("As the time zone says"), NULL);
  g_ptr_array_insert (choices, 0, g_ptr_array_steal_index (choices, choices->len - 1));

  return choices;
}

GPtrArray *
gh_setting_list_helpdesk_bypass (void)
{
  GPtrArray *choices = g_ptr_array_new_with_free_func (free_choice);

  add (choices, "allow", _("Any Code"), NULL);
  add (choices, "limit", _("Standard Codes Only"), NULL);
  add (choices, "deny", _("None"), NULL);

  return choices;
}
