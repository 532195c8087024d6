/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A1, S9: the first entry of every log. */
#include "operations/gh-run.h"
#include "settings/gh-setting.h"
#include "settings/ops/gh-setting-record.h"

#include <glib/gi18n-lib.h>

static gboolean
plan (GhRun   *run,
      GError **error)
{
  const char *zone = gh_run_get_text (run, "time-zone");
  GhSettingValue value;
  GhRefusal refusal;

  run->result->selected = 1;
  if ((refusal = gh_setting_read (gh_setting_find ("name"), gh_run_get_text (run, "name"), &value)) != GH_REFUSAL_NONE)
    gh_run_refuse (run, refusal, NULL);
  else if ((refusal = gh_setting_read (gh_setting_find ("timezone"), zone, &value)) != GH_REFUSAL_NONE)
    gh_run_refuse (run, refusal, zone);
  else if (run->settings.timezone != NULL)
    gh_run_refuse (run, GH_REFUSAL_NOT_NEW, NULL);
  else
    gh_run_change (run, 0);

  return TRUE;
}

static gboolean
apply (GhRun   *run,
       GError **error)
{
  const char *key = gh_store_get_organisation_key (run->store);

  gh_run_about (run, "organisation", key, gh_run_get_text (run, "name"));

  return gh_connection_run (run->connection, "organisation/insert-organisation", error, "si", key, run->now) &&
         gh_setting_create_all (run, gh_run_get_text (run, "name"), gh_run_get_text (run, "time-zone"), error);
}

static const GhParameter parameters[] = {
  { "name", GH_PARAMETER_TEXT, TRUE, N_("Name of the organisation") },
  { "time-zone", GH_PARAMETER_TEXT, TRUE, N_("Time zone, such as Europe/Oslo") },
  { NULL },
};

const GhOperation gh_op_organisation_create = {
  .name = "organisation.create",
  .label = N_("Create Organisation"),
  .done = GH_PLURAL ("%s organisation created", "%s organisations created"),
  .no_undo_reason = N_("An organisation begins with this entry."),
  .has_no_menu = TRUE,
  .parameters = parameters,
  .plan = plan,
  .apply = apply,
};
