/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "settings/gh-setting.h"

#include <glib/gi18n-lib.h>
#include <string.h>

void
gh_settings_init (GhSettings *self)
{
  gsize n_settings;
  const GhSetting *settings = gh_setting_get_all (&n_settings);

  *self = (GhSettings) { 0 };
  for (gsize i = 0; i < n_settings; i++)
    if (settings[i].kind != GH_SETTING_TEXT)
      G_STRUCT_MEMBER (int, self, settings[i].offset) = settings[i].normal;
}

/* The file may be from elsewhere, and nothing else checks its values. */
static gboolean
take_value (GhSettings      *self,
            const GhSetting *setting,
            GhStatement     *row)
{
  const char *type = gh_statement_get_text (row, 2);
  GhSettingValue value = { .is_off = gh_statement_is_null (row, 1) };

  if (!value.is_off && strcmp (type, setting->kind == GH_SETTING_TEXT ? "text" : "integer") != 0)
    return FALSE;

  if (setting->kind == GH_SETTING_TEXT)
    value.text = gh_statement_get_text (row, 1);
  else
    value.number = gh_statement_get_int (row, 1);
  if (!gh_setting_is_in_range (setting, &value))
    return FALSE;
  gh_setting_put (setting, self, &value);

  return TRUE;
}

gboolean
gh_settings_read (GhSettings    *self,
                  GhConnection  *connection,
                  GError       **error)
{
  gsize n_settings;
  const GhSetting *settings = gh_setting_get_all (&n_settings);
  g_autoptr (GhStatement) select = NULL;
  gboolean is_there = FALSE;

  gh_settings_init (self);
  select = gh_connection_prepare (connection, "settings/list-settings", error);
  while (gh_statement_next (select))
    {
      const GhSetting *setting = gh_setting_find (gh_statement_get_text (select, 0));

      is_there = TRUE;
      if (setting != NULL && !take_value (self, setting, select))
        {
          g_set_error (error, GH_ERROR, GH_ERROR_DAMAGED,
                       _("The database is damaged: its setting “%s” has a value that cannot be."), setting->key);
          return FALSE;
        }
    }

  if (!gh_statement_finish (select, error))
    return FALSE;

  for (gsize i = 0; is_there && i < n_settings; i++)
    if (settings[i].kind == GH_SETTING_TEXT && !settings[i].may_be_off &&
        G_STRUCT_MEMBER (char *, self, settings[i].offset) == NULL)
      {
        g_set_error (error, GH_ERROR, GH_ERROR_DAMAGED,
                     _("The database is damaged: its setting “%s” is missing."), settings[i].key);
        return FALSE;
      }

  return TRUE;
}

void
gh_settings_clear (GhSettings *self)
{
  gsize n_settings;
  const GhSetting *settings = gh_setting_get_all (&n_settings);

  for (gsize i = 0; i < n_settings; i++)
    if (settings[i].kind == GH_SETTING_TEXT)
      g_clear_pointer (&G_STRUCT_MEMBER (char *, self, settings[i].offset), g_free);
}
