/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "settings/ops/gh-setting-report.h"

#include "reports/gh-json.h"
#include "settings/gh-setting.h"

static const char *const columns[] = { "name", "value", "unit", "least", "most" };

static void
append_csv (GhReportFile     *file,
            GhCsvKind         kind,
            const GhSetting  *setting,
            const GhSettings *settings)
{
  const GhSettingValue value = gh_setting_get (setting, settings);
  gboolean is_number = setting->kind == GH_SETTING_NUMBER;
  g_autofree char *text = gh_setting_write (setting, &value);
  g_autofree char *least = g_strdup_printf ("%" G_GINT64_FORMAT, setting->least);
  g_autofree char *most = g_strdup_printf ("%" G_GINT64_FORMAT, setting->most);

  gh_csv_append_cell (file, kind, TRUE, setting->key);
  gh_csv_append_cell (file, kind, FALSE, text);
  gh_csv_append_cell (file, kind, FALSE, is_number ? gh_setting_get_unit (setting) : "");
  gh_csv_append_cell (file, kind, FALSE, is_number ? least : "");
  gh_csv_append_cell (file, kind, FALSE, is_number ? most : "");
  gh_csv_end_row (file);
}

static void
append_json_value (GhReportFile         *file,
                   const GhSetting      *setting,
                   const GhSettingValue *value)
{
  if (value->is_off)
    gh_json_append_literal (file, "null");
  else if (setting->kind == GH_SETTING_TEXT)
    gh_json_append_text (file, value->text);
  else if (setting->kind == GH_SETTING_FLAG)
    gh_json_append_literal (file, value->number ? "true" : "false");
  else
    gh_json_append_number (file, value->number);
}

static void
append_json (GhReportFile     *file,
             const GhSetting  *setting,
             const GhSettings *settings)
{
  const GhSettingValue value = gh_setting_get (setting, settings);

  gh_json_append_literal (file, "{\"name\":");
  gh_json_append_text (file, setting->key);
  gh_json_append_literal (file, ",\"value\":");
  append_json_value (file, setting, &value);
  if (setting->kind == GH_SETTING_NUMBER)
    {
      gh_json_append_literal (file, ",\"unit\":");
      gh_json_append_text (file, gh_setting_get_unit (setting));
      gh_json_append_literal (file, ",\"least\":");
      gh_json_append_number (file, setting->least);
      gh_json_append_literal (file, ",\"most\":");
      gh_json_append_number (file, setting->most);
    }
  gh_json_append_literal (file, "}");
}

static gboolean
write_settings (const GhView    *view,
                GhConnection    *connection,
                GhReportFormat   format,
                GhReportFile    *file,
                GhJob           *job,
                gint64          *count,
                GError         **error)
{
  GhCsvKind kind = gh_report_format_get_csv (format);
  g_auto (GhSettings) settings = { 0 };
  gsize n_settings;
  const GhSetting *all = gh_setting_get_all (&n_settings);

  if (!gh_settings_read (&settings, connection, error))
    return FALSE;

  for (gsize i = 0; format != GH_REPORT_JSON && i < G_N_ELEMENTS (columns); i++)
    gh_csv_append_cell (file, kind, i == 0, columns[i]);
  if (format != GH_REPORT_JSON)
    gh_csv_end_row (file);
  else
    gh_json_append_literal (file, "[");

  for (gsize i = 0; i < n_settings; i++)
    if (format != GH_REPORT_JSON)
      append_csv (file, kind, &all[i], &settings);
    else
      {
        gh_json_append_literal (file, i == 0 ? "\n" : ",\n");
        append_json (file, &all[i], &settings);
      }
  if (format == GH_REPORT_JSON)
    gh_json_append_literal (file, "\n]\n");
  *count = n_settings;

  return TRUE;
}

const GhReportKind gh_report_of_settings = { GH_RIGHT_EXPORT, "settings", write_settings };
