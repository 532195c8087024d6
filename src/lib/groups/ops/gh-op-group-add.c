/* SPDX-License-Identifier: GPL-3.0-or-later */
/* G1: a new group, without members. */
#include "groups/gh-group-record.h"
#include "groups/gh-group-rules.h"
#include "users/gh-user-status.h"

#include <glib/gi18n-lib.h>

static gboolean
plan (GhRun   *run,
      GError **error)
{
  const char *name = gh_run_get_text (run, "name");
  const char *description = gh_run_get_text (run, "description");
  const char *word = gh_run_get_text (run, "status");
  GhStoredStatus status = GH_STATUS_ACTIVE;
  g_auto (GhGroupFacts) group = { 0 };
  GhRefusal refusal = gh_group_check_name (name);

  run->result->selected = 1;
  if (refusal == GH_REFUSAL_NONE && description != NULL)
    refusal = gh_group_check_description (description);
  if (refusal == GH_REFUSAL_NONE && word != NULL && !gh_stored_status_parse (word, &status))
    refusal = GH_REFUSAL_UNKNOWN_STATUS;
  if (refusal == GH_REFUSAL_NONE)
    refusal = gh_role_may_set_status (run->actor->role, status, FALSE, &run->settings);
  if (refusal != GH_REFUSAL_NONE)
    {
      gh_run_refuse (run, refusal, NULL);
      return TRUE;
    }

  if (!gh_group_facts_find (&group, run, name, error))
    return FALSE;

  if (group.id != 0)
    gh_run_refuse (run, GH_REFUSAL_GROUP_NAME_TAKEN, group.name);
  else
    gh_run_change (run, 0);

  return TRUE;
}

static gboolean
apply (GhRun   *run,
       GError **error)
{
  const char *name = gh_run_get_text (run, "name");
  const char *description = gh_run_get_text (run, "description");
  const char *word = gh_run_get_text (run, "status");
  GhStoredStatus status = GH_STATUS_ACTIVE;
  g_autofree char *key = NULL;
  gint64 id;

  if (word != NULL)
    gh_stored_status_parse (word, &status);

  if (!gh_group_insert (run, name, description != NULL ? description : "", status, 0, &id, &key, error))
    return FALSE;
  gh_run_about (run, GH_GROUP_KIND, key, name);

  return TRUE;
}

static const GhParameter parameters[] = {
  { "name", GH_PARAMETER_TEXT, TRUE, N_("Name") },
  { "description", GH_PARAMETER_TEXT, FALSE, N_("Description") },
  { "status", GH_PARAMETER_STATUS, FALSE, N_("Status for members") },
  { NULL },
};

const GhOperation gh_op_group_add = {
  .name = "group.add",
  .label = N_("Add Group"),
  .done = GH_PLURAL ("%s group added", "%s groups added"),
  .parameters = parameters,
  .plan = plan,
  .apply = apply,
};
