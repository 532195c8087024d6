/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A5: ends the second factor, and gives a code that sets up another after the password. */
#include "administrators/gh-administrator-target.h"

#include <glib/gi18n-lib.h>

static GhRefusal
decide (GhRun                      *run,
        const GhAdministratorFacts *administrator)
{
  return administrator->has_password ? GH_REFUSAL_NONE : GH_REFUSAL_NO_PASSWORD;
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
  return gh_administrator_reset (run, FALSE, error);
}

const GhOperation gh_op_administrator_reset_factor = {
  .name = "administrator.reset-factor",
  .label = N_("Reset Second Factor"),
  .done = GH_PLURAL ("Second factor of %s administrator reset", "Second factor of %s administrators reset"),
  .no_undo_reason = N_("What was ended stays ended: the code that it gave sets up anew."),
  .target = &gh_target_administrators,
  .plan = plan,
  .apply = apply,
};
