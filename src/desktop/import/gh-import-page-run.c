/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Rehearsing an import and running it. */
#include "import/gh-import-page-private.h"

#include "operate/gh-operate-failure.h"
#include "operate/gh-operate-words.h"
#include "operations/gh-run.h"

#include <glib/gi18n-lib.h>

/* Shorter waits show no bar. */
#define BAR_AFTER_MS 200

/* --- jobs --- */

typedef struct {
  GhImportPage *page;
  guint         generation;
} Answer;

static gboolean
bar_cb (gpointer data)
{
  GhImportPage *self = data;

  self->bar_id = 0;
  gh_import_page_show (self, "working");

  return G_SOURCE_REMOVE;
}

static void
progress_cb (GhImportPage *self)
{
  guint64 done;
  guint64 total;

  gh_job_get_progress (self->job, &done, &total);
  if (total > 0)
    gtk_progress_bar_set_fraction (self->bar, CLAMP ((double) done / (double) total, 0, 1));
}

void
gh_import_page_stop (GhImportPage *self)
{
  self->generation++;
  self->is_running = FALSE;
  g_clear_handle_id (&self->bar_id, g_source_remove);
  if (self->job != NULL)
    {
      g_signal_handlers_disconnect_by_func (self->job, progress_cb, self);
      g_cancellable_cancel (gh_job_get_cancellable (self->job));
    }
  g_clear_object (&self->job);
}

static void
start_job (GhImportPage *self,
           const char   *label,
           const char   *caption)
{
  gh_import_page_stop (self);
  self->job = gh_job_new ();
  g_signal_connect_object (self->job, "notify::fraction", G_CALLBACK (progress_cb), self, G_CONNECT_SWAPPED);
  gtk_progress_bar_set_fraction (self->bar, 0);
  gtk_label_set_text (self->working_label, label);
  gtk_label_set_text (self->working_caption, caption);
  self->bar_id = g_timeout_add (BAR_AFTER_MS, bar_cb, self);
}

/* Ends the job; returns FALSE if its answer is no longer wanted. */
static gboolean
take_answer (Answer *answer)
{
  GhImportPage *self = answer->page;

  if (answer->generation != self->generation)
    return FALSE;

  g_clear_handle_id (&self->bar_id, g_source_remove);
  g_signal_handlers_disconnect_by_func (self->job, progress_cb, self);
  g_clear_object (&self->job);
  self->is_running = FALSE;

  return TRUE;
}

/* --- rehearsing --- */

static char *
join_reasons (const GhResult *result)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < result->skips->len; i++)
    {
      g_autofree char *reason = gh_skip_get_text (g_ptr_array_index (result->skips, i));

      g_string_append_printf (text, "%s%s", i > 0 ? "\n" : "", reason);
    }

  return g_string_free (g_steal_pointer (&text), FALSE);
}

static void
rehearsed_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      data)
{
  g_autofree Answer *answer = data;
  g_autoptr (GhImportPage) self = answer->page;
  g_autoptr (GError) error = NULL;
  g_autoptr (GhResult) rehearsal = gh_run_finish (GH_STORE (source), result, &error);

  if (!take_answer (answer))
    return;

  g_clear_pointer (&self->rehearsal, gh_result_free);
  if (rehearsal == NULL)
    gh_import_page_show_refusal (self, error->message);
  else if (rehearsal->is_refused)
    {
      g_autofree char *reason = join_reasons (rehearsal);

      gh_import_page_show_refusal (self, reason);
    }
  else
    {
      self->rehearsal = g_steal_pointer (&rehearsal);
      gh_import_page_show_plan (self);
    }
}

static void
run_job (GhImportPage        *self,
         gboolean             only_rehearse,
         GAsyncReadyCallback  callback)
{
  GhSession *session = gh_page_get_session (GH_PAGE (self));
  GhStore *store = gh_session_get_store (session);
  Answer *answer = g_new0 (Answer, 1);
  GhRequest request = {
    .operation = gh_import_page_get_operation (),
    .actor = gh_session_get_actor (session),
    .parameters = self->parameters,
    .rehearsal = only_rehearse ? NULL : self->rehearsal,
  };

  answer->page = g_object_ref (self);
  answer->generation = ++self->generation;
  if (only_rehearse)
    gh_rehearse_async (store, &request, self->job, callback, answer);
  else
    gh_run_async (store, &request, self->job, callback, answer);
}

