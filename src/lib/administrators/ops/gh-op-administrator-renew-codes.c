/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A5: ten new recovery codes of one's own; those before stop working. */
#include "administrators/gh-administrator-credential.h"
#include "administrators/gh-own-account.h"

#include <glib/gi18n-lib.h>

static gboolean
plan (GhRun   *run,
      GError **error)
{
  g_auto (GhAccount) account = { 0 };
  gint64 n_left = 0;

  if (!gh_own_plan (run, &account, error))
    return FALSE;
  if (run->is_refused)
    return TRUE;

  for (guint i = 0; i < account.codes->len; i++)
    n_left += !g_array_index (account.codes, GhRecoveryCode, i).is_used;
  gh_run_also (run, "recovery-codes-end", n_left, N_("%s recovery code stops working"),
               N_("%s recovery codes stop working"));
  gh_run_need_passcode (run);

  return TRUE;
}

static gboolean
apply (GhRun   *run,
       GError **error)
{
  return gh_administrator_credential_put_recovery (run, g_array_index (run->changes, gint64, 0), error);
}

const GhOperation gh_op_administrator_renew_codes = {
  .name = "administrator.renew-codes",
  .label = N_("Make New Recovery Codes"),
  .done = GH_PLURAL ("Recovery codes of %s administrator made", "Recovery codes of %s administrators made"),
  .no_undo_reason = N_("Make new recovery codes again instead."),
  .has_no_menu = TRUE,
  .plan = plan,
  .apply = apply,
};
