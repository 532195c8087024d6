/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Undo (O5, J3): for each journal row of the entry undone, if that entry was the last to touch the record, what
 * was before comes back.
 *
 *   the entry   the undo             order, because records depend on each other
 *   removed     makes it again       first, kinds as listed
 *   changed     puts fields back     then
 *   created     removes it           last, kinds backwards
 *
 * A kind's put_back() finds a chunk in the temporary table `back` (id, before, after): before is NULL where the
 * record has to go, otherwise the JSON to come back, which it may amend; after is NULL where the record has to
 * be made again.
 */
#include "operations/gh-undo.h"

#include "base/gh-json-reader.h"
#include "operations/gh-journal.h"
#include "operations/gh-record-kind.h"

#include <glib/gi18n-lib.h>

typedef enum {
  STEP_MAKE = 1,
  STEP_CHANGE,
  STEP_REMOVE,
} Step;

static gboolean
find_entry (GhRun   *run,
            GError **error)
{
  run->undoes = gh_run_get_number (run, "entry", 0);
  if (run->undoes != 0)
    return TRUE;

  return gh_connection_get_number (run->connection, "operations/find-own-newest-entry", &run->undoes, error, "ss",
                                   gh_actor_get_kind_name (run->actor), run->actor->id);
}

/* So that the owner of a large undo need not wait for what it would set. */
static gboolean
may_set_any_status (GhRun *run)
{
  for (GhStoredStatus status = GH_STATUS_ACTIVE; status <= GH_STATUS_DISABLED; status++)
    if (gh_role_may_set_status (run->actor->role, status, FALSE, run->settings) != GH_REFUSAL_NONE)
      return FALSE;

  return TRUE;
}

/* The right to the original and to what undoing brings about, by today's role. */
static gboolean
check_rights (GhRun       *run,
              const char  *operation,
              GError     **error)
{
  g_autoptr (GhStatement) statuses = NULL;
  g_autoptr (GError) local_error = NULL;
  GhRefusal refusal = gh_role_may (run->actor->role, operation);

  if (refusal == GH_REFUSAL_NONE && may_set_any_status (run))
    return TRUE;

  statuses = gh_connection_prepare (run->connection, "operations/list-statuses-brought-back", error);
  if (statuses == NULL)
    return FALSE;

  gh_statement_bind (statuses, "i", run->undoes);
  while (refusal == GH_REFUSAL_NONE && gh_statement_step (statuses, &local_error))
    refusal = gh_role_may_set_status (run->actor->role, gh_statement_get_int (statuses, 0), FALSE, run->settings);

  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }
  if (refusal != GH_REFUSAL_NONE)
    gh_run_refuse (run, refusal, NULL);

  return TRUE;
}

static gboolean
check_entry (GhRun   *run,
             GError **error)
{
  g_autoptr (GhStatement) select = gh_connection_prepare (run->connection, "operations/get-entry-to-undo", error);
  g_autoptr (GError) local_error = NULL;
  g_autofree char *number = g_strdup_printf ("%" G_GINT64_FORMAT, run->undoes);
  const GhOperation *operation;

  if (select == NULL)
    return FALSE;

  gh_statement_bind (select, "i", run->undoes);
  if (!gh_statement_step (select, &local_error))
    {
      if (local_error == NULL)
        {
          gh_run_refuse (run, GH_REFUSAL_NO_SUCH_ENTRY, number);
          return TRUE;
        }
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }

  operation = gh_operation_find (gh_statement_get_text (select, 0));
  gh_run_about (run, "entry", number, operation != NULL ? operation->name : NULL);

  if (gh_statement_get_int (select, 1))
    gh_run_refuse (run, GH_REFUSAL_UNDONE_ALREADY, number);
  else if (operation == NULL)
    gh_run_refuse (run, GH_REFUSAL_CANNOT_BE_UNDONE, number);
  else if (operation->no_undo_reason != NULL)
    gh_run_refuse (run, GH_REFUSAL_CANNOT_BE_UNDONE, _(operation->no_undo_reason));
  else
    return check_rights (run, operation->name, error);

  return TRUE;
}

