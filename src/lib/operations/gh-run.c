/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "operations/gh-run.h"

#include "base/gh-json-text.h"
#include "base/gh-query.h"
#include "operations/gh-organisation.h"
#include "operations/gh-record-kind.h"
#include "operations/gh-run-entry.h"
#include "operations/gh-run-ids.h"

#include <glib/gi18n-lib.h>
#include <sodium.h>
#include <string.h>

/* --- what operations say --- */

void
gh_run_change (GhRun  *self,
               gint64  id)
{
  g_array_append_val (self->changes, id);
}

static GhSkip *
get_skip (GhRun      *self,
          const char *record_kind,
          GhRefusal   refusal)
{
  GhSkip *skip;

  for (guint i = 0; i < self->result->skips->len; i++)
    {
      skip = g_ptr_array_index (self->result->skips, i);
      if (skip->refusal == refusal && g_strcmp0 (skip->record_kind, record_kind) == 0)
        return skip;
    }

  skip = g_new0 (GhSkip, 1);
  skip->refusal = refusal;
  skip->record_kind = record_kind;
  skip->ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  skip->keys = g_ptr_array_new_with_free_func (g_free);
  skip->labels = g_ptr_array_new_with_free_func (g_free);
  g_ptr_array_add (self->result->skips, skip);

  return skip;
}

void
gh_run_skip (GhRun      *self,
             const char *record_kind,
             gint64      id,
             GhRefusal   refusal)
{
  GhSkip *skip = get_skip (self, record_kind, refusal);

  g_array_append_val (skip->ids, id);
  self->result->n_skipped++;
}

void
gh_run_refuse (GhRun      *self,
               GhRefusal   refusal,
               const char *detail)
{
  GhSkip *skip = get_skip (self, NULL, refusal);

  g_free (skip->detail);
  skip->detail = g_strdup (detail);
  self->is_refused = TRUE;
}

static GhConsequence *
note (GhRun      *self,
      const char *code,
      gint64      count,
      char       *what)
{
  GhConsequence *consequence = g_new0 (GhConsequence, 1);

  consequence->code = code;
  consequence->count = count;
  consequence->what = what;
  g_ptr_array_add (self->result->also, consequence);

  return consequence;
}

void
gh_run_note (GhRun      *self,
             const char *code,
             gint64      count,
             char       *what)
{
  note (self, code, count, what);
}

void
gh_run_also_of (GhRun      *self,
                const char *code,
                gint64      count,
                GPtrArray  *names,
                const char *one,
                const char *many)
{
  g_autofree char *number = g_strdup_printf ("%" G_GINT64_FORMAT, count);
  GhConsequence *consequence;

  if (count == 0)
    return;

#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
  consequence = note (self, code, count, g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, one, many, count), number));
#pragma GCC diagnostic pop
  if (names != NULL)
    consequence->names = g_ptr_array_ref (names);
}

void
gh_run_also (GhRun      *self,
             const char *code,
             gint64      count,
             const char *one,
             const char *many)
{
  gh_run_also_of (self, code, count, NULL, one, many);
}

void
gh_run_about (GhRun      *self,
              const char *kind,
              const char *key,
              const char *label)
{
  GhResult *result = self->result;

  self->object_kind = kind;
  g_free (result->object_key);
  result->object_key = g_strdup (key);
  g_free (result->object_label);
  result->object_label = g_strdup (label);
}

const char *
gh_run_get_text (GhRun      *self,
                 const char *name)
{
  return json_object_get_string_member_with_default (self->parameters, name, NULL);
}

gboolean
gh_run_get_flag (GhRun      *self,
                 const char *name)
{
  return json_object_get_boolean_member_with_default (self->parameters, name, FALSE);
}

gint64
gh_run_get_number (GhRun      *self,
                   const char *name,
                   gint64      fallback)
{
  return json_object_get_int_member_with_default (self->parameters, name, fallback);
}

gboolean
gh_run_progress (GhRun    *self,
                 guint64   done,
                 guint64   total,
                 GError  **error)
{
  gh_job_set_progress (self->job, done, total);

  return !gh_error_check_cancelled (self->cancellable, error);
}

GhStatement *
gh_run_statement (GhRun       *self,
                  const char  *name,
                  GError     **error)
{
  GhStatement *statement = gh_connection_prepare (self->connection, name, error);
  int n;

  if (statement == NULL)
    return NULL;

  n = gh_statement_get_n_parameters (statement);
  if (n >= 1)
    gh_statement_bind_int (statement, 1, self->entry);
  if (n >= 2)
    gh_statement_bind_int (statement, 2, self->now);

  return statement;
}

