/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A1, A5: what follows a set-up code: a password, unless there is one, and a second factor, confirmed by a passcode. The
 * code is used up by it. */
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
  if (run->is_refused)
    return TRUE;

  if (*account.set_up == '\0')
    gh_run_refuse (run, GH_REFUSAL_NO_SET_UP_CODE, NULL);
  else if (!run->is_rehearsal && *account.password == '\0' && gh_run_get_secret (run, GH_OWN_PASSWORD) == NULL)
    gh_run_refuse (run, GH_REFUSAL_NO_PASSWORD, NULL);
  gh_own_plan_password (run);
  gh_own_plan_passcode (run);

  return TRUE;
}

static gboolean
apply (GhRun   *run,
       GError **error)
{
  gint64 id = g_array_index (run->changes, gint64, 0);
  g_auto (GhAccount) account = { 0 };
  g_autoptr (GhSecret) new_seal_key = NULL;
  GhSecret *seal_key = gh_run_get_secret (run, GH_OWN_SEAL_KEY);

  if (!gh_account_read_id (&account, run->connection, id, run->now, error))
    return FALSE;

  if (*account.password == '\0')
    {
      if (!gh_own_put_password (run, &account, &new_seal_key, error))
        return FALSE;
      seal_key = new_seal_key;
    }
  if (seal_key == NULL)
    return gh_refusal_set_error (GH_REFUSAL_SIGNED_OUT, error, NULL);

  return gh_own_put_factor (run, &account, seal_key, error) &&
         gh_administrator_credential_end (run, id, GH_ACCOUNT_SET_UP, error);
}

static const GhParameter parameters[] = {
  { GH_OWN_PASSWORD, GH_PARAMETER_SECRET, FALSE, N_("Password") },
  { GH_OWN_SEAL_KEY, GH_PARAMETER_SECRET, FALSE, N_("What the present password gives") },
  { GH_OWN_SEED, GH_PARAMETER_SECRET, TRUE, N_("The app’s secret") },
  { GH_OWN_PASSCODE, GH_PARAMETER_SECRET, TRUE, N_("What the app shows") },
  { NULL },
};

const GhOperation gh_op_administrator_set_up = {
  .name = "administrator.set-up",
  .label = N_("Set Up Account"),
  .done = GH_PLURAL ("%s account set up", "%s accounts set up"),
  .no_undo_reason = N_("An owner can reset the password."),
  .has_no_menu = TRUE,
  .parameters = parameters,
  .prepare = gh_own_prepare_password,
  .plan = plan,
  .apply = apply,
};
