/* SPDX-License-Identifier: GPL-3.0-or-later */
/* L9: removes the log's oldest entries, up to a checkpoint, and leaves a signed stub in their place (J7). What the log
 * forgets here it can prove no more, so the end of the segment must be as a checkpoint knew it.
 */
#include "jobs/gh-lease.h"
#include "logs/gh-log-stub.h"
#include "operations/gh-journal.h"
#include "operations/gh-run.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define LEAST_DAYS 30
#define MOST_DAYS  3650

static gboolean
plan_segment (GhRun   *run,
              gint64   days,
              GError **error)
{
  gint64 before_us = run->now_us - days * G_TIME_SPAN_DAY;
  gint64 last, first;

  if (!gh_connection_get_number (run->connection, "logs/find-retained", &last, error, "i", before_us))
    return FALSE;
  if (last == 0)
    return TRUE;
  if (!gh_lease_check_clock (run, error))
    return FALSE;
  if (run->is_refused)
    return TRUE;

  if (!gh_signing_read (&run->signing, run->store, run->connection, error) ||
      !gh_connection_get_number (run->connection, "logs/get-segment", &first, error, "i", last))
    return FALSE;

  if (run->signing.state == GH_SIGNING_NO_KEY)
    gh_run_refuse (run, GH_REFUSAL_KEY_NOT_OPEN, NULL);
  else if (run->signing.state != GH_SIGNING_READY && run->signing.state != GH_SIGNING_RANGE)
    gh_run_refuse (run, GH_REFUSAL_HEAD_UNKNOWN, NULL);
  else
    for (gint64 entry = first; entry <= last; entry++)
      gh_run_change (run, entry);

  return TRUE;
}

static gboolean
plan (GhRun   *run,
      GError **error)
{
  gint64 days = gh_run_get_number (run, "days", run->settings.log_retention_days);

  if (json_object_has_member (run->parameters, "days") && (days < LEAST_DAYS || days > MOST_DAYS))
    {
      gh_run_refuse (run, GH_REFUSAL_RETENTION_DAYS, NULL);
      return TRUE;
    }
  if (days == 0)
    return TRUE;

  return plan_segment (run, days, error);
}

static gboolean
read_segment (GhRun   *run,
              gint64   last,
              GhStub  *stub,
              GError **error)
{
  g_autoptr (GhStatement) select = gh_connection_query (run->connection, "logs/get-segment", error, "i", last);
  GhStub before;
  guint8 signature[GH_SIGNATURE_BYTES];
  g_autoptr (GhStatement) stubs = NULL;

  *stub = (GhStub) { .last = last, .key_number = gh_keys_get_number (gh_keys_of (run->store)) };
  if (gh_statement_next (select))
    {
      gsize length;
      const guint8 *hash = gh_statement_get_blob (select, 4, &length);

      stub->first = gh_statement_get_int (select, 0);
      stub->count = gh_statement_get_int (select, 1);
      stub->first_time = gh_statement_get_int (select, 2);
      stub->last_time = gh_statement_get_int (select, 3);
      memcpy (stub->hash_last, hash, MIN (length, sizeof stub->hash_last));
    }
  if (!gh_statement_finish (select, error))
    return FALSE;

  gh_chain_hash_origin (gh_store_get_organisation_key (run->store), stub->hash_before);
  stubs = gh_connection_prepare (run->connection, "logs/get-last-stub", error);
  if (gh_statement_next (stubs) && gh_log_stub_parse (&before, signature, gh_statement_get_text (stubs, 0)))
    memcpy (stub->hash_before, before.hash_last, sizeof before.hash_last);

  return gh_statement_finish (stubs, error);
}

static gboolean
apply (GhRun   *run,
       GError **error)
{
  gint64 last = g_array_index (run->changes, gint64, run->changes->len - 1);
  guint8 signature[GH_SIGNATURE_BYTES];
  g_autoptr (GByteArray) message = NULL;
  GhStub stub;

  if (!read_segment (run, last, &stub, error))
    return FALSE;

  message = gh_chain_make_stub (gh_store_get_organisation_key (run->store), &stub);
  if (!gh_keys_sign (gh_keys_of (run->store), stub.key_number, message->data, message->len, signature))
    return gh_refusal_set_error (GH_REFUSAL_KEY_NOT_OPEN, error, NULL);

  json_object_set_object_member (run->facts, "stub", gh_log_stub_to_json (&stub, signature));
  run->has_erased = TRUE;

  return gh_journal_remove_entries (run, last, error) &&
         gh_connection_run (run->connection, "logs/remove-checkpoints", error, "i", last);
}

static const GhParameter parameters[] = {
  { "days", GH_PARAMETER_NUMBER, FALSE, N_("Keep the entries of so many days") },
  { NULL },
};

const GhOperation gh_op_log_apply_retention = {
  .name = "log.apply-retention",
  .label = N_("Remove Old Log Entries"),
  .done = GH_PLURAL ("%s old entry removed from the log", "%s old entries removed from the log"),
  .no_undo_reason = N_("What retention removed from the log is gone."),
  .has_no_menu = TRUE,
  .may_do_nothing = TRUE,
  .parameters = parameters,
  .plan = plan,
  .apply = apply,
};
