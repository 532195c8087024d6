/* SPDX-License-Identifier: GPL-3.0-or-later */
/* H1: tokens go, with their secrets: undone, they come back without (O5). */
#include "operations/gh-journal.h"
#include "tokens/gh-token-record.h"
#include "tokens/gh-token-target.h"
#include "verification/gh-credential.h"

#include <glib/gi18n-lib.h>

typedef struct {
  gint64 n_owners;
  gint64 n_secrets;
} Loss;

static GhRefusal
decide (GhRun              *run,
        const GhTokenFacts *token)
{
  Loss *loss = run->data;

  /* Nothing is taken from them (S7). */
  if (token->n_owners_in_trash > 0)
    return GH_REFUSAL_OWNER_IN_TRASH;

  loss->n_owners += token->n_owners;
  loss->n_secrets += token->credential != 0;

  return GH_REFUSAL_NONE;
}

static gboolean
plan (GhRun   *run,
      GError **error)
{
  Loss *loss = g_new0 (Loss, 1);

  run->data = loss;
  run->data_free = g_free;
  if (!gh_token_plan (run, decide, error))
    return FALSE;

  gh_run_also (run, "owners", loss->n_owners, N_("%s user loses a token"), N_("%s users lose a token"));
  gh_run_also (run, "secrets-end", loss->n_secrets, N_("%s secret ends, and does not come back when this is undone"),
               N_("%s secrets end, and do not come back when this is undone"));

  return TRUE;
}

static gboolean
delete_token (GhRun   *run,
              gint64   id,
              GError **error)
{
  g_auto (GhTokenFacts) token = { 0 };

  return gh_token_facts_read (&token, run, id, error) &&
         gh_credential_end (run, GH_TOKEN_KIND, id, error) &&
         gh_journal_removed_record (run, GH_TOKEN_KIND, id, token.last_op, error) &&
         gh_connection_run (run->connection, "tokens/delete-token", error, "i", id);
}

static gboolean
apply (GhRun   *run,
       GError **error)
{
  g_autoptr (GArray) owners = g_array_new (FALSE, FALSE, sizeof (gint64));

  if (!gh_token_leaving_begin (run, run->changes, error) ||
      !gh_connection_list_ids (run->connection, "tokens/list-leaving-owners", owners, error, "") ||
      !gh_run_in_chunks (run, owners, gh_token_leave_chunk, NULL, error))
    return FALSE;

  for (guint i = 0; i < run->changes->len; i++)
    if (!delete_token (run, g_array_index (run->changes, gint64, i), error) ||
        !gh_run_progress (run, i + 1, run->changes->len, error))
      return FALSE;

  return TRUE;
}

const GhOperation gh_op_token_delete = {
  .name = "token.delete",
  .label = N_("Delete Hardware Token"),
  .done = GH_PLURAL ("%s hardware token deleted", "%s hardware tokens deleted"),
  .target = &gh_target_tokens,
  .plan = plan,
  .apply = apply,
};
