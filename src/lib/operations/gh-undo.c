/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Undo (O5, J3): for each journal row of the entry undone, if that entry is the record's last standing operation,
 * the record's former state comes back.
 *
 *   the entry   the undo             order, because records depend on each other
 *   removed     creates it again     first, kinds as listed
 *   changed     puts fields back     then
 *   created     removes it           last, kinds backwards
 *
 * The plan leaves in the temporary table `undo` (kind, id, last) the records that come back, each with the entry that
 * last touched it; NULL where it is gone. gh_record_kind_put_back() finds a chunk of them in `back` (id, before, after,
 * prev): before is NULL where the record is to be removed, otherwise the JSON to put back, which it may amend; after is
 * NULL where the record is to be created again.
 *
 * Others may have edited the file: what no operation can have written is refused before it is used.
 */
#include "operations/gh-undo.h"

#include "base/gh-json-reader.h"
#include "operations/gh-head.h"
#include "operations/gh-journal.h"
#include "operations/gh-record-kind.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Numbered as in fill-back.sql. */
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

  return gh_connection_get_number (run->connection, "operations/find-own-newest-standing", &run->undoes, error, "ss",
                                   gh_actor_get_kind_name (run->actor), run->actor->id);
}

/* Spares an owner the wait while a large undo's statuses are listed. */
static gboolean
may_set_any_status (GhRun *run)
{
  for (GhStoredStatus status = GH_STATUS_ACTIVE; status <= GH_STATUS_DISABLED; status++)
    if (gh_role_may_set_status (run->actor->role, status, FALSE, &run->settings) != GH_REFUSAL_NONE)
      return FALSE;

  return TRUE;
}

/* Whether today's role may set what undoing brings back. */
static gboolean
check_statuses (GhRun   *run,
                GError **error)
{
  g_autoptr (GhStatement) statuses = NULL;
  GhRefusal refusal = GH_REFUSAL_NONE;

  if (may_set_any_status (run))
    return TRUE;

  statuses = gh_connection_query (run->connection, "operations/list-statuses-brought-back", error, "i", run->undoes);
  while (refusal == GH_REFUSAL_NONE && gh_statement_next (statuses))
    refusal = gh_role_may_set_status (run->actor->role, gh_statement_get_int (statuses, 0), FALSE, &run->settings);

  if (!gh_statement_finish (statuses, error))
    return FALSE;
  if (refusal != GH_REFUSAL_NONE)
    gh_run_refuse (run, refusal, NULL);

  return TRUE;
}

static gboolean
check_entry (GhRun   *run,
             GError **error)
{
  g_autoptr (GhStatement) select = gh_connection_query (run->connection, "operations/get-entry-to-undo", error,
                                                        "i", run->undoes);
  g_autofree char *number = g_strdup_printf ("%" G_GINT64_FORMAT, run->undoes);
  const GhOperation *operation;
  GhRefusal refusal;
  gint64 first;

  if (!gh_head_read_first (run->connection, &first, error))
    return FALSE;

  if (!gh_statement_next (select))
    {
      gh_run_refuse (run, run->undoes > 0 && run->undoes < first ? GH_REFUSAL_REMOVED_BY_RETENTION
                                                                 : GH_REFUSAL_NO_SUCH_ENTRY, number);
      return gh_statement_finish (select, error);
    }

  operation = gh_statement_get_text (select, 0) != NULL ? gh_operation_find (gh_statement_get_text (select, 0)) : NULL;
  gh_run_about (run, "entry", number, operation != NULL ? operation->name : NULL);

  if (gh_statement_get_int (select, 1))
    gh_run_refuse (run, GH_REFUSAL_UNDONE_ALREADY, number);
  else if (gh_statement_is_null (select, 0) && first > 1)
    gh_run_refuse (run, GH_REFUSAL_REMOVED_BY_RETENTION, number);
  else if (operation == NULL)
    gh_run_refuse (run, GH_REFUSAL_CANNOT_BE_UNDONE, number);
  else if (operation->no_undo_reason != NULL)
    gh_run_refuse (run, GH_REFUSAL_CANNOT_BE_UNDONE, _(operation->no_undo_reason));
  else if ((refusal = gh_role_may (run->actor->role, operation->name)) != GH_REFUSAL_NONE)
    gh_run_refuse (run, refusal, NULL);

  return TRUE;
}

