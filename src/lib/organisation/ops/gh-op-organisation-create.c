/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A1, S9: the first entry of every log. */
#include "base/gh-fold.h"
#include "base/gh-time.h"
#include "operations/gh-run.h"
#include "settings/ops/gh-setting-record.h"

#include <glib/gi18n-lib.h>

#define NAME_MAX_CHARACTERS 256

static gboolean
plan (GhRun   *run,
      GError **error)
{
  GhRefusal refusal = gh_fold_check_name (gh_run_get_text (run, "name"), NAME_MAX_CHARACTERS);

  run->result->selected = 1;
  if (refusal != GH_REFUSAL_NONE)
    gh_run_refuse (run, refusal, NULL);
  else if (!gh_time_zone_is_valid (gh_run_get_text (run, "time-zone")))
    gh_run_refuse (run, GH_REFUSAL_TIME_ZONE, gh_run_get_text (run, "time-zone"));
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
