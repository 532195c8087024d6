/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tokens/gh-token-holding.h"

#include "tokens/gh-token-record.h"
#include "users/gh-user-target.h"

typedef struct {
  GhTokenFacts          token;
  GhTokenHoldingDecide  decide;
  GError               *error;  /* of a decision */
} Holding;

static void
holding_free (gpointer data)
{
  Holding *self = data;

  gh_token_facts_clear (&self->token);
  g_clear_error (&self->error);
  g_free (self);
}

const GhTokenFacts *
gh_token_holding_get_token (GhRun *run)
{
  const Holding *self = run->data;

  return &self->token;
}

static GhRefusal
decide (GhRun             *run,
        const GhUserFacts *facts)
{
  Holding *self = run->data;
  g_autoptr (GhStatement) select = NULL;

  if (self->error != NULL)
    return GH_REFUSAL_NONE;

  select = gh_connection_query (run->connection, "tokens/has-token", &self->error, "ii", facts->id, self->token.id);
  if (!gh_statement_require (select, &self->error))
    return GH_REFUSAL_NONE;

  return (*self->decide) (&self->token, gh_statement_get_int (select, 0) != 0, gh_statement_get_int (select, 1));
}

gboolean
gh_token_holding_plan (GhRun                 *run,
                       GhTokenHoldingDecide   decide_holding,
                       GError               **error)
{
  const char *serial = gh_run_get_text (run, "token");
  Holding *self = g_new0 (Holding, 1);
  gboolean is_one;

  run->data = self;
  run->data_free = holding_free;
  self->decide = decide_holding;
  if (!gh_token_facts_find (&self->token, run, serial, gh_run_get_text (run, "type"), &is_one, error))
    return FALSE;

  if (!is_one)
    {
      gh_run_refuse (run, self->token.id == 0 ? GH_REFUSAL_UNKNOWN_TOKEN : GH_REFUSAL_SEVERAL_TOKENS, serial);
      return TRUE;
    }

  gh_run_about (run, GH_TOKEN_KIND, self->token.key, self->token.serial);
  if (!gh_user_plan (run, decide, error))
    return FALSE;
  if (self->error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&self->error));
      return FALSE;
    }

  return TRUE;
}
