/* SPDX-License-Identifier: GPL-3.0-or-later */
/* L6: an Owner takes the log's end as good, though nothing here knows it, and signing goes on. */
#include "operations/gh-run.h"

#include <glib/gi18n-lib.h>
#include <sodium.h>

static gboolean
plan (GhRun   *run,
      GError **error)
{
  if (!gh_signing_read (&run->signing, run->store, run->connection, error))
    return FALSE;

  if (run->signing.state == GH_SIGNING_NO_KEY)
    gh_run_refuse (run, GH_REFUSAL_KEY_NOT_OPEN, NULL);
  else if (run->signing.state == GH_SIGNING_UNKNOWN || run->signing.state == GH_SIGNING_MISMATCH)
    {
      gh_run_change (run, run->signing.head.seq);
      gh_run_also (run, "unsigned", run->signing.head.seq - run->signing.first + 1,
                   "%s entry has no good signature and gets none", "%s entries have no good signature and get none");
    }
  else
    gh_run_refuse (run, GH_REFUSAL_ALREADY_SO, NULL);

  return TRUE;
}

static gboolean
apply (GhRun   *run,
       GError **error)
{
  char hex[2 * GH_HASH_BYTES + 1];

  sodium_bin2hex (hex, sizeof hex, run->signing.head.hash, sizeof run->signing.head.hash);
  json_object_set_int_member (run->facts, "first", run->signing.first);
  json_object_set_int_member (run->facts, "last", run->signing.head.seq);
  json_object_set_string_member (run->facts, "hash", hex);
  run->signing.state = GH_SIGNING_READY;
  g_clear_pointer (&run->result->notice, g_free);

  return TRUE;
}

const GhOperation gh_op_log_accept_head = {
  .name = "log.accept-head",
  .label = N_("Accept the End of the Log"),
  .done = GH_PLURAL ("%s end of the log taken as good", "%s ends of the log taken as good"),
  .no_undo_reason = N_("A head that was taken as good stays so."),
  .has_no_menu = TRUE,
  .plan = plan,
  .apply = apply,
};