/* What undoing comes to for a row of the journal. */
static Step
get_step (const char *before,
          gboolean    was_removed)
{
  if (before == NULL)
    return STEP_REMOVE;

  return was_removed ? STEP_MAKE : STEP_CHANGE;
}

/* Whether one record can come back to what it was before the entry. */
static gboolean
decide_row (GhRun              *run,
            const GhRecordKind *kind,
            gint64              id,
            const char         *before,
            Step                step,
            GhRefusal          *refusal,
            GError            **error)
{
  g_autoptr (GhStatement) select = gh_connection_prepare (run->connection, kind->last_op, error);
  g_autoptr (GError) local_error = NULL;
  gboolean exists;

  /* Anybody who can write the file can have written it. */
  if (select == NULL || (before != NULL && !gh_json_check (before, -1, error)))
    return FALSE;

  gh_statement_bind (select, "i", id);
  exists = gh_statement_step (select, &local_error);
  if (local_error == NULL)
    {
      if (exists == (step == STEP_MAKE) || (exists && gh_statement_get_int (select, 0) != run->undoes))
        *refusal = GH_REFUSAL_EDITED_SINCE;
      else if (kind->check_undo != NULL)
        *refusal = kind->check_undo (run, id, before, &local_error);
    }

  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }

  return TRUE;
}

gboolean
gh_undo_check_record (GhRun       *run,
                      const char  *kind,
                      gint64       id,
                      GhRefusal   *refusal,
                      GError     **error)
{
  g_autoptr (GhStatement) select = gh_connection_prepare (run->connection, "operations/get-row-to-undo", error);
  g_autoptr (GError) local_error = NULL;

  if (select == NULL)
    return FALSE;

  *refusal = GH_REFUSAL_NONE;
  gh_statement_bind (select, "isi", run->undoes, kind, id);
  if (gh_statement_step (select, &local_error))
    {
      const char *before = gh_statement_get_text (select, 0);

      return decide_row (run, gh_record_kind_find (kind), id, before,
                         get_step (before, gh_statement_get_int (select, 1) != 0), refusal, error);
    }

  *refusal = GH_REFUSAL_EDITED_SINCE;
  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }

  return TRUE;
}

static gboolean
decide_rows (GhRun   *run,
             GError **error)
{
  g_autoptr (GhStatement) select = gh_connection_prepare (run->connection, "operations/list-rows-to-undo", error);
  g_autoptr (GhStatement) insert = NULL;
  g_autoptr (GError) local_error = NULL;

  if (select == NULL || (insert = gh_connection_prepare (run->connection, "operations/add-row-to-undo", error)) == NULL)
    return FALSE;

  gh_statement_bind (select, "i", run->undoes);
  while (gh_statement_step (select, &local_error))
    {
      const GhRecordKind *kind = gh_record_kind_find (gh_statement_get_text (select, 0));
      gint64 id = gh_statement_get_int (select, 1);
      const char *before = gh_statement_get_text (select, 2);
      Step step = get_step (before, gh_statement_get_int (select, 3) != 0);
      GhRefusal refusal = GH_REFUSAL_NONE;

      if (!decide_row (run, kind, id, before, step, &refusal, error))
        return FALSE;

      run->result->selected++;
      if (refusal != GH_REFUSAL_NONE)
        {
          gh_run_skip (run, kind->name, id, refusal);
          continue;
        }

      gh_run_change (run, id);
      gh_statement_bind (insert, "sii", kind->name, id, (gint64) step);
      if (!gh_statement_run (insert, error))
        return FALSE;
      if (run->result->selected % GH_RUN_CHUNK == 0 && gh_error_check_cancelled (run->cancellable, error))
        return FALSE;
    }

  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }

  return TRUE;
}

