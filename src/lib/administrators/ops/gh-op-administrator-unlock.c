/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A8: ends a lock-out before its hour is over. It is named by its number: the next one holds. */
#include "administrators/gh-administrator-target.h"

#include <glib/gi18n-lib.h>

static GhRefusal
decide (GhRun                      *run,
        const GhAdministratorFacts *administrator)
{
  return administrator->lockout != 0 ? GH_REFUSAL_NONE : GH_REFUSAL_NOT_LOCKED_OUT;
}

static gboolean
plan (GhRun   *run,
      GError **error)
{
  return gh_administrator_plan (run, decide, error);
}

static void
change (GhRun                *run,
        GhAdministratorFacts *administrator)
{
  administrator->unlocked = administrator->lockout;
}

static gboolean
apply (GhRun   *run,
       GError **error)
{
  return gh_administrator_apply (run, change, error);
}

const GhOperation gh_op_administrator_unlock = {
  .name = "administrator.unlock",
  .label = N_("Unlock Administrator"),
  .done = GH_PLURAL ("%s administrator unlocked", "%s administrators unlocked"),
  .no_undo_reason = N_("Nobody is locked out by hand."),
  .target = &gh_target_administrators,
  .plan = plan,
  .apply = apply,
};
