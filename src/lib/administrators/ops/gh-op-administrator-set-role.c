/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A5: what an administrator may do. */
#include "administrators/gh-administrator-rules.h"
#include "administrators/gh-administrator-target.h"

#include <glib/gi18n-lib.h>

static GhRefusal
decide (GhRun                      *run,
        const GhAdministratorFacts *administrator)
{
  GhRole role;

  if (!gh_role_parse (gh_run_get_text (run, "role"), &role))
    return GH_REFUSAL_UNKNOWN_ROLE;

  return role == administrator->role ? GH_REFUSAL_ALREADY_SO : GH_REFUSAL_NONE;
}

static gboolean
plan (GhRun   *run,
      GError **error)
{
  return gh_administrator_plan_leaving (run, decide, error);
}

static void
change (GhRun                *run,
        GhAdministratorFacts *administrator)
{
  gh_role_parse (gh_run_get_text (run, "role"), &administrator->role);
}

static gboolean
apply (GhRun   *run,
       GError **error)
{
  return gh_administrator_apply (run, change, error);
}

static const GhParameter parameters[] = {
  { "role", GH_PARAMETER_TEXT, TRUE, GH_ROLE_LABEL },
  { NULL },
};

const GhOperation gh_op_administrator_set_role = {
  .name = "administrator.set-role",
  .label = N_("Change Role"),
  .done = GH_PLURAL ("Role of %s administrator changed", "Role of %s administrators changed"),
  .no_undo_reason = N_("It gives or takes away rights: change the role again instead."),
  .target = &gh_target_administrators,
  .parameters = parameters,
  .plan = plan,
  .apply = apply,
};
