/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "keys/gh-key-work.h"

#include "keys/gh-key-list.h"
#include "keys/gh-recovery-entry.h"
#include "keys/gh-recovery-window.h"
#include "keys/ops/gh-key-making.h"
#include "keys/ops/gh-key-record.h"
#include "kit/gh-ask.h"
#include "operate/gh-operate-failure.h"
#include "operate/gh-operate-jobs.h"

#include <glib/gi18n-lib.h>

/* A key being made. The keyring may keep it waiting for as long as a person needs. */
typedef struct {
  GhPage         *page;
  GhStore        *store;
  GhActor        *actor;
  const char     *operation;
  gboolean        only_rehearse;
  GhJob          *job;
  GhOperateJob   *running;    /* nullable: among all jobs */
  GCancellable   *giving_up;  /* the waiting for the keyring */
  GCancellable   *asking;     /* nullable: whether to go on waiting */
  GhKeyringState  kept;
  GhResult       *result;
} Making;

static const char busy_key[] = "gh-key-work-busy";

gboolean
gh_key_work_is_busy (GhStore *store)
{
  return g_object_get_data (G_OBJECT (store), busy_key) != NULL;
}

static void
add_busy (GhStore *store,
          int      step)
{
  int n = GPOINTER_TO_INT (g_object_get_data (G_OBJECT (store), busy_key));

  g_object_set_data (G_OBJECT (store), busy_key, GINT_TO_POINTER (n + step));
}

static void
making_free (gpointer data)
{
  Making *making = data;

  g_object_unref (making->page);
  g_object_unref (making->store);
  gh_actor_free (making->actor);
  g_object_unref (making->job);
  g_clear_object (&making->running);
  g_object_unref (making->giving_up);
  g_clear_object (&making->asking);
  g_clear_pointer (&making->result, gh_result_free);
  g_free (making);
}

static const char *
get_failure_heading (const char *operation)
{
  if (g_str_equal (operation, "key.rotate"))
    return _("The Key Was Not Rotated");
  if (g_str_equal (operation, "key.create"))
    return _("No Key Was Made");

  return _("No Recovery Key Was Made");
}

/* Returns whether it was done; otherwise says why not. */
static gboolean
check_done (GhPage         *page,
            const char     *operation,
            const GhResult *result,
            const GError   *error)
{
  const GhSkip *skip;

  if (g_error_matches (error, GH_ERROR, GH_ERROR_CANCELLED))
    return FALSE;
  if (error == NULL && !result->is_refused)
    return TRUE;

  skip = error == NULL ? g_ptr_array_index (result->skips, 0) : NULL;
  gh_operate_failure_show (GTK_WIDGET (page), get_failure_heading (operation),
                           skip != NULL ? gh_refusal_get_sentence (skip->refusal) : error->message,
                           gh_operation_find (operation), NULL, NULL);

  return FALSE;
}

/* --- a keyring that is late --- */

typedef struct {
  GTask          *task;
  GhKeyringState  state;
} Lateness;

static void
lateness_free (gpointer data)
{
  Lateness *lateness = data;

  g_object_unref (lateness->task);
  g_free (lateness);
}

static void
waited_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      data)
{
  g_autoptr (GCancellable) giving_up = data;
  g_autofree char *answer = gh_ask_finish (result, NULL);

  if (g_strcmp0 (answer, "go-on") == 0)
    g_cancellable_cancel (giving_up);
}

static gboolean
tell_late_cb (gpointer data)
{
  const GhAnswer answers[] = {
    { "wait", _("_Wait"), ADW_RESPONSE_DEFAULT },
    { "go-on", _("_Go On Without It"), ADW_RESPONSE_DEFAULT },
  };
  Lateness *lateness = data;
  Making *making = g_task_get_task_data (lateness->task);
  g_autofree char *body = NULL;

  if (g_task_get_completed (lateness->task) || making->asking != NULL ||
      g_cancellable_is_cancelled (making->giving_up))
    return G_SOURCE_REMOVE;

  /* Translators: what the keyring says is a sentence that comes first. */
  body = g_strdup_printf (_("%s Without it the recovery key alone opens the organisation’s key."),
                          gh_keyring_state_get_sentence (lateness->state));
  making->asking = g_cancellable_new ();
  gh_ask_async (GTK_WIDGET (making->page),
                &(GhQuestion) { .heading = _("Waiting for Your Keyring"), .body = body, .answers = answers,
                                .n_answers = G_N_ELEMENTS (answers), .default_id = "wait" },
                making->asking, waited_cb, g_object_ref (making->giving_up));

  return G_SOURCE_REMOVE;
}

/* On the worker. */
static void
late_cb (GhKeyringState state,
         gpointer       task)
{
  Lateness *lateness = g_new0 (Lateness, 1);

  lateness->task = g_object_ref (task);
  lateness->state = state;
  g_idle_add_full (G_PRIORITY_DEFAULT, tell_late_cb, lateness, lateness_free);
}

/* --- making keys --- */

