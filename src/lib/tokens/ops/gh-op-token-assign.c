/* SPDX-License-Identifier: GPL-3.0-or-later */
/* H1: users get a hardware token. */
#include "operations/gh-journal.h"
#include "tokens/gh-token-holding.h"
#include "tokens/gh-token-rules.h"
#include "trash/gh-trash-rules.h"
#include "users/gh-sharing.h"
#include "users/gh-user-record.h"
#include "users/gh-user-target.h"
#include "users/gh-user-write.h"

#include <glib/gi18n-lib.h>

static GhRefusal
check_getting (const GhTokenFacts *token,
               gboolean            has_it,
               gint64              n_tokens)
{
  if (has_it)
    return GH_REFUSAL_HAS_TOKEN;

  return n_tokens >= GH_MAX_TOKENS_PER_USER ? GH_REFUSAL_TOO_MANY_TOKENS : GH_REFUSAL_NONE;
}

/* P1: who holds the same thing can sign in as each other. */
static gboolean
name_sharers (GhRun   *run,
              gint64   token_id,
              GError **error)
{
  g_autoptr (GhSharing) sharing = gh_sharing_new ();

  for (guint i = 0; i < run->changes->len; i++)
    {
      g_autofree char *username = NULL;

      if (!gh_record_kind_describe (&gh_record_kind_user, run->connection, g_array_index (run->changes, gint64, i), NULL,
                                    &username, error) ||
          !gh_sharing_add (sharing, run, username, GH_SHARED_TOKEN, token_id, error))
        return FALSE;
    }
  gh_sharing_say (sharing, run);

  return TRUE;
}

static gboolean
plan (GhRun   *run,
      GError **error)
{
  const GhTokenFacts *token;
  gint64 n_owners;

  if (!gh_token_holding_plan (run, check_getting, error))
    return FALSE;

  token = gh_token_holding_get_token (run);
  n_owners = token->n_owners + run->changes->len;
  if (n_owners > GH_MAX_USERS_PER_TOKEN)
    gh_run_refuse (run, GH_REFUSAL_TOO_MANY_OWNERS, NULL);

  return run->is_refused || token->credential == 0 || n_owners < 2 || run->changes->len == 0 ||
         name_sharers (run, token->id, error);
}

static gboolean
give_chunk (GhRun    *run,
            gpointer  data,
            GError  **error)
{
  gint64 token_id = gh_token_holding_get_token (run)->id;

  return gh_journal_rows_with (run, GH_USER_KIND, "tokens/list-gaining-users", error, "iii", run->entry, run->now,
                               token_id) &&
         gh_user_get_token_chunk (run, token_id, error);
}

static gboolean
apply (GhRun   *run,
       GError **error)
{
  return gh_run_in_chunks (run, run->changes, give_chunk, NULL, error);
}

static const GhParameter parameters[] = {
  GH_TOKEN_HOLDING_PARAMETERS,
  { NULL },
};

const GhOperation gh_op_token_assign = {
  .name = "token.assign",
  .label = N_("Assign Hardware Token…"),
  .done = GH_PLURAL ("Hardware token assigned to %s user", "Hardware token assigned to %s users"),
  .target = &gh_target_users,
  .parameters = parameters,
  .check = gh_trash_check_change,
  .plan = plan,
  .apply = apply,
};