/* --- what can be put back --- */

/* How much of an unknown kind's name is shown. */
#define KIND_BYTES 40

static void
refuse_unreadable (GhRun      *run,
                   const char *kind,
                   gint64      id)
{
  g_autofree char *name = g_utf8_make_valid (kind, strnlen (kind, KIND_BYTES));
  g_autofree char *detail = g_strdup_printf ("%s %" G_GINT64_FORMAT, name, id);

  gh_run_refuse (run, GH_REFUSAL_JOURNAL_UNREADABLE, detail);
}

/* Whether a record's fields are as this version's operations write them. @after is NULL where it was removed. */
static gboolean
is_readable (GhRun               *run,
             const GhRecordKind  *kind,
             const char          *before,
             const char          *after,
             gboolean            *readable,
             GError             **error)
{
  g_autoptr (GhStatement) select = gh_connection_query (run->connection, "operations/is-readable", error,
                                                        "sss", before, after, kind->fields);

  *readable = g_utf8_validate (before, -1, NULL) &&
              gh_statement_next (select) && gh_statement_get_int (select, 0) != 0;

  return gh_statement_finish (select, error);
}

/* Created: a hash; changed: two texts; removed: one (J1); erased: nothing at all (J4). */
static gboolean
check_kind (GhRun               *run,
            const GhRecordKind  *kind,
            GError             **error)
{
  g_autoptr (GhStatement) select = gh_connection_query (run->connection, "operations/list-rows-to-read", error,
                                                        "is", run->undoes, kind->name);
  g_autofree char *last_before = NULL;
  g_autofree char *last_after = NULL;

  while (!run->is_refused && gh_statement_next (select))
    {
      const char *before = gh_statement_get_text (select, 1);
      const char *type = gh_statement_get_text (select, 4);
      gboolean has_text = g_str_equal (type, "text");
      const char *after = has_text ? gh_statement_get_text (select, 2) : NULL;
      gboolean readable;

      if (gh_statement_get_int (select, 3))
        readable = before == NULL && g_str_equal (type, "null");
      else if (before == NULL)
        readable = g_str_equal (type, "blob");
      else if (!has_text && !g_str_equal (type, "null"))
        readable = FALSE;
      /* Most records changed together have the same texts. */
      else if (g_strcmp0 (before, last_before) == 0 && g_strcmp0 (after, last_after) == 0)
        readable = TRUE;
      else
        {
          if (!is_readable (run, kind, before, after, &readable, error))
            return FALSE;
          g_free (last_before);
          last_before = g_strdup (before);
          g_free (last_after);
          last_after = g_strdup (after);
        }

      if (!readable)
        refuse_unreadable (run, kind->name, gh_statement_get_int (select, 0));
    }

  return gh_statement_finish (select, error);
}

/* Lists in `undo` a kind's rows that the entry touched, if all are as operations write them. */
static gboolean
list_kind (GhRun       *run,
           const char  *name,
           gint64       first_id,
           GError     **error)
{
  const GhRecordKind *kind = gh_record_kind_find (name);

  if (kind == NULL)
    {
      refuse_unreadable (run, name, first_id);
      return TRUE;
    }

  return check_kind (run, kind, error) &&
         (run->is_refused || gh_record_kind_list_touched (kind, run->connection, run->undoes, error));
}

static gboolean
list_rows (GhRun   *run,
           GError **error)
{
  g_autoptr (GhStatement) select = NULL;

  if (!gh_connection_execute (run->connection,
                              "DROP TABLE IF EXISTS temp.undo;"
                              "CREATE TABLE temp.undo (kind TEXT, id INTEGER, last INTEGER, PRIMARY KEY (kind, id))"
                              " WITHOUT ROWID;"
                              "DROP TABLE IF EXISTS temp.back;"
                              "CREATE TABLE temp.back (id INTEGER PRIMARY KEY, before TEXT, after TEXT, prev INTEGER)",
                              error))
    return FALSE;

  select = gh_connection_query (run->connection, "operations/list-kinds-of-entry", error, "i", run->undoes);
  while (gh_statement_next (select))
    {
      if (!list_kind (run, gh_statement_get_text (select, 0), gh_statement_get_int (select, 1), error))
        return FALSE;
      if (run->is_refused)
        return TRUE;
    }
  if (!gh_statement_finish (select, error))
    return FALSE;

  return gh_connection_run (run->connection, "operations/walk-back", error, "i", run->undoes);
}