static gboolean
plan (GhRun   *run,
      GError **error)
{
  if (!find_entry (run, error))
    return FALSE;

  if (run->undoes == 0)
    {
      gh_run_refuse (run, GH_REFUSAL_NOTHING_TO_UNDO, NULL);
      return TRUE;
    }

  if (!check_entry (run, error))
    return FALSE;
  if (run->is_refused)
    return TRUE;

  return gh_connection_execute (run->connection,
                                "DROP TABLE IF EXISTS temp.undo;"
                                "CREATE TABLE temp.undo (kind TEXT, id INTEGER, step INTEGER,"
                                " PRIMARY KEY (kind, step, id)) WITHOUT ROWID;"
                                "DROP TABLE IF EXISTS temp.back;"
                                "CREATE TABLE temp.back (id INTEGER PRIMARY KEY, before TEXT, after TEXT)", error) &&
         decide_rows (run, error);
}

/* --- putting back --- */

/* What stands in `back` goes to the journal: removed records before they go, the others once they are back. */
static gboolean
journal_back (GhRun              *run,
              const GhRecordKind *kind,
              Step                step,
              gint64             *last_id,
              guint              *n_rows,
              GError            **error)
{
  g_autoptr (GhStatement) select = gh_connection_prepare (run->connection, "operations/list-back", error);
  g_autoptr (GhStatement) record = NULL;
  g_autoptr (GError) local_error = NULL;

  if (select == NULL || (record = gh_connection_prepare (run->connection, kind->record, error)) == NULL)
    return FALSE;

  for (*n_rows = 0; gh_statement_step (select, &local_error); (*n_rows)++)
    {
      gint64 id = gh_statement_get_int (select, 0);
      const char *before = gh_statement_get_text (select, 1);
      const char *after = gh_statement_get_text (select, 2);
      gboolean ok;

      *last_id = id;
      if (step == STEP_CHANGE)
        ok = gh_journal_changed (run, kind->name, id, run->undoes, after, before, error);
      else if (step == STEP_MAKE)
        ok = gh_journal_created (run, kind->name, id, run->undoes, before, error);
      else
        {
          gh_statement_reset (record);
          gh_statement_bind (record, "i", id);
          ok = gh_statement_step (record, error) &&
               gh_journal_removed (run, kind->name, id, run->undoes, gh_statement_get_text (record, 0), FALSE, error);
        }
      if (!ok)
        return FALSE;
    }

  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }

  return TRUE;
}

static gboolean
put_back_kind (GhRun              *run,
               const GhRecordKind *kind,
               Step                step,
               guint64            *done,
               GError            **error)
{
  gint64 last_id = 0;
  guint n_rows;

  do
    {
      if (!gh_run_progress (run, *done, run->changes->len, error) ||
          !gh_connection_execute (run->connection, "DELETE FROM temp.back", error) ||
          !gh_connection_run (run->connection, "operations/fill-back", error, "isiii", run->undoes, kind->name,
                              (gint64) step, last_id, (gint64) GH_RUN_CHUNK))
        return FALSE;

      if (step == STEP_REMOVE)
        {
          if (!journal_back (run, kind, step, &last_id, &n_rows, error) ||
              (n_rows > 0 && !kind->put_back (run, error)))
            return FALSE;
        }
      else if (!kind->put_back (run, error) ||
               !journal_back (run, kind, step, &last_id, &n_rows, error))
        return FALSE;

      *done += n_rows;
    }
  while (n_rows == GH_RUN_CHUNK);

  return TRUE;
}

static gboolean
apply (GhRun   *run,
       GError **error)
{
  gsize n_kinds;
  const GhRecordKind *const *kinds = gh_record_kind_get_all (&n_kinds);
  guint64 done = 0;

  for (Step step = STEP_MAKE; step <= STEP_REMOVE; step++)
    for (gsize i = 0; i < n_kinds; i++)
      if (!put_back_kind (run, kinds[step == STEP_REMOVE ? n_kinds - 1 - i : i], step, &done, error))
        return FALSE;

  return TRUE;
}

static const GhParameter parameters[] = {
  { "entry", GH_PARAMETER_NUMBER, FALSE, N_("Number of the log entry") },
  { NULL },
};

const GhOperation gh_op_log_undo = {
  .name = "log.undo",
  .label = N_("Undo"),
  .done = GH_PLURAL ("%s put back as it was", "%s put back as they were"),
  .parameters = parameters,
  .plan = plan,
  .apply = apply,
};