/* A key that no keyring takes is made all the same: the recovery key opens it. */
static gboolean
keep_cb (GhStore   *store,
         gint64     number,
         GhSecret  *master,
         gpointer   data,
         GError   **error)
{
  Making *making = g_task_get_task_data (data);
  g_autoptr (GError) local_error = NULL;
  g_autoptr (GhKeyringAnswer) answer =
    gh_key_keep_in_keyring (store, number, master, TRUE, late_cb, data, making->giving_up, &local_error);

  making->kept = answer != NULL ? answer->state : GH_KEYRING_NO_SERVICE;
  if (answer != NULL && answer->reason != NULL)
    g_debug ("The keyring: %s", answer->reason);
  if (answer == NULL && !g_error_matches (local_error, GH_ERROR, GH_ERROR_CANCELLED))
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }

  return !gh_error_check_cancelled (gh_job_get_cancellable (making->job), error);
}

static void
make_in_thread (GTask        *task,
                gpointer      source,
                gpointer      data,
                GCancellable *cancellable)
{
  Making *making = data;
  GError *error = NULL;

  making->result = gh_key_make (making->store, making->operation, making->actor, making->only_rehearse, keep_cb, task,
                                making->job, &error);
  if (making->result != NULL)
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

/* Cancelling the job also ends the waiting for the keyring. */
static void
job_cancelled_cb (GCancellable *job,
                  GCancellable *giving_up)
{
  g_cancellable_cancel (giving_up);
}

/* Nobody would see what came of it, and a recovery key would be lost. */
static void
root_changed_cb (GtkWidget    *page,
                 GParamSpec   *pspec,
                 GCancellable *job)
{
  if (gtk_widget_get_root (page) == NULL)
    g_cancellable_cancel (job);
}

/* @title: (nullable): what it is called among the jobs, where it may take long */
static void
make (GhPage              *page,
      const char          *operation,
      gboolean             only_rehearse,
      const char          *title,
      GAsyncReadyCallback  callback)
{
  GhSession *session = gh_page_get_session (page);
  g_autoptr (GTask) task = g_task_new (page, NULL, callback, NULL);
  Making *making = g_new0 (Making, 1);

  making->page = g_object_ref (page);
  making->store = g_object_ref (gh_session_get_store (session));
  making->actor = gh_actor_copy (gh_session_get_actor (session));
  making->operation = operation;
  making->only_rehearse = only_rehearse;
  making->job = gh_job_new ();
  making->giving_up = g_cancellable_new ();
  g_signal_connect_object (gh_job_get_cancellable (making->job), "cancelled", G_CALLBACK (job_cancelled_cb),
                           making->giving_up, 0);
  g_signal_connect_object (page, "notify::root", G_CALLBACK (root_changed_cb), gh_job_get_cancellable (making->job), 0);
  if (title != NULL)
    {
      making->running = gh_operate_jobs_begin (gh_operate_jobs_get (making->store), title, making->job);
      gh_operate_jobs_show (gh_operate_jobs_get (making->store), making->running);
    }
  g_task_set_source_tag (task, make);
  g_task_set_check_cancellable (task, FALSE);
  add_busy (making->store, 1);
  g_task_set_task_data (task, making, making_free);
  g_task_run_in_thread (task, make_in_thread);
}

/* Ends what make() began; returns whether the key is made, or would be. */
static gboolean
finish_making (GAsyncResult *result)
{
  Making *making = g_task_get_task_data (G_TASK (result));
  g_autoptr (GError) error = NULL;
  gboolean is_done;

  g_task_propagate_boolean (G_TASK (result), &error);
  add_busy (making->store, -1);
  if (making->asking != NULL)
    g_cancellable_cancel (making->asking);
  is_done = check_done (making->page, making->operation, making->result, error);
  if (making->running != NULL)
    {
      g_autofree char *done = is_done ? g_strchomp (gh_result_to_text (making->result)) : NULL;

      gh_operate_jobs_end (gh_operate_jobs_get (making->store), making->running, done, is_done ? making->result->entry : 0,
                           FALSE);
    }
  if (is_done && !making->only_rehearse)
    gh_session_tell_operated (gh_page_get_session (making->page), making->result);

  return is_done;
}

/* Returns a sentence where no keyring has the key that was made; what it says, and what follows. */
static char *
dup_warning (const Making *making)
{
  if (making->kept == GH_KEYRING_FOUND)
    return NULL;

  /* Translators: what the keyring says is a sentence that comes first. */
  return g_strdup_printf (_("%s The key is open until Gatehouse is closed; after that the recovery key alone opens it."),
                          gh_keyring_state_get_sentence (making->kept));
}

static void
created_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      data)
{
  Making *making = g_task_get_task_data (G_TASK (result));
  g_autofree char *warning = NULL;

  if (!finish_making (result))
    return;

  warning = dup_warning (making);
  gh_recovery_window_show (GTK_WIDGET (making->page), gh_page_get_session (making->page),
                           g_hash_table_lookup (making->result->secrets, GH_KEY_RECOVERY_KEY), warning);
}