/* Whether a record whose last standing operation is the entry can be put back: a removed one is still gone,
 * any other still exists, its row was not erased, and its kind does not object. */
static gboolean
decide_row (GhRun              *run,
            const GhRecordKind *kind,
            gint64              id,
            const char         *before,
            gboolean            has_after,
            gboolean            exists,
            GhRefusal          *refusal,
            GError            **error)
{
  g_autoptr (GError) local_error = NULL;

  /* Anyone who can write the file may have written it. */
  if (before != NULL && !gh_json_check (before, -1, NULL))
    *refusal = GH_REFUSAL_JOURNAL_UNREADABLE;
  else if (exists != has_after || (before == NULL && !has_after))
    *refusal = GH_REFUSAL_EDITED_SINCE;
  else if (before == NULL && kind->remove_right != NULL &&
           gh_role_may (run->actor->role, kind->remove_right) != GH_REFUSAL_NONE)
    *refusal = GH_REFUSAL_ROLE;
  else if (kind->check_undo != NULL)
    *refusal = kind->check_undo (run, id, before, &local_error);

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
  g_autoptr (GhStatement) select = gh_connection_query (run->connection, "operations/get-row-to-undo", error,
                                                        "isi", run->undoes, kind, id);

  *refusal = GH_REFUSAL_NONE;
  if (gh_statement_next (select))
    return decide_row (run, gh_record_kind_find (kind), id, gh_statement_get_text (select, 0),
                       gh_statement_get_int (select, 1) != 0, gh_statement_get_int (select, 2) != 0, refusal, error);

  *refusal = GH_REFUSAL_EDITED_SINCE;

  return gh_statement_finish (select, error);
}

GhRefusal
gh_undo_refuse_always (GhRun       *run,
                       gint64       id,
                       const char  *before,
                       GError     **error)
{
  return GH_REFUSAL_CANNOT_BE_UNDONE;
}

/* Decides the rows that @select lists: those left alone are reported as skipped and added to @skipped. */
static gboolean
decide_rows (GhRun              *run,
             const GhRecordKind *kind,
             GhStatement        *select,
             GArray             *skipped,
             GError            **error)
{
  while (gh_statement_next (select))
    {
      gint64 id = gh_statement_get_int (select, 0);
      const char *before = gh_statement_get_text (select, 1);
      GhRefusal refusal = GH_REFUSAL_NONE;

      if (gh_statement_get_int (select, 3) == 0)
        refusal = GH_REFUSAL_EDITED_SINCE;
      else if (!decide_row (run, kind, id, before, gh_statement_get_int (select, 2) != 0,
                            gh_statement_get_int (select, 4) != 0, &refusal, error))
        return FALSE;

      if (refusal == GH_REFUSAL_JOURNAL_UNREADABLE)
        {
          refuse_unreadable (run, kind->name, id);
          return TRUE;
        }

      run->result->selected++;
      if (refusal == GH_REFUSAL_NONE)
        gh_run_change (run, id);
      else
        {
          gh_run_skip (run, kind->name, id, refusal);
          g_array_append_val (skipped, id);
        }
      if (run->result->selected % GH_RUN_CHUNK == 0 && gh_error_check_cancelled (run->cancellable, error))
        return FALSE;
    }

  return gh_statement_finish (select, error);
}

static gboolean
decide_kind (GhRun              *run,
             const GhRecordKind *kind,
             GError            **error)
{
  g_autoptr (GhStatement) select = gh_connection_query (run->connection, "operations/list-rows-to-undo", error,
                                                        "is", run->undoes, kind->name);
  g_autoptr (GArray) skipped = g_array_new (FALSE, FALSE, sizeof (gint64));

  if (!decide_rows (run, kind, select, skipped, error))
    return FALSE;

  for (guint i = 0; i < skipped->len; i++)
    if (!gh_connection_run (run->connection, "operations/drop-row-to-undo", error, "si", kind->name,
                            g_array_index (skipped, gint64, i)))
      return FALSE;

  return TRUE;
}

