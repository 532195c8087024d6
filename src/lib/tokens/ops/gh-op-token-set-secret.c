/* SPDX-License-Identifier: GPL-3.0-or-later */
/* H1, R7: gives a token the secret that it came without, or another. */
#include "keys/ops/gh-sealed-record.h"
#include "tokens/gh-token-secret.h"
#include "tokens/gh-token-target.h"

#include <glib/gi18n-lib.h>

static GhRefusal
decide (GhRun              *run,
        const GhTokenFacts *token)
{
  if (run->targets->len > 1)
    return GH_REFUSAL_ONE_AT_A_TIME;
  if (token->n_owners_in_trash > 0)
    return GH_REFUSAL_OWNER_IN_TRASH;

  gh_run_also (run, "secret-ends", token->credential != 0, N_("The secret that it has ends."),
               N_("The secrets that they have end."));

  return gh_token_secret_plan (run, token->type);
}

static gboolean
plan (GhRun   *run,
      GError **error)
{
  return gh_token_plan (run, decide, error) && (run->changes->len == 0 || gh_sealed_plan (run, error));
}

static gboolean
apply (GhRun   *run,
       GError **error)
{
  return gh_token_secret_apply (run, g_array_index (run->changes, gint64, 0), error);
}

static const GhParameter parameters[] = {
  GH_TOKEN_SECRET_PARAMETERS,
  { NULL },
};

const GhOperation gh_op_token_set_secret = {
  .name = "token.set-secret",
  .label = N_("Set Secret…"),
  .done = GH_PLURAL ("Secret of %s hardware token set", "Secrets of %s hardware tokens set"),
  .no_undo_reason = N_("It makes an authenticator: set the secret once more, or delete the token."),
  .target = &gh_target_tokens,
  .parameters = parameters,
  .plan = plan,
  .apply = apply,
};