void
gh_key_work_create (GhPage *page)
{
  make (page, "key.create", FALSE, NULL, created_cb);
}

/* --- rotating --- */

static void
rotated_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      data)
{
  Making *making = g_task_get_task_data (G_TASK (result));
  g_autofree char *warning = NULL;

  if (!finish_making (result))
    return;

  warning = dup_warning (making);
  if (warning == NULL)
    gh_page_add_toast (making->page, _("The new key is in your keyring, and in use"), 0);
  else
    gh_ask_tell (GTK_WIDGET (making->page), _("The New Key Is Not in a Keyring"), warning);
}

static void
rotate_answered_cb (GObject      *source,
                    GAsyncResult *result,
                    gpointer      data)
{
  g_autoptr (GhPage) page = data;
  g_autofree char *answer = gh_ask_finish (result, NULL);

  if (g_strcmp0 (answer, "rotate") == 0)
    make (page, "key.rotate", FALSE, _("Rotating the key"), rotated_cb);
}

/* It cannot be undone, so Return gives no answer. */
static void
rotate_rehearsed_cb (GObject      *source,
                     GAsyncResult *result,
                     gpointer      data)
{
  Making *making = g_task_get_task_data (G_TASK (result));
  const GhAnswer answers[] = {
    { "cancel", _("_Cancel"), ADW_RESPONSE_DEFAULT },
    { "rotate", _("_Rotate"), ADW_RESPONSE_DESTRUCTIVE },
  };
  g_autoptr (GString) body = g_string_new (NULL);

  if (!finish_making (result))
    return;

  for (guint i = 0; i < making->result->also->len; i++)
    g_string_append_printf (body, "%s\n", ((GhConsequence *) making->result->also->pdata[i])->what);
  if (body->len > 0)
    g_string_append_c (body, '\n');
  g_string_append_printf (body, "%s\n\n%s\n\n%s",
                          _("Every other computer and service that uses this organisation must be given the new key."),
                          _("It does not protect what an older copy of the file and its key holds. The recovery key "
                            "stays as it is."),
                          _("This cannot be undone."));
  gh_ask_async (GTK_WIDGET (making->page),
                &(GhQuestion) { .heading = _("Rotate the Key?"), .body = body->str, .answers = answers,
                                .n_answers = G_N_ELEMENTS (answers) },
                NULL, rotate_answered_cb, g_object_ref (making->page));
}

void
gh_key_work_rotate (GhPage *page)
{
  make (page, "key.rotate", TRUE, NULL, rotate_rehearsed_cb);
}

/* --- the recovery key --- */

static const char renew[] = "key.renew-recovery";

static void
renewed_cb (GObject      *source,
            GAsyncResult *async_result,
            gpointer      data)
{
  g_autoptr (GhPage) page = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GhResult) result = gh_run_finish (GH_STORE (source), async_result, &error);

  if (!check_done (page, renew, result, error))
    return;

  gh_session_tell_operated (gh_page_get_session (page), result);
  gh_recovery_window_show (GTK_WIDGET (page), gh_page_get_session (page),
                           g_hash_table_lookup (result->secrets, GH_KEY_RECOVERY_KEY), NULL);
}

static void
renew_answered_cb (GObject      *source,
                   GAsyncResult *result,
                   gpointer      data)
{
  g_autoptr (GhPage) page = data;
  g_autofree char *answer = gh_ask_finish (result, NULL);
  GhSession *session = gh_page_get_session (page);

  if (g_strcmp0 (answer, "renew") == 0)
    gh_run_async (gh_session_get_store (session),
                  &(GhRequest) { .operation = gh_operation_find (renew), .actor = gh_session_get_actor (session) },
                  NULL, renewed_cb, g_steal_pointer (&page));
}

void
gh_key_work_renew_recovery (GhPage *page)
{
  const GhAnswer answers[] = {
    { "cancel", _("_Cancel"), ADW_RESPONSE_DEFAULT },
    { "renew", _("_Make New Key"), ADW_RESPONSE_DESTRUCTIVE },
  };

  gh_ask_async (GTK_WIDGET (page),
                &(GhQuestion) { .heading = _("Make a New Recovery Key?"),
                                .body = _("The old one opens nothing any more, wherever it is kept. The new one is shown "
                                          "once."),
                                .answers = answers, .n_answers = G_N_ELEMENTS (answers) },
                NULL, renew_answered_cb, g_object_ref (page));
}

static void
tested_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      data)
{
  g_autoptr (GhPage) page = data;

  if (gh_recovery_entry_ask_finish (result, NULL))
    gh_page_add_toast (page, _("This is the recovery key, and it opens the organisation’s key"), 0);
}

void
gh_key_work_test_recovery (GhPage *page)
{
  gh_recovery_entry_ask_async (GTK_WIDGET (page), gh_page_get_session (page), TRUE, tested_cb, g_object_ref (page));
}