gboolean
gh_run_clear_chunk (GhRun   *self,
                    GError **error)
{
  return gh_connection_run (self->connection, "operations/clear-chunk", error, "");
}

static gboolean
fill_chunk (GhRun   *self,
            GArray  *ids,
            guint    start,
            guint    end,
            GError **error)
{
  g_autoptr (GhStatement) insert = NULL;

  if (!gh_run_clear_chunk (self, error))
    return FALSE;

  insert = gh_connection_prepare (self->connection, "operations/add-to-chunk", error);
  if (insert == NULL)
    return FALSE;

  for (guint i = start; i < end; i++)
    {
      gh_statement_bind_int (insert, 1, g_array_index (ids, gint64, i));
      if (!gh_statement_run (insert, error))
        return FALSE;
    }

  return TRUE;
}

gboolean
gh_run_in_chunks (GhRun           *self,
                  GArray          *ids,
                  GhRunChunkFunc   func,
                  gpointer         data,
                  GError         **error)
{
  for (guint start = 0; start < ids->len; start += GH_RUN_CHUNK)
    {
      guint end = MIN (start + GH_RUN_CHUNK, ids->len);

      if (!gh_run_progress (self, start, ids->len, error) ||
          !fill_chunk (self, ids, start, end, error) ||
          !func (self, data, error))
        return FALSE;
    }

  gh_job_set_progress (self->job, ids->len, ids->len);

  return TRUE;
}

/* --- the life of a run --- */

static void
run_clear (GhRun *self)
{
  if (self->data_free != NULL)
    g_clear_pointer (&self->data, self->data_free);
  g_clear_pointer (&self->targets, g_array_unref);
  g_clear_pointer (&self->changes, g_array_unref);
  g_clear_pointer (&self->result, gh_result_free);
  g_clear_pointer (&self->facts, json_object_unref);
  g_clear_pointer (&self->journal, gh_inserter_free);
  g_clear_pointer (&self->time_zone, g_free);
}

/* @label: of the record. @missing: (nullable): what it lacks */
static void
take_name (GhSkip     *skip,
           const char *key,
           const char *label,
           const char *missing)
{
  g_ptr_array_add (skip->keys, g_utf8_make_valid (key != NULL ? key : "", -1));
  g_ptr_array_add (skip->labels, gh_result_dup_name (label, missing));
}

static void
append_id (GString *ids,
           gint64   id)
{
  g_string_append_printf (ids, "%s%" G_GINT64_FORMAT, ids->len > 0 ? "," : "", id);
}

/* What an undo would make again or remove is called as it was when it was removed. */
static gboolean
name_gone (GhRun               *self,
           const GhRecordKind  *kind,
           GhSkip              *skip,
           const GString       *ids,
           GError             **error)
{
  g_autofree char *array = g_strdup_printf ("[%s]", ids->str);
  g_autoptr (GhStatement) gone = NULL;

  if (ids->len == 0 || self->undoes == 0)
    return TRUE;

  gone = gh_connection_prepare (self->connection, "operations/list-gone-records", error);
  if (gone == NULL)
    return FALSE;

  gh_statement_bind (gone, "isss", self->undoes, kind->name, array, kind->label_fields);
  while (gh_statement_next (gone))
    take_name (skip, gh_statement_get_text (gone, 0), gh_statement_get_text (gone, 1), NULL);

  return gh_statement_finish (gone, error);
}

/* Of the first whose undo needs what is gone, what that was called: by row id. */
static gboolean
list_missing (GhRun               *self,
              const GhRecordKind  *kind,
              const GhSkip        *skip,
              GHashTable          *missing,
              GError             **error)
{
  g_autoptr (GhStatement) select = NULL;
  g_autoptr (GString) ids = g_string_new (NULL);
  g_autofree char *array = NULL;

  if (skip->refusal != GH_REFUSAL_OWNER_GONE || kind->list_missing == NULL)
    return TRUE;

  for (guint i = 0; i < MIN (skip->ids->len, GH_SKIP_NAMES); i++)
    append_id (ids, g_array_index (skip->ids, gint64, i));
  array = g_strdup_printf ("[%s]", ids->str);
  select = gh_connection_prepare (self->connection, kind->list_missing, error);
  if (select == NULL)
    return FALSE;

  gh_statement_bind (select, "is", self->undoes, array);
  while (gh_statement_next (select))
    {
      gint64 id = gh_statement_get_int (select, 0);

      g_hash_table_insert (missing, g_memdup2 (&id, sizeof id), g_strdup (gh_statement_get_text (select, 1)));
    }

  return gh_statement_finish (select, error);
}

