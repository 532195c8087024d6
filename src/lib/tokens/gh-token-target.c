/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tokens/gh-token-target.h"

#include "operations/gh-journal.h"
#include "tokens/gh-token-record.h"
#include "users/gh-user-record.h"
#include "users/gh-user-write.h"

const GhTargetKind gh_target_tokens = {
  .record_kind = GH_TOKEN_KIND,
};

static gboolean
read_facts (GhTokenFacts  *self,
            GhStatement   *select,
            GError       **error)
{
  *self = (GhTokenFacts) { 0 };
  if (gh_statement_next (select))
    *self = (GhTokenFacts) {
      .id = gh_statement_get_int (select, 0),
      .key = g_strdup (gh_statement_get_text (select, 1)),
      .type = g_strdup (gh_statement_get_text (select, 2)),
      .serial = g_strdup (gh_statement_get_text (select, 3)),
      .last_op = gh_statement_get_int (select, 4),
      .credential = gh_statement_get_int (select, 5),
      .n_owners = gh_statement_get_int (select, 6),
      .n_owners_in_trash = gh_statement_get_int (select, 7),
    };

  return gh_statement_finish (select, error);
}

gboolean
gh_token_facts_read (GhTokenFacts  *self,
                     GhRun         *run,
                     gint64         id,
                     GError       **error)
{
  g_autoptr (GhStatement) select = gh_connection_query (run->connection, "tokens/get-token", error, "i", id);

  return read_facts (self, select, error);
}

gboolean
gh_token_facts_find (GhTokenFacts  *self,
                     GhRun         *run,
                     const char    *serial,
                     const char    *type,
                     gboolean      *is_one,
                     GError       **error)
{
  gint64 id, n;

  *self = (GhTokenFacts) { 0 };
  *is_one = FALSE;
  if (!gh_connection_get_number (run->connection, "tokens/count-by-serial", &n, error, "ss", serial, type) ||
      !gh_connection_get_number (run->connection, "tokens/find-by-serial-and-type", &id, error, "ss", serial, type))
    return FALSE;

  *is_one = n == 1;

  return n == 0 || gh_token_facts_read (self, run, id, error);
}

void
gh_token_facts_clear (GhTokenFacts *self)
{
  g_clear_pointer (&self->key, g_free);
  g_clear_pointer (&self->type, g_free);
  g_clear_pointer (&self->serial, g_free);
}

gboolean
gh_token_plan (GhRun      *run,
               GhRefusal (*decide) (GhRun              *run,
                                    const GhTokenFacts *token),
               GError    **error)
{
  for (guint i = 0; i < run->targets->len; i++)
    {
      gint64 id = g_array_index (run->targets, gint64, i);
      g_auto (GhTokenFacts) token = { 0 };
      GhRefusal refusal;

      if (!gh_token_facts_read (&token, run, id, error))
        return FALSE;

      refusal = (*decide) (run, &token);
      if (refusal == GH_REFUSAL_NONE)
        gh_run_change (run, id);
      else
        gh_run_skip (run, GH_TOKEN_KIND, id, refusal);
      if (run->targets->len == 1)
        gh_run_about (run, GH_TOKEN_KIND, token.key, token.serial);
    }

  return TRUE;
}

gboolean
gh_token_leaving_begin (GhRun         *run,
                        const GArray  *tokens,
                        GError       **error)
{
  if (!gh_connection_execute (run->connection,
                              "CREATE TABLE IF NOT EXISTS temp.leaving_tokens (id INTEGER PRIMARY KEY);"
                              "DELETE FROM temp.leaving_tokens", error))
    return FALSE;

  for (guint i = 0; i < tokens->len; i++)
    if (!gh_connection_run (run->connection, "tokens/add-leaving-token", error, "i",
                            g_array_index (tokens, gint64, i)))
      return FALSE;

  return TRUE;
}

gboolean
gh_token_leave_chunk (GhRun     *run,
                      gpointer   data,
                      GError   **error)
{
  return gh_journal_rows (run, GH_USER_KIND, "tokens/list-leaving-users", error) &&
         gh_user_lose_tokens_chunk (run, error);
}
