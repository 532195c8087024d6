/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "settings/ops/gh-setting-record.h"

#include "base/gh-json-reader.h"
#include "operations/gh-journal.h"
#include "settings/gh-setting.h"

#include <glib/gi18n-lib.h>
#include <string.h>

gboolean
gh_setting_read_json (const GhSetting *self,
                      JsonNode        *node,
                      GhSettingValue  *value)
{
  GType type = JSON_NODE_HOLDS_VALUE (node) ? json_node_get_value_type (node) : G_TYPE_NONE;

  *value = (GhSettingValue) { .is_off = JSON_NODE_HOLDS_NULL (node) };
  if (value->is_off)
    return TRUE;
  if (type != (self->kind == GH_SETTING_TEXT ? G_TYPE_STRING : G_TYPE_INT64))
    return FALSE;

  if (self->kind == GH_SETTING_TEXT)
    value->text = json_node_get_string (node);
  else
    value->number = json_node_get_int (node);

  return TRUE;
}

gboolean
gh_setting_find_record (GhConnection  *connection,
                        const char    *key,
                        gint64        *id,
                        gint64        *revision,
                        GError       **error)
{
  g_autoptr (GhStatement) select = gh_connection_query (connection, "settings/get-setting", error, "s", key);
  gboolean is_there = gh_statement_next (select);

  if (is_there)
    {
      *id = gh_statement_get_int (select, 0);
      *revision = gh_statement_get_int (select, 1);
    }

  return gh_statement_finish (select, error) && is_there;
}

static GhRefusal
check_value (GhRun           *run,
             const GhSetting *setting,
             const char      *before)
{
  g_autoptr (JsonNode) node = gh_json_parse (before, NULL);
  JsonNode *member = node != NULL && JSON_NODE_HOLDS_OBJECT (node)
                       ? json_object_get_member (json_node_get_object (node), "value") : NULL;
  GhSettingValue now = gh_setting_get (setting, &run->settings);
  GhSettingValue then;
  GhRefusal refusal;

  if (member == NULL || !gh_setting_read_json (setting, member, &then))
    return GH_REFUSAL_JOURNAL_UNREADABLE;

  if (setting->is_owners && run->actor->role != GH_ROLE_OWNER)
    return GH_REFUSAL_ROLE;

  refusal = gh_setting_check (setting, &then);
  if (refusal == GH_REFUSAL_NONE && gh_setting_weakens (setting, &now, &then))
    gh_run_need_passcode (run);

  return refusal;
}

/* A setting is there as long as its organisation. An edited journal must not bring back what nobody could set. */
static GhRefusal
check_undo (GhRun       *run,
            gint64       id,
            const char  *before,
            GError     **error)
{
  g_autofree char *key = NULL;
  const GhSetting *setting;

  if (before == NULL)
    return GH_REFUSAL_CANNOT_BE_UNDONE;
  if (!gh_record_kind_describe (&gh_record_kind_setting, run->connection, id, &key, NULL, error))
    return GH_REFUSAL_NONE;

  /* Nothing reads a setting that is not in the table. */
  setting = gh_setting_find (key);

  return setting != NULL ? check_value (run, setting, before) : GH_REFUSAL_NONE;
}

static gboolean
create (GhRun           *run,
        const GhSetting *setting,
        const char      *text,
        GError         **error)
{
  g_autoptr (GhStatement) insert = gh_connection_prepare (run->connection, "settings/insert-setting", error);

  if (insert == NULL)
    return FALSE;

  gh_statement_bind (insert, "si", setting->key, run->entry);
  if (text != NULL)
    gh_statement_bind_text (insert, 3, text, -1);
  else if (setting->kind != GH_SETTING_TEXT && !(setting->may_be_off && setting->normal == 0))
    gh_statement_bind_int (insert, 3, setting->normal);

  return gh_statement_run (insert, error) &&
         gh_journal_created_record (run, GH_SETTING_KIND, gh_connection_get_last_row_id (run->connection), error);
}

gboolean
gh_setting_create_all (GhRun       *run,
                       const char  *name,
                       const char  *time_zone,
                       GError     **error)
{
  gsize n_settings;
  const GhSetting *settings = gh_setting_get_all (&n_settings);

  for (gsize i = 0; i < n_settings; i++)
    {
      const char *text = strcmp (settings[i].key, "name") == 0       ? name
                         : strcmp (settings[i].key, "timezone") == 0 ? time_zone
                                                                     : settings[i].normal_text;

      if (!create (run, &settings[i], text, error))
        return FALSE;
    }

  return TRUE;
}

const GhRecordKind gh_record_kind_setting = {
  .name = GH_SETTING_KIND,
  .noun = GH_PLURAL ("%s setting", "%s settings"),
  .table = "settings",
  .describe = "settings/describe-setting",
  .record = "settings/get-setting-record",
  .fields = " key:text value:integer value:text value:null ",
  .label_fields = "[\"key\"]",
  .check_undo = check_undo,
  .back = { "settings/put-back-settings" },
};