static gboolean
name_skip (GhRun               *self,
           const GhRecordKind  *kind,
           GhSkip              *skip,
           GError             **error)
{
  g_autoptr (GHashTable) missing = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_free);
  g_autoptr (GString) gone = g_string_new (NULL);

  if (!list_missing (self, kind, skip, missing, error))
    return FALSE;

  for (guint i = 0; i < MIN (skip->ids->len, GH_SKIP_KEYS); i++)
    {
      gint64 id = g_array_index (skip->ids, gint64, i);
      g_autofree char *key = NULL;
      g_autofree char *label = NULL;

      if (!gh_record_kind_describe (kind, self->connection, id, &key, &label, error))
        return FALSE;
      if (key != NULL)
        take_name (skip, key, label, g_hash_table_lookup (missing, &id));
      else
        append_id (gone, id);
    }

  return name_gone (self, kind, skip, gone, error);
}

/* The first of each reason, for people and programs to look at (C1, C4). */
static gboolean
name_skipped (GhRun   *self,
              GError **error)
{
  for (guint i = 0; i < self->result->skips->len; i++)
    {
      GhSkip *skip = g_ptr_array_index (self->result->skips, i);
      const GhRecordKind *kind = gh_record_kind_find (skip->record_kind);

      /* The lines of a file are no records. */
      if (kind != NULL && !name_skip (self, kind, skip, error))
        return FALSE;
    }

  return TRUE;
}

static void
take_digest (GhRun *self)
{
  crypto_hash_sha256_state state;

  crypto_hash_sha256_init (&state);
  crypto_hash_sha256_update (&state, (const guint8 *) self->changes->data, self->changes->len * sizeof (gint64));
  for (guint i = 0; i < self->result->skips->len; i++)
    {
      const GhSkip *skip = g_ptr_array_index (self->result->skips, i);
      const guint8 mark[] = { 0xff, skip->refusal };

      crypto_hash_sha256_update (&state, mark, sizeof mark);
      crypto_hash_sha256_update (&state, (const guint8 *) skip->ids->data, skip->ids->len * sizeof (gint64));
    }
  for (guint i = 0; i < self->result->also->len; i++)
    {
      const GhConsequence *consequence = g_ptr_array_index (self->result->also, i);

      crypto_hash_sha256_update (&state, (const guint8 *) &consequence->count, sizeof consequence->count);
    }
  crypto_hash_sha256_final (&state, self->result->digest);
}

static gboolean
resolve_target (GhRun   *self,
                GError **error)
{
  g_return_val_if_fail (self->target != NULL, FALSE);

  /* A script whose variable is empty must not change everybody. */
  if (self->target->query != NULL && gh_query_is_empty (self->target->query))
    {
      gh_run_refuse (self, GH_REFUSAL_EMPTY_QUERY, NULL);
      return TRUE;
    }

  if (!gh_target_resolve (self->target, self, self->targets, error))
    return FALSE;

  self->result->selected = self->targets->len;
  if (self->targets->len == 0)
    gh_run_refuse (self, GH_REFUSAL_NO_TARGETS, NULL);

  return TRUE;
}

/* Everything up to the first write: the same for a rehearsal and a run, so that they cannot differ. */
static gboolean
make_plan (GhRun   *self,
           GError **error)
{
  GhRefusal refusal = gh_role_may (self->actor->role, self->operation->name);

  if (!gh_operation_check_parameters (self->operation, self->parameters, error) ||
      /* None is no error: organisation.create runs before there is one. */
      !gh_organisation_read (self->connection, NULL, NULL, &self->time_zone, error) ||
      !gh_connection_execute (self->connection,
                              "CREATE TABLE IF NOT EXISTS temp.chunk (id INTEGER PRIMARY KEY)", error))
    return FALSE;

  if (refusal != GH_REFUSAL_NONE)
    gh_run_refuse (self, refusal, NULL);
  else if (self->operation->target != NULL && !resolve_target (self, error))
    return FALSE;
  if (!self->is_refused && !self->operation->plan (self, error))
    return FALSE;

  if (self->is_refused)
    g_array_set_size (self->changes, 0);
  self->result->changed = self->changes->len;
  self->result->is_refused = self->is_refused ||
                             (self->changes->len == 0 && !self->operation->may_do_nothing);

  if (!name_skipped (self, error))
    return FALSE;
  take_digest (self);

  return TRUE;
}