void
gh_import_page_rehearse (GhImportPage *self)
{
  if (self->path == NULL)
    return;

  g_clear_pointer (&self->parameters, json_object_unref);
  self->parameters = json_object_new ();
  json_object_set_string_member (self->parameters, "file", self->path);
  json_object_set_boolean_member (self->parameters, "valid-only", TRUE);
  json_object_set_boolean_member (self->parameters, "create-groups",
                                  gtk_check_button_get_active (self->create_groups));
  start_job (self, _("Reading the file…"), _("Nothing is changed yet."));
  run_job (self, TRUE, rehearsed_cb);
  gh_import_page_update_actions (self);
}

/* --- importing --- */

static GhOperateJobs *
get_jobs (GhImportPage *self)
{
  return gh_operate_jobs_get (gh_session_get_store (gh_page_get_session (GH_PAGE (self))));
}

/* Shows the import among the jobs once the page is left. */
void
gh_import_page_go_on (GhImportPage *self)
{
  if (self->running != NULL && gh_page_get_session (GH_PAGE (self)) != NULL)
    gh_operate_jobs_show (get_jobs (self), self->running);
}

static void
end_job (GhImportPage *self,
         GhStore      *store,
         GhResult     *result)
{
  g_autofree char *text = NULL;

  if (result != NULL && !result->is_refused && self->parameters != NULL)
    text = gh_operate_words_dup_done (gh_operate_words_find (gh_import_page_get_operation ()), self->parameters, result);
  gh_operate_jobs_end (gh_operate_jobs_get (store), self->running, text, text != NULL ? result->entry : 0, TRUE);
  g_clear_object (&self->running);
}

static void
ran_cb (GObject      *source,
        GAsyncResult *async_result,
        gpointer      data)
{
  g_autofree Answer *answer = data;
  g_autoptr (GhImportPage) self = answer->page;
  const GhOperateWords *words = gh_operate_words_find (gh_import_page_get_operation ());
  g_autoptr (GError) error = NULL;
  g_autoptr (GhResult) result = gh_run_finish (GH_STORE (source), async_result, &error);

  end_job (self, GH_STORE (source), result);
  if (!take_answer (answer))
    return;

  if (result != NULL && !result->is_refused)
    {
      g_autofree char *text = gh_operate_words_dup_done (words, self->parameters, result);

      gh_page_add_toast (GH_PAGE (self), text, result->entry);
      gh_session_tell_operated (gh_page_get_session (GH_PAGE (self)), result);
      if (gtk_widget_get_mapped (GTK_WIDGET (self)))
        gtk_widget_activate_action (GTK_WIDGET (self), "win.open-page", "s", "users");
    }
  else if (result != NULL || g_error_matches (error, GH_ERROR, GH_ERROR_PLAN_CHANGED))
    {
      self->is_outdated = TRUE;
      gh_import_page_rehearse (self);
    }
  else
    {
      gh_import_page_show (self, "plan");
      if (!g_error_matches (error, GH_ERROR, GH_ERROR_CANCELLED))
        gh_operate_failure_show (GTK_WIDGET (self), _(words->failed), error->message, gh_import_page_get_operation (), NULL, NULL);
    }
}

void
gh_import_page_import (GhImportPage *self)
{
  const GhOperateWords *words = gh_operate_words_find (gh_import_page_get_operation ());

  start_job (self, _(words->running), _("Cancelling leaves everything as it was."));
  self->is_running = TRUE;
  self->running = gh_operate_jobs_begin (get_jobs (self), _(words->running), self->job);
  run_job (self, FALSE, ran_cb);
  gh_import_page_update_actions (self);
}