/* What has ended stays so: records of such a kind are left out where the entry removed them. */
static gboolean
leave_behind (GhRun              *run,
              const GhRecordKind *kind,
              GError            **error)
{
  g_autoptr (GhStatement) select = gh_connection_query (run->connection, "operations/count-rows-of-kind", error, "is",
                                                        run->undoes, kind->name);

  if (!gh_statement_require (select, error))
    return FALSE;
  if (gh_statement_get_int (select, 1) > 0)
    return decide_kind (run, kind, error);

  if (*kind->left_behind[0] != '\0')
    gh_run_also (run, "left-behind", gh_statement_get_int (select, 0), kind->left_behind[0], kind->left_behind[1]);

  return gh_connection_run (run->connection, "operations/drop-kind-to-undo", error, "s", kind->name);
}

static gboolean
plan (GhRun   *run,
      GError **error)
{
  gsize n_kinds;
  const GhRecordKind *const *kinds = gh_record_kind_get_all (&n_kinds);

  if (!find_entry (run, error))
    return FALSE;

  if (run->undoes == 0)
    {
      gh_run_refuse (run, GH_REFUSAL_NOTHING_TO_UNDO, NULL);
      return TRUE;
    }

  if (!check_entry (run, error) || (!run->is_refused && !list_rows (run, error)) ||
      (!run->is_refused && !check_statuses (run, error)))
    return FALSE;

  /* Each kind after those that it refers to. */
  for (gsize i = 0; i < n_kinds && !run->is_refused; i++)
    if (!(kinds[i]->left_behind[0] != NULL ? leave_behind : decide_kind) (run, kinds[i], error))
      return FALSE;

  for (gsize i = 0; i < n_kinds && !run->is_refused; i++)
    if (kinds[i]->note_undo != NULL && !kinds[i]->note_undo (run, error))
      return FALSE;

  return TRUE;
}

/* --- putting back --- */

/* Journals the rows of `back`: removed records before they go, the others once they are back. */
static gboolean
journal_back (GhRun              *run,
              const GhRecordKind *kind,
              Step                step,
              gint64             *last_id,
              guint              *n_rows,
              GError            **error)
{
  g_autoptr (GhStatement) select = gh_connection_prepare (run->connection, "operations/list-back", error);

  for (*n_rows = 0; gh_statement_next (select); (*n_rows)++)
    {
      gint64 id = gh_statement_get_int (select, 0);
      const char *before = gh_statement_get_text (select, 1);
      const char *after = gh_statement_get_text (select, 2);
      gint64 prev = gh_statement_get_int (select, 3);
      gboolean ok;

      *last_id = id;
      if (step == STEP_CHANGE)
        ok = gh_journal_changed (run, kind->name, id, prev, after, before, error);
      else if (step == STEP_MAKE)
        ok = gh_journal_created (run, kind->name, id, prev, before, error);
      else
        ok = gh_journal_removed_record (run, kind->name, id, prev, error);
      if (!ok)
        return FALSE;
    }

  return gh_statement_finish (select, error);
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
              (n_rows > 0 && !gh_record_kind_put_back (kind, run, error)))
            return FALSE;
        }
      else if (!gh_record_kind_put_back (kind, run, error) ||
               !journal_back (run, kind, step, &last_id, &n_rows, error))
        return FALSE;

      *done += n_rows;
    }
  while (n_rows == GH_RUN_CHUNK);

  return TRUE;
}

static gboolean
put_back_all (GhRun   *run,
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

static gboolean
apply (GhRun   *run,
       GError **error)
{
  g_autoptr (GError) local_error = NULL;

  if (put_back_all (run, &local_error))
    return TRUE;

  /* No operation has written what the tables refuse. */
  if (g_error_matches (local_error, GH_ERROR, GH_ERROR_DAMAGED))
    g_prefix_error (&local_error, _("Entry %" G_GINT64_FORMAT " cannot be undone: "), run->undoes);
  g_propagate_error (error, g_steal_pointer (&local_error));

  return FALSE;
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
