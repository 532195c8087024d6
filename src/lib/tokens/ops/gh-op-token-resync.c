/* SPDX-License-Identifier: GPL-3.0-or-later */
/* H1: a token whose counter or clock has run away is found again by passcodes in a row, which are used up. How far it has
 * been used is a fact: it is written to the events file before the entry, so that a crash in between loses only that. */
#include "keys/ops/gh-sealed-record.h"
#include "tokens/gh-token-record.h"
#include "tokens/gh-token-target.h"
#include "verification/gh-resync.h"

#include <glib/gi18n-lib.h>

static GhRefusal
decide (GhRun              *run,
        const GhTokenFacts *token)
{
  if (run->targets->len > 1)
    return GH_REFUSAL_ONE_AT_A_TIME;
  if (token->n_owners_in_trash > 0)
    return GH_REFUSAL_OWNER_IN_TRASH;

  return token->credential != 0 ? GH_REFUSAL_NONE : GH_REFUSAL_TOKEN_WITHOUT_SECRET;
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
  return gh_resync (run, GH_TOKEN_KIND, g_array_index (run->changes, gint64, 0), gh_run_get_secret (run, "passcodes"),
                    error);
}

static const GhParameter parameters[] = {
  { "passcodes", GH_PARAMETER_SECRET, TRUE,
    N_("Passcodes in a row, on one line with blanks between: three of HOTP, two of TOTP or a YubiKey") },
  { NULL },
};

const GhOperation gh_op_token_resync = {
  .name = "token.resync",
  .label = N_("Resynchronise Hardware Token…"),
  .done = GH_PLURAL ("%s hardware token resynchronised", "%s hardware tokens resynchronised"),
  .no_undo_reason = N_("The passcodes have been used up."),
  .target = &gh_target_tokens,
  .parameters = parameters,
  .plan = plan,
  .apply = apply,
};
