/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "settings/ops/gh-setting-record.h"

#include "operations/gh-journal.h"
#include "settings/gh-settings.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* A setting is there as long as its organisation. */
static GhRefusal
check_undo (GhRun       *run,
            gint64       id,
            const char  *before,
            GError     **error)
{
  return before != NULL ? GH_REFUSAL_NONE : GH_REFUSAL_CANNOT_BE_UNDONE;
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
                                                                     : NULL;

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
