/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Rehearsing and running, here and on other threads. */
#include "operations/gh-run.h"

#include "base/gh-json-text.h"
#include "operations/gh-ending.h"
#include "operations/gh-former-names.h"
#include "operations/gh-run-entry.h"
#include "operations/gh-run-ids.h"
#include "operations/gh-run-plan.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Callers tell from the error whether there is a result, so a failure that sets none, for want of a required row, gets
 * one here. */
static void
complete_error (GError **error)
{
  if (*error == NULL)
    g_set_error_literal (error, GH_ERROR, GH_ERROR_DAMAGED,
                         _("The database is damaged: what must be there is missing."));
}

static void
run_clear (GhRun *self)
{
  if (self->data_free != NULL)
    g_clear_pointer (&self->data, self->data_free);
  if (self->prepared_free != NULL)
    g_clear_pointer (&self->prepared, self->prepared_free);
  g_clear_pointer (&self->targets, g_array_unref);
  g_clear_pointer (&self->changes, g_array_unref);
  g_clear_pointer (&self->result, gh_result_free);
  g_clear_pointer (&self->facts, json_object_unref);
  g_clear_pointer (&self->journal, gh_inserter_free);
  g_clear_pointer (&self->new_master, gh_secret_unref);
  gh_settings_clear (&self->settings);
}

/* A run that owns its arguments. */
typedef struct {
  GhRun       run;
  GhStore    *store;
  GhActor    *actor;
  GhTarget   *target;         /* nullable */
  JsonObject *parameters;
  GHashTable *secrets;        /* nullable */
  GhJob      *job;            /* nullable */
  gboolean    was_rehearsed;
  guint8      seen[32];       /* the digest of what the person saw */
  GhRunGuard  guard;          /* nullable */
  gpointer    guard_data;
  GhResult   *result;         /* of a successful run */
} RunCall;

