/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A5: lets an administrator sign in again. */
#include "administrators/gh-administrator-target.h"

#include <glib/gi18n-lib.h>

static GhRefusal
decide (GhRun                      *run,
        const GhAdministratorFacts *administrator)
{
  return administrator->is_disabled ? GH_REFUSAL_NONE : GH_REFUSAL_ALREADY_SO;
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
  administrator->is_disabled = FALSE;
}

static gboolean
apply (GhRun   *run,
       GError **error)
{
  return gh_administrator_apply (run, change, error);
}

const GhOperation gh_op_administrator_enable = {
  .name = "administrator.enable",
  .label = N_("Enable Administrator"),
  .done = GH_PLURAL ("%s administrator enabled", "%s administrators enabled"),
  .no_undo_reason = N_("It gives rights: disable the administrator again instead."),
  .target = &gh_target_administrators,
  .plan = plan,
  .apply = apply,
};
