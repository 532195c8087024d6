/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A5: ends password and second factor, and gives a code that sets up both. */
#include "administrators/gh-administrator-target.h"

#include <glib/gi18n-lib.h>

static GhRefusal
decide (GhRun                      *run,
        const GhAdministratorFacts *administrator)
{
  return GH_REFUSAL_NONE;
}

static gboolean
plan (GhRun   *run,
      GError **error)
{
  return gh_administrator_plan_leaving (run, decide, error);
}

static gboolean
apply (GhRun   *run,
       GError **error)
{
  return gh_administrator_reset (run, TRUE, error);
}

const GhOperation gh_op_administrator_reset_password = {
  .name = "administrator.reset-password",
  .label = N_("Reset Password"),
  .done = GH_PLURAL ("Password of %s administrator reset", "Password of %s administrators reset"),
  .no_undo_reason = N_("What was ended stays ended: the code that it gave sets up anew."),
  .target = &gh_target_administrators,
  .plan = plan,
  .apply = apply,
};
