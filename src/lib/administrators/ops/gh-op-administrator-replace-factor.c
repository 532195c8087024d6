/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A5, A9: another second factor of one's own. The old one works until a passcode of the new one confirms it. */
#include "administrators/gh-own-account.h"

#include <glib/gi18n-lib.h>

static gboolean
plan (GhRun   *run,
      GError **error)
{
  g_auto (GhAccount) account = { 0 };

  if (!gh_own_plan (run, &account, error))
    return FALSE;

  gh_own_plan_passcode (run);
  gh_run_need_passcode (run);

  return TRUE;
}

static gboolean
apply (GhRun   *run,
       GError **error)
{
  g_auto (GhAccount) account = { 0 };
  g_autoptr (GhSecret) old_seed = NULL;

  /* A seal key that does not open the present seed would lose the new one. */
  return gh_account_read_id (&account, run->connection, g_array_index (run->changes, gint64, 0), run->now, error) &&
         gh_own_open_seed (run, &account, &old_seed, error) &&
         gh_own_put_factor (run, &account, gh_run_get_secret (run, GH_OWN_SEAL_KEY), error);
}

static const GhParameter parameters[] = {
  { GH_OWN_SEAL_KEY, GH_PARAMETER_SECRET, TRUE, N_("What the present password gives") },
  { GH_OWN_SEED, GH_PARAMETER_SECRET, TRUE, N_("The app’s secret") },
  { GH_OWN_PASSCODE, GH_PARAMETER_SECRET, TRUE, N_("What the app shows") },
  { NULL },
};

const GhOperation gh_op_administrator_replace_factor = {
  .name = "administrator.replace-factor",
  .label = N_("Replace Second Factor"),
  .done = GH_PLURAL ("%s second factor replaced", "%s second factors replaced"),
  .no_undo_reason = N_("Replace the second factor again instead."),
  .has_no_menu = TRUE,
  .parameters = parameters,
  .plan = plan,
  .apply = apply,
};
