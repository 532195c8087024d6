/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "settings/gh-settings.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define TEXT(field, may_be_off) \
  { #field, GH_SETTING_TEXT, G_STRUCT_OFFSET (GhSettings, field), 0, 0, 0, may_be_off }
#define FLAG(field, normal) \
  { #field, GH_SETTING_FLAG, G_STRUCT_OFFSET (GhSettings, field), normal, 0, 1, FALSE }
#define NUMBER(field, normal, least, most, may_be_off) \
  { #field, GH_SETTING_NUMBER, G_STRUCT_OFFSET (GhSettings, field), normal, least, most, may_be_off }

static const GhSetting settings[] = {
  TEXT (name, FALSE),
  TEXT (timezone, FALSE),
  TEXT (region, TRUE),
  FLAG (identity_proofing, FALSE),
  FLAG (email_needs_dot, TRUE),
  NUMBER (pending_deletion_days, 7, 1, 30, FALSE),
  NUMBER (purge_limit, 100, 1, 1000, FALSE),
  NUMBER (inactive_user_expiration, 0, 30, 365, TRUE),
  FLAG (user_managers_can_put_users_in_bypass, TRUE),
  NUMBER (log_retention_days, 0, 30, 3650, TRUE),
  FLAG (syslog_checkpoints, FALSE),
};

const GhSetting *
gh_setting_get_all (gsize *n_settings)
{
  *n_settings = G_N_ELEMENTS (settings);

  return settings;
}

const GhSetting *
gh_setting_find (const char *key)
{
  for (gsize i = 0; i < G_N_ELEMENTS (settings); i++)
    if (g_strcmp0 (settings[i].key, key) == 0)
      return &settings[i];

  return NULL;
}

static void
set_number (GhSettings      *self,
            const GhSetting *setting,
            gint64           value)
{
  G_STRUCT_MEMBER (int, self, setting->offset) = value;
}

void
gh_settings_init (GhSettings *self)
{
  *self = (GhSettings) { 0 };
  for (gsize i = 0; i < G_N_ELEMENTS (settings); i++)
    if (settings[i].kind != GH_SETTING_TEXT)
      set_number (self, &settings[i], settings[i].normal);
}

/* The file may be from elsewhere, and nothing else checks its values. */
static gboolean
take_value (GhSettings      *self,
            const GhSetting *setting,
            GhStatement     *row)
{
  gboolean is_null = gh_statement_is_null (row, 1);
  const char *type = gh_statement_get_text (row, 2);

  if (is_null && setting->kind != GH_SETTING_FLAG && setting->may_be_off)
    {
      if (setting->kind == GH_SETTING_NUMBER)
        set_number (self, setting, 0);
      return TRUE;
    }

  if (setting->kind == GH_SETTING_TEXT)
    {
      if (strcmp (type, "text") != 0)
        return FALSE;
      g_free (G_STRUCT_MEMBER (char *, self, setting->offset));
      G_STRUCT_MEMBER (char *, self, setting->offset) = g_strdup (gh_statement_get_text (row, 1));
      return TRUE;
    }

  if (strcmp (type, "integer") != 0 ||
      gh_statement_get_int (row, 1) < setting->least || gh_statement_get_int (row, 1) > setting->most)
    return FALSE;
  set_number (self, setting, gh_statement_get_int (row, 1));

  return TRUE;
}

gboolean
gh_settings_read (GhSettings    *self,
                  GhConnection  *connection,
                  GError       **error)
{
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

  for (gsize i = 0; is_there && i < G_N_ELEMENTS (settings); i++)
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
  for (gsize i = 0; i < G_N_ELEMENTS (settings); i++)
    if (settings[i].kind == GH_SETTING_TEXT)
      g_clear_pointer (&G_STRUCT_MEMBER (char *, self, settings[i].offset), g_free);
}