/* --- rehearsing and running --- */

/* Callers tell by the error whether there is a result: a failure without one, where a row that must be there is not, is
 * an error like any other. */
static void
complete_error (GError **error)
{
  if (*error == NULL)
    g_set_error_literal (error, GH_ERROR, GH_ERROR_DAMAGED,
                         _("The database is damaged: what must be there is missing."));
}

/* A run with all that it was given, of its own. */
typedef struct {
  GhRun       run;
  GhStore    *store;
  GhActor    *actor;
  GhTarget   *target;         /* nullable */
  JsonObject *parameters;
  GhJob      *job;            /* nullable */
  gboolean    was_rehearsed;
  guint8      seen[32];       /* the digest of what the person saw */
  GhResult   *result;         /* of a run that worked */
} RunCall;

static RunCall *
run_call_new (GhStore           *store,
              const GhOperation *operation,
              const GhActor     *actor,
              const GhTarget    *target,
              JsonObject        *parameters,
              const GhResult    *rehearsal,
              GhJob             *job)
{
  RunCall *self = g_new0 (RunCall, 1);

  self->store = g_object_ref (store);
  self->actor = gh_actor_copy (actor);
  self->target = target != NULL ? gh_target_copy (target) : NULL;
  self->parameters = parameters != NULL ? gh_json_object_copy (parameters) : json_object_new ();
  self->job = job != NULL ? g_object_ref (job) : NULL;
  self->was_rehearsed = rehearsal != NULL;
  if (rehearsal != NULL)
    memcpy (self->seen, rehearsal->digest, sizeof self->seen);

  self->run = (GhRun) {
    .operation = operation,
    .actor = self->actor,
    .target = self->target,
    .parameters = self->parameters,
    .settings = &gh_settings_default,
    .store = store,
    .job = job,
    .cancellable = job != NULL ? gh_job_get_cancellable (job) : NULL,
    .now_us = gh_clock_now_us (gh_store_get_clock (store)),
    .targets = g_array_new (FALSE, FALSE, sizeof (gint64)),
    .changes = g_array_new (FALSE, FALSE, sizeof (gint64)),
    .result = gh_result_new (operation),
    .facts = json_object_new (),
  };
  self->run.now = self->run.now_us / G_USEC_PER_SEC;

  return self;
}

static void
run_call_free (RunCall *self)
{
  run_clear (&self->run);
  gh_actor_free (self->actor);
  g_clear_pointer (&self->target, gh_target_free);
  json_object_unref (self->parameters);
  g_clear_object (&self->job);
  g_clear_pointer (&self->result, gh_result_free);
  g_object_unref (self->store);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RunCall, run_call_free)

/* What was planned for a million goes where it was made: the main loop is not to wait for it. */
static void
keep_result (RunCall *self,
             gboolean ok)
{
  if (ok)
    self->result = g_steal_pointer (&self->run.result);
  run_clear (&self->run);
}

static gboolean
rehearse_cb (GhConnection  *connection,
             gpointer       data,
             GError       **error)
{
  RunCall *self = data;
  gboolean ok;

  self->run.connection = connection;
  self->run.is_rehearsal = TRUE;
  gh_connection_set_cancellable (connection, self->run.cancellable);

  ok = make_plan (&self->run, error);
  self->run.result->is_rehearsed = TRUE;
  keep_result (self, ok);

  return ok;
}

static GhResult *
rehearse (RunCall  *self,
          GError  **error)
{
  g_autoptr (GError) local_error = NULL;

  if (gh_store_read (self->store, rehearse_cb, self, &local_error))
    return g_steal_pointer (&self->result);

  complete_error (&local_error);
  g_propagate_error (error, g_steal_pointer (&local_error));
  return NULL;
}

GhResult *
gh_rehearse (GhStore            *store,
             const GhOperation  *operation,
             const GhActor      *actor,
             const GhTarget     *target,
             JsonObject         *parameters,
             GhJob              *job,
             GError            **error)
{
  g_autoptr (RunCall) call = NULL;

  g_return_val_if_fail (GH_IS_STORE (store) && operation != NULL && actor != NULL, NULL);

  call = run_call_new (store, operation, actor, target, parameters, NULL, job);

  return rehearse (call, error);
}

