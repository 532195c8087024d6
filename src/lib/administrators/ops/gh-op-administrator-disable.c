/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A5: denies an administrator to sign in. */
#include "administrators/gh-administrator-target.h"

#include <glib/gi18n-lib.h>

static GhRefusal
decide (GhRun                      *run,
        const GhAdministratorFacts *administrator)
{
  return administrator->is_disabled ? GH_REFUSAL_ALREADY_SO : GH_REFUSAL_NONE;
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
  administrator->is_disabled = TRUE;
}

static gboolean
apply (GhRun   *run,
       GError **error)
{
  return gh_administrator_apply (run, change, error);
}

const GhOperation gh_op_administrator_disable = {
  .name = "administrator.disable",
  .label = N_("Disable Administrator"),
  .done = GH_PLURAL ("%s administrator disabled", "%s administrators disabled"),
  .no_undo_reason = N_("It takes away rights: enable the administrator again instead."),
  .target = &gh_target_administrators,
  .plan = plan,
  .apply = apply,
};
