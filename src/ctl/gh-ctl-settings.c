/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Settings commands: list, set. */
#include "ctl/gh-ctl-print.h"
#include "ctl/gh-ctl-report.h"

#include "settings/gh-setting.h"
#include "settings/ops/gh-setting-report.h"

#include <glib/gi18n-lib.h>

static const GhCtlColumn columns[] = {
  { N_("Setting"), 38 }, { N_("Value"), 18 }, { N_("May be"), 0 },
};

static gboolean
print_table (GhCtlReport   *report,
             GhConnection  *connection,
             GError       **error)
{
  g_auto (GhSettings) settings = { 0 };
  gsize n_settings;
  const GhSetting *all = gh_setting_get_all (&n_settings);

  if (!gh_settings_read (&settings, connection, error))
    return FALSE;

  gh_ctl_print_cells (columns, NULL);
  for (gsize i = 0; i < n_settings; i++)
    {
      const GhSettingValue value = gh_setting_get (&all[i], &settings);
      g_autofree char *words = gh_setting_dup_words (&all[i], &value);
      g_autofree char *range = gh_setting_dup_range (&all[i]);

      gh_ctl_print_cells (columns, (const char *const []) { all[i].key, words, range });
    }

  return TRUE;
}

static const GhCtlReportKind settings = {
  .print = print_table,
  .rows = &gh_report_of_settings,
};

static int
set (GhCtl *ctl,
     GStrv  args)
{
  return gh_ctl_run_from_register (ctl, gh_operation_find (ctl->command->operation), args);
}

const GhCommand gh_ctl_settings_commands[] = {
  { "settings", "list", "", N_("List what is set for the organisation"), gh_ctl_report_list, NULL, &settings },
  { "settings", "set", "--name NAME --value VALUE [--revision N]", N_("Change a setting; VALUE is a text, a number, never, on or off"),
    set, "settings.set" },
  { NULL },
};
