/* SPDX-License-Identifier: GPL-3.0-or-later */
/* H1: users give a hardware token back; it stays. */
#include "tokens/gh-token-holding.h"
#include "trash/gh-trash-rules.h"
#include "users/gh-user-target.h"

#include <glib/gi18n-lib.h>

static GhRefusal
check_giving_back (const GhTokenFacts *token,
                   gboolean            has_it,
                   gint64              n_tokens)
{
  return has_it ? GH_REFUSAL_NONE : GH_REFUSAL_HAS_NOT_TOKEN;
}

static gboolean
plan (GhRun   *run,
      GError **error)
{
  return gh_token_holding_plan (run, check_giving_back, error);
}

static gboolean
apply (GhRun   *run,
       GError **error)
{
  g_autoptr (GArray) tokens = g_array_new (FALSE, FALSE, sizeof (gint64));

  g_array_append_val (tokens, gh_token_holding_get_token (run)->id);

  return gh_token_leaving_begin (run, tokens, error) &&
         gh_run_in_chunks (run, run->changes, gh_token_leave_chunk, NULL, error);
}

static const GhParameter parameters[] = {
  GH_TOKEN_HOLDING_PARAMETERS,
  { NULL },
};

const GhOperation gh_op_token_unassign = {
  .name = "token.unassign",
  .label = N_("Unassign Hardware Token…"),
  .done = GH_PLURAL ("Hardware token taken from %s user", "Hardware token taken from %s users"),
  .target = &gh_target_users,
  .parameters = parameters,
  .check = gh_trash_check_change,
  .plan = plan,
  .apply = apply,
};