static gboolean
run_in_transaction (RunCall  *self,
                    GError  **error)
{
  GhRun *run = &self->run;
  guint8 previous[GH_HASH_BYTES];

  if (!make_plan (run, error))
    return FALSE;

  if (self->was_rehearsed && memcmp (self->seen, run->result->digest, sizeof self->seen) != 0)
    {
      g_set_error_literal (error, GH_ERROR, GH_ERROR_PLAN_CHANGED,
                           _("What would happen has changed since it was rehearsed, so nothing was done."));
      return FALSE;
    }

  if (run->result->is_refused || run->changes->len == 0)
    return TRUE;

  return gh_run_entry_begin (run, previous, error) && gh_run_raise_user_ids (run, error) && run->operation->apply (run, error) &&
         gh_run_entry_write (run, previous, error);
}

static gboolean
run_cb (GhConnection  *connection,
        gpointer       data,
        GError       **error)
{
  RunCall *self = data;
  GhRun *run = &self->run;
  gboolean ok;

  gh_store_assert_writer (connection);
  run->connection = connection;
  gh_connection_set_cancellable (connection, run->cancellable);

  ok = gh_connection_begin_write (connection, error) &&
       run_in_transaction (self, error) &&
       !gh_error_check_cancelled (run->cancellable, error);

  /* From here on it is too late to cancel. */
  gh_connection_set_cancellable (connection, NULL);
  if (ok && run->entry != 0)
    ok = gh_connection_commit (connection, error);
  else
    gh_connection_rollback (connection);

  if (ok)
    run->result->entry = run->entry;
  if (ok && run->entry != 0)
    gh_store_checkpoint_soon (self->store, GH_FILE_DIRECTORY, run->has_erased);
  keep_result (self, ok);

  return ok;
}

static GhResult *
end_run (RunCall  *self,
         gboolean  ok,
         GError   *run_error,
         GError  **error)
{
  if (ok)
    return g_steal_pointer (&self->result);

  complete_error (&run_error);
  gh_error_say_unchanged (run_error);
  g_propagate_error (error, run_error);

  return NULL;
}

GhResult *
gh_run (GhStore            *store,
        const GhOperation  *operation,
        const GhActor      *actor,
        const GhTarget     *target,
        JsonObject         *parameters,
        const GhResult     *rehearsal,
        GhJob              *job,
        GError            **error)
{
  g_autoptr (RunCall) call = NULL;
  GError *run_error = NULL;
  gboolean ok;

  g_return_val_if_fail (GH_IS_STORE (store) && operation != NULL && actor != NULL, NULL);

  call = run_call_new (store, operation, actor, target, parameters, rehearsal, job);
  ok = gh_store_write (store, GH_FILE_DIRECTORY, run_cb, call, &run_error);

  return end_run (call, ok, run_error, error);
}

/* --- async --- */

static void
return_result (GTask    *task,
               GhResult *result,
               GError   *error)
{
  if (result != NULL)
    g_task_return_pointer (task, result, (GDestroyNotify) gh_result_free);
  else
    g_task_return_error (task, error);
}

static void
rehearse_thread (GTask        *task,
                 gpointer      source_object,
                 gpointer      task_data,
                 GCancellable *cancellable)
{
  GError *error = NULL;
  GhResult *result = rehearse (task_data, &error);

  return_result (task, result, error);
}

static void
ran_cb (GObject      *source,
        GAsyncResult *result,
        gpointer      data)
{
  g_autoptr (GTask) task = data;
  GError *run_error = NULL;
  GError *error = NULL;
  gboolean ok = gh_store_write_finish (GH_STORE (source), result, &run_error);
  GhResult *ran = end_run (g_task_get_task_data (task), ok, run_error, &error);

  return_result (task, ran, error);
}

void
gh_run_async (GhStore             *store,
              const GhOperation   *operation,
              const GhActor       *actor,
              const GhTarget      *target,
              JsonObject          *parameters,
              const GhResult      *rehearsal,
              gboolean             only_rehearse,
              GhJob               *job,
              GAsyncReadyCallback  callback,
              gpointer             user_data)
{
  g_autoptr (GTask) task = g_task_new (store, NULL, callback, user_data);
  RunCall *call = run_call_new (store, operation, actor, target, parameters, rehearsal, job);

  g_task_set_source_tag (task, gh_run_async);
  g_task_set_task_data (task, call, (GDestroyNotify) run_call_free);
  if (only_rehearse)
    g_task_run_in_thread (task, rehearse_thread);
  else
    gh_store_write_async (store, GH_FILE_DIRECTORY, GH_WRITE_ALONE, run_cb, call, ran_cb, g_steal_pointer (&task));
}

GhResult *
gh_run_finish (GhStore       *store,
               GAsyncResult  *result,
               GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, store), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
