/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Running what was rehearsed, and its outcomes. */
#include "operate/gh-operate-dialog-private.h"

#include <glib/gi18n-lib.h>

#define BAR_AFTER_MS 300

static gboolean
bar_cb (gpointer data)
{
  GhOperateDialog *self = data;
  g_autoptr(GhResult) none = NULL;
  g_autofree char *label = gh_operate_words_dup_title (self->words, self->operation, none);

  self->bar_id = 0;
  adw_window_title_set_title (self->title, label);
  gh_operate_dialog_show_page (self, "running");
  gh_operate_progress_focus (self->progress);
  gtk_window_present (GTK_WINDOW (self));

  return G_SOURCE_REMOVE;
}

/* Back to the plan, even from the background. */
static void
come_back (GhOperateDialog *self)
{
  self->is_hidden = FALSE;
  gh_operate_dialog_show_page (self, "plan");
  gtk_window_present (GTK_WINDOW (self));
  gh_operate_dialog_rehearse (self);
}

/* Refused after all: the plan shows why, or a dialog if there is none. */
static void
refused (GhOperateDialog *self,
         const GhResult  *result)
{
  g_autoptr(GString) text = g_string_new (NULL);

  if (self->rehearsal != NULL)
    {
      come_back (self);
      return;
    }

  for (guint i = 0; i < result->skips->len; i++)
    {
      g_autofree char *reason = gh_skip_get_text (g_ptr_array_index (result->skips, i));

      g_string_append_printf (text, "%s%s", i > 0 ? "\n" : "", reason);
    }
  gh_operate_dialog_fail (self, text->str);
}

void
gh_operate_dialog_hide (GhOperateDialog *self)
{
  if (!self->is_running || self->is_hidden)
    return;

  self->is_hidden = TRUE;
  /* The bar would bring the window back. */
  g_clear_handle_id (&self->bar_id, g_source_remove);
  gh_operate_jobs_show (gh_operate_jobs_get (self->store), self->running);
  gtk_widget_hide (GTK_WIDGET (self));
}

/* The run has ended, whatever the result. */
static void
end_job (GhOperateDialog *self)
{
  g_autofree char *done = NULL;

  if (self->result != NULL)
    done = gh_operate_words_dup_done (self->words, self->parameters, self->result);
  gh_operate_jobs_end (gh_operate_jobs_get (self->store), self->running, done,
                       self->result != NULL ? self->result->entry : 0, self->operation->no_undo_reason == NULL);
  g_clear_object (&self->running);
}

static void
ran_cb (GObject      *source,
        GAsyncResult *async_result,
        gpointer      data)
{
  g_autoptr(GhOperateDialog) self = data;
  g_autoptr(GError) error = NULL;
  g_autoptr(GhResult) result = gh_run_finish (GH_STORE (source), async_result, &error);

  if (result != NULL && !result->is_refused)
    self->result = g_steal_pointer (&result);
  end_job (self);
  if (self->is_done)
    return;

  self->is_running = FALSE;
  g_clear_object (&self->job);
  g_clear_handle_id (&self->bar_id, g_source_remove);
  gh_operate_progress_set_job (self->progress, NULL);
  gh_operate_dialog_update_words (self);

  if (self->result != NULL)
    gh_operate_dialog_finish (self);
  else if (result != NULL)
    refused (self, result);
  else if ((self->rehearsal == NULL || self->is_hidden) && g_error_matches (error, GH_ERROR, GH_ERROR_CANCELLED))
    gh_operate_dialog_finish (self);
  else if (g_error_matches (error, GH_ERROR, GH_ERROR_CANCELLED))
    come_back (self);
  else if (g_error_matches (error, GH_ERROR, GH_ERROR_PLAN_CHANGED))
    {
      self->outdated = g_steal_pointer (&self->rehearsal);
      come_back (self);
    }
  else
    {
      gh_operate_dialog_show_page (self, "plan");
      gh_operate_dialog_fail (self, error->message);
    }
}

void
gh_operate_dialog_start (GhOperateDialog *self)
{
  if (self->confirm != NULL)
    json_object_set_int_member (self->parameters, GH_OPERATE_CONFIRM, self->rehearsal->changed);

  self->is_running = TRUE;
  self->job = gh_job_new ();
  gh_operate_progress_set_job (self->progress, self->job);
  self->running = gh_operate_jobs_begin (gh_operate_jobs_get (self->store), _(self->words->running), self->job);
  self->bar_id = g_timeout_add (BAR_AFTER_MS, bar_cb, self);
  gh_run_async (self->store, self->operation, self->actor, self->target, self->parameters, self->rehearsal, FALSE,
                self->job, ran_cb, g_object_ref (self));
  gh_operate_dialog_update_actions (self);
}
