/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A5: another password of one's own. The second factor stays, sealed by the new one. */
#include "administrators/gh-administrator-credential.h"
#include "administrators/gh-own-account.h"

#include <glib/gi18n-lib.h>

static gboolean
plan (GhRun   *run,
      GError **error)
{
  g_auto (GhAccount) account = { 0 };

  if (!gh_own_plan (run, &account, error))
    return FALSE;

  gh_own_plan_password (run);
  gh_run_need_passcode (run);

  return TRUE;
}

static gboolean
apply (GhRun   *run,
       GError **error)
{
  gint64 id = g_array_index (run->changes, gint64, 0);
  g_auto (GhAccount) account = { 0 };
  g_autoptr (GhSecret) seed = NULL;
  g_autoptr (GhSecret) seal_key = NULL;
  g_autoptr (GBytes) sealed = NULL;

  if (!gh_account_read_id (&account, run->connection, id, run->now, error) ||
      !gh_own_open_seed (run, &account, &seed, error) ||
      !gh_own_put_password (run, &account, &seal_key, error))
    return FALSE;
  if (seed == NULL)
    return TRUE;

  sealed = gh_own_seed_seal (seal_key, gh_store_get_organisation_key (run->store), account.facts.key, account.factor, seed);

  return gh_administrator_credential_reseal (run, id, sealed, error);
}

static const GhParameter parameters[] = {
  { GH_OWN_PASSWORD, GH_PARAMETER_SECRET, TRUE, N_("New password") },
  { GH_OWN_SEAL_KEY, GH_PARAMETER_SECRET, TRUE, N_("What the present password gives") },
  { NULL },
};

const GhOperation gh_op_administrator_change_password = {
  .name = "administrator.change-password",
  .label = N_("Change Password"),
  .done = GH_PLURAL ("%s password changed", "%s passwords changed"),
  .no_undo_reason = N_("Change the password again instead."),
  .has_no_menu = TRUE,
  .parameters = parameters,
  .prepare = gh_own_prepare_password,
  .plan = plan,
  .apply = apply,
};
