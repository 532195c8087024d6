/* SPDX-License-Identifier: GPL-3.0-or-later */
/* S1, T5: records that a Bypass has ended. It ends on its date even without this (S5). */
#include "operations/gh-journal.h"
#include "users/gh-user-record.h"

#include <glib/gi18n-lib.h>

static gboolean
plan (GhRun   *run,
      GError **error)
{
  if (!gh_connection_list_ids (run->connection, "users/list-ended-bypass", run->changes, error, "i", run->now))
    return FALSE;

  run->result->selected = run->changes->len;

  return TRUE;
}

static gboolean
end_chunk (GhRun   *run,
           gpointer data,
           GError **error)
{
  return gh_journal_rows (run, GH_USER_KIND, "users/list-bypass-to-end", error) &&
         gh_connection_run (run->connection, "users/end-bypass", error, "i", run->entry);
}

static gboolean
apply (GhRun   *run,
       GError **error)
{
  return gh_run_in_chunks (run, run->changes, end_chunk, NULL, error);
}

const GhOperation gh_op_user_end_bypass = {
  .name = "user.end-bypass",
  .label = N_("End Bypass"),
  .done = GH_PLURAL ("Bypass of %s user ended", "Bypass of %s users ended"),
  .has_no_menu = TRUE,
  .may_do_nothing = TRUE,
  .plan = plan,
  .apply = apply,
};