static RunCall *
run_call_new (GhStore         *store,
              const GhRequest *request,
              GhJob           *job)
{
  RunCall *self = g_new0 (RunCall, 1);

  self->store = g_object_ref (store);
  self->actor = gh_actor_copy (request->actor);
  self->target = request->target != NULL ? gh_target_copy (request->target) : NULL;
  self->parameters = request->parameters != NULL ? gh_json_object_copy (request->parameters) : json_object_new ();
  self->secrets = request->secrets != NULL ? g_hash_table_ref (request->secrets) : NULL;
  self->job = job != NULL ? g_object_ref (job) : NULL;
  self->was_rehearsed = request->rehearsal != NULL;
  if (request->rehearsal != NULL)
    memcpy (self->seen, request->rehearsal->digest, sizeof self->seen);
  self->guard = request->guard;
  self->guard_data = request->guard_data;

  self->run = (GhRun) {
    .operation = request->operation,
    .actor = self->actor,
    .target = self->target,
    .parameters = self->parameters,
    .secrets = self->secrets,
    .store = store,
    .job = job,
    .cancellable = job != NULL ? gh_job_get_cancellable (job) : NULL,
    .now_us = gh_clock_now_us (gh_store_get_clock (store)),
    .targets = g_array_new (FALSE, FALSE, sizeof (gint64)),
    .changes = g_array_new (FALSE, FALSE, sizeof (gint64)),
    .result = gh_result_new (request->operation),
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
  g_clear_pointer (&self->secrets, g_hash_table_unref);
  g_clear_object (&self->job);
  g_clear_pointer (&self->result, gh_result_free);
  g_object_unref (self->store);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RunCall, run_call_free)

/* Whether the actor must give the passcode again before @run may go on (A6). */
static gboolean
must_confirm (GhRun *run)
{
  return run->needs_passcode && !run->result->is_refused && run->actor->has_confirmed != NULL &&
         !run->actor->has_confirmed (run->actor, run->now);
}

/* A plan for a million is freed on the thread that made it: the main loop must not wait for that. */
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

  ok = gh_run_plan (&self->run, error);
  self->run.result->is_rehearsed = TRUE;
  self->run.result->needs_passcode = ok && must_confirm (&self->run);
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
gh_rehearse (GhStore          *store,
             const GhRequest  *request,
             GhJob            *job,
             GError          **error)
{
  g_autoptr (RunCall) call = NULL;

  g_return_val_if_fail (GH_IS_STORE (store) && request->operation != NULL && request->actor != NULL, NULL);

  call = run_call_new (store, request, job);

  return rehearse (call, error);
}

static gboolean
run_in_transaction (RunCall  *self,
                    GError  **error)
{
  GhRun *run = &self->run;
  guint8 previous[GH_HASH_BYTES];

  if ((self->guard != NULL && !self->guard (run->connection, self->guard_data, error)) || !gh_run_plan (run, error))
    return FALSE;

  if (self->was_rehearsed && memcmp (self->seen, run->result->digest, sizeof self->seen) != 0)
    {
      g_set_error_literal (error, GH_ERROR, GH_ERROR_PLAN_CHANGED,
                           _("What would happen has changed since it was rehearsed, so nothing was done."));
      return FALSE;
    }

  if (must_confirm (run))
    {
      gh_run_refuse (run, GH_REFUSAL_PASSCODE_AGAIN, NULL);
      run->result->is_refused = TRUE;
      run->result->changed = 0;
    }
  if (run->result->is_refused || run->changes->len == 0)
    return TRUE;

  return gh_run_entry_begin (run, previous, error) && gh_run_raise_ids_of_events (run, error) &&
         run->operation->apply (run, error) && gh_former_names_note (run->connection, run->now, error) &&
         gh_run_entry_write (run, previous, error);
}

/* What was done stands: should it fail, the next operation or start notes them. */
static void
note_endings (GhStore      *store,
              GhConnection *connection)
{
  g_autoptr (GError) error = NULL;

  if (gh_ending_is_behind (connection) && !gh_ending_catch_up (store, &error))
    g_debug ("Noting what has ended: %s", error->message);
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
    {
      gh_store_checkpoint_soon (self->store, GH_FILE_DIRECTORY, run->has_erased);
      note_endings (self->store, connection);
    }
  keep_result (self, ok);

  return ok;
}

static gboolean
prepare (RunCall  *self,
         GError  **error)
{
  const GhOperation *operation = self->run.operation;

  return operation->prepare == NULL || operation->prepare (&self->run, error);
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
gh_run (GhStore          *store,
        const GhRequest  *request,
        GhJob            *job,
        GError          **error)
{
  g_autoptr (RunCall) call = NULL;
  g_autoptr (GError) local_error = NULL;
  GError *run_error = NULL;
  GhResult *result;
  gboolean ok;

  g_return_val_if_fail (GH_IS_STORE (store) && request->operation != NULL && request->actor != NULL, NULL);

  call = run_call_new (store, request, job);
  ok = prepare (call, &run_error) && gh_store_write (store, GH_FILE_DIRECTORY, run_cb, call, &run_error);
  result = end_run (call, ok, run_error, error);
  if (result != NULL && result->entry != 0 && request->operation->follow != NULL &&
      !request->operation->follow (store, &local_error))
    g_debug ("What follows %s is left to the timed jobs: %s", request->operation->name, local_error->message);

  return result;
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

static void
write_async (GTask *task)
{
  GhStore *store = g_task_get_source_object (task);
  RunCall *call = g_task_get_task_data (task);

  gh_store_write_async (store, GH_FILE_DIRECTORY, GH_WRITE_ALONE, run_cb, call, ran_cb, task);
}

static void
prepare_thread (GTask        *task,
                gpointer      source_object,
                gpointer      task_data,
                GCancellable *cancellable)
{
  GError *error = NULL;

  if (prepare (task_data, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
prepared_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      data)
{
  g_autoptr (GTask) task = data;
  GError *error = NULL;

  if (!g_task_propagate_boolean (G_TASK (result), &error))
    {
      gh_error_say_unchanged (error);
      g_task_return_error (task, error);
      return;
    }

  write_async (g_steal_pointer (&task));
}

void
gh_rehearse_async (GhStore             *store,
                   const GhRequest     *request,
                   GhJob               *job,
                   GAsyncReadyCallback  callback,
                   gpointer             user_data)
{
  g_autoptr (GTask) task = g_task_new (store, NULL, callback, user_data);

  g_task_set_source_tag (task, gh_rehearse_async);
  g_task_set_task_data (task, run_call_new (store, request, job), (GDestroyNotify) run_call_free);
  g_task_run_in_thread (task, rehearse_thread);
}

void
gh_run_async (GhStore             *store,
              const GhRequest     *request,
              GhJob               *job,
              GAsyncReadyCallback  callback,
              gpointer             user_data)
{
  g_autoptr (GTask) task = g_task_new (store, NULL, callback, user_data);
  RunCall *call = run_call_new (store, request, job);
  g_autoptr (GTask) preparing = NULL;

  g_task_set_source_tag (task, gh_run_async);
  g_task_set_task_data (task, call, (GDestroyNotify) run_call_free);
  if (request->operation->prepare == NULL)
    {
      write_async (g_steal_pointer (&task));
      return;
    }

  preparing = g_task_new (store, NULL, prepared_cb, g_steal_pointer (&task));
  g_task_set_source_tag (preparing, gh_run_async);
  g_task_set_task_data (preparing, call, NULL);
  g_task_run_in_thread (preparing, prepare_thread);
}

GhResult *
gh_run_finish (GhStore       *store,
               GAsyncResult  *result,
               GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, store), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
